// A table as XLSX while it is read: numbers as numbers, times as times, a last sheet that says what it is.
// Written by hand, as exceljs took ten times as long for a year of minutes and let the rows pile up in memory.
import type { Cell, Column, Table } from '../http/download.ts'
import { headingOf, type Language, textOf } from './format-cell.ts'
import type { Writing } from './write-csv.ts'
import { type ZipEntry, zipChunks } from './zip.ts'

/** A sheet ends here by the format; what is more stands on a next one. */
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
const DAY_MS = 86_400_000
const BEIJING_MS = 8 * 3_600_000
/** Days from 1899-12-30, where the clock of the format begins, to 1970-01-01. */
const EPOCH_DAYS = 25_569

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const xlsxChunks = (table: Table, writing: Writing): AsyncGenerator<Buffer> =>
  zipChunks(entriesOf(table, writing))

async function* entriesOf(table: Table, { language, about }: Writing): AsyncGenerator<ZipEntry> {
  const names = { zh: ['数据', '说明'], en: ['data', 'about'] }[language]
  const rest = { batches: table.batches[Symbol.asyncIterator](), left: [] as readonly (readonly Cell[])[], done: false }
  const sheets: string[] = []
  while (!rest.done || sheets.length === 0) {
    sheets.push(`${names[0]}${sheets.length === 0 ? '' : sheets.length + 1}`)
    yield { name: `xl/worksheets/sheet${sheets.length}.xml`, chunks: sheetOf(table.columns, rest, language) }
  }
  sheets.push(names[1] ?? '')
  const told = (about ?? []).map(({ words, value }) => [words[language], value])
  yield { name: `xl/worksheets/sheet${sheets.length}.xml`, chunks: [plainSheet(told)] }
  yield* frameOf(sheets)
}

/** What several sheets take their rows from, one after the other. */
type Rest = { batches: AsyncIterator<readonly (readonly Cell[])[]>; left: readonly (readonly Cell[])[]; done: boolean }

async function* sheetOf(columns: readonly Column[], rest: Rest, language: Language): AsyncGenerator<string> {
  const widths = columns.map(
    ({ kind }, n) => `<col min="${n + 1}" max="${n + 1}" width="${kind === 'instant' ? 20 : 14}" customWidth="1"/>`,
  )
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  const letters = columns.map((_, n) => lettersOf(n))
  const rowOf = (at: number, cells: readonly string[]): string =>
    `<row r="${at}">${cells.map((cell, n) => `<c r="${letters[n]}${at}"${cell}`).join('')}</row>`
  yield rowOf(
    1,
    columns.map((column) => textCell(headingOf(column, language), HEADING)),
  )
  for (let at = 2; at <= MOST_ROWS; ) {
    if (rest.left.length === 0) {
      const next = await rest.batches.next()
      if (next.done) {
        rest.done = true
        break
      }
      rest.left = next.value
    }
    const rows = rest.left.slice(0, MOST_ROWS - at + 1)
    rest.left = rest.left.slice(rows.length)
    const from = at
    at += rows.length
    yield rows
      .map((row, n) =>
        rowOf(
          from + n,
          columns.map((column, m) => cellOf(row[m] ?? null, column, language)),
        ),
      )
      .join('')
  }
  yield '</sheetData></worksheet>'
}

const plainSheet = (rows: readonly (readonly string[])[]): string =>
  `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="16" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols><sheetData>${rows
    .map(
      (cells, n) =>
        `<row r="${n + 1}">${cells.map((text, m) => `<c r="${lettersOf(m)}${n + 1}"${textCell(text)}`).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`

/** Numbers of the styles below. */
const INSTANT = 1
const HEADING = 2

/** Name of a column: A … Z, AA … */
const lettersOf = (n: number): string =>
  (n < 26 ? '' : lettersOf(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** A cell behind its address. A time of Beijing stands in the sheet as its clock shows it: the format knows no zones. */
function cellOf(cell: Cell, column: Column, language: Language): string {
  if (cell === null) return '/>'
  if (typeof cell === 'number' && column.kind === 'instant') {
    return ` s="${INSTANT}"><v>${(cell + BEIJING_MS) / DAY_MS + EPOCH_DAYS}</v></c>`
  }
  if (typeof cell === 'number' && column.kind === 'number') return Number.isFinite(cell) ? `><v>${cell}</v></c>` : '/>'
  return textCell(textOf(cell, column, language))
}

const textCell = (text: string, style?: number): string =>
  `${style === undefined ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, MOST_CHARACTERS))}</t></is></c>`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** XML has no place for most control characters and for half a surrogate pair. */
const escaped = (text: string): string =>
  /[&<>\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text)
    ? text
        .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
        .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
    : text

/** What holds the sheets together. */
function frameOf(sheets: readonly string[]): ZipEntry[] {
  const of = <T>(each: (name: string, n: number) => T): string => sheets.map((name, n) => each(name, n + 1)).join('')
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${of((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${of((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${of((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  }
  return Object.entries(parts).map(([name, text]) => ({ name, chunks: [HEAD + text] }))
}
