// Objects, one a line or in one array, as a table: a column for each name they use.

export type FileRow = { line: number; raw: string; cells: string[]; problem?: string }
export type ObjectTable = { header: string[]; rowCount: number; rows: () => Generator<FileRow> }

type Named = Record<string, unknown>
type Line = { line: number; value: unknown; raw: string }

const isNamed = (value: unknown): value is Named => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A table of the objects of an array; undefined where none of them is one. */
export const objectsOfArray = (list: readonly unknown[]): ObjectTable | undefined =>
  tableOf(list.map((value, i) => ({ line: i + 1, value, raw: JSON.stringify(value) })))

/** A table of JSON Lines; a line that is no object becomes a row without cells. Undefined where the text is none. */
export function objectsOfLines(text: string): ObjectTable | undefined {
  const lines: Line[] = []
  for (const [i, line] of text.split('\n').entries()) {
    const raw = line.trim()
    if (raw !== '') lines.push({ line: i + 1, value: parsed(raw), raw })
  }
  return isNamed(lines[0]?.value) ? tableOf(lines) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function tableOf(lines: readonly Line[]): ObjectTable | undefined {
  const header = [...new Set(lines.flatMap(({ value }) => (isNamed(value) ? Object.keys(value) : [])))]
  if (header.length === 0) return undefined
  return { header, rowCount: lines.length, rows: () => rowsOf(lines, header) }
}

/** What is kept of a line is its cells in the order of the columns, as of the original feed; of one that is no object its text. */
function* rowsOf(lines: readonly Line[], header: readonly string[]): Generator<FileRow> {
  for (const { line, value, raw } of lines) {
    if (!isNamed(value)) {
      yield { line, raw, cells: [] }
      continue
    }
    const cells = header.map((name) => cellText(value[name]))
    yield { line, raw: JSON.stringify(cells), cells }
  }
}

const cellText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
