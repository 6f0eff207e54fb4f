// What the appraisal reads of other features, each by the question of its own page; wired in main.
import type { readAssessment } from '#contract/assessment.ts'
import type { ProgressRow } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'

type OfYear = { planId: string; year: number; nowMs: EpochMs }

export type AppraisalSources = {
  assessment: (db: Queryable, asked: OfYear) => Promise<ReplyOf<typeof readAssessment> | Refusal>
  /** As it stood at the end of the year, or stands where that runs. */
  progress: (db: Queryable, asked: OfYear) => Promise<readonly ProgressRow[] | Refusal>
}
