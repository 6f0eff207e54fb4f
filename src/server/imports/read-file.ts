// A file's bytes as a header and rows: CSV, a workbook, JSON Lines, or JSON, the original of the national feed among it.
import { type Layout, recogniseColumn, recogniseLayout } from '#domain/imports/columns.ts'
import { createCsvParser, parseCsv } from '#kit/csv.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { decodeText, type Encoding, looksBinary } from '#platform/text-file.ts'
import { isWorkbook, readWorkbook } from '#platform/workbook.ts'
import { type FileRow, objectsOfArray, objectsOfLines } from './object-rows.ts'

/** `rows()` reads the text anew each time, so that a large file never stands in memory as cells. */
export type TableFile = {
  encoding: Encoding | 'xlsx'
  header: string[]
  rowCount: number
  rows: () => Generator<FileRow>
}

const unreadable = (zh: string, en: string): Refusal => refuse('imports.unreadable', { zh: `读不出文件：${zh}`, en })

type Table = Omit<TableFile, 'encoding'>
type OriginalJson = { thead: string[]; tbody: string[][] }

/** Characters parsed at a time. */
const PIECE = 1 << 20

/** A workbook stands in memory as cells, many times its size. */
const LARGEST_WORKBOOK = 30 * 1024 * 1024

/** Reads a table from the bytes of a file; refuses what is none of its kinds. */
export async function readTable(bytes: Uint8Array): Promise<TableFile | Refusal> {
  if (bytes.length === 0) return unreadable('文件是空的', 'Cannot read the file as it is empty')
  if (isWorkbook(bytes)) return readSheet(bytes)
  if (looksBinary(bytes))
    return unreadable(
      '文件不是文本，请另存为 CSV 或 .xlsx',
      'Cannot read the file as it is not text: save it as CSV or .xlsx',
    )
  const { text, encoding } = decodeText(bytes)
  const table = /^\uFEFF?\s*[[{]/.test(text) ? readJson(text) : readCsv(text)
  return 'refused' in table ? table : { encoding, ...table }
}

async function readSheet(bytes: Uint8Array): Promise<TableFile | Refusal> {
  if (bytes.length > LARGEST_WORKBOOK) {
    return unreadable('工作簿超过 30 MB，请另存为 CSV', 'Cannot read a workbook of more than 30 MB: save it as CSV')
  }
  const sheet = await readWorkbook(bytes)
  if (isRefusal(sheet)) return unreadable(sheet.zh ?? sheet.because, sheet.because)
  const [header = [], ...body] = sheet
  if (body.length === 0)
    return unreadable('表头以下没有数据行', 'Cannot import the file as it has no line below its header')
  return {
    encoding: 'xlsx',
    header: header.map((cell) => cell.trim()),
    rowCount: body.length,
    rows: () => sheetRows(body),
  }
}

/** Rows count as the sheet counts them; what is kept of one is its cells, as of the original feed. */
function* sheetRows(body: readonly string[][]): Generator<FileRow> {
  for (const [i, cells] of body.entries()) yield { line: i + 2, raw: JSON.stringify(cells), cells }
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
  const plain = text.replace(/^\uFEFF/, '')
  let body: unknown
  try {
    body = JSON.parse(plain) as unknown
  } catch (error) {
    const lines = objectsOfLines(plain)
    if (lines) return lines
    return unreadable('文件不是完整的 JSON', `Cannot read the file as JSON: ${(error as Error).message}`)
  }
  const objects = Array.isArray(body) ? objectsOfArray(body) : undefined
  if (objects) return objects
  const { thead, tbody } = (body ?? {}) as Partial<OriginalJson>
  if (!Array.isArray(thead) || !Array.isArray(tbody)) {
    return unreadable(
      'JSON 应是对象数组，或含 thead 和 tbody',
      'Cannot read the JSON as it must be an array of objects, or have thead and tbody',
    )
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
