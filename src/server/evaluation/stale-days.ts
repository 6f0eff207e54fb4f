// Days that must be computed again: taken away before anything is read, so that what comes meanwhile stays to be done.
import { DAY_MS, startOf } from '#kit/time.ts'
import { type Queryable, timestamptz } from '#platform/database.ts'
import type { SiteDay } from './air-days.ts'

/** A site-day with what made it stale, where that was more than data coming in time. */
export type StaleDay = SiteDay & { causes: string[] }

/** What a person asked for waits for nothing; then the newest days: they are current while a history is worked off. */
export const STALE_ORDER = `(d.cause ~ '^(flag|correction)') desc nulls last, d.day desc, d.site_id, d.cause`

/**
 * Takes up to `most` site-days away, all of one cause, or of none: what moves in a step then moved because of it.
 * Days set aside are left where they are.
 */
export async function takeStaleDays(tx: Queryable, most: number, aside: readonly SiteDay[]): Promise<StaleDay[]> {
  const rows = await tx.query<SiteDay & { cause: string | null }>(
    `with waiting as (
       select d.site_id, d.day, d.cause from stale_day as d
        where not exists (select 1 from unnest($2::int[], $3::timestamptz[]) as a (site_id, day)
                           where a.site_id = d.site_id and a.day = d.day)
     ), head as (
       select d.cause from waiting as d order by ${STALE_ORDER} limit 1
     ), taken as (
       select distinct d.site_id, d.day from waiting as d join head as h on d.cause is not distinct from h.cause
        order by d.day desc, d.site_id
        limit $1
     )
     delete from stale_day as d using taken as t
      where d.site_id = t.site_id and d.day = t.day
     returning d.site_id as "siteId", d.day, d.cause`,
    [most, aside.map(({ siteId }) => siteId), aside.map(({ day }) => timestamptz(day))],
  )
  const days = new Map<string, StaleDay>()
  for (const { siteId, day, cause } of rows) {
    const key = `${siteId} ${day}`
    const known = days.get(key) ?? { siteId, day, causes: [] }
    if (cause !== null && !known.causes.includes(cause)) known.causes.push(cause)
    days.set(key, known)
  }
  return [...days.values()]
}

/** Notes why days were computed again; what the step writes carries the same time, so that a report finds it. */
export async function noteCauses(tx: Queryable, days: readonly StaleDay[]): Promise<void> {
  const rows = days.flatMap(({ siteId, day, causes }) => causes.map((cause) => ({ siteId, day, cause })))
  if (rows.length === 0) return
  await tx.execute(
    `insert into reevaluation (site_id, day, cause, known_from)
     select k.site_id, k.day, k.cause, now() from unnest($1::int[], $2::timestamptz[], $3::text[]) as k (site_id, day, cause)
     on conflict do nothing`,
    [rows.map(({ siteId }) => siteId), rows.map(({ day }) => timestamptz(day)), rows.map(({ cause }) => cause)],
  )
}

/** How far back a day may lie that ended while nobody evaluated. */
const LOOK_BACK_DAYS = 31

/**
 * Marks days that have ended since they were averaged: “not over yet” must become valid or invalid also where no hour
 * comes after midnight.
 */
export async function markEndedDays(db: Queryable, now: number): Promise<number> {
  const today = startOf('day', now)
  return db.execute(
    `insert into stale_day (site_id, day)
     select a.site_id, a.at from average as a join site as s on s.id = a.site_id and s.kind = 'air'
      where a.period = 'day' and a.known_until = 'infinity' and a.at >= $1 and a.at < $2
        and a.items @? '$.*.why.code ? (@ == "average.day-in-progress")'`,
    [timestamptz(today - LOOK_BACK_DAYS * DAY_MS), timestamptz(today)],
  )
}
