// The tables of a document as XLSX: a sheet of words with links to a sheet for each table.
import exceljs from 'exceljs'
import type { Block, Cell, Document } from '#domain/documents/document.ts'
import { fillWords } from '#domain/documents/words.ts'
import type { Rendering } from './rendering.ts'

type TableBlock = Extract<Block, { kind: 'table' }>
/** Spreadsheets allow 31 characters and not these. */
const sheetName = (at: number, title: string): string => `${at} ${title.replace(/[\\/*?:[\]]/g, ' ')}`.slice(0, 31)
const LINK = { argb: 'FF1F5FBF' }
const IS_NUMBER = /^-?\d+(\.\d+)?$/
/** Longer numbers lose digits in a spreadsheet and stay text. */
const MOST_DIGITS = 15
/** Characters of a text inside a formula. */
const MOST_IN_FORMULA = 255

/** The bytes of an XLSX file. */
export async function writeWorkbook(document: Document, rendering: Rendering): Promise<Buffer> {
  const book = new exceljs.Workbook()
  book.creator = 'Shanshui'
  book.created = new Date(rendering.madeAt)
  const words = book.addWorksheet(rendering.language === 'zh' ? '正文' : 'Text')
  words.getColumn(1).width = 110
  words.getColumn(1).alignment = { wrapText: true, vertical: 'top' }
  words.addRow([document.title]).font = { bold: true, size: 16 }
  words.addRow([document.subtitle])
  for (const { label, value } of document.about) words.addRow([`${label}：${textOf(value)}`])
  let tables = 0
  for (const block of document.blocks) {
    if (block.kind === 'heading') words.addRow([block.text]).font = { bold: true, size: 15 - block.level }
    if (block.kind === 'words') {
      for (const line of fillWords(block.text, document.figures)) words.addRow([line.map(textOf).join('')])
    }
    if (block.kind !== 'table') continue
    tables += 1
    const name = sheetName(tables, block.title)
    words.addRow([{ text: block.title, hyperlink: `#'${name.replace(/'/g, "''")}'!A1` }]).font = { color: LINK }
    addTable(book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] }), block, rendering)
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

function addTable(sheet: exceljs.Worksheet, { columns, rows, note }: TableBlock, { origin }: Rendering): void {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  columns.forEach(({ share }, at) => {
    sheet.getColumn(at + 1).width = Math.max(8, (110 * share) / shares)
    sheet.getColumn(at + 1).alignment = { wrapText: true, vertical: 'top' }
  })
  sheet.addRow(columns.map(({ title }) => title)).font = { bold: true }
  for (const row of rows) {
    const added = sheet.addRow(row.map((cell, at) => cellValue(textOf(cell), columns[at]?.isNumber === true)))
    row.forEach((cell, at) => {
      if (typeof cell === 'string' || cell.to === undefined) return
      // A link beside a number keeps the number one that can be summed.
      const place = added.getCell(at + 1)
      place.font = { color: LINK }
      place.value = linked(place.value, `${origin}${cell.to}`)
    })
  }
  if (note) sheet.addRow([note])
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)

const cellValue = (text: string, isNumber: boolean): string | number =>
  isNumber && IS_NUMBER.test(text) && text.length <= MOST_DIGITS ? Number(text) : text

/** A number as a formula that links and still gives the number; a text as a link. */
function linked(value: exceljs.CellValue, address: string): exceljs.CellValue {
  if (typeof value === 'number') {
    if (address.length > MOST_IN_FORMULA) return value
    return { formula: `HYPERLINK("${address.replace(/"/g, '""')}",${value})`, result: value }
  }
  return { text: String(value ?? ''), hyperlink: address }
}
