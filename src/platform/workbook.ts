// Workbooks (XLSX) as rows of text; the one place that reads them.
import readSheets from 'read-excel-file/node'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** Whether the bytes begin like an XLSX file, which is a ZIP archive. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

type Cell = string | number | boolean | Date | null

/** A date of a workbook has no zone: its clock is what a person sees, and is written as such. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (!(cell instanceof Date)) return String(cell).trim()
  // Times are fractions of a day and come a little beside the second.
  const seconds = new Date(Math.round(cell.getTime() / 1000) * 1000)
  return seconds.toISOString().slice(0, 19).replace('T', ' ')
}

/** Rows of the first sheet that holds any, cells as a person sees them; refuses what cannot be read as a workbook. */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][] | Refusal> {
  try {
    const sheets = await readSheets(Buffer.from(bytes))
    const filled = sheets.find(({ data }) => data.length > 0)
    if (!filled) {
      return refuse('workbook.empty', { zh: '工作簿里没有内容', en: 'Cannot read the workbook as it is empty' })
    }
    return (filled.data as unknown as Cell[][]).map((row) => row.map(cellText))
  } catch (error) {
    return refuse('workbook.unreadable', {
      zh: '工作簿已损坏，或不是 .xlsx（旧的 .xls 请另存为 .xlsx）',
      en: `Cannot read the workbook: ${(error as Error).message}`,
    })
  }
}
