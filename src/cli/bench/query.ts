// How many station and indicator pages a second the server's queries answer with ten million values in the store.

import { join } from 'node:path'
import { isRefusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { migrate } from '#platform/migrate.ts'
import { readBoard } from '#server/indicators/queries.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import { findSite, readSite } from '#server/sites/queries.ts'
import { listReadings } from '#server/sites/reading-rows.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'

const SITES = 100
/** Hours a site, six values each: ten million values. */
const HOURS = 16_700
const ROUNDS = 200
const PACK = join(import.meta.dirname, '../../../packs/longgang-14fyp')

export const queryBench: Bench = { name: 'query', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const db = await freshDatabase()
  try {
    await migrate(db)
    await loadPack(db, PACK)
    say(`query: filling the store with ${SITES * HOURS} messages`)
    await fill(db)
    const baseline = await rate(() => db.query('select s.id from site as s where s.id = 1'))
    const page = await rate(() => stationPage(db))
    const board = await rate(() => readBoard(db, { planId: 'longgang-14fyp', year: 2025, nowMs: Date.now() }))
    say(`query: station page ${(1000 / page).toFixed(1)} ms, indicator board ${(1000 / board).toFixed(1)} ms`)
    const lookUp = { name: 'one row by its key', value: baseline }
    return [
      benchResult('station page', 'answers/s', page, lookUp),
      benchResult('indicator board', 'answers/s', board, lookUp),
    ]
  } finally {
    await db.drop()
  }
}

async function fill(db: Database): Promise<void> {
  await db.execute(
    `insert into site (code, kind, name) select 'bench-' || n, 'air', 'bench ' || n from generate_series(1, ${SITES}) as n`,
  )
  await db.execute(
    `insert into factor (code, name_zh, name_en, unit) select 'bench' || n, 'b', 'b', 'µg/m³' from generate_series(1, 6) as n`,
  )
  const months = await db.query<{ at: string }>(
    `select ensure_month_partition('reading', m.at)::text as at
       from generate_series(now() - interval '${HOURS} hours', now() + interval '31 days', interval '1 month') as m (at)`,
  )
  if (months.length === 0) throw new Error('Cannot make partitions')
  await db.execute(
    `insert into reading (at, known_from, site_id, kind, flags, factors, values, sources)
     select date_trunc('hour', now()) - n * interval '1 hour', now(), s.id, 'hour', 'NNNNNN',
            (select array_agg(f.id order by f.id) from factor as f where f.code like 'bench%'),
            array[1, 2, 3, 4, 5, 6]::float8[], array[n]::bigint[]
       from site as s cross join generate_series(1, ${HOURS}) as n where s.code like 'bench-%'`,
  )
  await db.execute('analyze')
}

async function stationPage(db: Database): Promise<void> {
  const site = await findSite(db, 'bench-7')
  if (isRefusal(site)) throw new Error(site.because)
  await readSite(db, site, Date.now())
  await listReadings(db, site, { kind: 'hour', page: 1, pageSize: 50 })
}

/** Answers a second, one after the other, after a few to warm up. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 10; n += 1) await work()
  const begun = performance.now()
  for (let n = 0; n < ROUNDS; n += 1) await work()
  return (ROUNDS * 1000) / (performance.now() - begun)
}
