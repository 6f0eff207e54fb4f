// Which values that are taken back were confirmed by a later record: it found them there already and wrote nothing.
import type { ImportMapping } from '#contract/intake.ts'
import { type ImportedRow, rowReader } from '#domain/imports/read-row.ts'
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Transaction } from '#platform/database.ts'
import { factorIds } from '#platform/intake/factor-ids.ts'
import { readLaterRows } from './kept-rows.ts'
import { cellsOfRaw } from './read-file.ts'

const CHUNK = 20_000

type LaterLine = { id: number; importId: number; body: Uint8Array }
type Reader = (cells: readonly string[]) => ImportedRow | Refusal

/**
 * Adds to each row of `undone_key` the factors that later records hold (`kept`) and those records (`keepers`). Lines of
 * files and rows of other ways in are read again for what they hold; a frame of a device, and a row that cannot be read
 * any more, is taken to hold all its message has.
 */
export async function gatherKept(tx: Transaction): Promise<void> {
  await tx.execute(`create temp table kept_factor (id bigint, site_id int, at timestamptz, kind text, import_id int,
    run_id bigint, factors smallint[]) on commit drop`)
  // By number, as numbers are ordered by time and indexed: what came before the import is in the revisions.
  await tx.execute(`
    insert into kept_factor (id, site_id, at, kind, import_id, run_id)
    select o.id, k.site_id, k.at, k.kind, o.import_id, o.run_id
      from raw_record as o
      join undone_key as k on k.site_id = o.site_id and k.at = o.at and k.kind = o.kind
     where o.id > (select min(m.last_id) from undone_key as m) and o.id > k.last_id
       and o.state in ('stored', 'reingested')`)
  await readLaterLines(tx)
  await readLaterRows(tx)
  await tx.execute(`
    update kept_factor as f set factors = r.factors
      from reading as r
     where f.factors is null and r.site_id = f.site_id and r.at = f.at and r.kind = f.kind`)
  await tx.execute(`
    alter table undone_key add column kept smallint[] not null default '{}', add column keepers bigint[] not null default '{}'`)
  await tx.execute(`
    update undone_key as k set kept = l.factors, keepers = l.ids
      from (select f.site_id, f.at, f.kind, array_agg(distinct u.factor) as factors, array_agg(distinct f.id) as ids
              from kept_factor as f cross join lateral unnest(f.factors) as u (factor)
             group by f.site_id, f.at, f.kind) as l
     where k.site_id = l.site_id and k.at = l.at and k.kind = l.kind`)
}

async function readLaterLines(tx: Transaction): Promise<void> {
  const ids = await factorIds(
    tx,
    MONITORED_FACTORS.map(({ code }) => code),
  )
  const readers = new Map<number, { reader: Reader; width: number }>()
  for (let after = 0; ; ) {
    const lines = await tx.query<LaterLine>(
      `select o.id, o.import_id as "importId", o.body
         from kept_factor as f
         join raw_record as o on o.id = f.id and o.site_id = f.site_id
        where f.import_id is not null and f.id > $1
        order by f.id limit ${CHUNK}`,
      [after],
    )
    if (lines.length === 0) return
    after = lines.at(-1)?.id ?? after
    const read: { id: number; factors: string }[] = []
    for (const line of lines) {
      const known = readers.get(line.importId) ?? (await readerOf(tx, line.importId))
      readers.set(line.importId, known)
      read.push({ id: line.id, factors: `{${factorsIn(line, known, ids).join(',')}}` })
    }
    await tx.execute(
      `update kept_factor as f set factors = n.factors::smallint[]
         from unnest($1::bigint[], $2::text[]) as n (id, factors)
        where f.id = n.id`,
      [read.map(({ id }) => id), read.map(({ factors }) => factors)],
    )
  }
}

async function readerOf(tx: Transaction, importId: number): Promise<{ reader: Reader; width: number }> {
  const [batch] = await tx.query<{ mapping: ImportMapping }>(
    'select b.mapping from import_batch as b where b.id = $1',
    [importId],
  )
  if (!batch) throw new Error(`Cannot find import ${importId}, though lines of it are stored`)
  return { reader: rowReader(batch.mapping, batch.mapping.waterValues), width: batch.mapping.columns.length }
}

function factorsIn(
  line: LaterLine,
  { reader, width }: { reader: Reader; width: number },
  ids: ReadonlyMap<string, number>,
): number[] {
  const cells = cellsOfRaw(Buffer.from(line.body).toString('utf8'), width)
  const row = cells ? reader(cells) : undefined
  if (!row || isRefusal(row)) return []
  return row.values.map(({ factor }) => ids.get(factor)).filter((id) => id !== undefined)
}
