// What arrived goes to the store in batches, one writer for each group of sites; answers are given after the commit.
import { type Database, timestamptz } from '#platform/database.ts'
import type { IntakeBatch, RawRecord } from '#platform/intake/batch.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { siteBucket, storeBatch } from '#platform/intake/store-batch.ts'
import type { Log } from '#platform/log.ts'
import { Backlog, type BacklogHooks } from './backlog.ts'
import { FactorNumbers } from './factor-numbers.ts'
import { gatewayFinding } from './findings.ts'
import { type Arrival, toReading, toRecord } from './record.ts'
import { Resends } from './resends.ts'
import { isPassing } from './store-fault.ts'
import type { Translation } from './translate.ts'

/** One frame on its way to the store. `onStored` is called after the commit, with the state it was stored in. */
export type Item = Arrival & { translation: Translation; onStored: (state: RawRecord['state']) => void }

/** Where frames go to be kept: the store itself, or a stream that others bring to the store. */
export type FrameWriter = {
  put(item: Item): void
  /** Brings away what waits, once; what cannot be is given up unanswered and the devices will send it again. */
  stop(): Promise<void>
}

export type WriterHooks = BacklogHooks & {
  /** Why nothing can be kept at present, so that no device is answered; null once it can again. */
  onTrouble?: ((because: string | null) => void) | undefined
}

export type WriterOptions<T extends Item> = WriterHooks & {
  db: Database
  log: Log
  /** Record n of the batch is that of item n; `storeBatch` where nothing else is said. */
  store?: (db: Database, batch: IntakeBatch, items: readonly T[]) => Promise<unknown>
}

/** Two writers keep PostgreSQL busy while the next batches are made up; more only make smaller batches. */
const LANES = 2
const MOST_VALUES = 20_000
const MOST_FRAMES = 4_000
/** A lane at rest waits so long for company before it writes. */
const LINGER_MS = 5
const RETRY_FIRST_MS = 100
const RETRY_MOST_MS = 5_000

export class Writer<T extends Item = Item> implements FrameWriter {
  readonly #options: WriterOptions<T>
  readonly #lanes: T[][] = Array.from({ length: LANES }, () => [])
  readonly #running: (Promise<void> | undefined)[] = []
  readonly #numbers: FactorNumbers
  readonly #backlog: Backlog
  #isStopping = false
  #isInTrouble = false

  constructor(options: WriterOptions<T>) {
    this.#options = options
    this.#backlog = new Backlog(options)
    this.#numbers = new FactorNumbers(options.db)
  }

  put(item: T): void {
    const n = siteBucket(item.translation.siteId) % LANES
    this.#lanes[n]?.push(item)
    this.#backlog.add(item.body.length)
    this.#running[n] ??= this.#run(n)
  }

  /** Writes what waits, once; where the store fails, it is given up unanswered and the devices will send it again. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#running.filter((run) => run !== undefined))
  }

  async #run(n: number): Promise<void> {
    const lane = this.#lanes[n] ?? []
    await sleep(LINGER_MS)
    while (lane.length > 0) {
      const items = takeBatch(lane)
      await this.#storeWhenPossible(items)
      for (const item of items) this.#backlog.remove(item.body.length)
    }
    this.#running[n] = undefined
  }

  async #storeWhenPossible(items: T[]): Promise<void> {
    const attempt: Attempt = {}
    for (let waitMs = RETRY_FIRST_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MOST_MS)) {
      try {
        this.#tellStored(items, await this.#storeOnce(items, attempt))
        this.#tellTrouble(null)
        return
      } catch (error) {
        if (!isPassing(error)) {
          await this.#storeApart(items, error)
          return
        }
        this.#options.log.warn(`the store cannot be written, ${items.length} frames wait`, error)
        this.#tellTrouble(error instanceof Error ? error.message : String(error))
        if (this.#isStopping) return
        await sleep(waitMs)
      }
    }
  }

  /** A commit whose answer was lost with the connection must not be made again. */
  async #storeOnce(items: readonly T[], attempt: Attempt): Promise<IntakeBatch> {
    const { db, store = storeBatch } = this.#options
    if (attempt.batch && (await hasBatch(db, attempt.batch))) return attempt.batch
    attempt.batch = await this.#makeBatch(items)
    await store(db, attempt.batch, items)
    return attempt.batch
  }

  #tellTrouble(because: string | null): void {
    const isInTrouble = because !== null
    if (isInTrouble || this.#isInTrouble) this.#options.onTrouble?.(because)
    this.#isInTrouble = isInTrouble
  }

  /** One bad frame must not keep the others out: halves, until it stands alone. */
  async #storeApart(items: T[], error: unknown): Promise<void> {
    const [only, ...others] = items
    if (only && others.length === 0) {
      await this.#storeRefused(only, error)
      return
    }
    const half = Math.ceil(items.length / 2)
    await this.#storeWhenPossible(items.slice(0, half))
    await this.#storeWhenPossible(items.slice(half))
  }

  /** Kept as bytes alone, without anything that the store could dislike. */
  async #storeRefused(item: T, error: unknown): Promise<void> {
    if (item.translation.findings.some(({ code }) => code === 'store.refused')) {
      this.#options.log.error(`a frame cannot be kept: ${Buffer.from(item.body).toString('hex')}`, error)
      return
    }
    const because = gatewayFinding('store.refused', error instanceof Error ? error.message.slice(0, 200) : '')
    const bare: Translation = {
      state: 'quarantined',
      siteId: 0,
      mn: null,
      kind: null,
      atMs: null,
      values: [],
      findings: [because],
    }
    await this.#storeWhenPossible([{ ...item, translation: bare, peer: null }])
  }

  /** MUST come after the commit: a device that hears nothing sends again, and the upsert makes that harmless. */
  #tellStored(items: readonly T[], batch: IntakeBatch): void {
    items.forEach((item, n) => {
      item.onStored(batch.records[n]?.state ?? 'quarantined')
    })
  }

  /** MUST give out numbers anew on every try: `storeBatch` may have taken another place meanwhile. */
  async #makeBatch(items: readonly Item[]): Promise<IntakeBatch> {
    const codes = new Set(items.flatMap(({ translation }) => translation.values.map(({ code }) => code)))
    const numbers = await this.#numbers.of(codes, Date.now())
    const batch: IntakeBatch = { records: [], messages: [], reason: 'resend', author: 'gateway' }
    const resends = new Resends()
    for (const item of items) {
      const id = nextRecordId(item.receivedAtMs)
      const record = toRecord(item.translation, item, id)
      const reading = record.state === 'stored' ? toReading(item.translation, numbers, id) : undefined
      if (reading && !resends.isRepeat(reading)) batch.messages.push(reading)
      if (!reading && record.state === 'stored') record.state = 'quarantined'
      batch.records.push(record)
    }
    return batch
  }
}

/** What was last tried for some items. */
type Attempt = { batch?: IntakeBatch }

/** A batch is stored whole or not at all, so that its first record speaks for all. */
async function hasBatch(db: Database, { records: [first] }: IntakeBatch): Promise<boolean> {
  if (!first) return false
  const found = await db.query('select 1 from raw_record as r where r.id = $1 and r.received_at = $2', [
    first.id,
    timestamptz(first.receivedAtMs),
  ])
  return found.length > 0
}

function takeBatch<T extends Item>(lane: T[]): T[] {
  let values = 0
  let frames = 0
  for (const item of lane) {
    if (frames > 0 && values + item.translation.values.length > MOST_VALUES) break
    values += item.translation.values.length
    frames += 1
    if (frames === MOST_FRAMES) break
  }
  return lane.splice(0, frames)
}

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
