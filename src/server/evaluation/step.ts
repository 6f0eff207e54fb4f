// One step of the evaluation in one transaction: stale days in, averages, verdicts and indicator values out.
import { DAY_MS, startOf } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { judgeAirDays, type SiteDay, storeAirDays } from './air-days.ts'
import { storeAirPeriods } from './air-periods.ts'
import { type District, findDistrict, storeDistrictDays } from './districts.ts'
import type { TouchedPeriod, UnknownFormula } from './indicator-values.ts'
import { storeIndicators } from './indicators.ts'
import { type EvaluatedSite, messagesIn, sitesById } from './sources.ts'
import { noteCauses, type StaleDay, takeStaleDays } from './stale-days.ts'
import type { Step } from './versions.ts'
import { storeWater } from './water.ts'

/** One at a time in the whole store: two would both write a site's month. */
const LOCK = 7_264_200

/** Sites a notice names at most; without any it means that every site may have changed. */
const MOST_SITES_NAMED = 500

/** What looks at stale days before they are evaluated, in the same transaction; gives days that became stale by it. */
export type CheckDays = (tx: Transaction, days: readonly SiteDay[], now: number) => Promise<SiteDay[]>

export type StepOptions = { most: number; now: number; aside?: readonly SiteDay[]; checkDays?: CheckDays | undefined }
export type StepResult = { days: SiteDay[]; unknown: UnknownFormula[] }

/** Takes stale days and brings everything that rests on them up to date. */
export function runStep(db: Database, { most, now, aside = [], checkDays }: StepOptions): Promise<StepResult> {
  return inTransaction(db, async (tx) => {
    const step = await beginStep(tx, now)
    const taken = await takeStaleDays(tx, most, aside)
    if (taken.length === 0) return { days: taken, unknown: [] }
    const days = withTouched(taken, (await checkDays?.(tx, taken, now)) ?? [])
    await noteCauses(tx, days)
    const sites = await sitesById(tx, [...new Set(days.map(({ siteId }) => siteId))])
    await storePlaces(step, days, sites)
    const district = await findDistrict(tx)
    const unknown = district === null ? [] : await storeDistrict(step, district, { days, sites })
    await tellEvaluated(tx, [...sites.keys()])
    return { days, unknown }
  })
}

/** Days that a check touched beside those taken; they move for the reasons their site was taken for. */
function withTouched(taken: readonly StaleDay[], touched: readonly SiteDay[]): StaleDay[] {
  const keys = new Set(taken.map(({ siteId, day }) => `${siteId} ${day}`))
  const bySite = Map.groupBy(taken, ({ siteId }) => siteId)
  const more = touched
    .filter(({ siteId, day }) => !keys.has(`${siteId} ${day}`))
    .map(({ siteId, day }) => {
      const causes = (bySite.get(siteId) ?? []).flatMap((one) => one.causes)
      return { siteId, day, causes: [...new Set(causes)] }
    })
  return [...taken, ...more]
}

/** Computes the district's days and every indicator of one month or year again, whatever was stale. */
export function runPeriod(
  db: Database,
  period: TouchedPeriod & { until: number },
  now: number,
): Promise<UnknownFormula[]> {
  return inTransaction(db, async (tx) => {
    const step = await beginStep(tx, now)
    const district = await findDistrict(tx)
    if (district === null) return []
    if (period.period === 'month') await storeDistrictMonth(step, district, period)
    const unknown = await storeIndicators(step, district, [period])
    await tellEvaluated(tx, [])
    return unknown
  })
}

/** Takes the periods whose reports or targets changed, and computes them again; gives what could not be run. */
export function runStalePeriods(db: Database, now: number): Promise<{ periods: number; unknown: UnknownFormula[] }> {
  return inTransaction(db, async (tx) => {
    const step = await beginStep(tx, now)
    const taken = await tx.query<TouchedPeriod>('delete from stale_period as p returning p.at, p.period')
    const district = await findDistrict(tx)
    if (taken.length === 0 || district === null) return { periods: taken.length, unknown: [] }
    const periods = [...new Map(taken.map((one) => [`${one.period} ${one.at}`, one])).values()]
    const unknown = await storeIndicators(step, district, periods)
    await tellEvaluated(tx, [])
    return { periods: periods.length, unknown }
  })
}

async function beginStep(tx: Transaction, now: number): Promise<Step> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
  const [row] = await tx.query<{ at: string }>('select now()::text as at')
  return { tx, knownFrom: row?.at ?? '', now }
}

type Stale = { days: readonly SiteDay[]; sites: ReadonlyMap<number, EvaluatedSite> }

const WATER: ReadonlySet<string> = new Set(['section', 'reservoir'])

/** Stations first; days of a site that is retired keep nothing that stands. */
async function storePlaces(step: Step, days: readonly SiteDay[], sites: Stale['sites']): Promise<void> {
  const kindOf = ({ siteId }: SiteDay): string => sites.get(siteId)?.kind ?? ''
  const isInUse = ({ siteId }: SiteDay): boolean => sites.get(siteId)?.isRetired === false
  const air = days.filter((day) => kindOf(day) === 'air')
  const spans = air.filter(isInUse).map(({ siteId, day }) => ({ siteId, from: day, until: day + DAY_MS }))
  await storeAirDays(step, air, judgeAirDays(air, await messagesIn(step.tx, spans), step.now))
  await storeAirPeriods(step, air)
  const water = days.filter((day) => WATER.has(kindOf(day)))
  const inUse = new Map([...sites].filter(([, site]) => !site.isRetired))
  await storeWater(step, water, inUse)
}

/** The district's days where a point changed, then the indicators of every month and year that was touched. */
async function storeDistrict(step: Step, district: District, { days, sites }: Stale): Promise<UnknownFormula[]> {
  const touched = new Set<number>()
  for (const isDemo of [false, true]) {
    const own = days.filter(({ siteId }) => belongs(sites.get(siteId), district, isDemo))
    const air = own.filter(({ siteId }) => sites.get(siteId)?.kind === 'air')
    await storeDistrictDays(step, district, { isDemo, days: [...new Set(air.map(({ day }) => day))] })
    for (const { day } of own) touched.add(day)
  }
  const periods = touchedPeriods([...touched])
  return periods.length === 0 ? [] : storeIndicators(step, district, periods)
}

/** Whether a change at a site can change the district; a retired point counts once more, as its days go. */
function belongs(site: EvaluatedSite | undefined, district: District, isDemo: boolean): boolean {
  if (!site || site.isDemo !== isDemo) return false
  if (WATER.has(site.kind)) return site.district === district.nameZh
  if (site.kind !== 'air' || !site.isEvaluationPoint) return false
  return site.district === district.nameZh || district.stations.includes(site.code)
}

export function touchedPeriods(days: readonly number[]): TouchedPeriod[] {
  const months = new Set(days.map((day) => startOf('month', day)))
  const years = new Set(days.map((day) => startOf('year', day)))
  return [
    ...[...months].map((at) => ({ period: 'month', at }) as const),
    ...[...years].map((at) => ({ period: 'year', at }) as const),
  ]
}

async function storeDistrictMonth(step: Step, district: District, { at, until }: { at: number; until: number }) {
  const days: number[] = []
  for (let day = at; day < until; day += DAY_MS) days.push(day)
  for (const isDemo of [false, true]) await storeDistrictDays(step, district, { isDemo, days })
}

async function tellEvaluated(tx: Transaction, siteIds: readonly number[]): Promise<void> {
  const named = siteIds.length > MOST_SITES_NAMED ? [] : siteIds
  await tx.query(`select pg_notify('evaluated', $1)`, [JSON.stringify({ siteIds: named })])
}
