// How many hours of air are judged a second, and how many site-days the store's averages and verdicts take.

import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { evaluateAirColumns } from '#domain/standards/air-columns.ts'
import { HJ633_2026 } from '#domain/standards/catalog/hj633-2026.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS, HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { evaluateAll } from '#server/evaluation/evaluate-all.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'

const ROUND_MS = 1_000
const SITES = 20
const DAYS = 20
const DAY = beijingInstant(2025, 4, 1)
const CODES = ['a34004', 'a34002', 'a21026', 'a21004', 'a21005', 'a05024']

export const evaluationBench: Bench = { name: 'evaluation', run }

const FACTS = Array.from({ length: 500 }, (_, n) => ({
  'PM2.5': 10 + (n % 90),
  PM10: 20 + (n % 130),
  SO2: 3 + (n % 9),
  NO2: 10 + (n % 60),
  CO: (4 + (n % 10)) / 10,
  O3_1h: 20 + (n % 190),
}))

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const judged = bestRate((facts) => evaluate('air-hour', facts, { at: DAY }))
  const explained = bestRate((facts) => {
    const verdict = evaluate('air-hour', facts, { at: DAY })
    return isRefusal(verdict) ? verdict : explain(verdict)
  })
  const year = yearOfNetwork()
  say(`evaluation: ${year.hours} station hours of a year in ${Math.round(year.ms)} ms, ${year.growthMb} MB more memory`)
  const copied = bestRate((facts) => JSON.parse(JSON.stringify(facts)))
  const db = await freshDatabase()
  try {
    await fill(db)
    const begun = performance.now()
    await evaluateAll(db, { now: Date.now })
    const days = (SITES * DAYS * 1000) / (performance.now() - begun)
    say(`evaluation: ${SITES * DAYS} site-days of 24 hours at ${Math.round(days)} a second`)
    return [
      benchResult('verdicts of an hour', 'verdicts/s', judged, { name: 'the same facts through JSON', value: copied }),
      benchResult('hours explained', 'verdicts/s', explained, { name: 'verdicts alone', value: judged }),
      benchResult('hours in columns', 'hours/s', (year.hours * 1000) / year.ms, {
        name: 'verdicts alone',
        value: judged,
      }),
      benchResult('site-days through the store', 'hours/s', days * 24, { name: 'verdicts alone', value: judged }),
    ]
  } finally {
    await db.drop()
  }
}

const STATIONS = 1700
const HOURS_OF_YEAR = 8760

/** A year of the national network, an hour of all stations at a time, as a stream would bring it. */
function yearOfNetwork(): { hours: number; ms: number; growthMb: number } {
  const values = Object.keys(FACTS[0] ?? {}).map((item) => [item, new Float64Array(STATIONS)] as const)
  const before = process.memoryUsage.rss()
  let ms = 0
  for (let hour = 0; hour < HOURS_OF_YEAR; hour += 1) {
    for (const [item, column] of values) {
      for (let station = 0; station < STATIONS; station += 1) {
        const facts = FACTS[(station * 7 + hour * 13) % FACTS.length] as Readonly<Record<string, number>>
        column[station] = facts[item] ?? Number.NaN
      }
    }
    const begun = performance.now()
    evaluateAirColumns(HJ633_2026, 'air-hour', Object.fromEntries(values), { count: STATIONS })
    ms += performance.now() - begun
  }
  const growthMb = Math.round((process.memoryUsage.rss() - before) / 2 ** 20)
  return { hours: STATIONS * HOURS_OF_YEAR, ms, growthMb }
}

function bestRate(work: (facts: (typeof FACTS)[number]) => unknown): number {
  let best = 0
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now()
    let count = 0
    while (performance.now() - begun < ROUND_MS) {
      for (const facts of FACTS) work(facts)
      count += FACTS.length
    }
    best = Math.max(best, (count * 1000) / (performance.now() - begun))
  }
  return best
}

async function fill(db: Database): Promise<void> {
  await db.execute(
    `insert into site (code, kind, name) select 'bench-' || n, 'air', 'bench ' || n from generate_series(1, ${SITES}) as n`,
  )
  const sites = await db.query<{ id: number }>('select s.id from site as s')
  const numbers = await syncFactors(db, MONITORED_FACTORS)
  const factors = CODES.map((code) => numbers.get(code) ?? 0)
  const order = factors.map((_, n) => n).sort((a, b) => (factors[a] ?? 0) - (factors[b] ?? 0))
  const messages = sites.flatMap(({ id }) =>
    Array.from({ length: (DAYS * DAY_MS) / HOUR_MS }, (_, hour) => {
      const values = Object.values(FACTS[hour % FACTS.length] ?? {})
      return {
        siteId: id,
        atMs: DAY + hour * HOUR_MS,
        kind: 'hour' as const,
        source: 1,
        factors: order.map((n) => factors[n] ?? 0),
        values: order.map((n) => values[n] ?? null),
        low: null,
        high: null,
        total: null,
        flags: 'N'.repeat(CODES.length),
      }
    }),
  )
  await storeBatch(db, { records: [], messages, reason: 'bench', author: 'bench' })
}
