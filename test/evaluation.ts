// Sites and messages for the tests of the evaluation, stored the way every reading is stored.
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { factorIds, syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { runStalePeriods, runStep } from '#server/evaluation/step.ts'

export type TestSite = { code: string; kind: string; isDemo?: boolean; waterType?: string; isPoint?: boolean }

export async function makeSite(db: Database, site: TestSite): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into site (code, kind, name, district, is_demo, water_type, is_evaluation_point)
     values ($1, $2, $1, '龙岗区', $3, $4, $5) returning id`,
    [site.code, site.kind, site.isDemo ?? false, site.waterType ?? null, site.isPoint ?? true],
  )
  return row?.id ?? 0
}

/** Makes `龙岗区` the district of the store. */
export const makeDistrict = (db: Database): Promise<number> =>
  db.execute(`insert into setting (key, value) values ('district', $1)`, [
    JSON.stringify({ code: '440307', nameZh: '龙岗区', nameEn: 'Longgang District', stations: [] }),
  ])

export type TestMessage = {
  siteId: number
  at: number
  kind?: 'hour' | 'sample'
  values: Readonly<Record<string, number | null>>
  flag?: string
}

/** Stores messages with values by item. */
export async function storeMessages(db: Database, messages: readonly TestMessage[]): Promise<void> {
  await syncFactors(db, MONITORED_FACTORS)
  const ids = await factorIds(
    db,
    MONITORED_FACTORS.map(({ code }) => code),
  )
  const idOf = (item: string): number => {
    const id = ids.get(MONITORED_FACTORS.find((factor) => factor.item === item)?.code ?? '')
    if (id === undefined) throw new Error(`Cannot find factor ${item}`)
    return id
  }
  await storeBatch(db, {
    records: [],
    messages: messages.map(({ siteId, at, kind = 'hour', values, flag = 'N' }) => {
      const pairs = Object.entries(values)
        .map(([item, value]) => [idOf(item), value] as const)
        .sort(([a], [b]) => a - b)
      return {
        siteId,
        atMs: at,
        kind,
        source: nextRecordId(at),
        factors: pairs.map(([id]) => id),
        values: pairs.map(([, value]) => value),
        low: null,
        high: null,
        total: null,
        flags: flag.repeat(pairs.length),
      }
    }),
    reason: 'late',
    author: 'test',
  })
}

export const AIR = { 'PM2.5': 58, PM10: 60, SO2: 8, NO2: 30, CO: 0.8, O3: 90 } as const

/** All hours of days from `start`, each with these values. */
export const hoursOfDays = (
  siteId: number,
  { start, days, values = AIR }: { start: number; days: number; values?: TestMessage['values'] },
): TestMessage[] => Array.from({ length: days * 24 }, (_, hour) => ({ siteId, at: start + hour * HOUR_MS, values }))

/** Steps until nothing is stale; gives the number of site-days. */
export async function evaluateAll(db: Database, now: number): Promise<number> {
  let count = 0
  for (;;) {
    const { days } = await runStep(db, { most: 500, now })
    if (days.length === 0) {
      await runStalePeriods(db, now)
      return count
    }
    count += days.length
  }
}

export const dayAfter = (at: number, days: number): number => at + days * DAY_MS
