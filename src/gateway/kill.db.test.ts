// A gateway killed under load at moments of chance: what was answered is in the store, and nothing is there twice.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type DemoSite, demoPackDir, readDemoDistrict } from '#cli/simulate/district.ts'
import { DeviceLink } from '#cli/simulate/link.ts'
import { devicesOf, registerDevices } from '#cli/simulate/more-devices.ts'
import { segmentOf } from '#cli/simulate/segments.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../test/database.ts'

const KILLS = 4
const DEVICES = 60
const db = await freshDatabase(inject('database'))
let devices: DemoSite[] = []
let child: ChildProcess | undefined

beforeAll(async () => {
  devices = devicesOf((await readDemoDistrict(demoPackDir())).sites, DEVICES)
  await registerDevices(db, devices)
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await db.drop()
})

/** The gateway as `start` runs it; resolves with its port when it serves. */
async function startProcess(port: number): Promise<number> {
  const script = join(import.meta.dirname, '../cli/start/gateway-process.ts')
  const started = fork(script, ['127.0.0.1', String(port)], { env: { ...process.env, SHANSHUI_STORE_URL: db.url } })
  child = started
  return new Promise((resolve, reject) => {
    started.once('message', ({ ready, fault }: { ready?: { port: number }; fault?: string }) => {
      if (ready) resolve(ready.port)
      else reject(new Error(fault))
    })
  })
}

async function killProcess(): Promise<void> {
  const gone = new Promise((resolve) => child?.once('exit', resolve))
  child?.kill('SIGKILL')
  await gone
}

type Answered = { mn: string; atMs: number; frame: string }

/** One device that sends hour after hour until it is told to stop, and notes what was answered. */
async function sendHours(site: DemoSite, link: DeviceLink, answered: Answered[], isOver: () => boolean): Promise<void> {
  const newest = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS
  for (let n = 0; !isOver(); n += 1) {
    const atMs = newest - n * HOUR_MS
    const segment = segmentOf(site, 'hour', atMs, Date.now() + n)
    const frame = encodeSegment(segment)
    const sent = await link.send({ pieces: [frame], owed: [/^QN=(\d+)/.exec(segment)?.[1] ?? null] })
    if (sent.answered) answered.push({ mn: site.mn, atMs, frame: Buffer.from(frame).toString('latin1').trimEnd() })
  }
}

test('every answered frame is in the store and every reading is there once, whenever the gateway is killed', async () => {
  const port = await startProcess(0)
  const answered: Answered[] = []
  let isOver = false
  const links = devices.map(() => new DeviceLink({ host: '127.0.0.1', port, reconnectMs: 100, answerTimeoutMs: 2_000 }))
  const sending = devices.map((site, n) => sendHours(site, links[n] as DeviceLink, answered, () => isOver))
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resume) => setTimeout(resume, 300 + Math.random() * 700))
    await killProcess()
    await startProcess(port)
  }
  await new Promise((resume) => setTimeout(resume, 1_000))
  isOver = true
  await Promise.all(sending)
  for (const link of links) link.close()
  await killProcess()

  const [lost] = await db.query<{ frames: number; readings: number; rows: number }>(
    `with answered as (select a.mn, to_timestamp(a.at / 1000.0) as at, a.frame
                         from jsonb_to_recordset($1::jsonb) as a (mn text, at bigint, frame text))
     select (select count(*) from answered as a
              where not exists (select 1 from raw_record as r where r.body = convert_to(a.frame, 'LATIN1'))) as frames,
            (select count(*) from answered as a join device as d on d.mn = a.mn
              where not exists (select 1 from reading as r
                                 where r.site_id = d.site_id and r.at = a.at and r.kind = 'hour')) as readings,
            (select count(*) from reading_revision) as rows`,
    [JSON.stringify(answered.map(({ mn, atMs, frame }) => ({ mn, at: atMs, frame })))],
  )
  expect(answered.length).toBeGreaterThan(DEVICES * KILLS)
  expect(lost).toEqual({ frames: 0, readings: 0, rows: 0 })
  const twice = await db.query(
    `select v.site_id, v.factor, v.at from reading_value as v group by v.site_id, v.factor, v.at having count(*) > 1`,
  )
  expect(twice).toEqual([])
  console.log(`${answered.length} frames answered over ${KILLS} kills`)
})
