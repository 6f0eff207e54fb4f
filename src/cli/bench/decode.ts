// How many frames a second are decoded with every check, against a bare split of the same bytes.
import { decodeFrame } from '#hj212/decode.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { MINUTE_MS } from '#kit/time.ts'
import type { DemoSite } from '../simulate/district.ts'
import { segmentOf } from '../simulate/segments.ts'
import { type Bench, type BenchIo, type BenchResult, benchResult } from './bench-result.ts'
import { benchDevices, hourFrames } from './frames.ts'

const ROUND_MS = 1_000
const ROUNDS = 5
const HOURS = 24

export const decodeBench: Bench = { name: 'decode', run }

async function run({ say }: BenchIo): Promise<BenchResult[]> {
  const devices = await benchDevices(40)
  const sets = [
    { name: 'decode', frames: devices.flatMap(hourOfFrames) },
    {
      name: 'decode, hour data',
      frames: devices.flatMap((device) => hourFrames(device, { skip: 0, count: HOURS, nowMs: Date.now() })),
    },
  ]
  return sets.map(({ name, frames: bytes }) => {
    const frames = bytes.map((frame) => Buffer.from(frame))
    const meanBytes = Math.round(frames.reduce((sum, frame) => sum + frame.length, 0) / frames.length)
    say(`${name}: ${frames.length} frames of ${meanBytes} bytes`)
    const decoded = bestRate(frames, (frame) => (decodeFrame(frame).ok ? 1 : 0))
    const split = bestRate(frames, (frame) => frame.toString('latin1').split(/[;,]/).length)
    return benchResult(name, 'frames/s', decoded, { name: 'latin1 text split at ; and ,', value: split })
  })
}

/** What a device sends while an hour passes: readings of the moment, means of minutes, and the hour. */
function hourOfFrames(device: DemoSite): Uint8Array[] {
  const nowMs = Date.now()
  const of = (kind: 'realtime' | 'minute' | 'hour', count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, n) => encodeSegment(segmentOf(device, kind, nowMs - n * MINUTE_MS, nowMs - n)))
  return [...of('realtime', 12), ...of('minute', 6), ...of('hour', 1)]
}

/** Frames a second in the best of some rounds, after one to warm up. Throws where a frame is not worked on. */
function bestRate(frames: readonly Buffer[], work: (frame: Buffer) => number): number {
  let best = 0
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now()
    let count = 0
    while (performance.now() - begun < ROUND_MS) {
      for (const frame of frames) if (work(frame) === 0) throw new Error('a frame of the benchmark is not in order')
      count += frames.length
    }
    const rate = (count * 1000) / (performance.now() - begun)
    if (round > 0) best = Math.max(best, rate)
  }
  return best
}
