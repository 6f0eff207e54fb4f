// Months and years of places with days of air: computed again from the days that stand.
import { type DayAverages, periodAverages } from '#domain/monitoring/air-periods.ts'
import type { AverageItems } from '#domain/monitoring/average-items.ts'
import { endOf, startOf } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { timestamptz } from '#platform/database.ts'
import type { SiteDay } from './air-days.ts'
import { replaceAverages, type Step, type StoredAverage } from './versions.ts'

type StoredDay = { siteId: number; at: number; items: AverageItems; hash: string }
type Period = { siteId: number; period: 'month' | 'year'; at: number }

/** Writes month and year averages of every site and period these days lie in; gives the number written. */
export async function storeAirPeriods(step: Step, days: readonly SiteDay[]): Promise<number> {
  if (days.length === 0) return 0
  const years = periodsOf(days, 'year')
  const stored = Map.groupBy(await daysOfYears(step, years), ({ siteId }) => siteId)
  const periods = [...periodsOf(days, 'month'), ...years]
  const rows = periods.flatMap((period) => averageOf(period, stored.get(period.siteId) ?? []))
  const scopes = periods.map(({ siteId, period, at }) => ({ siteId, name: period, from: at, until: at + 1 }))
  return replaceAverages(step, scopes, rows)
}

/** Every month or year of a site that one of its days lies in, once. */
export function periodsOf(days: readonly SiteDay[], period: 'month' | 'year'): Period[] {
  const found = new Map<string, Period>()
  for (const { siteId, day } of days) {
    const at = startOf(period, day)
    found.set(`${siteId} ${at}`, { siteId, period, at })
  }
  return [...found.values()]
}

function averageOf({ siteId, period, at }: Period, days: readonly StoredDay[]): StoredAverage[] {
  const own: DayAverages[] = []
  const hashes: string[] = []
  for (const day of days) {
    if (day.at < at || day.at >= endOf(period, at)) continue
    own.push(day)
    hashes.push(day.hash)
  }
  if (own.length === 0) return []
  return [{ siteId, period, at, items: periodAverages(period, at, own), inputsHash: contentHash(hashes) }]
}

const daysOfYears = ({ tx }: Step, years: readonly Period[]): Promise<StoredDay[]> =>
  tx.query<StoredDay>(
    `select a.site_id as "siteId", a.at, a.items, a.inputs_hash as hash
       from unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) as k (site_id, from_at, until_at)
       join average as a on a.site_id = k.site_id and a.period = 'day' and a.at >= k.from_at and a.at < k.until_at
      where a.known_until = 'infinity'
      order by a.site_id, a.at`,
    [
      years.map(({ siteId }) => siteId),
      years.map(({ at }) => timestamptz(at)),
      years.map(({ at }) => timestamptz(endOf('year', at))),
    ],
  )
