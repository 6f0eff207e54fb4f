// What the formulas look at: the district's days, and the months or years of its sections.
import type { IndicatorFact } from '#domain/indicators/compute.ts'
import { daysSoFar, type IndicatorPeriod } from '#domain/indicators/period.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import type { Sureness } from '#domain/standards/edition.ts'
import type { Why } from '#domain/standards/verdict.ts'
import { endOf, startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { aqiEditionOn } from './air-days.ts'
import { type District, districtCode, findDistrictSite } from './districts.ts'
import { waterEditionOn } from './water.ts'

/** Which edition days are judged by: each by the one in force, or all by the one named. */
export type Basis = string
export const IN_FORCE: Basis = 'in-force'

export type VerdictRow = {
  site: string
  at: number
  edition: string
  judged: boolean
  aqi: number | null
  grade: number | null
  label: string | null
  sureness: Sureness
  why: Why | null
}
export type DayRow = { at: number; items: AverageItems }

/** One month or year of a district, as far as it has been judged. */
export type AirFacts = { isDemo: boolean; of: (basis: Basis) => IndicatorFact[] }

const VERDICT_COLUMNS = `s.code as site, v.at, v.edition, v.judged, v.aqi, v.grade, v.body ->> 'class' as label,
  v.body ->> 'sureness' as sureness, v.body -> 'why' as why`

const factOf = (row: VerdictRow): NonNullable<IndicatorFact['verdict']> => ({
  judged: row.judged,
  aqi: row.aqi,
  grade: row.grade,
  label: row.label,
  sureness: row.sureness,
  ...(row.why ? { why: row.why } : {}),
})

/** Days of a district; the real one where it has any judged day in the period, else the simulated one; null without either. */
export async function airFacts(db: Queryable, district: District, period: IndicatorPeriod): Promise<AirFacts | null> {
  let fallback: AirFacts | null = null
  for (const isDemo of [false, true]) {
    const siteId = await findDistrictSite(db, district, isDemo)
    const verdicts = siteId === null ? [] : await dayVerdictsOf(db, siteId, period)
    if (siteId === null || verdicts.length === 0) continue
    const averages = await dayAveragesOf(db, siteId, period)
    const site = districtCode(district, isDemo)
    const facts: AirFacts = { isDemo, of: (basis) => daysOf(site, { period, basis, verdicts, averages }) }
    if (verdicts.some(({ judged }) => judged)) return facts
    fallback ??= facts
  }
  return fallback
}

export type StoredDays = {
  period: IndicatorPeriod
  basis: Basis
  verdicts: readonly VerdictRow[]
  averages: readonly DayRow[]
}

/** Every day of the period that is over, and the running one where it is judged already. */
export function daysOf(site: string, { period, basis, verdicts, averages }: StoredDays): IndicatorFact[] {
  const byDay = new Map(verdicts.map((row) => [`${row.at} ${row.edition}`, row]))
  const averageOf = new Map(averages.map((row) => [row.at, row.items]))
  const days = new Set(daysSoFar(period))
  for (const { at, judged } of verdicts) if (judged) days.add(at)
  return [...days]
    .sort((a, b) => a - b)
    .map((at) => {
      const edition = basis === IN_FORCE ? aqiEditionOn(at) : basis
      const row = byDay.get(`${at} ${edition}`)
      const items = averageOf.get(at)
      return { site, at, edition, ...(row ? { verdict: factOf(row) } : {}), ...(items ? { averages: items } : {}) }
    })
}

const dayVerdictsOf = (db: Queryable, siteId: number, { period, at }: IndicatorPeriod): Promise<VerdictRow[]> =>
  db.query<VerdictRow>(
    `select ${VERDICT_COLUMNS} from verdict as v join site as s on s.id = v.site_id
      where v.site_id = $1 and v.subject = 'air-day' and v.at >= $2 and v.at < $3 and v.known_until = 'infinity'
      order by v.at`,
    [siteId, timestamptz(at), timestamptz(endOf(period, at))],
  )

const dayAveragesOf = (db: Queryable, siteId: number, { period, at }: IndicatorPeriod): Promise<DayRow[]> =>
  db.query<DayRow>(
    `select a.at, a.items from average as a
      where a.site_id = $1 and a.period = 'day' and a.at >= $2 and a.at < $3 and a.known_until = 'infinity'`,
    [siteId, timestamptz(at), timestamptz(endOf(period, at))],
  )

export type WaterFacts = { isDemo: boolean; facts: IndicatorFact[] }

/** All sections and reservoirs of the district with their month or year: the real ones where any is judged, else the simulated. */
export async function waterFacts(
  db: Queryable,
  district: District,
  period: IndicatorPeriod,
): Promise<WaterFacts | null> {
  let fallback: WaterFacts | null = null
  for (const isDemo of [false, true]) {
    const rows = await sectionsOf(db, district, { ...period, isDemo })
    if (!rows.some(({ hasVerdict }) => hasVerdict)) continue
    const facts = { isDemo, facts: rows.map((row) => sectionFact(row, startOf(period.period, period.at))) }
    if (rows.some(({ judged }) => judged)) return facts
    fallback ??= facts
  }
  return fallback
}

export type SectionRow = VerdictRow & { hasVerdict: boolean }

export const sectionFact = (row: SectionRow, at: number): IndicatorFact => ({
  site: row.site,
  at,
  edition: row.edition ?? waterEditionOn(at),
  ...(row.hasVerdict ? { verdict: factOf(row) } : {}),
})

const sectionsOf = (
  db: Queryable,
  district: District,
  { period, at, isDemo }: IndicatorPeriod & { isDemo: boolean },
): Promise<SectionRow[]> =>
  db.query<SectionRow>(
    `select ${VERDICT_COLUMNS}, v.site_id is not null as "hasVerdict"
       from site as s
       left join verdict as v on v.site_id = s.id and v.subject = $1 and v.at = $2 and v.known_until = 'infinity' and v.in_force
      where s.kind in ('section', 'reservoir') and s.district = $3 and s.is_demo = $4 and s.retired_at is null
      order by s.code`,
    [`water-${period}`, timestamptz(startOf(period, at)), district.nameZh, isDemo],
  )
