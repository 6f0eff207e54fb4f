// Hands a text to the person as a file, as a spreadsheet expects it.
import { formatCsvRow } from '#kit/csv.ts'

/** Saves lines as CSV with a byte-order mark, so that a spreadsheet reads the Chinese as UTF-8. */
export function downloadCsv(fileName: string, lines: readonly (readonly string[])[]): void {
  const text = `\uFEFF${lines.map((cells) => formatCsvRow(cells)).join('\r\n')}\r\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
