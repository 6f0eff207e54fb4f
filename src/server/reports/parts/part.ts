// What a part of a report is given and what it gives.
import type { readAssessment } from '#contract/assessment.ts'
import type { readIndicator } from '#contract/indicators.ts'
import type { ProgressRow } from '#contract/progress.ts'
import type { listProjects } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Bilingual } from '#contract/wire.ts'
import type { Block, Figure } from '#domain/documents/document.ts'
import type { ReportSpan } from '#domain/documents/report-period.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import type { Refusal } from '#kit/refusal.ts'
import { beijingDateTime, type EpochMs } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

type Known = { planId: string; nowMs: EpochMs; asKnownAt: EpochMs }

/** What reports read of other features, each by the question of its own page; wired in main. */
export type ReportSources = {
  assessment: (db: Database, asked: Known & { year: number }) => Promise<ReplyOf<typeof readAssessment> | Refusal>
  indicator: (
    db: Database,
    asked: Known & { id: string; year: number },
  ) => Promise<ReplyOf<typeof readIndicator> | Refusal>
  /** As it stood at the end of the reporting period, by the reports until then. */
  progress: (
    db: Database,
    asked: { planId: string; period: string; nowMs: EpochMs },
  ) => Promise<readonly ProgressRow[] | Refusal>
  projects: (db: Database, asked: { planId: string; today: string }) => Promise<ReplyOf<typeof listProjects> | Refusal>
}

export type PartContext = {
  db: Database
  sources: ReportSources
  model: PlanModel
  span: ReportSpan
  knownAt: EpochMs
  nowMs: EpochMs
  language: 'zh' | 'en'
  /** In the language of the report. */
  say: (words: Bilingual) => string
}

export type PartContent = { figures: Record<string, Figure>; blocks: Block[] }
export type PartHead = { title: string; note: string | undefined }
export type PartWriter = (context: PartContext, head: PartHead) => Promise<PartContent>

/** The trace of a number, opened over the page that shows it. */
export const traced = (page: string, ref: string | null): string =>
  ref === null ? page : `${page}?trace=${encodeURIComponent(ref)}`

export const count = (n: number, to?: string): Figure => ({ text: String(n), to })

export const dateTime = (at: EpochMs): string => beijingDateTime(at).slice(0, 16)

/** A table, with the note where there is one. */
export function table(
  { title, note }: PartHead,
  columns: Extract<Block, { kind: 'table' }>['columns'],
  rows: Extract<Block, { kind: 'table' }>['rows'],
): Block {
  const block: Block = { kind: 'table', title, columns, rows }
  return note === undefined ? block : { ...block, note }
}
