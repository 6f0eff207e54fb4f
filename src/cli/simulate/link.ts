// One simulated device's connection: sends a frame, waits for its answer, resends, and keeps what nobody answered.
import { connect, type Socket } from 'node:net'

const ANSWER_TIMEOUT_MS = 10_000
const RESENDS = 3
const RECONNECT_MS = 3_000

export type Sent = { answered: boolean; latencyMs: number; resends: number }

type Waiting = { resolve: (answered: boolean) => void; timer: NodeJS.Timeout }

/** A device's link to the gateway, one frame under way at a time as HJ 212 loggers do. */
export class DeviceLink {
  readonly #host: string
  readonly #port: number
  #socket: Socket | undefined
  #waiting: Waiting | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(host: string, port: number) {
    this.#host = host
    this.#port = port
  }

  /** Sends the pieces one after the other (half packets) and waits for an answer frame; resolves after the last resend. */
  send(pieces: readonly Uint8Array[], expectsAnswer: boolean): Promise<Sent> {
    const turn = this.#queue.then(() => this.#deliver(pieces, expectsAnswer))
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  close(): void {
    this.#closed = true
    this.#socket?.destroy()
    this.#settle(false)
  }

  async #deliver(pieces: readonly Uint8Array[], expectsAnswer: boolean): Promise<Sent> {
    const begun = performance.now()
    for (let resends = 0; resends <= RESENDS && !this.#closed; resends++) {
      const socket = await this.#connected()
      if (!socket) break
      const answer = expectsAnswer ? this.#answer() : Promise.resolve(true)
      for (const piece of pieces) {
        socket.write(piece)
        if (pieces.length > 1) await new Promise((resume) => setTimeout(resume, 40))
      }
      if (await answer) return { answered: expectsAnswer, latencyMs: performance.now() - begun, resends }
    }
    return { answered: false, latencyMs: performance.now() - begun, resends: RESENDS }
  }

  #answer(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting = { resolve, timer: setTimeout(() => this.#settle(false), ANSWER_TIMEOUT_MS) }
    })
  }

  #settle(answered: boolean): void {
    const waiting = this.#waiting
    if (!waiting) return
    this.#waiting = undefined
    clearTimeout(waiting.timer)
    waiting.resolve(answered)
  }

  async #connected(): Promise<Socket | undefined> {
    while (!this.#closed) {
      if (this.#socket && !this.#socket.destroyed) return this.#socket
      const socket = await this.#tryConnect()
      if (socket) return socket
      await new Promise((resume) => setTimeout(resume, RECONNECT_MS))
    }
    return undefined
  }

  #tryConnect(): Promise<Socket | undefined> {
    return new Promise((resolve) => {
      const socket = connect(this.#port, this.#host, () => {
        this.#socket = socket
        resolve(socket)
      })
      socket.setNoDelay(true)
      // An answer is a whole frame; its tail is enough to know that one came.
      socket.on('data', (chunk) => {
        if (chunk.includes('\r\n')) this.#settle(true)
      })
      socket.on('error', () => resolve(undefined))
      socket.on('close', () => {
        if (this.#socket === socket) this.#socket = undefined
        this.#settle(false)
        resolve(undefined)
      })
    })
  }
}
