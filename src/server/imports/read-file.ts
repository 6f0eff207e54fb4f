// A file's bytes as a header and rows, whatever its encoding and whether it is CSV or the original JSON of the national feed.
import { type Layout, recogniseColumn, recogniseLayout } from '#domain/imports/columns.ts'
import { createCsvParser, parseCsv } from '#kit/csv.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { decodeText, type Encoding, looksBinary } from '#platform/text-file.ts'

export type FileRow = { line: number; raw: string; cells: string[]; problem?: string }

/** `rows()` reads the text anew each time, so that a large file never stands in memory as cells. */
export type TableFile = { encoding: Encoding; header: string[]; rowCount: number; rows: () => Generator<FileRow> }

const unreadable = (zh: string, en: string): Refusal => refuse('imports.unreadable', { zh: `读不出文件：${zh}`, en })

type Table = Omit<TableFile, 'encoding'>
type OriginalJson = { thead: string[]; tbody: string[][] }

/** Characters parsed at a time. */
const PIECE = 1 << 20

/** Reads a table from the bytes of a file; refuses what is neither CSV nor the original JSON. */
export function readTable(bytes: Uint8Array): TableFile | Refusal {
  if (bytes.length === 0) return unreadable('文件是空的', 'Cannot read the file as it is empty')
  if (looksBinary(bytes))
    return unreadable('文件不是文本，请另存为 CSV', 'Cannot read the file as it is not text: save it as CSV')
  const { text, encoding } = decodeText(bytes)
  const table = /^\uFEFF?\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  return 'refused' in table ? table : { encoding, ...table }
}

/** Comma, else tab or semicolon where only they occur. */
function delimiterOf(firstLine: string): string {
  if (firstLine.includes(',')) return ','
  return firstLine.includes('\t') ? '\t' : firstLine.includes(';') ? ';' : ','
}

function* csvRows(text: string, delimiter: string): Generator<FileRow> {
  const parser = createCsvParser({ delimiter })
  for (let at = 0; at < text.length; at += PIECE) yield* parser.push(text.slice(at, at + PIECE))
  yield* parser.end()
}

function* dataRows(text: string, delimiter: string): Generator<FileRow> {
  const rows = csvRows(text, delimiter)
  rows.next()
  yield* rows
}

function readCsv(text: string): Table | Refusal {
  const delimiter = delimiterOf(text.slice(0, text.indexOf('\n') + 1 || undefined))
  const header = csvRows(text, delimiter).next().value
  let rowCount = 0
  for (const _ of dataRows(text, delimiter)) rowCount += 1
  if (!header || rowCount === 0)
    return unreadable('表头以下没有数据行', 'Cannot import the file as it has no line below its header')
  return { header: header.cells.map((cell: string) => cell.trim()), rowCount, rows: () => dataRows(text, delimiter) }
}

function readJson(text: string): Table | Refusal {
  let body: Partial<OriginalJson>
  try {
    body = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<OriginalJson>
  } catch (error) {
    return unreadable('文件不是完整的 JSON', `Cannot read the file as JSON: ${(error as Error).message}`)
  }
  const { thead, tbody } = body
  if (!Array.isArray(thead) || !Array.isArray(tbody)) {
    return unreadable('JSON 中应有 thead 和 tbody', 'Cannot read the JSON as it must have thead and tbody')
  }
  if (tbody.length === 0) return unreadable('tbody 中没有数据行', 'Cannot import the file as its tbody is empty')
  return { header: thead.map(String), rowCount: tbody.length, rows: () => jsonRows(tbody) }
}

/** A line of this format is an element of tbody; its text is what is kept as the raw record. */
function* jsonRows(tbody: readonly unknown[]): Generator<FileRow> {
  for (const [i, cells] of tbody.entries()) {
    const raw = JSON.stringify(cells)
    yield Array.isArray(cells)
      ? { line: i + 1, raw, cells: cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell))) }
      : { line: i + 1, raw, cells: [] }
  }
}

/** Cells of a line that was kept as a raw record, whatever its file's delimiter; undefined where none gives so many. */
export function cellsOfRaw(raw: string, width: number): string[] | undefined {
  if (raw.startsWith('[')) {
    const cells = JSON.parse(raw) as unknown[]
    return cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))
  }
  for (const delimiter of [',', '\t', ';']) {
    const cells = parseCsv(raw, { delimiter })[0]?.cells
    if (cells && cells.length >= width) return cells
  }
  return undefined
}

/** Which layout a header has, with the meaning of each column. */
export function layoutOf(header: readonly string[], waterValues: 'raw' | 'shown'): Layout | Refusal {
  const layout = recogniseLayout(header.map((name) => recogniseColumn(name, waterValues)))
  if (layout) return layout
  const read = header.slice(0, 12).join(', ')
  return refuse('imports.unknown-layout', {
    zh: `认不出文件的格式：表头应有站点、时间和污染物，现为“${read}”`,
    en: `Cannot tell what the file holds as its header must name a station, a time and pollutants: it reads “${read}”`,
  })
}
