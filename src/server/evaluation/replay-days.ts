// Day averages of air stations made again from the readings as they were known at an instant.
import { beijingYearStart, DAY_MS, startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'
import { dayAverageOf } from './air-days.ts'
import { hoursKnownAt } from './sources.ts'

export type ReplayedDays = { equal: number; differing: { site: string; day: number }[] }
type StoredDay = { siteId: number; site: string; day: number; knownFrom: number; hash: string }

/** A day is equal where the hours that counted and what was made of them have the mark they were stored with. */
export async function replayDays(
  db: Queryable,
  { asKnownAt, year }: { asKnownAt: number; year: number },
): Promise<ReplayedDays> {
  const days = await storedDays(db, { asKnownAt, year })
  const replayed: ReplayedDays = { equal: 0, differing: [] }
  for (const [siteId, own] of Map.groupBy(days, (day) => day.siteId)) {
    const from = own[0]?.day ?? 0
    const until = (own.at(-1)?.day ?? 0) + DAY_MS
    const hours = Map.groupBy(await hoursKnownAt(db, { siteId, from, until }, asKnownAt), ({ at }) =>
      startOf('day', at),
    )
    for (const { site, day, knownFrom, hash } of own) {
      const { inputsHash } = dayAverageOf({ siteId, day }, hours.get(day) ?? [], knownFrom)
      if (inputsHash === hash) replayed.equal += 1
      else replayed.differing.push({ site, day })
    }
  }
  return replayed
}

const storedDays = (db: Queryable, { asKnownAt, year }: { asKnownAt: number; year: number }): Promise<StoredDay[]> =>
  db.query<StoredDay>(
    `select a.site_id as "siteId", s.code as site, a.at as day, a.known_from as "knownFrom", a.inputs_hash as hash
       from average as a join site as s on s.id = a.site_id and s.kind = 'air'
      where a.period = 'day' and a.at >= $1 and a.at < $2 and ${standsAt(asKnownAt, 'a')}
      order by a.site_id, a.at`,
    [timestamptz(beijingYearStart(year)), timestamptz(beijingYearStart(year + 1))],
  )
