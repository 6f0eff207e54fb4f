// Rows for COPY in PostgreSQL's text format, made while the server already reads the ones before.

export type Field = string | number | boolean | null

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text

/** Characters a chunk has before it is handed over. */
const CHUNK = 256 * 1024

/** One line a row, in the order of the columns; a null is written as PostgreSQL expects it. */
export function* copyLines<T>(rows: Iterable<T>, fieldsOf: (row: T) => readonly Field[]): Generator<Uint8Array> {
  let text = ''
  for (const row of rows) {
    const line = fieldsOf(row).map((field) => (field === null ? '\\N' : escaped(String(field))))
    text += `${line.join('\t')}\n`
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}
