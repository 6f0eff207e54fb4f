// The demo district's past: the very frames its devices would have sent, read by the gateway's own rules, newest days first.

import type { DeviceProfile } from '#gateway/device-profile.ts'
import { loadDevices } from '#gateway/devices.ts'
import { factorRow } from '#gateway/factor-plan.ts'
import { toReading, toRecord } from '#gateway/record.ts'
import { translate } from '#gateway/translate.ts'
import { decodeFrame } from '#hj212/decode.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { DAY_MS, HOUR_MS, startOf } from '#kit/time.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import type { IntakeBatch } from '#platform/intake/batch.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import { type DemoSite, demoPackDir, readDemoDistrict } from './district.ts'
import { isMissing } from './patterns.ts'
import { segmentOf } from './segments.ts'

/** About fifteen months. */
const DAYS = 456
/** A frame arrives so long after its hour has ended. */
const ARRIVES_AFTER_MS = 5_000

export type HistoryOptions = {
  now: number
  signal: AbortSignal
  onProgress?: (progress: { done: number; total: number }) => void
}

/** What is loaded: the days of [oldest, newest), starts of Beijing days; `first` is where the past shall begin. */
type Loaded = { first: number; oldest: number; newest: number }

/**
 * Loads what is missing of the past up to the last full hour; picked up where it was stopped. Hours that passed while the
 * product was off are filled too. Resolves when all is loaded or the signal fires.
 */
export async function loadHistory(db: Database, options: HistoryOptions): Promise<void> {
  const { sites } = await readDemoDistrict(demoPackDir())
  const devices = await loadDevices(db)
  const loaded = await readLoaded(db, options.now)
  const days = missingDays(loaded, options.now)
  for (const [done, day] of days.entries()) {
    if (options.signal.aborted) return
    await loadDay(db, { sites, devices, day, now: options.now, loaded })
    const progress = { done: done + 1, total: days.length }
    await db.query(`select pg_notify('history_progress', $1)`, [JSON.stringify(progress)])
    options.onProgress?.(progress)
  }
}

async function readLoaded(db: Database, now: number): Promise<Loaded> {
  const [row] = await db.query<{ value: Loaded }>(`select t.value from setting as t where t.key = 'demo-history'`)
  const today = startOf('day', now)
  return row?.value ?? { first: today - DAYS * DAY_MS, oldest: today, newest: today }
}

/** Days since the last start, then the past, newest first. */
function missingDays({ first, oldest, newest }: Loaded, now: number): number[] {
  const days: number[] = []
  for (let day = startOf('day', now); day >= newest; day -= DAY_MS) days.push(day)
  for (let day = oldest - DAY_MS; day >= first; day -= DAY_MS) days.push(day)
  return days
}

type Day = {
  sites: readonly DemoSite[]
  devices: ReadonlyMap<string, DeviceProfile>
  day: number
  now: number
  loaded: Loaded
}

/** One day of all sites with the mark that it is loaded, in one transaction. */
async function loadDay(db: Database, one: Day): Promise<void> {
  const { loaded, day } = one
  const batch = await batchOf(db, one)
  await prepareBatch(db, batch)
  // The day in progress is loaded again at the next start: what is stored already writes nothing.
  loaded.newest = Math.max(loaded.newest, day)
  loaded.oldest = Math.min(loaded.oldest, day)
  await inTransaction(db, async (tx) => {
    await storeBatchIn(tx, batch)
    await tx.execute(
      `insert into setting (key, value) values ('demo-history', $1)
       on conflict (key) do update set value = excluded.value, changed_at = now()`,
      [JSON.stringify(loaded)],
    )
  })
}

async function batchOf(db: Database, { sites, devices, day, now }: Day): Promise<IntakeBatch> {
  const receivedAtMs = Date.now()
  const heard = sites.flatMap((site) => framesOf(site, day, now).map((frame) => hear(frame, devices.get(site.mn))))
  const codes = new Set(heard.flatMap(({ translation }) => translation.values.map(({ code }) => code)))
  const numbers = await syncFactors(db, [...codes].map(factorRow))
  const batch: IntakeBatch = { records: [], messages: [], reason: 'history', author: 'demo' }
  for (const { body, translation } of heard) {
    const id = nextRecordId(receivedAtMs)
    const record = toRecord(translation, { receivedAtMs, peer: null, body }, id)
    batch.records.push({ ...record, channel: 'demo-history' })
    const message = translation.state === 'stored' ? toReading(translation, numbers, id) : undefined
    if (message) batch.messages.push(message)
  }
  return batch
}

type SentFrame = { atMs: number; body: Uint8Array }

/** Hourly frames of a site's day, water stations every four hours, up to the last full hour. */
function framesOf(site: DemoSite, day: number, now: number): SentFrame[] {
  const step = (site.waterType ? 4 : 1) * HOUR_MS
  const frames: SentFrame[] = []
  // Four-hourly stations keep to hours that divide by four in UTC, as the live ones do.
  for (let atMs = Math.ceil(day / step) * step; atMs < day + DAY_MS && atMs + HOUR_MS <= now; atMs += step) {
    if (isMissing(site, atMs)) continue
    frames.push({ atMs, body: encodeSegment(segmentOf(site, 'hour', atMs, atMs + HOUR_MS + ARRIVES_AFTER_MS)) })
  }
  return frames
}

function hear({ atMs, body }: SentFrame, device: DeviceProfile | undefined) {
  return { body, translation: translate(decodeFrame(body), device, atMs + HOUR_MS + ARRIVES_AFTER_MS) }
}
