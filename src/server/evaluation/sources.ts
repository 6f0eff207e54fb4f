// What the evaluation reads: sites, messages of a span of time, factors by number.
import { findFactor, isBelowDetection } from '#domain/monitoring/factors.ts'
import type { Queryable } from '#platform/database.ts'
import { timestamptz } from '#platform/database.ts'
import { type EffectiveReader, loadEffective } from '../quality-book.ts'
import { valuesKnownAt } from '../readings-known-at.ts'

export type EvaluatedSite = {
  id: number
  code: string
  kind: string
  waterType: 'river' | 'lake' | null
  isEvaluationPoint: boolean
  isDemo: boolean
  isRetired: boolean
  district: string | null
}

const SITE_COLUMNS = `s.id, s.code, s.kind, s.water_type as "waterType", s.is_evaluation_point as "isEvaluationPoint",
  s.is_demo as "isDemo", s.retired_at is not null as "isRetired", s.district`

export async function sitesById(db: Queryable, ids: readonly number[]): Promise<Map<number, EvaluatedSite>> {
  const rows = await db.query<EvaluatedSite>(`select ${SITE_COLUMNS} from site as s where s.id = any ($1)`, [ids])
  return new Map(rows.map((site) => [site.id, site]))
}

export type Span = { siteId: number; from: number; until: number }
export type Message = {
  siteId: number
  at: number
  kind: 'hour' | 'sample'
  /** Values by item that count, as they stand after flags and corrections, as the shortest decimal text. */
  values: Record<string, string>
}

/** Items by factor number; a factor no standard names goes by its code. */
async function itemsByFactor(db: Queryable): Promise<Map<number, string>> {
  const rows = await db.query<{ id: number; code: string }>('select f.id, f.code from factor as f')
  return new Map(rows.map(({ id, code }) => [id, findFactor(code)?.item ?? code]))
}

type Row = {
  siteId: number
  at: number
  kind: 'hour' | 'sample'
  flags: string
  factors: number[]
  values: (number | null)[]
}

/** Hours and samples of these spans, oldest first. */
export async function messagesIn(db: Queryable, spans: readonly Span[]): Promise<Message[]> {
  if (spans.length === 0) return []
  const items = await itemsByFactor(db)
  const rows = await db.query<Row>(
    `select r.site_id as "siteId", r.at, r.kind, r.flags, r.factors, r.values
       from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)
       join reading as r on r.site_id = k.site_id and r.at >= k.from_at and r.at < k.until_at
      where r.kind in ('hour', 'sample') and r.at >= $4 and r.at < $5
      order by r.site_id, r.at, r.kind`,
    [
      spans.map(({ siteId }) => siteId),
      spans.map(({ from }) => timestamptz(from)),
      spans.map(({ until }) => timestamptz(until)),
      // The outer bounds let the planner leave out every partition outside them.
      timestamptz(Math.min(...spans.map(({ from }) => from))),
      timestamptz(Math.max(...spans.map(({ until }) => until))),
    ],
  )
  const readerOf = await loadEffective(db, spans)
  return rows.map((row) => ({
    siteId: row.siteId,
    at: row.at,
    kind: row.kind,
    values: validValues(row, items, readerOf(row.siteId)),
  }))
}

function validValues(row: Row, items: ReadonlyMap<number, string>, effective: EffectiveReader): Record<string, string> {
  const valid: Record<string, string> = {}
  const { at, kind, flags } = row
  row.factors.forEach((factorId, n) => {
    const item = items.get(factorId)
    if (item === undefined) return
    const flag = flags[n] ?? 'N'
    const text = countedText({ factorId, kind, at, value: row.values[n] ?? null, flag }, effective)
    if (text !== undefined) valid[item] = text
  })
  return valid
}

type RawValue = Parameters<EffectiveReader>[0]

/** The value that counts as text; undefined where none does. */
function countedText(raw: RawValue, effective: EffectiveReader): string | undefined {
  const { value, counts, by } = effective(raw)
  if (!counts || value === null || !Number.isFinite(value)) return undefined
  // Stored is the detection limit; the rules of the standard make of it what they say.
  return isBelowDetection(raw.kind, raw.flag) && by !== 'correction' ? `<${value}` : String(value)
}

/** Hours of one site as readings, flags and corrections were known at an instant, oldest first. */
export async function hoursKnownAt(db: Queryable, span: Span, asKnownAt: number): Promise<Message[]> {
  const items = await itemsByFactor(db)
  const values = await valuesKnownAt(db, { ...span, kind: 'hour', factorIds: [...items.keys()], asKnownAt })
  const effective = (await loadEffective(db, [span], asKnownAt))(span.siteId)
  const byHour = Map.groupBy(values, ({ at }) => at)
  return [...byHour].map(([at, own]) => {
    const texts = own.flatMap(({ factorId, value, flag }) => {
      const text = countedText({ factorId, kind: 'hour', at, value, flag }, effective)
      return text === undefined ? [] : [[items.get(factorId) ?? '', text] as const]
    })
    return { siteId: span.siteId, at, kind: 'hour', values: Object.fromEntries(texts) }
  })
}
