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
import { fillTenMillion, HOURS, SITES } from './ten-million.ts'

const ROUNDS = 200
const PACK = join(import.meta.dirname, '../../../packs/longgang-14fyp')

export const queryBench: Bench = { name: 'query', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const db = await freshDatabase()
  try {
    await migrate(db)
    await loadPack(db, PACK)
    say(`query: filling the store with ${SITES * HOURS} messages`)
    await fillTenMillion(db)
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
