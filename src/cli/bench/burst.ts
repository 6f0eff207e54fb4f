// Two thousand devices that come back after an outage of six days: how soon each frame is answered, and what memory it takes.
import { readFile } from 'node:fs/promises'
import type { Database } from '#platform/database.ts'
import { registerDevices } from '../simulate/more-devices.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { benchDevices } from './frames.ts'
import { sendAll, startGatewayProcess } from './gateway-load.ts'

const DEVICES = 2_000
const HOURS = 144
/** Loggers send the next frame once the one before is answered. */
const MOST_UNANSWERED = 1

export const burstBench: Bench = { name: 'burst', run }

async function run({ freshDatabase, say }: BenchIo): Promise<BenchResult[]> {
  const devices = await benchDevices(DEVICES)
  const db = await freshDatabase()
  try {
    await registerDevices(db, devices)
    const gateway = await startGatewayProcess(db.url)
    try {
      const atRest = await peakMegabytes(gateway.pid)
      const sent = await sendAll(devices, { skip: 0, count: HOURS, nowMs: Date.now() }, gateway.port, MOST_UNANSWERED)
      await refuseLoss(db, sent.frames)
      say(`burst: ${sent.frames} frames of ${DEVICES} devices in ${Math.round(sent.ms)} ms, none lost, none doubled`)
      return [
        benchResult('burst, answer p99', 'ms', sent.p99, { name: 'p50', value: sent.p50 }),
        benchResult('burst, gateway', 'MB', await peakMegabytes(gateway.pid), { name: 'at rest', value: atRest }),
      ]
    } finally {
      await gateway.stop()
    }
  } finally {
    await db.drop()
  }
}

/** Throws where the store has not exactly what was answered. */
async function refuseLoss(db: Database, frames: number): Promise<void> {
  const [kept] = await db.query<{ records: number; readings: number; revisions: number }>(
    `select (select count(*)::int from raw_record as r where r.state = 'stored') as records,
            (select count(*)::int from reading) as readings, (select count(*)::int from reading_revision) as revisions`,
  )
  if (kept?.records === frames && kept.readings === frames && kept.revisions === 0) return
  throw new Error(`${frames} frames were answered, yet the store has ${JSON.stringify(kept)}`)
}

/** The most memory that a process has had at once, MB; NaN where the system does not tell. */
async function peakMegabytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1]) / 1024
}
