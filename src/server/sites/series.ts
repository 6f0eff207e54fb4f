// Values of chosen factors over time for the chart, thinned here so that the browser never draws more than it can show.
import type { ReadingKind } from '#contract/sites.ts'
import { findFactor } from '#domain/monitoring/factors.ts'
import { ambientLimit } from '#domain/standards/ambient-air.ts'
import { GB3838_2002 } from '#domain/standards/catalog/gb3838-2002.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { factorsOf, type StoredFactor } from './factor-cache.ts'
import type { SiteRecord } from './site-rows.ts'

type Point = [at: number, value: number | null, flag: string]

export type SeriesQuestion = {
  kind: ReadingKind
  factors: string
  points: number
  from?: number | undefined
  until?: number | undefined
}

const DEFAULT_SPAN_MS = 3 * DAY_MS
const STEP_MS: Readonly<Partial<Record<ReadingKind, number>>> = {
  realtime: 60_000,
  minute: 600_000,
  hour: HOUR_MS,
  day: DAY_MS,
}

export async function readSeries(db: Database, site: SiteRecord, asked: SeriesQuestion & { now: number }) {
  const until = asked.until ?? asked.now
  const from = asked.from ?? until - DEFAULT_SPAN_MS
  const codes = asked.factors.split(',').filter((code) => code !== '')
  const factors = [...(await factorsOf(db, [-1])).values()].filter(({ code }) => codes.includes(code))
  const rows = await db.query<{ at: number; flags: string; factors: number[]; values: (number | null)[] }>(
    `select r.at, r.flags, r.factors, r.values from reading as r
      where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by r.at`,
    [site.id, asked.kind, timestamptz(from), timestamptz(until)],
  )
  const series = factors.map((factor) => {
    const points = rows.flatMap((row): Point[] => {
      const n = row.factors.indexOf(factor.id)
      return n < 0 ? [] : [[row.at, row.values[n] ?? null, row.flags[n] ?? 'N']]
    })
    const gapped = withGaps(points, STEP_MS[asked.kind])
    return {
      factor: factor.code,
      nameZh: factor.zh,
      nameEn: factor.en,
      unit: factor.unit,
      points: thin(gapped, asked.points),
      thinned: gapped.length > asked.points,
      limit: limitOf(site, factor, { kind: asked.kind, at: until }),
    }
  })
  return { from, until, series: series.sort((a, b) => codes.indexOf(a.factor) - codes.indexOf(b.factor)) }
}

/** A period that is missing breaks the line: a null stands in its place. Water stations send every four hours. */
function withGaps(points: readonly Point[], step: number | undefined): Point[] {
  if (step === undefined || points.length < 3) return [...points]
  const steps = points.slice(1).map((point, n) => point[0] - (points[n]?.[0] ?? 0))
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? step
  return points.flatMap((point, n): Point[] => {
    const before = points[n - 1]
    return before && point[0] - before[0] > usual * 1.5 ? [[before[0] + usual, null, ''], point] : [point]
  })
}

/** Least and greatest of each bucket, so that no peak is lost; gaps stay. */
export function thin(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  const width = Math.ceil((points.length * 2) / most)
  const kept: Point[] = []
  for (let n = 0; n < points.length; n += width) {
    const bucket = points.slice(n, n + width)
    const valued = bucket.filter((point) => point[1] !== null).sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0))
    const ends = [valued[0], valued.at(-1)].filter((point) => point !== undefined)
    const gap = bucket.find((point) => point[1] === null)
    kept.push(...new Set([...ends, ...(gap ? [gap] : [])].sort((a, b) => a[0] - b[0])))
  }
  return kept
}

type LimitLine = { value: number; text: { zh: string; en: string }; edition: string } | null

function limitOf(site: SiteRecord, factor: StoredFactor, asked: { kind: ReadingKind; at: number }): LimitLine {
  const item = findFactor(factor.code)?.item
  if (item === undefined) return null
  return site.waterType === null ? airLimit(item, asked) : waterLimit(site, item)
}

function airLimit(item: string, { kind, at }: { kind: ReadingKind; at: number }): LimitLine {
  const averaging = kind === 'day' ? 'day' : 'hour'
  const limit = ambientLimit(item, averaging, at) ?? ambientLimit(item, 'day', at)
  if (!limit) return null
  const zh = `${limit.source} 二级 ${limit.grade2} ${limit.unit}（${limit.averaging === 'hour' ? '1 小时' : '24 小时'}）`
  const en = `${limit.source} grade two ${limit.grade2} ${limit.unit} (${limit.averaging === 'hour' ? '1 h' : '24 h'})`
  return { value: limit.grade2, text: { zh, en }, edition: /^[^ ]+ [^ ]+/.exec(limit.source)?.[0] ?? limit.source }
}

const CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']

function waterLimit(site: SiteRecord, item: string): LimitLine {
  const limit = GB3838_2002.limits.find((one) => one.item === item && one.reference !== true)
  const at = CLASSES.indexOf(site.targetClass ?? 'Ⅲ')
  const figures =
    site.waterType === 'lake' ? (limit?.lake ?? limit?.atMost ?? limit?.atLeast) : (limit?.atMost ?? limit?.atLeast)
  const value = figures?.[at]
  if (!limit || value === undefined) return null
  const sign = limit.atLeast ? '≥' : '≤'
  const zh = `${limit.source} ${CLASSES[at]}类 ${sign} ${value} ${limit.unit}`
  const en = `${limit.source} class ${CLASSES[at]} ${sign} ${value} ${limit.unit}`
  return { value, text: { zh, en }, edition: GB3838_2002.id }
}
