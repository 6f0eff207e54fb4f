// A payload's text cut into rows: JSON, JSON Lines, CSV or a bare value; each row keeps its own text.
import { createCsvParser, formatCsvRow } from '#kit/csv.ts'
import { sliceArray } from './array-slices.ts'
import { type RowFinding, rowFinding } from './findings.ts'
import { parsePath, valueAt, withValueAt } from './json-path.ts'
import type { PayloadMapping } from './mapping.ts'

/** `raw` can be read again by itself, a line of CSV together with the payload's `head`; `row` counts from 1. */
export type PayloadRow = { row: number; raw: string; value: unknown; root: unknown; fault?: RowFinding }

export type Payload = { rows: PayloadRow[]; head: string | null }

type Form = Pick<PayloadMapping, 'format' | 'rows'>

/** Cuts a payload into rows; one that cannot be read at all is a single row with its fault. */
export function readPayload(text: string, mapping: Form): Payload {
  const plain = text.replace(/^\uFEFF/, '')
  if (plain.trim() === '') return whole(text, rowFinding('payload.empty'))
  if (mapping.format === 'csv') return readCsvRows(plain)
  if (mapping.format === 'json') return readJsonRows(plain, mapping)
  if (mapping.format === 'json-lines') return readJsonLines(plain, mapping)
  return readUnknown(plain, mapping)
}

const whole = (raw: string, fault: RowFinding): Payload => ({
  rows: [{ row: 1, raw, value: undefined, root: undefined, fault }],
  head: null,
})

/** What begins like JSON is JSON or lines of it; what has a header is CSV; the rest is a bare value. */
function readUnknown(text: string, mapping: Form): Payload {
  if (/^\s*[[{]/.test(text)) {
    const firstLine = text.trimStart().split('\n', 1)[0] ?? ''
    const isLines = /^\s*\{/.test(text) && text.trim().includes('\n') && parseJson(firstLine).ok
    return isLines ? readJsonLines(text, mapping) : readJsonRows(text, mapping)
  }
  if (text.trim().includes('\n')) return readCsvRows(text)
  const parsed = parseJson(text)
  const value = parsed.ok ? parsed.value : text.trim()
  return { rows: [{ row: 1, raw: text, value, root: value }], head: null }
}

type Parsed = { ok: true; value: unknown } | { ok: false; because: string }

function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch (error) {
    return { ok: false, because: (error as Error).message }
  }
}

function readJsonRows(text: string, { rows: rowsPath }: Form): Payload {
  const parsed = parseJson(text)
  if (!parsed.ok) return whole(text, rowFinding('payload.malformed', parsed.because))
  const root = parsed.value
  const steps = parsePath(rowsPath)?.steps ?? []
  const found = valueAt(root, steps)
  if (found === undefined) return whole(text, rowFinding('payload.no-rows', rowsPath))
  if (!Array.isArray(found)) return { rows: [{ row: 1, raw: text, value: found, root }], head: null }
  if (found.length === 0) return whole(text, rowFinding('payload.empty'))
  if (found.length === 1) return { rows: [{ row: 1, raw: text, value: found[0] as unknown, root }], head: null }
  const slices = steps.length === 0 ? sliceArray(text) : undefined
  const rows = found.map((value: unknown, i): PayloadRow => {
    // A row within something keeps what is around it, else it could not be read again.
    const raw = slices?.[i] ?? JSON.stringify(withValueAt(root, steps, [value]))
    return { row: i + 1, raw, value, root: steps.length === 0 ? value : root }
  })
  return { rows, head: null }
}

/** Each line is a payload of one row; rows count as lines do. */
function readJsonLines(text: string, mapping: Form): Payload {
  const rows: PayloadRow[] = []
  for (const [i, line] of text.split('\n').entries()) {
    const raw = line.endsWith('\r') ? line.slice(0, -1) : line
    if (raw.trim() === '') continue
    for (const one of readJsonRows(raw, mapping).rows) rows.push({ ...one, row: i + 1 })
  }
  return { rows, head: null }
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined)
  if (first.includes(',')) return ','
  return first.includes('\t') ? '\t' : first.includes(';') ? ';' : ','
}

function readCsvRows(text: string): Payload {
  const delimiter = delimiterOf(text)
  const parser = createCsvParser({ delimiter })
  const lines = [...parser.push(text), ...parser.end()]
  const [header, ...body] = lines
  if (!header || body.length === 0) return whole(text, rowFinding('payload.empty'))
  const names = header.cells.map((cell) => cell.trim())
  const rows = body.map(({ cells, raw, problem }, i): PayloadRow => {
    const value = recordOf(names, cells)
    const fault = problem === 'unclosed-quote' ? { fault: rowFinding('payload.malformed', 'quote') } : {}
    return { row: i + 1, raw, value, root: value, ...fault }
  })
  return { rows, head: header.raw }
}

/** Of two columns with one name the first counts. */
function recordOf(names: readonly string[], cells: readonly string[]): Record<string, string> {
  const firsts = names.flatMap((name, i): [string, string][] =>
    names.indexOf(name) === i ? [[name, (cells[i] ?? '').trim()]] : [],
  )
  return Object.fromEntries(firsts)
}

/** Rows of a table, such as a sheet of a workbook, as the CSV text that is read and kept. */
export const tableText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => formatCsvRow(cells)).join('\n')
