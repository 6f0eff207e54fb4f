// How far a value has been looked at: raw, reviewed, final; and what may still be done at each level.
import { type Refusal, refuse } from '#kit/refusal.ts'

export const REVIEW_LEVELS = ['raw', 'reviewed', 'final'] as const
export type ReviewLevel = (typeof REVIEW_LEVELS)[number]

export type ReviewSpan = { from: number; until: number; level: ReviewLevel; knownFrom: number }

/** Level of a value: the newest review that covers it; raw where nobody has looked. */
export function levelAt(reviews: readonly ReviewSpan[], at: number): ReviewLevel {
  let newest: ReviewSpan | undefined
  for (const review of reviews) {
    if (at < review.from || at >= review.until) continue
    if (newest === undefined || review.knownFrom >= newest.knownFrom) newest = review
  }
  return newest?.level ?? 'raw'
}

/** A final span is closed: it must be re-opened, with a reason, before flags and corrections may touch it. */
export function refuseFinal(reviews: readonly ReviewSpan[], instants: Iterable<number>): Refusal | undefined {
  for (const at of instants) {
    if (levelAt(reviews, at) === 'final') {
      return refuse('quality.is-final', {
        zh: '所选区间含终审数据，须先退回审核级别才能标记或更正',
        en: 'Cannot flag or correct as part of the span is final: re-open it first',
      })
    }
  }
  return undefined
}

/** Steps go up one at a time and may be taken back to any lower level. */
export function refuseStep(from: ReadonlySet<ReviewLevel>, to: ReviewLevel): Refusal | undefined {
  if (to !== 'final' || !from.has('raw')) return undefined
  return refuse('quality.review-first', {
    zh: '所选区间含未审核数据，须先审核再终审',
    en: 'Cannot make it final as part of the span has not been reviewed',
  })
}
