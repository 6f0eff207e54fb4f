// What an import would do, found out by reading only: the file's lines held against what is stored.
import type { ImportMapping } from '#contract/intake.ts'
import type { ImportedRow } from '#domain/imports/read-row.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import type { FileUpload } from './commands.ts'
import { type Contradictions, contradictionFinder } from './contradictions.ts'
import { findingsOf, type ImportFinding } from './line-findings.ts'
import { checkMapping, chooseMapping, type MappingChoices, readLines, siteGatherer, siteKey } from './prepare.ts'
import { readTable, type TableFile } from './read-file.ts'
import type { ImportCounts } from './run-import.ts'
import { findSites } from './sites.ts'

export type DryRun = ImportCounts & { importId: null; findings: ImportFinding[] }
export type DryRunOptions = { now: number; choices?: MappingChoices; mostFindings: number }

const BATCH_LINES = 4000

/** Counts as `importFile` would give them; nothing enters the store. */
export async function dryRunFile(db: Database, file: FileUpload, options: DryRunOptions): Promise<DryRun | Refusal> {
  const table = await readTable(file.bytes)
  if (isRefusal(table)) return table
  const mapping = chooseMapping(table, file.name, options.choices)
  if (isRefusal(mapping)) return mapping
  const fault = checkMapping(mapping)
  if (fault) return fault
  const { known, contradictions } = await firstWalk(db, table, mapping, options.now)
  const result: DryRun = { accepted: 0, rejected: 0, unchanged: 0, importId: null, findings: [] }
  const compare = comparer(db, known)
  for (const { line, row: asRead } of readLines(table, mapping, options.now)) {
    const row = contradictions.against(line) ?? asRead
    if (result.findings.length < options.mostFindings) result.findings.push(...findingsOf(line, row))
    if (isRefusal(row)) result.rejected += 1
    else await compare.add(row)
  }
  const { accepted, unchanged } = await compare.end()
  return { ...result, accepted, unchanged }
}

async function firstWalk(
  db: Database,
  table: TableFile,
  mapping: ImportMapping,
  now: number,
): Promise<{ known: ReadonlyMap<string, number>; contradictions: Contradictions }> {
  const gatherer = siteGatherer(mapping)
  const contradictions = contradictionFinder()
  for (const { line, row } of readLines(table, mapping, now)) {
    if (isRefusal(row)) continue
    gatherer.add(row)
    contradictions.add(line, row)
  }
  const found = await inTransaction(db, (tx) => findSites(tx, mapping.kind, gatherer.sites()))
  return { known: new Map([...found].map(([key, { id }]) => [key, id])), contradictions }
}

type Counts = { accepted: number; unchanged: number }
type Placed = { siteId: number; row: ImportedRow }

/** Gathers rows and compares them with the store a batch at a time. */
function comparer(
  db: Database,
  known: ReadonlyMap<string, number>,
): { add(row: ImportedRow): Promise<void>; end(): Promise<Counts> } {
  const counts: Counts = { accepted: 0, unchanged: 0 }
  const seen = new Set<string>()
  let batch: Placed[] = []
  const compare = async (): Promise<void> => {
    const same = await countSame(db, batch)
    counts.unchanged += same
    counts.accepted += batch.length - same
    batch = []
  }
  return {
    async add(row) {
      const key = `${siteKey(row.site)} ${row.atMs}`
      // What contradicts is left out before: a repeated line is an equal one.
      if (seen.has(key)) {
        counts.unchanged += 1
        return
      }
      seen.add(key)
      const siteId = known.get(siteKey(row.site))
      if (siteId === undefined) {
        counts.accepted += 1
        return
      }
      batch.push({ siteId, row })
      if (batch.length === BATCH_LINES) await compare()
    },
    async end() {
      if (batch.length > 0) await compare()
      return counts
    },
  }
}

/** How many of the rows the store holds already, value by value. */
async function countSame(db: Database, batch: readonly Placed[]): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n
       from unnest($1::int[], $2::timestamptz[], $3::text[], $4::text[], $5::text[])
            as k (site_id, at, kind, flag, items)
      where (select bool_and(v.factor is not null)
               from jsonb_each_text(k.items::jsonb) as i (code, value)
               left join reading_value as v
                 on v.site_id = k.site_id and v.at = k.at and v.kind = k.kind and v.factor = i.code
                and v.value = i.value::float8 and v.flag = k.flag
                and v.low is null and v.high is null and v.total is null)`,
    [
      batch.map(({ siteId }) => siteId),
      batch.map(({ row }) => timestamptz(row.atMs)),
      batch.map(({ row }) => row.kind),
      batch.map(({ row }) => row.flag),
      batch.map(({ row }) => JSON.stringify(Object.fromEntries(row.values.map((item) => [item.factor, item.value])))),
    ],
  )
  return row?.n ?? 0
}
