// Between connections and the writer: frames are heard, put into batches and answered; strangers are kept in bounds.
import type { Socket } from 'node:net'
import { MINUTE_MS } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import { gauge, tally } from '#platform/figures.ts'
import type { Log } from '#platform/log.ts'
import { Allowance } from './allowance.ts'
import type { CommandDesk } from './commands/desk.ts'
import { Connection } from './connection.ts'
import type { DeviceProfile } from './device-profile.ts'
import { gatewayFinding } from './findings.ts'
import type { Arrival } from './record.ts'
import { type Repeated, Repeats } from './repeats.ts'
import { type Heard, hear } from './session.ts'
import type { Sessions } from './sessions.ts'
import type { Translation } from './translate.ts'
import type { FrameWriter, WriterHooks } from './writer.ts'

export type ReceptionOptions = {
  db: Database
  log: Log
  find: (mn: string) => DeviceProfile | undefined
  sessions: Sessions
  desk: CommandDesk
  makeWriter: (hooks: WriterHooks) => FrameWriter
}

const FRAMES = 'gateway_frames_total'
const FRAMES_HELP = 'Frames by what became of them: stored and answered, or put into quarantine'
const stored = tally(FRAMES, FRAMES_HELP, { outcome: 'stored' })
const quarantined = tally(FRAMES, FRAMES_HELP, { outcome: 'quarantined' })
const heardBytes = tally('gateway_frame_bytes_total', 'Bytes of frames heard')
const waited = tally('gateway_answer_wait_seconds_total', 'Time frames waited from arrival to commit, s')
const connected = gauge('gateway_connections', 'Connections that are open')

const SWEEP_MS = 10_000
const CLOSE_GRACE_MS = 500
const LONGEST_MN = 64
/** A link is idle after three of its shortest intervals, and never sooner than this. */
const LEAST_IDLE_MS = 3 * MINUTE_MS

/** Undefined where nothing is known of the device's rhythm. */
function idleOf(device: DeviceProfile | undefined): number | undefined {
  const seconds = Object.values(device?.intervals ?? {})
  return seconds.length === 0 ? undefined : Math.max(LEAST_IDLE_MS, 3000 * Math.min(...seconds))
}

type Kept = { arrival: Arrival; translation: Translation }

export class Reception {
  readonly #options: ReceptionOptions
  readonly #connections = new Set<Connection>()
  readonly #writer: FrameWriter
  readonly #repeats = new Repeats<Kept>()
  readonly #allowance = new Allowance()
  readonly #sweep: NodeJS.Timeout
  #isFull = false
  #isStopped = false

  constructor(options: ReceptionOptions) {
    this.#options = options
    this.#writer = options.makeWriter({
      onFull: () => {
        this.#isFull = true
        for (const connection of this.#connections) connection.pause('full')
      },
      onDrained: () => {
        this.#isFull = false
        for (const connection of this.#connections) connection.resume('full')
      },
    })
    this.#sweep = setInterval(() => {
      this.#tellRepeats(false)
      options.sessions.sweep(Date.now())
    }, SWEEP_MS)
  }

  welcome(socket: Socket): void {
    const connection = new Connection(socket, {
      onFrame: (bytes, from, onDone) => this.#onFrame(bytes, from, onDone),
      onNoise: (sample, total, from) => this.#onNoise(sample, total, from),
      onClose: (closed) => {
        this.#connections.delete(closed)
        connected.set(this.#connections.size)
        this.#options.sessions.closed(closed, Date.now())
      },
    })
    this.#connections.add(connection)
    connected.set(this.#connections.size)
    if (this.#isFull) connection.pause('full')
  }

  /** Reads nothing more, stores and answers what was read, then closes. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep)
    for (const connection of this.#connections) connection.pause('full')
    this.#tellRepeats(true)
    // What comes from here on was not answered and will be sent again.
    this.#isStopped = true
    await this.#writer.stop()
    const open = [...this.#connections]
    for (const connection of open) connection.end('gateway-stopped')
    await new Promise((resume) => setTimeout(resume, open.length > 0 ? CLOSE_GRACE_MS : 0))
    for (const connection of open) connection.close('gateway-stopped')
  }

  #onFrame(body: Uint8Array, from: Connection, onDone: (answer: Uint8Array | null) => void): void {
    if (this.#isStopped) return
    const receivedAtMs = Date.now()
    const heard = hear(body, receivedAtMs, this.#options.find)
    const { translation, answer } = heard
    const arrival = { receivedAtMs, peer: from.peer, body }
    this.#noteSession(heard, from, receivedAtMs)
    if (translation.state !== 'quarantined') from.trust(idleOf(heard.device))
    else if (!this.#keepStrange({ arrival, translation }, from)) {
      onDone(null)
      return
    }
    this.#writer.put({
      ...arrival,
      translation,
      onStored: (state) => {
        this.#count(state === 'quarantined', body.length, receivedAtMs)
        onDone(state === 'quarantined' ? null : answer)
        if (state !== 'quarantined') this.#tellDesk(heard, body)
      },
    })
  }

  #count(isStrange: boolean, bytes: number, receivedAtMs: number): void {
    ;(isStrange ? quarantined : stored).add()
    heardBytes.add(bytes)
    waited.add((Date.now() - receivedAtMs) / 1000)
  }

  #noteSession({ message, device, translation }: Heard, from: Connection, receivedAtMs: number): void {
    const mn = translation.mn?.slice(0, LONGEST_MN)
    if (!message || !mn) return
    const speaker = { mn, siteId: device?.siteId ?? 0, password: message.pw }
    const hasRival = this.#options.sessions.heard(from, speaker, receivedAtMs)
    if (hasRival) translation.findings.push(gatewayFinding('session.rival', from.peer))
  }

  /** After the commit: what a command brought in is there when the command is done. */
  #tellDesk({ message, device, key }: Heard, body: Uint8Array): void {
    if (message && device && !this.#isStopped) this.#options.desk.heard(device, message, { body, key })
  }

  /** Whether a frame for the quarantine is kept; one from an unknown device that was just kept is counted only. */
  #keepStrange(kept: Kept, from: Connection): boolean {
    const { body, receivedAtMs } = kept.arrival
    from.slowDown(this.#allowance.spend(from.address, receivedAtMs))
    if (kept.translation.siteId !== 0) return true
    // A copy: the frame is a view of the chunk it came in.
    const own = { ...kept, arrival: { ...kept.arrival, body: new Uint8Array(body) } }
    return this.#repeats.isFirst(Buffer.from(body).toString('latin1'), own, receivedAtMs)
  }

  #onNoise(body: Uint8Array, total: number, from: Connection): void {
    if (this.#isStopped) return
    const receivedAtMs = Date.now()
    const kept: Kept = {
      arrival: { receivedAtMs, peer: from.peer, body },
      translation: strange([gatewayFinding('noise.bytes', `${total} B`)]),
    }
    if (this.#repeats.isFirst(`noise ${from.address}`, kept, receivedAtMs)) this.#put(kept)
  }

  #tellRepeats(all: boolean): void {
    for (const repeated of this.#repeats.take(Date.now(), all)) this.#put(summaryOf(repeated))
  }

  #put({ arrival, translation }: Kept): void {
    this.#writer.put({ ...arrival, translation, onStored: () => undefined })
  }
}

const strange = (findings: Translation['findings']): Translation => ({
  state: 'quarantined',
  siteId: 0,
  mn: null,
  kind: null,
  atMs: null,
  values: [],
  findings,
})

/** The repeated thing once more, saying how often it came. */
function summaryOf({ subject, count, sinceMs }: Repeated<Kept>): Kept {
  const since = new Date(sinceMs).toISOString()
  const counted = gatewayFinding('repeat.counted', `${count} × (${since})`)
  const { arrival, translation } = subject
  return {
    arrival: { ...arrival, receivedAtMs: Date.now() },
    translation: { ...translation, findings: [...translation.findings, counted] },
  }
}
