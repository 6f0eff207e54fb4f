// A year's value under the edition its target was set under and under the one of today, with the days that part them.
import type * as wire from '#contract/indicators.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { type EditionChange, editionChangeOf } from '#domain/indicators/edition-change.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import { beijingYearStart } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { standsAt } from '../stands.ts'
import { type StoredValue, toValue } from './values.ts'

type Asked = { planId: string; year: number; nowMs: number; asKnownAt: number | undefined; planStart: number }
const IN_FORCE = 'in-force'
const DAYS_SHOWN = 12

/** `stored` are the values of the year on every basis; null where the formula rests on no standard. */
export async function compareEditions(
  db: Database,
  indicator: Indicator,
  { stored, ...asked }: Asked & { stored: readonly StoredValue[] },
): Promise<wire.EditionComparison | null> {
  const now = Math.min(asked.nowMs, asked.asKnownAt ?? asked.nowMs)
  const change = editionChangeOf(indicator.formula, beijingYearStart(asked.planStart), now)
  if (change === undefined) return null
  const pinned = stored.find(({ basis }) => basis === change.pinned) ?? stored.find(({ basis }) => basis === IN_FORCE)
  const days = change.pinned === change.present ? [] : await differingDays(db, indicator.id, { ...asked, ...change })
  const { pinned: pinnedId, present, readsTable, changes } = change
  return {
    pinned: pinnedId,
    present,
    readsTable,
    changes,
    rows: stored.map((row) => ({
      role: roleOf(row.basis, change),
      value: toValue(row),
      change: differenceOf(row, pinned),
    })),
    lost: days.filter(({ hit }) => !hit).length,
    gained: days.filter(({ hit }) => hit).length,
    days: days.slice(0, DAYS_SHOWN).map(({ site, at, before, after }) => ({
      at,
      pinned: before,
      present: after,
      ref: formatRef('verdict', site, 'air-day', at, present),
    })),
  }
}

type Row = wire.EditionComparison['rows'][number]

function roleOf(basis: string, { pinned, present }: EditionChange): Row['role'] {
  if (basis === IN_FORCE) return 'in-force'
  if (basis === pinned) return 'pinned'
  return basis === present ? 'present' : 'other'
}

function differenceOf({ value }: StoredValue, pinned: StoredValue | undefined): string | null {
  if (value === null || pinned === undefined || pinned.value === null) return null
  const decimals = Math.max(...[value, pinned.value].map((text) => text.split('.')[1]?.length ?? 0))
  const difference = (Number(value) - Number(pinned.value)).toFixed(decimals)
  return Number(difference) === 0 ? '0' : difference
}

type DayRow = { site: string; at: number; before: string | null; after: string | null; hit: boolean }

/** Days that count under both editions and hit under one of them alone, oldest first. */
const differingDays = (
  db: Database,
  id: string,
  { planId, year, asKnownAt, pinned, present }: Asked & EditionChange,
): Promise<DayRow[]> => {
  const inputs = (basis: string) =>
    `select i.site, i.at, i.hit, i.value from indicator_value as v
       cross join lateral jsonb_to_recordset(v.body -> 'inputs') as i (site text, at bigint, counted boolean, hit boolean, value text)
      where v.plan_id = $1 and v.indicator_id = $2 and v.period = 'year' and v.at = $3 and v.basis = ${basis}
        and i.counted and i.hit is not null and ${standsAt(asKnownAt)}`
  return db.query<DayRow>(
    `select a.site, a.at, b.value as before, a.value as after, a.hit
       from (${inputs('$4')}) as b join (${inputs('$5')}) as a on a.at = b.at and a.site = b.site
      where a.hit <> b.hit order by a.at`,
    [planId, id, timestamptz(beijingYearStart(year)), pinned, present],
  )
}
