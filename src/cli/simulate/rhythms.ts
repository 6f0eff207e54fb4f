// When simulated devices send: at a steady rate, at the real rhythm, or what an outage held back.
import { HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { DemoSite } from './district.ts'
import type { FaultName } from './faults.ts'
import type { Fleet } from './fleet.ts'
import { uniform } from './noise.ts'
import { isMissing } from './patterns.ts'

/** Water stations measure every four hours. */
const WATER_HOURS = 4
/** About one frame in twelve is spoilt where faults are asked for. */
const FAULTY_SHARE = 1 / 12

export type Plan = {
  fleet: Fleet
  sites: readonly DemoSite[]
  faults: readonly FaultName[]
  now: () => number
  /** Ends what has no end of its own. */
  signal: AbortSignal
}

function faultOf(faults: readonly FaultName[], n: number): FaultName | null {
  if (faults.length === 0 || uniform('fault', n) > FAULTY_SHARE) return null
  return faults[Math.floor(uniform('which', n) * faults.length)] ?? null
}

/** Hourly data of the last hours up to now, oldest first, hour by hour. */
export async function backfill({ fleet, sites, now, signal }: Plan, hours: number): Promise<void> {
  const until = Math.floor(now() / HOUR_MS) * HOUR_MS
  for (let atMs = until - hours * HOUR_MS; atMs < until && !signal.aborted; atMs += HOUR_MS) {
    const sending = sites.filter((site) => !isMissing(site, atMs))
    await Promise.all(sending.map((site) => fleet.send({ site, upload: 'hour', atMs }, null)))
  }
}

/** Realtime data of one device after the other, `rate` frames a second in all; resolves when the last is answered. */
export async function sendAtRate(plan: Plan, rate: number, seconds: number): Promise<void> {
  const { fleet, sites, faults, now, signal } = plan
  const begun = performance.now()
  const underWay = new Set<Promise<void>>()
  for (let n = 0; performance.now() - begun < seconds * 1000 && !signal.aborted; n += 1) {
    const site = sites[n % sites.length]
    if (!site) break
    const sending = fleet.send({ site, upload: 'realtime', atMs: now() }, faultOf(faults, n))
    underWay.add(sending)
    void sending.finally(() => underWay.delete(sending))
    const earlyMs = begun + ((n + 1) * 1000) / rate - performance.now()
    // A timer takes a millisecond at least: what is late goes on at once, only letting the sockets have their turn.
    if (earlyMs > 0) await pause(earlyMs, signal)
    else await new Promise((resume) => setImmediate(resume))
  }
  await Promise.all(underWay)
}

/** Until it is ended: each device in its own second of the minute, hourly data a minute after the hour. */
export async function sendLive({ fleet, sites, faults, now, signal }: Plan): Promise<void> {
  let minute = Math.floor(now() / MINUTE_MS)
  while (!signal.aborted) {
    const startMs = minute * MINUTE_MS
    for (const [i, site] of sites.entries()) {
      await pause(startMs + (i * MINUTE_MS) / sites.length - now(), signal)
      if (signal.aborted || isMissing(site, startMs)) continue
      // Not awaited: one slow device must not hold the others up; its own link keeps its order.
      void fleet.send({ site, upload: 'realtime', atMs: startMs }, faultOf(faults, minute * sites.length + i))
      const hour = hourDue(site, startMs)
      if (hour !== undefined) void fleet.send({ site, upload: 'hour', atMs: hour }, null)
    }
    // A machine that slept goes on with the present.
    minute = Math.max(minute + 1, Math.floor(now() / MINUTE_MS))
  }
}

/** Start of the hour whose data a site sends in this minute. */
function hourDue(site: DemoSite, minuteMs: number): number | undefined {
  if (minuteMs % HOUR_MS !== MINUTE_MS) return undefined
  const hour = Math.floor(minuteMs / HOUR_MS) * HOUR_MS - HOUR_MS
  return (hour / HOUR_MS) % (site.waterType ? WATER_HOURS : 1) === 0 ? hour : undefined
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resume) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resume()
    }
    const timer = setTimeout(done, Math.max(0, ms))
    signal.addEventListener('abort', done)
  })
}
