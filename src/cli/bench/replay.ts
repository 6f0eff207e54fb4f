// How fast every indicator value of a store of ten million values is made again as known at an instant.
import { join } from 'node:path'
import { DAY_ITEMS } from '#domain/monitoring/air-averages.ts'
import { endOf, startOf } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { replayIndicators } from '#server/evaluation/replay.ts'
import { runPeriod } from '#server/evaluation/step.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { fillTenMillion, HOURS, SITES } from './ten-million.ts'

const PACK = join(import.meta.dirname, '../../../packs/longgang-14fyp')
const DAYS = Math.floor(HOURS / 24)
const ROUNDS = 5

export const replayBench: Bench = { name: 'replay', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const db = await freshDatabase()
  try {
    await loadPack(db, PACK)
    say(`replay: filling the store with ${SITES * HOURS} messages and ${SITES * DAYS} means of days`)
    await fillTenMillion(db)
    await fillDays(db)
    const computed = await evaluate(db)
    const times: number[] = []
    let values = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now()
      const replayed = await replayIndicators(db, { asKnownAt: Date.now() })
      times.push(performance.now() - begun)
      values = replayed.values.filter(({ differs }) => differs.length === 0).length
    }
    const took = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
    say(
      `replay: ${values} values made again in ${Math.round(took)} ms, the slowest in ${Math.round(times.at(-1) ?? 0)} ms`,
    )
    return [
      benchResult('indicator values made again', 'values/s', (values * 1000) / took, {
        name: 'the same computed and stored',
        value: (values * 1000) / computed,
      }),
    ]
  } finally {
    await db.drop()
  }
}

/** Every station is an evaluation point with a mean of every day. */
async function fillDays(db: Database): Promise<void> {
  await db.execute(`update site as s set district = '龙岗区', is_evaluation_point = true where s.code like 'bench-%'`)
  const items = DAY_ITEMS.map(
    (item, n) =>
      `'${item}', jsonb_build_object('value', (20 + (s.id * 7 + d * ${n + 3}) % 60)::text, 'valid', true, 'used', 24,
         'expected', 24, 'exact', (20 + (s.id * 7 + d * ${n + 3}) % 60 + 0.123456789012)::text)`,
  )
  await db.execute(
    `insert into average (at, known_from, site_id, period, items, inputs_hash)
     select date_trunc('day', now(), 'Asia/Shanghai') - d * interval '1 day', now(), s.id, 'day', jsonb_build_object(${items.join(', ')}), 'bench'
       from site as s cross join generate_series(1, ${DAYS}) as d where s.code like 'bench-%'`,
  )
  await db.execute('analyze average')
}

/** Time to compute and store every month and year, ms. */
async function evaluate(db: Database): Promise<number> {
  const [span] = await db.query<{ from: number; until: number }>(
    `select min(a.at) as from, max(a.at) as until from average as a where a.period = 'day'`,
  )
  const { from = 0, until = 0 } = span ?? {}
  const begun = performance.now()
  for (let at = startOf('month', from); at <= until; at = endOf('month', at))
    await runPeriod(db, { period: 'month', at, until: Math.min(endOf('month', at), until + 1) }, Date.now())
  for (let at = startOf('year', from); at <= until; at = endOf('year', at))
    await runPeriod(db, { period: 'year', at, until: endOf('year', at) }, Date.now())
  return performance.now() - begun
}
