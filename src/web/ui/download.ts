// Hands a file to the person: a text as a spreadsheet expects it, or any other content.
import { formatCsvRow } from '#kit/csv.ts'

export function downloadBlob(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

/** Saves lines as CSV with a byte-order mark, so that a spreadsheet reads the Chinese as UTF-8. */
export function downloadCsv(fileName: string, lines: readonly (readonly string[])[]): void {
  const text = `\uFEFF${lines.map((cells) => formatCsvRow(cells)).join('\r\n')}\r\n`
  downloadBlob(fileName, new Blob([text], { type: 'text/csv;charset=utf-8' }))
}
