// Stored frames read again after a decoder fix: what comes out otherwise is stored as revisions, everything else stays.
import { decodeFrame } from '#hj212/decode.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import type { ReadingKind, ReadingMessage } from '#platform/intake/batch.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { keysAt } from './device-keys.ts'
import type { DeviceProfile } from './device-profile.ts'
import { loadDevices } from './devices.ts'
import { FactorNumbers } from './factor-numbers.ts'
import { toReading } from './record.ts'
import { listFrames, loadFrames, type StoredFrame } from './stored-frames.ts'
import { translate } from './translate.ts'

export type ReplayOptions = {
  sinceMs: number
  untilMs: number
  onProgress?: (frames: number) => void
}

/** `unreadable`: frames that gave readings once and give none now. `mixed`: messages that a file import has a part in. */
export type ReplayCounts = {
  frames: number
  inserted: number
  revised: number
  unchanged: number
  unreadable: number
  mixed: number
}

const FRAMES_A_PAGE = 2_000

/** Replays the frames received in [sinceMs, untilMs). Doing it twice changes nothing the second time. */
export async function replayFrames(db: Database, options: ReplayOptions): Promise<ReplayCounts> {
  const { sinceMs, untilMs, onProgress } = options
  const reader = new FrameReader(db, await loadDevices(db))
  const counts: ReplayCounts = { frames: 0, inserted: 0, revised: 0, unchanged: 0, unreadable: 0, mixed: 0 }
  let afterId = -1
  for (;;) {
    const page = await listFrames(db, { sinceMs, untilMs, afterId, limit: FRAMES_A_PAGE })
    const last = page.at(-1)
    if (!last) return counts
    afterId = last.id
    await replayPage(db, reader, page, counts)
    counts.frames += page.length
    onProgress?.(counts.frames)
  }
}

/** Decodes frames into readings; the codes they name are entered first. */
class FrameReader {
  readonly #devices: ReadonlyMap<string, DeviceProfile>
  readonly #numbers: FactorNumbers

  constructor(db: Database, devices: ReadonlyMap<string, DeviceProfile>) {
    this.#devices = devices
    this.#numbers = new FactorNumbers(db)
  }

  async read(frames: readonly StoredFrame[]): Promise<ReadingMessage[]> {
    const translations = frames.map((frame) => {
      const decoded = decodeFrame(frame.body, { sm4Keys: (mn) => keysAt(this.#devices.get(mn), frame.receivedAtMs) })
      return translate(decoded, this.#devices.get(decoded.message?.mn ?? ''), frame.receivedAtMs)
    })
    const codes = new Set(translations.flatMap(({ values }) => values.map(({ code }) => code)))
    const numbers = await this.#numbers.of(codes, Date.now())
    return translations.flatMap((translation, n) => {
      const reading = translation.state === 'stored' ? toReading(translation, numbers, frames[n]?.id ?? 0) : undefined
      return reading ? [reading] : []
    })
  }
}

type Key = { siteId: number; atMs: number; kind: ReadingKind }
const keyText = ({ siteId, atMs, kind }: Key): string => `${siteId} ${atMs} ${kind}`

async function replayPage(
  db: Database,
  reader: FrameReader,
  page: readonly StoredFrame[],
  counts: ReplayCounts,
): Promise<void> {
  const readings = await reader.read(page)
  counts.unreadable += page.length - readings.length
  const stored = await loadSources(db, readings)
  const onPage = new Set(page.map(({ id }) => id))
  // A message can rest on frames of other pages too; in their order they give what stands now.
  const elsewhere = [...new Set([...stored.values()].flat())].filter((id) => !onPage.has(id))
  const others = await loadFrames(db, elsewhere)
  const known = new Set([...onPage, ...others.map(({ id }) => id)])
  const wanted = new Set(readings.map(keyText))
  const all = [...readings, ...(await reader.read(others))]
    .filter((reading) => wanted.has(keyText(reading)))
    .sort((a, b) => a.source - b.source)
  const merged = new Map<string, ReadingMessage>()
  for (const reading of all) {
    const key = keyText(reading)
    const sources = stored.get(key)
    // Frames that said the same as one before them are not among its sources and have no say now.
    if (sources && !sources.includes(reading.source)) continue
    const earlier = merged.get(key)
    merged.set(key, earlier ? mergeReadings(earlier, reading) : reading)
  }
  const messages = [...merged].flatMap(([key, reading]) => {
    const isMixed = (stored.get(key) ?? []).some((id) => !known.has(id))
    if (isMixed) counts.mixed += 1
    return isMixed ? [] : [reading]
  })
  const outcome = await storeBatch(db, { records: [], messages, reason: 'replay', author: 'replay' })
  counts.inserted += outcome.inserted
  counts.revised += outcome.revised
  counts.unchanged += outcome.unchanged
}

/** Raw records behind the stored messages of these keys; keys that are not stored are absent. */
async function loadSources(db: Database, keys: readonly Key[]): Promise<Map<string, number[]>> {
  const rows = await db.query<Key & { sources: number[] }>(
    `select r.site_id as "siteId", r.at as "atMs", r.kind, r.sources
       from unnest($1::int[], $2::timestamptz[], $3::text[]) as k (site_id, at, kind)
       join reading as r on r.site_id = k.site_id and r.at = k.at and r.kind = k.kind`,
    [keys.map(({ siteId }) => siteId), keys.map(({ atMs }) => timestamptz(atMs)), keys.map(({ kind }) => kind)],
  )
  return new Map(rows.map((row) => [keyText(row), row.sources]))
}

type Column = (number | null)[] | null

/** Both messages of one key as one: factors of the later win, those it does not name stay. */
function mergeReadings(earlier: ReadingMessage, later: ReadingMessage): ReadingMessage {
  const places = [
    ...earlier.factors
      .map((factor, n) => ({ factor, from: earlier, n }))
      .filter((p) => !later.factors.includes(p.factor)),
    ...later.factors.map((factor, n) => ({ factor, from: later, n })),
  ].sort((a, b) => a.factor - b.factor)
  const column = (name: 'low' | 'high' | 'total'): Column =>
    earlier[name] || later[name] ? places.map(({ from, n }) => from[name]?.[n] ?? null) : null
  return {
    ...later,
    factors: places.map(({ factor }) => factor),
    values: places.map(({ from, n }) => from.values[n] ?? null),
    low: column('low'),
    high: column('high'),
    total: column('total'),
    flags: places.map(({ from, n }) => from.flags[n] ?? 'N').join(''),
  }
}
