// Averages as stored, and how their items are shown in links.
import type { AverageItem } from '#domain/monitoring/average-items.ts'
import { findFactorOfItem } from '#domain/monitoring/factors.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { pollutantOf } from './words.ts'

export type Period = 'day' | 'month' | 'year'
export type AverageRow = {
  period: Period
  at: number
  siteId: number
  knownFrom: number
  knownUntil: number
  items: Readonly<Record<string, AverageItem>>
  inputsHash: string
}

const COLUMNS = `a.period, a.at, a.site_id as "siteId", a.known_from as "knownFrom", a.known_until as "knownUntil",
  a.items, a.inputs_hash as "inputsHash"`

/** Averages of one site that stand now, at the periods named. */
export const averagesAt = (
  db: Database,
  siteId: number,
  periods: readonly (readonly [Period, number])[],
): Promise<AverageRow[]> =>
  db.query<AverageRow>(
    `select ${COLUMNS} from unnest($2::text[], $3::timestamptz[]) as k (period, at)
       join average as a on a.site_id = $1 and a.period = k.period and a.at = k.at and a.known_until = 'infinity'
      order by a.at desc, a.period`,
    [siteId, periods.map(([period]) => period), periods.map(([, at]) => timestamptz(at))],
  )

/** Averages of a kind that stand now, of these sites, within `[from, until)`. */
export const averagesWithin = (
  db: Database,
  siteIds: readonly number[],
  range: { period: Period; from: number; until: number },
): Promise<AverageRow[]> =>
  db.query<AverageRow>(
    `select ${COLUMNS} from average as a
      where a.site_id = any ($1) and a.period = $2 and a.at >= $3 and a.at < $4 and a.known_until = 'infinity'
      order by a.at, a.site_id`,
    [siteIds, range.period, timestamptz(range.from), timestamptz(range.until)],
  )

/** Versions of one average, oldest first. */
export const averageVersions = (
  db: Database,
  { siteId, period, at }: { siteId: number; period: string; at: number },
): Promise<AverageRow[]> =>
  db.query<AverageRow>(
    `select ${COLUMNS} from average as a where a.site_id = $1 and a.period = $2 and a.at = $3 order by a.known_from`,
    [siteId, period, timestamptz(at)],
  )

export const unitOf = (item: string): string | null => findFactorOfItem(pollutantOf(item))?.unit ?? null

export const averageValue = (item: string, average: AverageItem | undefined) => ({
  value: average?.value ?? null,
  unit: unitOf(item),
})
