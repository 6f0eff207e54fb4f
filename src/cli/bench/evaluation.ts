// How many hours of air are judged a second, and how many site-days the store's averages and verdicts take.

import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
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
  CO: 0.4 + (n % 10) / 10,
  O3_1h: 20 + (n % 190),
}))

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const judged = bestRate((facts) => evaluate('air-hour', facts, { at: DAY }))
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
      benchResult('site-days through the store', 'hours/s', days * 24, { name: 'verdicts alone', value: judged }),
    ]
  } finally {
    await db.drop()
  }
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
