// For tests of forwarding: a store with frames in it, and platforms that answer, hang up, stay silent or are slow.
import { createServer, type Server, type Socket } from 'node:net'
import { loadDevices } from '#gateway/devices.ts'
import { hear } from '#gateway/session.ts'
import { Writer } from '#gateway/writer.ts'
import { encodeAnswer } from '#hj212/answer.ts'
import { decodeFrame, type Message } from '#hj212/decode.ts'
import { joinBytes, splitFrames } from '#hj212/frame.ts'
import type { Database } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'

const quiet = createLog('test', { level: 'error', write: () => undefined })

/** Stores frames as the gateway does; resolves when all are committed. */
export async function storeFrames(db: Database, frames: readonly Uint8Array[]): Promise<void> {
  const devices = await loadDevices(db)
  const nothing = (): void => undefined
  const writer = new Writer({ db, log: quiet, onFull: nothing, onDrained: nothing })
  for (const frame of frames) {
    const receivedAtMs = Date.now()
    // As the splitter leaves it: without the line end.
    const body = frame.subarray(0, frame.length - 2)
    const { translation } = hear(body, receivedAtMs, (mn) => devices.get(mn))
    writer.put({ receivedAtMs, peer: 'test', body, translation, onStored: nothing })
  }
  await writer.stop()
}

type Manner = 'answer' | 'ignore' | 'hang-up' | { lateMs: number }

/** A platform whose manner is decided frame by frame; it notes what it heard. */
export class TestPlatform {
  readonly heard: string[] = []
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  manner: (message: Message, count: number) => Manner = () => 'answer'

  constructor() {
    this.#server = createServer((socket) => this.#welcome(socket))
  }

  listen(port = 0): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket)
    let rest: Uint8Array = new Uint8Array(0)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('data', (chunk) => {
      const split = splitFrames(joinBytes(rest, chunk))
      rest = new Uint8Array(split.rest)
      for (const { bytes } of split.pieces) this.#hear(socket, bytes)
    })
  }

  #hear(socket: Socket, bytes: Uint8Array): void {
    const { message } = decodeFrame(bytes)
    this.heard.push(Buffer.from(bytes).toString('latin1'))
    if (!message) return
    const manner = this.manner(message, this.heard.length)
    const answer = (): boolean => socket.writable && socket.write(encodeAnswer(message, '9014', '2017'))
    if (manner === 'answer') answer()
    else if (manner === 'hang-up') socket.destroy()
    else if (typeof manner === 'object') setTimeout(answer, manner.lateMs)
  }
}
