// A table as CSV for office programs: byte-order mark, Chinese headings, a last line that says what the file is.
import type { Bilingual } from '#contract/wire.ts'
import { formatCsvRow } from '#kit/csv.ts'
import type { Table } from '../http/download.ts'
import { headingOf, type Language, textOf } from './format-cell.ts'

export type About = readonly { words: Bilingual; value: string }[]
export type Writing = { language: Language; about: About | undefined }

const line = (cells: readonly string[]): string => `${formatCsvRow(cells)}\r\n`

/** A text that a spreadsheet would take for a formula is shown as the text it is. */
const harmless = (text: string): string => (/^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text)

export async function* csvChunks({ columns, batches }: Table, { language, about }: Writing): AsyncGenerator<string> {
  yield `\uFEFF${line(columns.map((column) => headingOf(column, language)))}`
  for await (const rows of batches) {
    yield rows
      .map((row) =>
        line(
          columns.map((column, n) => {
            const text = textOf(row[n] ?? null, column, language)
            return column.kind === 'text' ? harmless(text) : text
          }),
        ),
      )
      .join('')
  }
  if (about) yield line([aboutText(about, language)])
}

/** @example 来源：山水 龙岗区；导出时间：2026-03-01 08:00:00 */
export const aboutText = (about: About, language: Language): string =>
  about
    .map(({ words, value }) => `${words[language]}${language === 'zh' ? '：' : ': '}${value}`)
    .join(language === 'zh' ? '；' : '; ')
