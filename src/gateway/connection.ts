// One connection: bytes in, frames cut, answers out; bounded in memory and in patience.
import type { Socket } from 'node:net'
import { joinBytes, type Piece, splitFrames, splitLastFrames } from '#hj212/frame.ts'

export type ConnectionOptions = {
  /** A frame as it came; `onDone` must be called once it is stored or given up, with the answer, if any. */
  onFrame: (bytes: Uint8Array, connection: Connection, onDone: (answer: Uint8Array | null) => void) => void
  /** Bytes that are no frame: the first of them, and how many there were in all. */
  onNoise: (sample: Uint8Array, total: number, connection: Connection) => void
  onClose: (connection: Connection) => void
}

/** Why a connection ended; `replaced` and `gateway-stopped` are ours to say. */
export type CloseReason = 'device-closed' | 'idle' | 'replaced' | 'noise' | 'unread' | 'fault' | 'gateway-stopped'

/** Why a connection is not being read. */
type Pause = 'full' | 'slow' | 'unanswered'

/** Frames of one connection that may be under way at once. */
const MOST_UNANSWERED = 512
/** A frame whose bytes stop coming is taken for a damaged one after this. */
const STALLED_MS = 5_000
/** The longest a frame may take from its first byte to its last. */
const SLOWEST_FRAME_MS = 30_000
/** Hourly data may be all that a device sends. */
const IDLE_MS = 2 * 3_600_000
/** One that has never sent a frame in order is not waited for as long. */
const STRANGER_IDLE_MS = 10 * 60_000
const KEEP_ALIVE_MS = 60_000
/** Noise after which a connection is closed, counted from its last good frame. */
const MOST_NOISE_BYTES = 64 * 1024
const NOISE_SAMPLE_BYTES = 1024
const NOISE_TOLD_AFTER_MS = 60_000
/** A device that does not read its answers is cut off. */
const MOST_UNREAD_BYTES = 64 * 1024

export class Connection {
  readonly address: string
  readonly peer: string
  readonly openedAtMs = Date.now()
  readonly #socket: Socket
  readonly #options: ConnectionOptions
  readonly #pauses = new Set<Pause>()
  #rest: Uint8Array = new Uint8Array(0)
  #restSinceMs = 0
  #stall: NodeJS.Timeout | undefined
  #slow: NodeJS.Timeout | undefined
  #noiseTimer: NodeJS.Timeout | undefined
  #noise: Uint8Array = new Uint8Array(0)
  #noiseTotal = 0
  #noiseSinceGood = 0
  #unanswered = 0
  #hasHeardAll = false
  #closedWhy: CloseReason | undefined
  #idleMs = 0

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket
    this.#options = options
    this.address = socket.remoteAddress ?? ''
    this.peer = `${this.address}:${socket.remotePort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, KEEP_ALIVE_MS)
    socket.setTimeout(STRANGER_IDLE_MS, () => this.close('idle'))
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('end', () => this.#heardAll())
    socket.on('error', () => this.close('fault'))
    socket.on('close', () => this.#closed())
  }

  /** Why it ended; the device's own doing where nothing else is known. */
  get closedWhy(): CloseReason {
    return this.#closedWhy ?? 'device-closed'
  }

  /** It has proved itself: it may be silent for longer, as long as its slowest device, and its noise is forgiven. */
  trust(idleMs = IDLE_MS): void {
    this.#noiseSinceGood = 0
    if (idleMs <= this.#idleMs) return
    this.#idleMs = idleMs
    this.#socket.setTimeout(idleMs)
  }

  /** Sends of the gateway's own accord; false where the link is down. */
  send(bytes: Uint8Array): boolean {
    if (!this.#socket.writable) return false
    this.#socket.write(bytes)
    return true
  }

  /** Ends it at once; the first reason counts. */
  close(why: CloseReason): void {
    this.#closedWhy ??= why
    this.#socket.destroy()
  }

  pause(why: Pause): void {
    this.#pauses.add(why)
    this.#socket.pause()
  }

  resume(why: Pause): void {
    if (this.#pauses.delete(why) && this.#pauses.size === 0) this.#socket.resume()
  }

  /** Reads nothing for a while. */
  slowDown(ms: number): void {
    if (ms <= 0) return
    this.pause('slow')
    clearTimeout(this.#slow)
    this.#slow = setTimeout(() => this.resume('slow'), ms)
  }

  /** Sends what is still to be sent, then closes. */
  end(why: CloseReason): void {
    this.#closedWhy ??= why
    this.#socket.end()
  }

  #receive(chunk: Uint8Array): void {
    const wasWaiting = this.#rest.length > 0
    const { pieces, rest } = splitFrames(joinBytes(this.#rest, chunk))
    // MUST copy: the rest would keep a whole chunk in memory.
    this.#rest = new Uint8Array(rest)
    if (!wasWaiting || pieces.length > 0) this.#restSinceMs = performance.now()
    for (const piece of pieces) this.#take(piece)
    this.#watchRest()
  }

  #watchRest(): void {
    clearTimeout(this.#stall)
    if (this.#rest.length === 0) return
    const leftMs = SLOWEST_FRAME_MS - (performance.now() - this.#restSinceMs)
    this.#stall = setTimeout(() => this.#flush(), Math.max(0, Math.min(STALLED_MS, leftMs)))
  }

  /** What waits will not be completed. */
  #flush(): void {
    clearTimeout(this.#stall)
    const rest = this.#rest
    this.#rest = new Uint8Array(0)
    for (const piece of splitLastFrames(rest)) this.#take(piece)
  }

  #take({ kind, bytes }: Piece): void {
    if (kind === 'noise') {
      this.#hearNoise(bytes)
      return
    }
    this.#unanswered += 1
    if (this.#unanswered > MOST_UNANSWERED) this.pause('unanswered')
    this.#options.onFrame(bytes, this, (answer) => this.#done(answer))
  }

  #done(answer: Uint8Array | null): void {
    this.#unanswered -= 1
    if (this.#unanswered < MOST_UNANSWERED / 2) this.resume('unanswered')
    if (answer && this.#socket.writable) this.#answer(answer)
    if (this.#socket.writableLength > MOST_UNREAD_BYTES) this.close('unread')
    this.#endWhenDone()
  }

  /** The answers of one batch leave together: a system call each would cost as much as reading the frames. */
  #answer(answer: Uint8Array): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(() => this.#socket.uncork())
    }
    this.#socket.write(answer)
  }

  /** The device sends no more, yet may still be waiting for its answers. */
  #heardAll(): void {
    this.#hasHeardAll = true
    this.#flush()
    this.#endWhenDone()
  }

  #endWhenDone(): void {
    if (this.#hasHeardAll && this.#unanswered === 0) this.#socket.end()
  }

  #hearNoise(bytes: Uint8Array): void {
    const room = NOISE_SAMPLE_BYTES - this.#noise.length
    if (room > 0) this.#noise = joinBytes(this.#noise, new Uint8Array(bytes.subarray(0, room)))
    this.#noiseTotal += bytes.length
    this.#noiseSinceGood += bytes.length
    this.#noiseTimer ??= setTimeout(() => this.#tellNoise(), NOISE_TOLD_AFTER_MS)
    if (this.#noiseSinceGood > MOST_NOISE_BYTES) this.close('noise')
  }

  #tellNoise(): void {
    clearTimeout(this.#noiseTimer)
    this.#noiseTimer = undefined
    if (this.#noiseTotal === 0) return
    const [sample, total] = [this.#noise, this.#noiseTotal]
    this.#noise = new Uint8Array(0)
    this.#noiseTotal = 0
    this.#options.onNoise(sample, total, this)
  }

  #closed(): void {
    clearTimeout(this.#slow)
    this.#flush()
    this.#tellNoise()
    this.#options.onClose(this)
  }
}
