// What arrived goes to the stream in packs, one under way a lane; answers are given after the stream's acknowledgement.
import { randomUUID } from 'node:crypto'
import { type JetStreamClient, jetstream } from '@nats-io/jetstream'
import { headers, type NatsConnection } from '@nats-io/transport-node'
import type { Log } from '#platform/log.ts'
import { Backlog } from '../backlog.ts'
import type { FrameWriter, Item, WriterHooks } from '../writer.ts'
import { LANES, laneOf, PACK_HEADER, subjectOf } from './frame-stream.ts'
import { formatPack, MOST_BYTES_PACKED, MOST_FRAMES_PACKED } from './pack.ts'

const LINGER_MS = 5
const ACKNOWLEDGED_WITHIN_MS = 5_000
const RETRY_FIRST_MS = 100
const RETRY_MOST_MS = 2_000

export type StreamWriterOptions = WriterHooks & { connection: NatsConnection; log: Log }

export class StreamWriter implements FrameWriter {
  readonly #options: StreamWriterOptions
  readonly #client: JetStreamClient
  readonly #lanes: Item[][] = Array.from({ length: LANES }, () => [])
  readonly #running: (Promise<void> | undefined)[] = []
  readonly #backlog: Backlog
  #isStopping = false

  constructor(options: StreamWriterOptions) {
    this.#options = options
    this.#client = jetstream(options.connection, { timeout: ACKNOWLEDGED_WITHIN_MS })
    this.#backlog = new Backlog(options)
  }

  put(item: Item): void {
    const n = laneOf(item.translation.siteId)
    this.#lanes[n]?.push(item)
    this.#backlog.add(item.body.length)
    this.#running[n] ??= this.#run(n)
  }

  /** Publishes what waits; where the stream is away, it is given up unanswered and the devices will send it again. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all(this.#running.filter((run) => run !== undefined))
  }

  async #run(n: number): Promise<void> {
    const lane = this.#lanes[n] ?? []
    await sleep(LINGER_MS)
    while (lane.length > 0) {
      const items = takePack(lane)
      if (await this.#publish(n, items)) for (const item of items) item.onStored(item.translation.state)
      for (const item of items) this.#backlog.remove(item.body.length)
    }
    this.#running[n] = undefined
  }

  /** One pack under way a lane keeps the order. */
  async #publish(lane: number, items: readonly Item[]): Promise<boolean> {
    const pack = randomUUID()
    const payload = formatPack(items)
    for (let tries = 0, waitMs = RETRY_FIRST_MS; ; tries += 1, waitMs = Math.min(waitMs * 2, RETRY_MOST_MS)) {
      try {
        if (await this.#publishOnce(lane, { pack, payload, tries })) {
          if (tries > 0) this.#options.onTrouble?.(null)
          return true
        }
      } catch (error) {
        this.#options.log.warn(`the stream takes nothing, ${items.length} frames wait`, error)
        this.#options.onTrouble?.(error instanceof Error ? error.message : String(error))
      }
      if (this.#isStopping || this.#options.connection.isClosed()) return false
      await sleep(waitMs)
    }
  }

  /**
   * True where the stream has it. That it has seen the id before proves nothing: a leader may know the id of a message
   * that it never got through to the others. So every try has an id of its own, and the store knows the pack by its name.
   */
  async #publishOnce(lane: number, { pack, payload, tries }: Publication): Promise<boolean> {
    const named = headers()
    named.set(PACK_HEADER, pack)
    const msgID = `${pack}.${tries}`
    const { duplicate } = await this.#client.publish(subjectOf(lane), payload, {
      msgID,
      headers: named,
      timeout: ACKNOWLEDGED_WITHIN_MS,
    })
    return !duplicate
  }
}

type Publication = { pack: string; payload: Uint8Array; tries: number }

function takePack(lane: Item[]): Item[] {
  let bytes = 0
  let frames = 0
  for (const { body } of lane) {
    if (frames > 0 && bytes + body.length > MOST_BYTES_PACKED) break
    bytes += body.length
    frames += 1
    if (frames === MOST_FRAMES_PACKED) break
  }
  return lane.splice(0, frames)
}

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
