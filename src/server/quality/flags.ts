// Flags of persons: set on a span, taken back; and the list of all flags.
import { randomUUID } from 'node:crypto'
import type { addFlag as addFlagRoute, FlagRow, listFlags as listFlagsRoute } from '#contract/quality.ts'
import type { BodyOf, QueryOf, ReplyOf } from '#contract/route.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import { appendEvent, lockSite, markStale, placeOf, refuseFinalIn } from './act.ts'
import { FLAG_FROM, FLAG_ROW } from './book-rows.ts'
import { findSite } from './sites.ts'

type FlagAsked = BodyOf<typeof addFlagRoute>

/** Whatever a person says outranks rules and the device, until it is taken back or said anew. */
export async function addFlag(db: Database, asked: FlagAsked, actor: string): Promise<{ id: string } | Refusal> {
  const place = await placeOf(db, asked, asked.factor)
  if (isRefusal(place)) return place
  const { site, factor } = place
  const span = { ...asked, factorId: factor?.id ?? null }
  return inTransaction(db, async (tx) => {
    await lockSite(tx, site)
    const final = await refuseFinalIn(tx, site.id, span)
    if (final) return final
    const id = randomUUID()
    await tx.execute(
      `insert into quality_flag (site_id, id, factor_id, kind, from_at, until_at, state, origin, code, author, reason, known_from)
       values ($1, $2, $3, $4, $5, $6, $7, 'person', 'manual-flag', $8, $9, clock_timestamp())`,
      [
        site.id,
        id,
        span.factorId,
        asked.kind,
        timestamptz(asked.from),
        timestamptz(asked.until),
        asked.state,
        actor,
        asked.reason,
      ],
    )
    await markStale(tx, site.id, { ...asked, cause: `flag:${id}` })
    await appendEvent(tx, { stream: 'quality', id: site.code, type: 'ValuesFlagged', actor, payload: { id, ...asked } })
    return { id }
  })
}

export async function undoFlag(
  db: Database,
  asked: { id: string; site: string; reason: string },
  actor: string,
): Promise<Record<string, never> | Refusal> {
  const site = await findSite(db, asked.site)
  if (isRefusal(site)) return site
  return inTransaction(db, async (tx) => {
    await lockSite(tx, site)
    const [flag] = await tx.query<{
      origin: string
      factorId: number | null
      kind: string
      from: number
      until: number
    }>(
      `select f.origin, f.factor_id as "factorId", f.kind, f.from_at as "from", f.until_at as until from quality_flag as f
        where f.site_id = $1 and f.id = $2 and f.known_until = 'infinity'`,
      [site.id, asked.id],
    )
    if (!flag) return NO_FLAG
    if (flag.origin === 'rule') return BY_RULE
    const final = await refuseFinalIn(tx, site.id, flag)
    if (final) return final
    await tx.execute(
      `update quality_flag as f set known_until = clock_timestamp(), closed_by = $3, closed_reason = $4
        where f.site_id = $1 and f.id = $2`,
      [site.id, asked.id, actor, asked.reason],
    )
    await markStale(tx, site.id, { ...flag, cause: `flag-undone:${asked.id}` })
    await appendEvent(tx, { stream: 'quality', id: site.code, type: 'FlagTakenBack', actor, payload: asked })
    return {}
  })
}

const NO_FLAG = refuse('quality.flag-not-found', {
  zh: '没有这个标记，或已撤销',
  en: 'There is no such flag that stands',
})
const BY_RULE = refuse('quality.by-rule', {
  zh: '这是规则所作的标记：可人工标记为有效，或修改规则',
  en: 'Cannot take back what a rule says: flag the span as good, or change the rule',
})

type FlagQuestion = QueryOf<typeof listFlagsRoute>

export async function listFlags(db: Database, asked: FlagQuestion): Promise<ReplyOf<typeof listFlagsRoute>> {
  const params = [
    asked.site ?? null,
    asked.factor ?? null,
    asked.kind ?? null,
    asked.state ?? null,
    asked.origin ?? null,
    asked.rule ?? null,
    timestamptz(asked.from ?? Number.NEGATIVE_INFINITY),
    timestamptz(asked.until ?? Number.POSITIVE_INFINITY),
  ]
  const where = `($1::text is null or s.code = $1) and ($2::text is null or x.code = $2 or f.factor_id is null)
    and ($3::text is null or f.kind = $3) and ($4::text is null or f.state = $4) and ($5::text is null or f.origin = $5)
    and ($6::text is null or f.rule_id = $6) and f.until_at > $7 and f.from_at < $8
    ${asked.closed === 'true' ? '' : `and f.known_until = 'infinity'`}`
  const [rows, [count]] = await Promise.all([
    db.query<FlagRow>(
      `select ${FLAG_ROW} from ${FLAG_FROM} where ${where} order by f.from_at desc, f.id limit $9 offset $10`,
      [...params, asked.pageSize, (asked.page - 1) * asked.pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from ${FLAG_FROM} where ${where}`, params),
  ])
  return { rows, total: count?.n ?? 0, page: asked.page, pageSize: asked.pageSize }
}
