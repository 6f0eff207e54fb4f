// A file's bytes as a header and rows, whatever its encoding and whether it is CSV or the original JSON of the national feed.
import { type Layout, recogniseColumn, recogniseLayout } from '#domain/imports/columns.ts'
import { parseCsv } from '#kit/csv.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { decodeText, type Encoding, looksBinary } from '#platform/text-file.ts'

export type FileRow = { line: number; raw: string; cells: string[]; problem?: string }
export type TableFile = { encoding: Encoding; header: string[]; rows: FileRow[] }

type OriginalJson = { thead: string[]; tbody: string[][] }

/** Reads a table from the bytes of a file; refuses what is neither CSV nor the original JSON. */
export function readTable(bytes: Uint8Array): TableFile | Refusal {
  if (bytes.length === 0) return refuse('imports.unreadable', 'Cannot read the file as it is empty')
  if (looksBinary(bytes)) return refuse('imports.unreadable', 'Cannot read the file as it is not text: save it as CSV')
  const { text, encoding } = decodeText(bytes)
  const table = /^\uFEFF?\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  return 'refused' in table ? table : { encoding, ...table }
}

function readCsv(text: string): Omit<TableFile, 'encoding'> | Refusal {
  const firstLine = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const delimiter =
    firstLine.includes('\t') && !firstLine.includes(',')
      ? '\t'
      : firstLine.includes(';') && !firstLine.includes(',')
        ? ';'
        : ','
  const [header, ...rows] = parseCsv(text, { delimiter })
  if (!header || rows.length === 0)
    return refuse('imports.unreadable', 'Cannot import the file as it has no line below its header')
  return { header: header.cells.map((cell) => cell.trim()), rows }
}

function readJson(text: string): Omit<TableFile, 'encoding'> | Refusal {
  let body: Partial<OriginalJson>
  try {
    body = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<OriginalJson>
  } catch (error) {
    return refuse('imports.unreadable', `Cannot read the file as JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(body.thead) || !Array.isArray(body.tbody)) {
    return refuse('imports.unreadable', 'Cannot read the JSON as it must have thead and tbody')
  }
  // A line of this format is an element of tbody; its text is what is kept as the raw record.
  const rows = body.tbody.map((cells, i) => ({ line: i + 1, raw: JSON.stringify(cells), cells: cells.map(String) }))
  return { header: body.thead, rows }
}

/** Which layout a header has, with the meaning of each column. */
export function layoutOf(header: readonly string[], waterValues: 'raw' | 'shown'): Layout | Refusal {
  const layout = recogniseLayout(header.map((name) => recogniseColumn(name, waterValues)))
  if (layout) return layout
  return refuse(
    'imports.unknown-layout',
    `Cannot tell what the file holds as its header must name a station, a time and pollutants: it reads “${header.slice(0, 12).join(', ')}”`,
  )
}
