// A burst over one connection: frames are sent as long as few enough are unanswered, as back-filling devices do.
import { connect } from 'node:net'
import { joinBytes, splitFrames } from '#hj212/frame.ts'

export type Burst = { port: number; frames: readonly Uint8Array[]; mostUnanswered: number }

/** Sends all frames and resolves with the time each answer took, ms; rejects where the connection ends before. */
export function sendBurst({ port, frames, mostUnanswered }: Burst): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const sentAt: number[] = []
    const latencies: number[] = []
    let rest: Uint8Array = new Uint8Array(0)
    const socket = connect(port, '127.0.0.1')
    const sendMore = (): void => {
      const until = Math.min(frames.length, latencies.length + mostUnanswered)
      const chunk = frames.slice(sentAt.length, until)
      if (chunk.length === 0) return
      const now = performance.now()
      for (const _ of chunk) sentAt.push(now)
      socket.write(Buffer.concat(chunk))
    }
    socket.on('connect', sendMore)
    socket.on('data', (bytes) => {
      const split = splitFrames(joinBytes(rest, bytes))
      rest = split.rest
      const now = performance.now()
      for (const _ of split.pieces) latencies.push(now - (sentAt[latencies.length] ?? now))
      if (latencies.length >= frames.length) socket.end(() => resolve(latencies))
      else sendMore()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`the gateway ended a burst after ${latencies.length} answers`)))
  })
}
