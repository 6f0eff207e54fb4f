// Reads the rows of a table file of unknown encoding as a stream: CSV with a header, or JSON Lines.
import { TextDecoder } from 'node:util'
import { createCsvParser } from '#kit/csv.ts'

/** One row: its cells by column name, or why it could not be read. `row` is 1-based and does not count the header. */
export type TableRow =
  | { row: number; cells: Record<string, unknown> }
  | { row: number; problem: { zh: string; en: string } }

/** The file is no table that can be read at all. */
export class UnreadableTable extends Error {
  readonly zh: string
  constructor(zh: string, en: string) {
    super(en)
    this.zh = zh
  }
}

const SAMPLE_BYTES = 4096

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** Whether bytes can be UTF-8; a character cut at the end is no objection. */
function canBeUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Chooses the encoding from the first bytes that are not plain ASCII. */
function chooseEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return canBeUtf8(bytes) ? 'utf-8' : 'gb18030'
}

/**
 * Text of a byte stream in UTF-8 (with or without byte-order mark), GB18030 or UTF-16 with mark, told apart by the
 * first bytes that are not ASCII. Throws UnreadableTable where a byte fits none of them.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let waiting: Uint8Array[] = []
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    try {
      return (decoder ?? new TextDecoder()).decode(bytes, { stream })
    } catch {
      throw new UnreadableTable('文件不是 UTF-8 或 GB18030 文本', 'The file is no text in UTF-8 or GB18030')
    }
  }
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    if (decoder) yield decode(bytes, true)
    else if (waiting.length === 0 && isAscii(bytes)) yield new TextDecoder().decode(bytes)
    else {
      waiting.push(bytes)
      const sample = join(waiting)
      if (sample.length < SAMPLE_BYTES) continue
      decoder = new TextDecoder(chooseEncoding(sample), { fatal: true })
      waiting = []
      yield decode(sample, true)
    }
  }
  const rest = join(waiting)
  decoder ??= new TextDecoder(chooseEncoding(rest), { fatal: true })
  yield decode(rest, false)
}

/** The delimiter of a header line: comma, else tab or semicolon where only they occur. */
const delimiterOf = (header: string): string =>
  header.includes(',') ? ',' : header.includes('\t') ? '\t' : header.includes(';') ? ';' : ','

const wrongCount = (cells: number, columns: number): { zh: string; en: string } => ({
  zh: `该行有 ${cells} 格，表头有 ${columns} 列`,
  en: `The row has ${cells} cells where the header has ${columns} columns`,
})

/** Cells by column; a cell that a short row lacks is missing, a surplus one that is not blank spoils the row. */
function toCells(columns: readonly string[], cells: readonly string[]): Record<string, unknown> | undefined {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) return undefined
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
}

/** Turns pieces of text into rows; `columns` is known once the header has been read (empty for JSON Lines). */
export type RowReader = { columns: () => readonly string[]; push: (text: string) => TableRow[]; end: () => TableRow[] }

function csvReader(header: string): RowReader {
  const parser = createCsvParser({ delimiter: delimiterOf(header) })
  let columns: string[] | undefined
  let row = 0
  const take = (parsed: ReturnType<typeof parser.push>): TableRow[] => {
    const rows: TableRow[] = []
    for (const { cells, problem } of parsed) {
      if (!columns) {
        columns = cells.map((cell) => cell.trim())
        continue
      }
      row += 1
      const named = problem === undefined ? toCells(columns, cells) : undefined
      const because = problem === undefined ? wrongCount(cells.length, columns.length) : QUOTE_PROBLEM
      rows.push(named ? { row, cells: named } : { row, problem: because })
    }
    return rows
  }
  return { columns: () => columns ?? [], push: (text) => take(parser.push(text)), end: () => take(parser.end()) }
}

const QUOTE_PROBLEM = { zh: '引号没有成对或引号后有多余文字', en: 'A quote is not closed or is followed by more text' }

function jsonReader(): RowReader {
  let pending = ''
  let row = 0
  const parse = (line: string): TableRow => {
    row += 1
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return { row, cells: value as Record<string, unknown> }
      }
    } catch {
      // Falls through to the same answer as a line that holds something else than an object.
    }
    return { row, problem: { zh: '该行不是 JSON 对象', en: 'The line is no JSON object' } }
  }
  const take = (lines: readonly string[]): TableRow[] => lines.filter((line) => line.trim() !== '').map(parse)
  return {
    columns: () => [],
    push(text) {
      const lines = (pending + text).split('\n')
      pending = lines.pop() ?? ''
      return take(lines)
    },
    end: () => take([pending]),
  }
}

/** Chooses the reader by the first text that is not blank; `{` means JSON Lines. */
export function createRowReader(start: string): RowReader {
  const text = start.replace(/^\uFEFF/, '')
  return text.trimStart().startsWith('{') ? jsonReader() : csvReader(text.split('\n', 1)[0] ?? '')
}

/** Rows of a byte stream in batches, in order; `onColumns` hears the header once, before the first batch. */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array | string>,
  onColumns: (columns: readonly string[], isJson: boolean) => void,
): AsyncGenerator<TableRow[]> {
  let start = ''
  let reader: RowReader | undefined
  let told = false
  const tell = (): void => {
    if (told || !reader) return
    told = true
    onColumns(reader.columns(), reader.columns().length === 0)
  }
  for await (const text of decodeText(chunks)) {
    start += reader ? '' : text.replace(/^\uFEFF/, '')
    // The header line decides the delimiter, so nothing is parsed before it is whole.
    if (!reader && !start.trimStart().includes('\n')) continue
    const piece = reader ? text : start.trimStart()
    reader ??= createRowReader(piece)
    const rows = reader.push(piece)
    tell()
    yield rows
  }
  if (!reader) {
    if (start.trim() === '') throw new UnreadableTable('文件是空的', 'The file is empty')
    reader = createRowReader(start)
    yield reader.push(start)
  }
  const rows = reader.end()
  tell()
  yield rows
}
