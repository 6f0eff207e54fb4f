// The frames a target is to get, in order: batches read on from its cursor, records chosen and made into frames.
import { findCommand } from '#hj212/commands.ts'
import { beijingDateTime } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { type Batch, type KeptReading, type KeptRecord, loadReadings, loadRecords, nextBatches } from './backlog.ts'
import { encodeReading } from './encode-reading.ts'
import type { Cursor, ForwardTarget, Refused } from './target.ts'
import type { Entry } from './window.ts'

/** What stands at one place of the order: a frame, or nothing for this target, with the reason where it should be one. */
export type Place = { cursor: Cursor; entry: Entry | undefined; refused: Refused | undefined }

/** Records read at once. */
const A_READ = 200
const BATCHES = 20

const GOOD: ReadonlySet<string> = new Set(['stored', 'reingested', 'acknowledged'])

export class Source {
  readonly #db: Database
  readonly #target: ForwardTarget
  #cursor: Cursor
  #lastQnMs = 0

  constructor(db: Database, target: ForwardTarget, cursor: Cursor) {
    this.#db = db
    this.#target = target
    this.#cursor = cursor
  }

  /** The next places, none where all was read. */
  async read(nowMs: number): Promise<Place[]> {
    const batches = await nextBatches(this.#db, this.#target.id, this.#cursor, BATCHES)
    const asked = placesOf(batches, this.#cursor)
    if (asked.length === 0) return []
    const records = await loadRecords(
      this.#db,
      asked.map(({ recordId }) => recordId),
    )
    const wanted = [...records.values()].filter((record) => this.#wants(record))
    const readings = this.#target.mode === 'encoded' ? await loadReadings(this.#db, wanted) : undefined
    const frames = new Map(wanted.map((record) => [record.id, this.#frameOf(record, readings, nowMs)]))
    const places = asked.map(({ recordId, cursor }) => placeOf(recordId, cursor, frames.get(recordId)))
    this.#cursor = places.at(-1)?.cursor ?? this.#cursor
    return places
  }

  #wants({ state, siteId, kind }: KeptRecord): boolean {
    const { sites, kinds } = this.#target
    if (!GOOD.has(state)) return false
    if (sites !== null && !sites.includes(siteId)) return false
    return kinds === null || (kind !== null && kinds.includes(kind))
  }

  #frameOf(record: KeptRecord, readings: ReadonlyMap<number, KeptReading> | undefined, nowMs: number): Framed {
    if (!readings) return this.#rawFrame(record)
    const reading = readings.get(record.id)
    if (!reading) return undefined
    const qn = this.#nextQn(nowMs)
    const made = encodeReading(reading, this.#target, qn)
    if ('cannot' in made) return made
    return { frame: made.frame, qn, mn: made.mn, wantsAnswer: this.#target.answerPolicy !== 'never' }
  }

  /** The very bytes, and the line end that belongs behind them; what a device says to us alone is not sent on. */
  #rawFrame({ channel, body }: KeptRecord): Framed {
    if (channel !== 'hj212') return undefined
    const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, MOST_HEAD)).toString('latin1')
    if (findCommand(/;CN=(\d{4});/.exec(head)?.[1] ?? '')?.kind !== 'upload') return undefined
    const flag = Number(/;Flag=(\d{1,3});/.exec(head)?.[1] ?? 0)
    const frame = Buffer.concat([body, LINE_END])
    const wantsAnswer = (flag & 1) === 1 && this.#target.answerPolicy !== 'never'
    return { frame, qn: wordOf(head, 'QN'), mn: wordOf(head, 'MN'), wantsAnswer }
  }

  /** 17 digits of Beijing time to the millisecond, each given once. */
  #nextQn(nowMs: number): string {
    this.#lastQnMs = Math.max(nowMs, this.#lastQnMs + 1)
    const ms = String(this.#lastQnMs % 1000).padStart(3, '0')
    return beijingDateTime(this.#lastQnMs).replace(/\D/g, '') + ms
  }
}

const LINE_END = Buffer.from('\r\n')
const MOST_HEAD = 256

type Framed = Pick<Entry, 'frame' | 'qn' | 'mn' | 'wantsAnswer'> | { cannot: string } | undefined

const wordOf = (head: string, name: 'QN' | 'MN'): string | null =>
  new RegExp(`(?:^##\\d{4}|;)${name}=([^;]*);`).exec(head)?.[1] ?? null

type Asked = { recordId: number; cursor: Cursor }

/** Records from the cursor on, each with the cursor behind it. */
function placesOf(batches: readonly Batch[], from: Cursor): Asked[] {
  const places: Asked[] = []
  for (const { id, tx, atMs, records } of batches) {
    const first = tx === from.tx && id === from.batch ? from.done : 0
    for (let n = first; n < records.length && places.length < A_READ; n += 1) {
      places.push({ recordId: records[n] ?? 0, cursor: { tx, batch: id, done: n + 1, atMs } })
    }
  }
  return places
}

function placeOf(recordId: number, cursor: Cursor, framed: Framed): Place {
  if (!framed) return { cursor, entry: undefined, refused: undefined }
  if ('cannot' in framed) {
    return { cursor, entry: undefined, refused: { recordId, reason: 'unencodable', detail: framed.cannot } }
  }
  return {
    cursor,
    refused: undefined,
    entry: { recordId, ...framed, state: 'waiting', sendings: 0, sentMs: 0, answersBefore: 0, failures: 0 },
  }
}
