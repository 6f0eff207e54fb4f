// For tests of loss: many devices that send hour after hour, a note of what was answered, and what the store has of it.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { type DemoSite, demoPackDir, readDemoDistrict } from '#cli/simulate/district.ts'
import { DeviceLink } from '#cli/simulate/link.ts'
import { devicesOf, registerDevices } from '#cli/simulate/more-devices.ts'
import { segmentOf } from '#cli/simulate/segments.ts'
import type { ChildMessage } from '#cli/start/child-side.ts'
import { GATEWAY_NODE_ARGS } from '#cli/start/gateway-memory.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { HOUR_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'

/** `sendings`: a device that hears nothing sends the same frame again, and every one that came is kept. */
export type Answered = { mn: string; atMs: number; frame: string; sendings: number }

export type Senders = {
  answered: Answered[]
  /** Resolves when every device has its last answer or has given up. */
  stop(): Promise<void>
}

/** Registers so many devices of the demo's kinds. */
export async function registerMany(db: Database, count: number): Promise<DemoSite[]> {
  const devices = devicesOf((await readDemoDistrict(demoPackDir())).sites, count)
  await registerDevices(db, devices)
  return devices
}

/** Every device sends its newest hour first, and the one before as soon as that is answered. */
export function sendHours(devices: readonly DemoSite[], port: number, answerTimeoutMs: number): Senders {
  const answered: Answered[] = []
  let isOver = false
  const links = devices.map(() => new DeviceLink({ host: '127.0.0.1', port, reconnectMs: 100, answerTimeoutMs }))
  const send = async (site: DemoSite, link: DeviceLink | undefined): Promise<void> => {
    const newest = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS
    for (let n = 0; !isOver && link; n += 1) {
      const atMs = newest - n * HOUR_MS
      const segment = segmentOf(site, 'hour', atMs, Date.now() + n)
      const frame = encodeSegment(segment)
      const sent = await link.send({ pieces: [frame], owed: [/^QN=(\d+)/.exec(segment)?.[1] ?? null] })
      if (!sent.answered) continue
      const text = Buffer.from(frame).toString('latin1').trimEnd()
      answered.push({ mn: site.mn, atMs, frame: text, sendings: sent.resends + 1 })
    }
  }
  const sending = devices.map((site, n) => send(site, links[n]))
  return {
    answered,
    async stop() {
      isOver = true
      await Promise.all(sending)
      for (const link of links) link.close()
    },
  }
}

/** All zero where what was answered is in the store, once, and nothing is there a second time. */
export type Losses = { frames: number; doubled: number; readings: number; revisions: number; twice: number }

export const NONE_LOST: Losses = { frames: 0, doubled: 0, readings: 0, revisions: 0, twice: 0 }

/** `frames` are not stored, `doubled` stored oftener than sent, `readings` without their row, `twice` with two of them. */
export async function lossesOf(db: Database, answered: readonly Answered[]): Promise<Losses> {
  const [losses] = await db.query<Losses>(
    // Materialised and joined by hash: frame by frame against the whole table takes minutes.
    `with answered as materialized
            (select a.mn, to_timestamp(a.at / 1000.0) as at, convert_to(a.frame, 'LATIN1') as body, a.sendings
               from jsonb_to_recordset($1::jsonb) as a (mn text, at bigint, frame text, sendings int)),
          stored as materialized
            (select r.body, count(*) as n from raw_record as r where r.state = 'stored' group by r.body),
          kept as (select a.sendings, coalesce(s.n, 0) as n from answered as a left join stored as s on s.body = a.body),
          hours as materialized
            (select d.mn, r.at from device as d join reading as r on r.site_id = d.site_id where r.kind = 'hour')
     select (select count(*)::int from kept as k where k.n = 0) as frames,
            (select count(*)::int from kept as k where k.n > k.sendings) as doubled,
            (select count(*)::int from answered as a
              where (a.mn, a.at) not in (select h.mn, h.at from hours as h)) as readings,
            (select count(*)::int from reading_revision) as revisions,
            (select count(*)::int from (select 1 from reading_value as v
                                         group by v.site_id, v.factor, v.at, v.kind having count(*) > 1) as d) as twice`,
    [JSON.stringify(answered.map(({ atMs, ...one }) => ({ ...one, at: atMs })))],
  )
  if (!losses) throw new Error('the store does not say what it has')
  return losses
}

export type ForkedProcess = {
  port: number
  child: ChildProcess
  /** What it last told its parent about work that stands still. */
  trouble(): string | null
  kill(): Promise<void>
}

/** A process of the product as `start` runs it; resolves when it works. Port 0 where it names none. */
export async function forkProcess(
  name: 'gateway' | 'writer',
  { args = [], env }: { args?: string[]; env: NodeJS.ProcessEnv },
): Promise<ForkedProcess> {
  const script = join(import.meta.dirname, `../../src/cli/start/${name}-process.ts`)
  const child = fork(script, args, { env: { ...process.env, ...env }, execArgv: [...GATEWAY_NODE_ARGS] })
  let trouble: string | null = null
  child.on('message', (message: ChildMessage) => {
    if (message.trouble !== undefined) trouble = message.trouble
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', ({ ready, fault }: { ready?: { port?: number }; fault?: string }) =>
      ready ? resolve(ready.port ?? 0) : reject(new Error(fault)),
    )
  })
  return {
    port,
    child,
    trouble: () => trouble,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
