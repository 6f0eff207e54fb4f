// What a person does with a file: look at it, import it. The bytes wait in the upload folder between the two.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportMapping, ImportPreview } from '#contract/intake.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { findingsOf } from './line-findings.ts'
import { checkMapping, type NamedSite, proposeMapping, readLines, siteGatherer } from './prepare.ts'
import { readTable, type TableFile } from './read-file.ts'
import { type ImportResult, runImport } from './run-import.ts'
import { findSites } from './sites.ts'

export type FileUpload = { name: string; bytes: Uint8Array }

const SAMPLE_ROWS = 20
const MOST_SITES_SHOWN = 200
const MOST_FINDINGS_SHOWN = 50
export const LARGEST_FILE_BYTES = 300 * 1024 * 1024

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps the file and says how it would be read; nothing enters the store. */
export async function previewFile(
  db: Database,
  file: FileUpload,
  uploadDir: string,
  now: number,
): Promise<ImportPreview | Refusal> {
  if (file.bytes.length > LARGEST_FILE_BYTES) {
    return refuse('imports.too-large', `Cannot import ${file.name} as a file must not exceed 300 MB: split it`)
  }
  const table = readTable(file.bytes)
  if (isRefusal(table)) return table
  const proposed = proposeMapping(table, file.name)
  if (isRefusal(proposed)) return proposed
  const uploadId = await keepUpload(uploadDir, file)
  const { sites, span, findings } = lookThrough(table, proposed.mapping, now)
  const shown = sites.slice(0, MOST_SITES_SHOWN)
  const known = await inTransaction(db, (tx) => findSites(tx, proposed.mapping.kind, shown))
  return {
    uploadId,
    fileName: file.name,
    bytes: file.bytes.length,
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
    alreadyImported: await importOfSameFile(db, file.bytes),
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

async function importOfSameFile(db: Database, bytes: Uint8Array): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(
    `select b.id from import_batch as b where b.file_sha256 = $1 and b.state = 'done' order by b.id desc limit 1`,
    [sha256(bytes)],
  )
  return row?.id ?? null
}

async function keepUpload(uploadDir: string, file: FileUpload): Promise<string> {
  const uploadId = randomUUID()
  await mkdir(uploadDir, { recursive: true })
  await writeFile(join(uploadDir, uploadId), file.bytes)
  await writeFile(join(uploadDir, `${uploadId}.name`), file.name)
  return uploadId
}

const UPLOAD_ID = /^[0-9a-f-]{36}$/

/** A file that waits between preview and import. */
export async function readUpload(uploadDir: string, uploadId: string): Promise<FileUpload | Refusal> {
  const gone = refuse('imports.upload-gone', 'Cannot import as the uploaded file is no longer there: choose it again')
  if (!UPLOAD_ID.test(uploadId)) return gone
  try {
    const [bytes, name] = await Promise.all([
      readFile(join(uploadDir, uploadId)),
      readFile(join(uploadDir, `${uploadId}.name`), 'utf8'),
    ])
    return { name, bytes }
  } catch {
    return gone
  }
}

export async function dropUpload(uploadDir: string, uploadId: string): Promise<void> {
  await Promise.all([uploadId, `${uploadId}.name`].map((name) => rm(join(uploadDir, name), { force: true })))
}

export type Opened = { importId: number; table: TableFile; mapping: ImportMapping }

/** Opens an import batch for a file under a mapping; `mapping` undefined takes the proposed one. */
export async function openImport(
  db: Database,
  file: FileUpload,
  mapping: ImportMapping | undefined,
  author: string,
): Promise<Opened | Refusal> {
  const table = readTable(file.bytes)
  if (isRefusal(table)) return table
  const proposed = mapping ?? proposedMapping(table, file.name)
  if (isRefusal(proposed)) return proposed
  const fault = checkMapping(proposed)
  if (fault) return fault
  const [row] = await db.query<{ id: number }>(
    `insert into import_batch (kind, file_name, file_sha256, file_bytes, encoding, layout, mapping, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      proposed.kind,
      file.name,
      sha256(file.bytes),
      file.bytes.length,
      table.encoding,
      proposed.layout,
      JSON.stringify(proposed),
      author,
    ],
  )
  if (!row) throw new Error('Cannot open an import batch')
  return { importId: row.id, table, mapping: proposed }
}

function proposedMapping(table: TableFile, fileName: string): ImportMapping | Refusal {
  const proposed = proposeMapping(table, fileName)
  return isRefusal(proposed) ? proposed : proposed.mapping
}

/** Opens and runs in one go, as the command line does. */
export async function importFile(
  db: Database,
  file: FileUpload,
  options: {
    author: string
    now: () => number
    mapping?: ImportMapping
    onProgress?: (done: number, total: number) => void
  },
): Promise<ImportResult | Refusal> {
  const opened = await openImport(db, file, options.mapping, options.author)
  if (isRefusal(opened)) return opened
  const { onProgress } = options
  return runImport(db, {
    ...opened,
    author: options.author,
    mostFindings: 1000,
    now: options.now,
    ...(onProgress ? { onProgress } : {}),
  })
}
