// Comma-separated text as rows with line numbers and the untouched raw text, in one piece or in chunks.

/** `line` is the 1-based line on which the record starts; `raw` is its text without the line end. */
export type CsvRow = {
  line: number
  cells: string[]
  raw: string
  problem?: 'unclosed-quote' | 'text-after-quote'
}

export type CsvParser = {
  /** Rows completed by this chunk; a chunk may end anywhere. */
  push: (chunk: string) => CsvRow[]
  /** The last row, where the text does not end with a line end. */
  end: () => CsvRow[]
}

/** A quoted field longer than this is a lost quote and not a field. */
const LONGEST_RECORD = 1_000_000

type Scan = { cells: string[]; end: number; problem?: 'text-after-quote' }

/** Position after the closing quote of the field opened at `from`, or -1 where it is still open. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

type Field = { text: string; after: number; last: boolean; spoilt: boolean }

/** Reads the field that starts at `at`; undefined where its end has not arrived. */
function scanField(text: string, at: number, delimiter: string, final: boolean): Field | undefined {
  const quoted = text[at] === '"'
  const close = quoted ? closingQuote(text, at) : at
  // A quote at the very end of a chunk may be the first half of an escaped one.
  if (close < 0 || (quoted && close === text.length - 1 && !final)) return undefined
  const from = quoted ? close + 1 : at
  const lineEnd = text.indexOf('\n', from)
  if (lineEnd < 0 && !final) return undefined
  const stop = lineEnd < 0 ? text.length : lineEnd
  const comma = text.indexOf(delimiter, from)
  const last = comma < 0 || comma > stop
  const tail = text.slice(from, last ? stop : comma)
  const rest = last && tail.endsWith('\r') ? tail.slice(0, -1) : tail
  const inside = quoted ? text.slice(at + 1, close).replaceAll('""', '"') : ''
  return { text: inside + rest, after: from + rest.length, last, spoilt: quoted && rest !== '' }
}

/** Reads one record that holds a quote; undefined where its end has not arrived. */
function scanQuoted(text: string, start: number, delimiter: string, final: boolean): Scan | undefined {
  const cells: string[] = []
  let at = start
  let spoilt = false
  for (;;) {
    const field = scanField(text, at, delimiter, final)
    if (!field) return undefined
    cells.push(field.text)
    spoilt ||= field.spoilt
    if (field.last) return { cells, end: field.after, ...(spoilt ? { problem: 'text-after-quote' as const } : {}) }
    at = field.after + delimiter.length
  }
}

/**
 * A parser of RFC 4180 text: quoted fields may hold delimiters, quotes and line ends; LF and CRLF both end a record.
 * A leading byte-order mark is dropped and empty lines are skipped (they still count as lines).
 * A quote that is never closed spoils its own line only: the row comes with a `problem` and the next line is read afresh.
 */
export function createCsvParser(options: { delimiter?: string } = {}): CsvParser {
  const delimiter = options.delimiter ?? ','
  let pending = ''
  let line = 1
  let started = false

  /** A line without quotes, or one whose quote never closes. */
  function plainRow(text: string, problem?: 'unclosed-quote'): CsvRow {
    const raw = text.endsWith('\r') ? text.slice(0, -1) : text
    return { line, cells: raw.split(delimiter), raw, ...(problem ? { problem } : {}) }
  }

  function quotedRow(scan: Scan, start: number): CsvRow {
    const raw = pending.slice(start, scan.end)
    return { line, cells: scan.cells, raw, ...(scan.problem ? { problem: scan.problem } : {}) }
  }

  /** The record at `start`; undefined where its end has not arrived. */
  function nextRow(start: number, final: boolean): CsvRow | undefined {
    const lineEnd = pending.indexOf('\n', start)
    if (lineEnd < 0 && !final) return undefined
    const text = pending.slice(start, lineEnd < 0 ? pending.length : lineEnd)
    if (!text.includes('"')) return plainRow(text)
    const scan = scanQuoted(pending, start, delimiter, final)
    if (scan) return quotedRow(scan, start)
    const canWait = !final && pending.length - start < LONGEST_RECORD
    return canWait ? undefined : plainRow(text, 'unclosed-quote')
  }

  function drain(final: boolean): CsvRow[] {
    const rows: CsvRow[] = []
    let start = 0
    while (start < pending.length) {
      const row = nextRow(start, final)
      if (!row) break
      if (row.raw !== '') rows.push(row)
      line += row.raw.includes('\n') ? row.raw.split('\n').length : 1
      const end = start + row.raw.length
      start = pending.indexOf('\n', end) + 1 || pending.length
    }
    pending = pending.slice(start)
    return rows
  }

  return {
    push(chunk) {
      if (chunk === '') return []
      pending += started ? chunk : chunk.replace(/^\uFEFF/, '')
      started = true
      return drain(false)
    },
    end: () => drain(true),
  }
}

/** All rows of a text; see createCsvParser. */
export function parseCsv(text: string, options: { delimiter?: string } = {}): CsvRow[] {
  const parser = createCsvParser(options)
  return [...parser.push(text), ...parser.end()]
}

/** One record without its line end; cells holding a delimiter, quote or line end are quoted, and so is a lone empty cell. */
export function formatCsvRow(cells: readonly string[], delimiter = ','): string {
  if (cells.length === 1 && cells[0] === '') return '""'
  const quote = (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  return cells.map(quote).join(delimiter)
}
