// What a person does with a file: look at it, import it. The bytes wait in the upload folder between the two.
import { createHash } from 'node:crypto'
import type { ImportMapping, ImportPreview } from '#contract/intake.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { findingsOf } from './line-findings.ts'
import {
  checkMapping,
  chooseMapping,
  type MappingChoices,
  type NamedSite,
  proposeMapping,
  readLines,
  siteGatherer,
} from './prepare.ts'
import { readTable, type TableFile } from './read-file.ts'
import { type ImportResult, runImport } from './run-import.ts'
import { findSites } from './sites.ts'
import type { Upload } from './uploads.ts'

export type FileUpload = { name: string; bytes: Uint8Array }

const SAMPLE_ROWS = 20
const MOST_SITES_SHOWN = 200
const MOST_FINDINGS_SHOWN = 50

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Says how an uploaded file would be read; nothing enters the store. */
export async function previewUpload(
  db: Database,
  upload: Upload & { content: Uint8Array },
  now: number,
): Promise<ImportPreview | Refusal> {
  const table = await readTable(upload.content)
  if (isRefusal(table)) return table
  const proposed = proposeMapping(table, upload.name)
  if (isRefusal(proposed)) return proposed
  const { sites, span, findings } = lookThrough(table, proposed.mapping, now)
  const shown = sites.slice(0, MOST_SITES_SHOWN)
  const known = await inTransaction(db, (tx) => findSites(tx, proposed.mapping.kind, shown))
  return {
    uploadId: upload.id,
    fileName: upload.name,
    bytes: upload.bytes,
    encoding: table.encoding,
    layout: proposed.layout.id,
    layoutLabel: { zh: proposed.layout.zh, en: proposed.layout.en },
    kind: proposed.layout.kind,
    rows: table.rowCount,
    mapping: proposed.mapping,
    header: table.header,
    sample: firstCells(table, SAMPLE_ROWS),
    sites: shown.map((site) => ({
      name: site.name,
      city: site.city ?? site.province,
      matched: known.get(site.key)?.code ?? null,
    })),
    sitesTotal: sites.length,
    ...span,
    findings,
    alreadyImported: await importOfSameFile(db, upload.sha256),
  }
}

function firstCells(table: TableFile, count: number): string[][] {
  const first: string[][] = []
  for (const row of table.rows()) {
    if (first.push(row.cells) === count) break
  }
  return first
}

type Look = {
  sites: NamedSite[]
  span: { from: number | null; until: number | null }
  findings: ImportPreview['findings']
}

/** One walk over all lines: stations, time span and the first findings. */
function lookThrough(table: TableFile, mapping: ImportMapping, now: number): Look {
  const gatherer = siteGatherer(mapping)
  const span: Look['span'] = { from: null, until: null }
  const findings: Look['findings'] = []
  for (const { line, row } of readLines(table, mapping, now)) {
    if (findings.length < MOST_FINDINGS_SHOWN) findings.push(...findingsOf(line, row))
    if (isRefusal(row)) continue
    gatherer.add(row)
    span.from = Math.min(span.from ?? row.atMs, row.atMs)
    span.until = Math.max(span.until ?? row.atMs, row.atMs)
  }
  return { sites: gatherer.sites(), span, findings: findings.slice(0, MOST_FINDINGS_SHOWN) }
}

async function importOfSameFile(db: Database, digest: string): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(
    `select b.id from import_batch as b where b.file_sha256 = $1 and b.state = 'done' order by b.id desc limit 1`,
    [digest],
  )
  return row?.id ?? null
}

export type NewBatch = {
  file: Pick<Upload, 'name' | 'bytes' | 'sha256'>
  encoding: string
  mapping: ImportMapping
  author: string
}

/** Writes down that a file is to be imported under a mapping; refuses a mapping that cannot place a line. */
export async function openBatch(
  db: Database,
  { file, encoding, mapping, author }: NewBatch,
): Promise<number | Refusal> {
  const fault = checkMapping(mapping)
  if (fault) return fault
  const [row] = await db.query<{ id: number }>(
    `insert into import_batch (kind, file_name, file_sha256, file_bytes, encoding, layout, mapping, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [mapping.kind, file.name, file.sha256, file.bytes, encoding, mapping.layout, JSON.stringify(mapping), author],
  )
  if (!row) throw new Error('Cannot open an import batch')
  return row.id
}

export type FileImport = {
  author: string
  now: () => number
  choices?: MappingChoices
  onProgress?: (done: number, total: number) => void
}

/** Findings given back with the result; the others stay with their lines. */
const MOST_FINDINGS = 1000

/** Maps, opens and runs in one go, as the command line does. */
export async function importFile(db: Database, file: FileUpload, options: FileImport): Promise<ImportResult | Refusal> {
  const table = await readTable(file.bytes)
  if (isRefusal(table)) return table
  const mapping = chooseMapping(table, file.name, options.choices)
  if (isRefusal(mapping)) return mapping
  const { author, now, onProgress } = options
  const described = { name: file.name, bytes: file.bytes.length, sha256: sha256(file.bytes) }
  const importId = await openBatch(db, { file: described, encoding: table.encoding, mapping, author })
  if (isRefusal(importId)) return importId
  const job = { importId, table, mapping, author, now, mostFindings: MOST_FINDINGS }
  return runImport(db, { ...job, ...(onProgress ? { onProgress } : {}) })
}
