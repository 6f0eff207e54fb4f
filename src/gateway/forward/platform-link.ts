// The connection to one platform: frames out, answers in.
import { connect, type Socket } from 'node:net'
import { decodeFrame } from '#hj212/decode.ts'
import { joinBytes, splitFrames } from '#hj212/frame.ts'

const CONNECT_WITHIN_MS = 5_000
const KEEP_ALIVE_MS = 30_000

export type Answer = { qn: string | null; mn: string | null; isData: boolean }

export type PlatformLink = {
  /** False: the platform reads more slowly than is written; wait for `drained`. */
  send(frame: Uint8Array): boolean
  drained(): Promise<void>
  close(): void
}

export type LinkEvents = { onAnswer: (answer: Answer) => void; onEnd: (because: string) => void }

/** Resolves when it is connected; rejects with the reason in a sentence. */
export function openLink(at: { host: string; port: number }, events: LinkEvents): Promise<PlatformLink> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: at.host, port: at.port })
    const timer = setTimeout(() => socket.destroy(new Error('no connection within 5 s')), CONNECT_WITHIN_MS)
    let because = 'the platform closed the connection'
    socket.on('error', (error) => {
      because = error.message
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.setNoDelay(true)
      socket.setKeepAlive(true, KEEP_ALIVE_MS)
      listen(socket, events.onAnswer)
      socket.once('close', () => events.onEnd(because))
      resolve(linkOn(socket))
    })
  })
}

function linkOn(socket: Socket): PlatformLink {
  return {
    send: (frame) => socket.write(frame),
    drained: () =>
      new Promise((resolve) => {
        if (socket.destroyed || !socket.writableNeedDrain) return resolve()
        const done = (): void => resolve()
        socket.once('drain', done)
        socket.once('close', done)
      }),
    close: () => socket.destroy(),
  }
}

function listen(socket: Socket, onAnswer: (answer: Answer) => void): void {
  let rest: Uint8Array = new Uint8Array(0)
  socket.on('data', (chunk) => {
    const split = splitFrames(joinBytes(rest, chunk))
    rest = new Uint8Array(split.rest)
    for (const { kind, bytes } of split.pieces) {
      const { message } = kind === 'frame' ? decodeFrame(bytes) : { message: null }
      if (message)
        onAnswer({ qn: message.qn ?? message.cp.fields.QN ?? null, mn: message.mn, isData: isData(message.cn) })
    }
  })
}

/** 9014 answers data; some platforms say 9013 instead and mean the same. */
const isData = (cn: string | null): boolean => cn === '9014' || cn === '9013'
