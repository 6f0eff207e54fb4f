// A report as a file: written in a thread, under its title.
import { Readable } from 'node:stream'
import { REPORT_FILES } from '#contract/reports.ts'
import type { Document } from '#domain/documents/document.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { startThread } from '#platform/thread.ts'
import type { Attachment } from '../http/serve.ts'
import { findReport, findVersion } from './store.ts'

export type ReportFormat = keyof typeof REPORT_FILES
export type RenderTask = {
  document: Document
  format: ReportFormat
  language: 'zh' | 'en'
  /** Address of the product, for links out of the file. */
  origin: string
  madeAt: EpochMs
}

const MOST_HEAP_MB = 1024

const render = (task: RenderTask): Promise<Uint8Array> =>
  startThread<Uint8Array>(new URL('./render-worker.ts', import.meta.url), {
    name: 'The writing of a report',
    data: task,
    mostHeapMb: MOST_HEAP_MB,
  }).result

type Asked = { id: number; version: number | undefined; format: ReportFormat; origin: string }

/** The same version gives the same bytes of PDF whenever it is asked for. */
export async function reportFile(db: Database, { id, version, format, origin }: Asked): Promise<Attachment | Refusal> {
  const report = await findReport(db, id)
  if (isRefusal(report)) return report
  const found = await findVersion(db, id, version)
  if (found === undefined) {
    return refuse('reports.no-content', { zh: '报告还没有内容', en: 'The report has no content yet' })
  }
  const { language, startedAt } = report
  const bytes = await render({ document: found.body, format, language, origin, madeAt: startedAt })
  const mark = report.state === 'released' ? '' : language === 'zh' ? '（未签发）' : ' (not released)'
  return {
    fileName: `${report.title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}${mark}-v${found.version}.${format}`,
    type: REPORT_FILES[format],
    content: Readable.from([Buffer.from(bytes)]),
  }
}
