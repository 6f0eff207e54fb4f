// What the formulas looked at, made again from the averages of stations and sections as they were known at an instant.

import type { IndicatorPeriod } from '#domain/indicators/period.ts'
import { DAY_ITEMS } from '#domain/monitoring/air-averages.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { averagesOfSums, type PointSums } from '#domain/monitoring/district-average.ts'
import { waterYearMeans } from '#domain/monitoring/water-means.ts'
import { getDecimal, toRational } from '#kit/rational.ts'
import { endOf, startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'
import { dayVerdicts } from './air-days.ts'
import { type District, districtCode } from './districts.ts'
import {
  type AirFacts,
  daysOf,
  type SectionRow,
  sectionFact,
  type VerdictRow,
  type WaterFacts,
} from './indicator-facts.ts'
import type { StoredVerdict } from './versions.ts'
import { meansVerdict, type WaterSite, waterEditionOn } from './water.ts'

/** From and until are the span of years that is made again. */
export type Asked = { district: District; asKnownAt: number; from: number; until: number }

/** Facts of any month or year within the span; null where the district has none. */
export type FactsMaker<T> = (period: IndicatorPeriod) => T | null

/** Sites in use then; `$1` is whether they are simulated, `$2` the instant. */
const IN_USE = `s.is_demo = $1 and s.created_at <= $2 and (s.retired_at is null or s.retired_at > $2)`

type AirSide = {
  isDemo: boolean
  site: string
  verdicts: VerdictRow[]
  averages: { at: number; items: AverageItems }[]
}

/** The district's days from the day averages of its points, judged anew under every edition. */
export async function airFactsKnownAt(db: Queryable, asked: Asked): Promise<FactsMaker<AirFacts>> {
  const sides = [await airSide(db, asked, false), await airSide(db, asked, true)]
  return (period) => {
    const within = ({ at }: { at: number }): boolean => at >= period.at && at < endOf(period.period, period.at)
    const found = sides.flatMap(({ site, isDemo, ...side }) => {
      const [verdicts, averages] = [side.verdicts.filter(within), side.averages.filter(within)]
      if (verdicts.length === 0) return []
      const facts: AirFacts = { isDemo, of: (basis) => daysOf(site, { period, basis, verdicts, averages }) }
      return [{ facts, isJudged: verdicts.some(({ judged }) => judged) }]
    })
    return (found.find(({ isJudged }) => isJudged) ?? found[0])?.facts ?? null
  }
}

async function airSide(db: Queryable, asked: Asked, isDemo: boolean): Promise<AirSide> {
  const points = await pointsKnownAt(db, asked, isDemo)
  const site = districtCode(asked.district, isDemo)
  const averages = (await pointSums(db, points, asked)).map(({ at, sums }) => ({
    at,
    items: averagesOfSums(at, sums, points.length),
  }))
  const verdicts = averages.flatMap(({ at, items }) =>
    dayVerdicts({ siteId: 0, period: 'day', at, items, inputsHash: '' }).map((verdict) => rowOf(site, verdict)),
  )
  return { isDemo, site, averages, verdicts }
}

async function pointsKnownAt(db: Queryable, { district, asKnownAt }: Asked, isDemo: boolean): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `select s.id from site as s
      where s.kind = 'air' and s.is_evaluation_point and ${IN_USE} and (s.district = $3 or s.code = any ($4))`,
    [isDemo, timestamptz(asKnownAt), district.nameZh, district.stations],
  )
  return rows.map(({ id }) => id)
}

type SumRow = { at: number; counts: number[]; sums: (string | null)[] }

/** Sums are exact: the database adds decimals. */
async function pointSums(
  db: Queryable,
  points: readonly number[],
  { asKnownAt, from, until }: Asked,
): Promise<{ at: number; sums: PointSums }[]> {
  if (points.length === 0) return []
  const valid = (item: string): string => `filter (where (a.items -> '${item}' ->> 'valid')::boolean)`
  const list = (of: (item: string) => string): string => `array[${DAY_ITEMS.map(of).join(', ')}]`
  const rows = await db.query<SumRow>(
    `select a.at, ${list((item) => `count(*) ${valid(item)}`)}::int[] as counts,
            ${list((item) => `sum((a.items -> '${item}' ->> 'exact')::numeric) ${valid(item)}`)}::text[] as sums
       from average as a
      where a.site_id = any ($1) and a.period = 'day' and a.at >= $2 and a.at < $3 and ${standsAt(asKnownAt, 'a')}
      group by a.at order by a.at`,
    [points, timestamptz(from), timestamptz(until)],
  )
  return rows.map(({ at, counts, sums }) => ({
    at,
    sums: Object.fromEntries(
      DAY_ITEMS.map((item, n) => [item, { used: counts[n] ?? 0, sum: toRational(getDecimal(sums[n] ?? '0')) }]),
    ),
  }))
}

function rowOf(site: string, { at, body }: StoredVerdict): VerdictRow {
  const { edition, judged, grade, sureness, why } = body
  const isAir = 'aqi' in body
  return {
    site,
    at,
    edition,
    judged,
    aqi: isAir ? body.aqi : null,
    grade,
    label: isAir ? null : body.class,
    sureness,
    why: why ?? null,
  }
}

type Section = WaterSite & { code: string; isDemo: boolean }
type MonthRow = { siteId: number; at: number; items: AverageItems }

/** Sections of the district with the months as they were averaged and the years made of them, judged anew. */
export async function waterFactsKnownAt(db: Queryable, asked: Asked): Promise<FactsMaker<WaterFacts>> {
  const sections = [...(await sectionsKnownAt(db, asked, false)), ...(await sectionsKnownAt(db, asked, true))]
  const months = Map.groupBy(await sectionMonths(db, sections, asked), ({ siteId }) => siteId)
  const verdictOf = (section: Section, { period, at }: IndicatorPeriod): StoredVerdict | undefined => {
    const own = (months.get(section.id) ?? []).filter((month) => startOf(period, month.at) === at)
    if (own.length === 0) return undefined
    const items = period === 'month' ? (own[0]?.items ?? {}) : waterYearMeans(own.map((month) => month.items))
    return meansVerdict(section, `water-${period}`, { at, items })
  }
  return (period) => {
    const found = [false, true].flatMap((isDemo) => {
      const rows = sections
        .filter((section) => section.isDemo === isDemo)
        .map((section) => sectionRow(section, verdictOf(section, period), period.at))
      if (!rows.some(({ hasVerdict }) => hasVerdict)) return []
      const facts: WaterFacts = { isDemo, facts: rows.map((row) => sectionFact(row, period.at)) }
      return [{ facts, isJudged: rows.some(({ judged }) => judged) }]
    })
    return (found.find(({ isJudged }) => isJudged) ?? found[0])?.facts ?? null
  }
}

function sectionRow({ code }: Section, verdict: StoredVerdict | undefined, at: number): SectionRow {
  if (verdict !== undefined) return { ...rowOf(code, verdict), hasVerdict: true }
  return {
    site: code,
    at,
    edition: waterEditionOn(at),
    judged: false,
    aqi: null,
    grade: null,
    label: null,
    sureness: 'verified',
    why: null,
    hasVerdict: false,
  }
}

const sectionsKnownAt = (db: Queryable, { district, asKnownAt }: Asked, isDemo: boolean): Promise<Section[]> =>
  db.query<Section>(
    `select s.id, s.code, s.kind, s.water_type as "waterType", s.is_demo as "isDemo" from site as s
      where s.kind in ('section', 'reservoir') and ${IN_USE} and s.district = $3 order by s.code`,
    [isDemo, timestamptz(asKnownAt), district.nameZh],
  )

const sectionMonths = (
  db: Queryable,
  sections: readonly Section[],
  { asKnownAt, from, until }: Asked,
): Promise<MonthRow[]> =>
  db.query<MonthRow>(
    `select a.site_id as "siteId", a.at, a.items from average as a
      where a.site_id = any ($1) and a.period = 'month' and a.at >= $2 and a.at < $3 and ${standsAt(asKnownAt, 'a')}
      order by a.site_id, a.at`,
    [sections.map(({ id }) => id), timestamptz(from), timestamptz(until)],
  )
