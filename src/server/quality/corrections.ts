// Corrections: tried, made, taken back. Raw values are never touched; the new ones stand beside them.
import { randomUUID } from 'node:crypto'
import type { addCorrection as addCorrectionRoute, tryCorrection as tryCorrectionRoute } from '#contract/quality.ts'
import type { BodyOf } from '#contract/route.ts'
import { type CorrectedValue, correctValues } from '#domain/quality/correct.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, timestamptz } from '#platform/database.ts'
import { appendEvent, lockSite, markStale, placeOf, refuseFinalIn } from './act.ts'
import type { QualityFactor } from './factors.ts'
import { findSite, type QualitySite } from './sites.ts'
import { standingValues } from './values.ts'

type Asked = BodyOf<typeof tryCorrectionRoute>
type AskedWithReason = BodyOf<typeof addCorrectionRoute>

/** More values than a year of minutes has are not corrected by one act. */
const MOST_VALUES = 60_000
/** How far outside the span interpolation may look for its feet. */
const REACH_MS = 2 * DAY_MS

async function computed(
  db: Queryable,
  { site, factor }: { site: QualitySite; factor: QualityFactor },
  asked: Asked,
): Promise<CorrectedValue[] | Refusal> {
  const span = { kind: asked.kind, from: asked.from, until: asked.until, factorId: factor.id }
  const final = await refuseFinalIn(db, site.id, span)
  if (final) return final
  const values = await standingValues(db, {
    siteId: site.id,
    factorId: factor.id,
    kind: asked.kind,
    from: asked.from - REACH_MS,
    until: asked.until + REACH_MS,
    most: MOST_VALUES,
  })
  return correctValues(values, asked, asked.params)
}

export async function tryCorrection(db: Database, asked: Asked) {
  const place = await placeOf(db, asked, asked.factor)
  if (isRefusal(place)) return place
  const { site, factor } = place
  if (!factor) throw new Error('Cannot correct without a factor')
  const values = await computed(db, { site, factor }, asked)
  if (isRefusal(values)) return values
  return { values: values.map(({ at, before, after }): [number, number | null, number | null] => [at, before, after]) }
}

export async function addCorrection(
  db: Database,
  asked: AskedWithReason,
  actor: string,
): Promise<{ id: string; changed: number } | Refusal> {
  const place = await placeOf(db, asked, asked.factor)
  if (isRefusal(place)) return place
  const { site, factor } = place
  if (!factor) throw new Error('Cannot correct without a factor')
  return inTransaction(db, async (tx) => {
    await lockSite(tx, site)
    const values = await computed(tx, { site, factor }, asked)
    if (isRefusal(values)) return values
    const id = randomUUID()
    const { method, ...params } = asked.params
    await tx.execute(
      `insert into correction (site_id, id, factor_id, kind, from_at, until_at, method, params, instants, before_values,
                               after_values, author, reason, known_from)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, clock_timestamp())`,
      [
        site.id,
        id,
        factor.id,
        asked.kind,
        timestamptz(asked.from),
        timestamptz(asked.until),
        method,
        JSON.stringify(params),
        values.map(({ at }) => timestamptz(at)),
        values.map(({ before }) => before),
        values.map(({ after }) => after),
        actor,
        asked.reason,
      ],
    )
    await markStale(tx, site.id, { ...asked, cause: `correction:${id}` })
    const payload = { id, ...asked, changed: values.length }
    await appendEvent(tx, { stream: 'quality', id: site.code, type: 'ValuesCorrected', actor, payload })
    return { id, changed: values.length }
  })
}

type Standing = { factorId: number; kind: string; from: number; until: number }

export async function undoCorrection(
  db: Database,
  asked: { id: string; site: string; reason: string },
  actor: string,
): Promise<Record<string, never> | Refusal> {
  const site = await findSite(db, asked.site)
  if (isRefusal(site)) return site
  return inTransaction(db, async (tx) => {
    await lockSite(tx, site)
    const [found] = await tx.query<Standing & { newer: number }>(
      `select c.factor_id as "factorId", c.kind, c.from_at as "from", c.until_at as until,
              (select count(*)::int from correction as n
                where n.site_id = c.site_id and n.factor_id = c.factor_id and n.kind = c.kind
                  and n.known_until = 'infinity' and n.known_from > c.known_from and n.instants && c.instants) as newer
         from correction as c where c.site_id = $1 and c.id = $2 and c.known_until = 'infinity'`,
      [site.id, asked.id],
    )
    if (!found) return NO_CORRECTION
    // A later one was computed from the values this one made.
    if (found.newer > 0) return NOT_NEWEST
    const final = await refuseFinalIn(tx, site.id, found)
    if (final) return final
    await tx.execute(
      `update correction as c set known_until = clock_timestamp(), closed_by = $3, closed_reason = $4
        where c.site_id = $1 and c.id = $2`,
      [site.id, asked.id, actor, asked.reason],
    )
    await markStale(tx, site.id, { ...found, cause: `correction-undone:${asked.id}` })
    await appendEvent(tx, { stream: 'quality', id: site.code, type: 'CorrectionUndone', actor, payload: asked })
    return {}
  })
}

const NO_CORRECTION = refuse('quality.correction-not-found', {
  zh: '没有这次更正，或已撤销',
  en: 'There is no such correction that stands',
})
const NOT_NEWEST = refuse('quality.not-newest', {
  zh: '其后还有对同一数据的更正，须先撤销较晚的',
  en: 'Cannot undo it as a later correction rests on its values: undo that one first',
})
