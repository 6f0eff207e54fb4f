// A table that a person hands in: the file of a multipart form, as rows of text.
import { parseCsv } from '#kit/csv.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { decodeText, looksBinary } from '#platform/text-file.ts'
import { isWorkbook, readWorkbook } from '#platform/workbook.ts'
import type { Http } from './serve.ts'

const LARGEST_FILE = 10 * 1024 * 1024

/** Bytes of the field `file`; refuses `<feature>.file-unreadable` where there is none, `<feature>.file-too-large` above 10 MB. */
export async function readUpload({ request }: Http, feature: string): Promise<Buffer | Refusal> {
  const part = await request.file({ limits: { fileSize: LARGEST_FILE } })
  if (!part)
    return refuse(`${feature}.file-unreadable`, { zh: '没有收到文件', en: 'Cannot read a file as none was sent' })
  const chunks: Buffer[] = []
  for await (const chunk of part.file) chunks.push(chunk as Buffer)
  if (!part.file.truncated) return Buffer.concat(chunks)
  return refuse(`${feature}.file-too-large`, { zh: '文件超过 10 MB', en: 'Cannot read a file of more than 10 MB' })
}

/** Rows of a workbook or of CSV, cells without blanks at their ends; refuses `<feature>.file-unreadable`. */
export async function readTableFile(bytes: Uint8Array, feature: string): Promise<string[][] | Refusal> {
  const unreadable = (zh: string, en: string): Refusal => refuse(`${feature}.file-unreadable`, { zh, en })
  if (isWorkbook(bytes)) {
    const rows = await readWorkbook(bytes)
    return isRefusal(rows) ? unreadable(rows.zh ?? rows.because, rows.because) : rows
  }
  if (bytes.length === 0 || looksBinary(bytes))
    return unreadable('文件不是 .xlsx 或 CSV', 'Cannot read the file as it is neither .xlsx nor CSV')
  return parseCsv(decodeText(bytes).text).map(({ cells }) => cells.map((cell) => cell.trim()))
}
