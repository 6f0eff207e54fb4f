// How many values a second go from the socket to the commit, raw frames kept, against a bare COPY of the same rows.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Database } from '#platform/database.ts'
import { BinaryCopy } from '#platform/intake/copy-binary.ts'
import type { DemoSite } from '../simulate/district.ts'
import { registerDevices } from '../simulate/more-devices.ts'
import { GATEWAY_NODE_ARGS } from '../start/gateway-memory.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { sendBurst } from './burst.ts'
import { benchDevices, type Hours, hourFrames } from './frames.ts'

const DEVICES = 200
const HOURS = 300
/** Sent before the clock runs: code gets hot and partitions are made. */
const WARM_HOURS = 30
/** Frames of one device that are under way at once. */
const MOST_UNANSWERED = 64

export const ingestBench: Bench = { name: 'ingest', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const devices = await benchDevices(DEVICES)
  const db = await freshDatabase()
  try {
    await registerDevices(db, devices)
    const gateway = await startGatewayProcess(db.url)
    try {
      await sendAll(devices, { skip: HOURS, count: WARM_HOURS, nowMs: Date.now() }, gateway.port)
      const before = await countValues(db)
      const sent = await sendAll(devices, { skip: 0, count: HOURS, nowMs: Date.now() }, gateway.port)
      const rate = ((await countValues(db)) - before) / (sent.ms / 1000)
      say(
        `ingest: ${sent.frames} frames in ${Math.round(sent.ms)} ms, answered after ${sent.p50} ms (p50), ${sent.p99} ms (p99)`,
      )
      const copied = await copyRate(db)
      return [benchResult('ingest', 'values/s', rate, { name: 'COPY of the same rows, unlogged', value: copied })]
    } finally {
      await gateway.stop()
    }
  } finally {
    await db.drop()
  }
}

type GatewayProcess = { port: number; stop(): Promise<void> }

/** The gateway in a process of its own, as `start` runs it. */
async function startGatewayProcess(storeUrl: string): Promise<GatewayProcess> {
  const script = join(import.meta.dirname, '../start/gateway-process.ts')
  const child = fork(script, ['127.0.0.1', '0'], {
    env: { ...process.env, SHANSHUI_STORE_URL: storeUrl },
    execArgv: [...GATEWAY_NODE_ARGS],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { ready?: { port: number }; fault?: string }) => {
      if (message.ready) resolve(message.ready.port)
      else reject(new Error(message.fault))
    })
    child.once('error', reject)
  })
  return {
    port,
    async stop() {
      child.send('stop')
      await exited
    },
  }
}

type SentAll = { frames: number; ms: number; p50: number; p99: number }

/** All devices at once, each over a connection of its own; the time runs from the first byte to the last answer. */
async function sendAll(devices: readonly DemoSite[], hours: Hours, port: number): Promise<SentAll> {
  const bursts = devices.map((device) => ({ port, frames: hourFrames(device, hours), mostUnanswered: MOST_UNANSWERED }))
  const begun = performance.now()
  const latencies = (await Promise.all(bursts.map(sendBurst))).flat().sort((a, b) => a - b)
  const ms = performance.now() - begun
  const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0)
  return { frames: latencies.length, ms, p50: at(0.5), p99: at(0.99) }
}

async function countValues(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    'select coalesce(sum(cardinality(r.factors)), 0)::bigint as n from reading as r',
  )
  return row?.n ?? 0
}

type ReadingRow = {
  at: number
  siteId: number
  kind: string
  flags: string
  factors: number[]
  values: (number | null)[]
  low: (number | null)[] | null
  high: (number | null)[] | null
  total: (number | null)[] | null
}

/** Values a second of a bare binary COPY of the stored readings and of their frames, without index, log or comparison. */
async function copyRate(db: Database): Promise<number> {
  const readings = await db.query<ReadingRow>(
    `select r.at, r.site_id as "siteId", r.kind, r.flags, r.factors, r.values, r.low, r.high, r.total from reading as r`,
  )
  const bodies = await db.query<{ body: Buffer }>('select r.body from raw_record as r')
  await db.execute(`create unlogged table bench_reading (at timestamptz, site_id int, kind text, flags text,
    factors smallint[], "values" double precision[], low double precision[], high double precision[], total double precision[])`)
  await db.execute('create unlogged table bench_record (body bytea)')
  const begun = performance.now()
  await db.transaction(async (tx) => {
    await tx.copyIn('copy bench_record from stdin (format binary)', [encodeBodies(bodies)])
    await tx.copyIn('copy bench_reading from stdin (format binary)', [encodeReadings(readings)])
  })
  const seconds = (performance.now() - begun) / 1000
  return readings.reduce((sum, { factors }) => sum + factors.length, 0) / seconds
}

function encodeBodies(rows: readonly { body: Buffer }[]): Uint8Array {
  const copy = new BinaryCopy()
  for (const { body } of rows) copy.row(1).bytea(body)
  return copy.finish()
}

function encodeReadings(rows: readonly ReadingRow[]): Uint8Array {
  const copy = new BinaryCopy()
  for (const row of rows) {
    copy.row(9).timestamptz(row.at).int4(row.siteId).text(row.kind).text(row.flags).int2Array(row.factors)
    copy.float8Array(row.values).float8Array(row.low).float8Array(row.high).float8Array(row.total)
  }
  return copy.finish()
}
