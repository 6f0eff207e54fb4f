// A table as XLSX, written to disk as it comes: numbers as numbers, times as times, a last sheet that says what it is.
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import exceljs from 'exceljs'
import type { Cell, Column, Table } from '../http/download.ts'
import { headingOf, textOf } from './format-cell.ts'
import type { Writing } from './write-csv.ts'

/** A sheet ends here by the format; what is more stands on a next one. */
const MOST_ROWS = 1_048_576
const MOST_CHARACTERS = 32_767
const BEIJING_MS = 8 * 3600_000

export async function writeXlsx(path: string, table: Table, { language, about }: Writing): Promise<void> {
  const file = createWriteStream(path)
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useSharedStrings: false, useStyles: true })
  const name = { zh: ['数据', '说明'], en: ['data', 'about'] }[language]
  const heading = table.columns.map((column) => headingOf(column, language))
  let sheets = 0
  const open = () => {
    sheets += 1
    const sheet = book.addWorksheet(sheets === 1 ? name[0] : `${name[0]}${sheets}`, {
      views: [{ state: 'frozen', ySplit: 1 }],
    })
    sheet.columns = table.columns.map(({ kind }) => ({ width: kind === 'instant' ? 20 : 14, style: styleOf(kind) }))
    sheet.addRow(heading).commit()
    return sheet
  }
  let sheet = open()
  let rows = 1
  for await (const batch of table.batches) {
    for (const row of batch) {
      if (rows === MOST_ROWS) {
        sheet.commit()
        sheet = open()
        rows = 1
      }
      sheet.addRow(table.columns.map((column, n) => cellOf(row[n] ?? null, column, language))).commit()
      rows += 1
    }
    await drained(file)
  }
  sheet.commit()
  const last = book.addWorksheet(name[1])
  last.columns = [{ width: 16 }, { width: 80 }]
  for (const { words, value } of about ?? []) last.addRow([words[language], value]).commit()
  last.commit()
  await book.commit()
  await finished(file)
}

/** Rows MUST NOT be made faster than they are written, or they would stand in memory. */
async function drained(file: NodeJS.WritableStream & { writableNeedDrain?: boolean }): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (file.writableNeedDrain) await new Promise((resolve) => file.once('drain', resolve))
}

const styleOf = (kind: Column['kind']) => (kind === 'instant' ? { numFmt: 'yyyy-mm-dd hh:mm:ss' } : {})

/** A time of Beijing stands in the sheet as its clock shows it: the format knows no zones. */
function cellOf(cell: Cell, column: Column, language: 'zh' | 'en'): string | number | Date | null {
  if (cell === null) return null
  if (column.kind === 'instant' && typeof cell === 'number') return new Date(cell + BEIJING_MS)
  if (column.kind === 'number' && typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  return textOf(cell, column, language).slice(0, MOST_CHARACTERS)
}
