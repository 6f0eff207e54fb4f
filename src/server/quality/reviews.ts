// Review levels of spans: raw, reviewed, final; each step with person and reason.
import { randomUUID } from 'node:crypto'
import type { addReview as addReviewRoute } from '#contract/quality.ts'
import type { BodyOf } from '#contract/route.ts'
import { levelAt, type ReviewLevel, refuseStep } from '#domain/quality/review-level.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import { appendEvent, lockSite, placeOf, reviewsIn } from './act.ts'
import { factorTable, type QualityFactor, unknownFactor } from './factors.ts'

type Asked = BodyOf<typeof addReviewRoute>

export async function addReview(db: Database, asked: Asked, actor: string): Promise<{ ids: string[] } | Refusal> {
  const place = await placeOf(db, asked, null)
  if (isRefusal(place)) return place
  const { site } = place
  const { byCode } = await factorTable(db)
  const factors: QualityFactor[] = []
  for (const code of new Set(asked.factors)) {
    const factor = byCode.get(code)
    if (!factor) return unknownFactor(code)
    factors.push(factor)
  }
  return inTransaction(db, async (tx) => {
    await lockSite(tx, site)
    for (const { id: factorId } of factors) {
      const reviews = await reviewsIn(tx, site.id, { ...asked, factorId })
      const ends = reviews
        .flatMap(({ from, until }) => [from, until])
        .filter((at) => at > asked.from && at < asked.until)
      const levels = new Set<ReviewLevel>([asked.from, ...ends].map((at) => levelAt(reviews, at)))
      const refusal = refuseStep(levels, asked.level)
      if (refusal) return refusal
    }
    const ids = factors.map(() => randomUUID() as string)
    await tx.execute(
      `insert into review (site_id, id, factor_id, kind, from_at, until_at, level, author, reason, known_from)
       select $1, k.id, k.factor_id, $4, $5, $6, $7, $8, $9, clock_timestamp()
         from unnest($2::text[], $3::smallint[]) as k (id, factor_id)`,
      [
        site.id,
        ids,
        factors.map(({ id }) => id),
        asked.kind,
        timestamptz(asked.from),
        timestamptz(asked.until),
        asked.level,
        actor,
        asked.reason,
      ],
    )
    await appendEvent(tx, {
      stream: 'quality',
      id: site.code,
      type: 'ValuesReviewed',
      actor,
      payload: { ids, ...asked },
    })
    return { ids }
  })
}
