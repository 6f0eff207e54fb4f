// `shanshui bench`: every benchmark, each figure as a ratio to a baseline measured in the same run.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore } from '#platform/postgres/store.ts'
import type { Bench, BenchResult } from './bench/bench-result.ts'
import { burstBench } from './bench/burst.ts'
import { decodeBench } from './bench/decode.ts'
import { evaluationBench } from './bench/evaluation.ts'
import { ingestBench } from './bench/ingest.ts'
import { planBench } from './bench/plan.ts'
import { queryBench } from './bench/query.ts'
import { replayBench } from './bench/replay.ts'
import { sensorThingsBench } from './bench/sensorthings.ts'
import type { CommandIo } from './command-io.ts'

const BENCHES: readonly Bench[] = [
  decodeBench,
  evaluationBench,
  ingestBench,
  burstBench,
  planBench,
  queryBench,
  replayBench,
  sensorThingsBench,
]

/** Exit code 0; 2 for a name that is none. */
export async function runBench(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  const names = BENCHES.map(({ name }) => name)
  const strange = positionals.find((name) => !names.includes(name))
  if (strange !== undefined || values.help) {
    io.stderr.write(`shanshui bench [${names.join(' | ')}] [--json]\n`)
    return strange === undefined ? 0 : 2
  }
  const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  const results = await runAll(chosen, io)
  io.stdout.write(values.json ? `${JSON.stringify(results)}\n` : table(results))
  return 0
}

/** Runs one after the other over a store of their own, which goes away again. */
async function runAll(benches: readonly Bench[], io: CommandIo): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-bench-'))
  const store = await openStore({ dataDir: folder, log: createLog('bench'), databaseUrl: io.env.DATABASE_URL })
  if (isRefusal(store)) throw new Error(store.because)
  const say = (sentence: string): void => void io.stderr.write(`${sentence}\n`)
  try {
    const results: BenchResult[] = []
    for (const bench of benches) {
      results.push(...(await bench.run({ freshDatabase: () => freshDatabase(store.url), say })))
    }
    return results
  } finally {
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function freshDatabase(url: string): Promise<Database & { drop: () => Promise<void> }> {
  const name = `bench_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = openDatabase(url, { connections: 1 })
  await admin.execute(`create database ${name}`)
  const address = new URL(url)
  address.pathname = `/${name}`
  const db = openDatabase(address.href)
  const migrated = await migrate(db)
  if (isRefusal(migrated)) throw new Error(migrated.because)
  return {
    ...db,
    async drop() {
      await db.close()
      await admin.execute(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}

function table(results: readonly BenchResult[]): string {
  const rows = results.map(({ name, value, unit, baseline, ratio }) => [
    name,
    `${value} ${unit}`,
    `${ratio} ×`,
    `${baseline.name}: ${baseline.value}`,
  ])
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')}\n`).join('')
}
