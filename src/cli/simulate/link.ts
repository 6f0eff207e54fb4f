// One simulated device's connection: sends frames, waits for their answers, resends, and keeps trying to connect.
import { connect, type Socket } from 'node:net'
import { decodeFrame, type Message } from '#hj212/decode.ts'
import { joinBytes, splitFrames } from '#hj212/frame.ts'

export type LinkOptions = {
  host: string
  port: number
  /** Table 1 of HJ 212—2017 for cellular bearers: ten seconds and three resends. */
  answerTimeoutMs?: number
  reconnectMs?: number
  /** What the device says to a frame that is no answer. */
  onRequest?: (message: Message) => readonly Uint8Array[]
  /** SM4 keys of the device. */
  keys?: () => readonly Uint8Array[]
}

const ANSWER_TIMEOUT_MS = 10_000
const RESENDS = 3
const RECONNECT_MS = 3_000
/** Pause between the pieces of a frame that comes in pieces. */
const PIECE_PAUSE_MS = 40

/** What is sent at one go: pieces with a short pause between, and the answers owed, by QN (null: any). */
export type Delivery = { pieces: readonly Uint8Array[]; owed: readonly (string | null)[] }

/** `answered`: every answer owed has come. `latencyMs` counts from the first byte, resends included. */
export type Sent = { answered: boolean; latencyMs: number; resends: number }

type Waiting = { owed: (string | null)[]; settle: (answered: boolean) => void }

/** A device's link to the gateway, one delivery under way at a time as HJ 212 loggers do. */
export class DeviceLink {
  readonly #options: Required<LinkOptions>
  #socket: Socket | undefined
  #waiting: Waiting | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(options: LinkOptions) {
    this.#options = {
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
      reconnectMs: RECONNECT_MS,
      onRequest: () => [],
      keys: () => [],
      ...options,
    }
  }

  /** Sends when its turn comes; resolves with the last answer or after the last resend. */
  send(delivery: Delivery): Promise<Sent> {
    const turn = this.#queue.then(() => this.#deliver(delivery))
    this.#queue = turn
    return turn
  }

  close(): void {
    this.#isClosed = true
    this.#socket?.destroy()
    this.#waiting?.settle(false)
  }

  async #deliver({ pieces, owed }: Delivery): Promise<Sent> {
    const begun = performance.now()
    let resends = 0
    for (let tries = 0; tries <= RESENDS && !this.#isClosed; tries += 1) {
      resends = tries
      const socket = await this.#connected()
      if (!socket) break
      const answers = this.#answers(owed)
      await writePieces(socket, pieces)
      if (await answers) return { answered: true, latencyMs: performance.now() - begun, resends }
    }
    return { answered: false, latencyMs: performance.now() - begun, resends }
  }

  #answers(owed: readonly (string | null)[]): Promise<boolean> {
    if (owed.length === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = (answered: boolean): void => {
        clearTimeout(timer)
        this.#waiting = undefined
        resolve(answered)
      }
      const timer = setTimeout(() => settle(false), this.#options.answerTimeoutMs)
      this.#waiting = { owed: [...owed], settle }
    })
  }

  #hear(frame: Uint8Array): void {
    const waiting = this.#waiting
    const { ok, message } = decodeFrame(frame, { sm4Keys: this.#options.keys })
    if (!ok || !message) return
    if (!/^901[34]$/.test(message.cn ?? '')) {
      for (const reply of this.#options.onRequest(message)) this.#socket?.write(reply)
      return
    }
    if (!waiting) return
    const at = waiting.owed.findIndex((qn) => qn === null || qn === message.qn)
    if (at < 0) return
    waiting.owed.splice(at, 1)
    if (waiting.owed.length === 0) waiting.settle(true)
  }

  async #connected(): Promise<Socket | undefined> {
    while (!this.#isClosed) {
      if (this.#socket && !this.#socket.destroyed) return this.#socket
      const socket = await this.#tryConnect()
      if (socket) return socket
      await sleep(this.#options.reconnectMs)
    }
    return undefined
  }

  #tryConnect(): Promise<Socket | undefined> {
    return new Promise((resolve) => {
      const socket = connect(this.#options.port, this.#options.host, () => {
        this.#socket = socket
        resolve(socket)
      })
      let rest: Uint8Array = new Uint8Array(0)
      socket.setNoDelay(true)
      socket.on('data', (chunk) => {
        const split = splitFrames(joinBytes(rest, chunk))
        rest = split.rest
        for (const piece of split.pieces) if (piece.kind === 'frame') this.#hear(piece.bytes)
      })
      socket.on('error', () => resolve(undefined))
      socket.on('close', () => {
        if (this.#socket === socket) {
          this.#socket = undefined
          this.#waiting?.settle(false)
        }
        resolve(undefined)
      })
    })
  }
}

async function writePieces(socket: Socket, pieces: readonly Uint8Array[]): Promise<void> {
  for (const [n, piece] of pieces.entries()) {
    if (n > 0) await sleep(PIECE_PAUSE_MS)
    if (socket.writable) socket.write(piece)
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms))
