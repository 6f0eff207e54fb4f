// A million frames gone wrong: none throws or hangs, none that is false is taken for true, and memory stays where it was.
import { expect, test } from 'vitest'
import { decodeFrame } from './decode.ts'
import { encodeSegment, joinBytes, splitFrames } from './frame.ts'

const COUNT = 1_000_000
const PART = 20_000
/** Room for one part and for what the collector has not taken yet. */
const MOST_GROWTH_BYTES = 96 * 1024 * 1024

const HEAD = 'QN=20260301110000001;ST=32;CN=2061;PW=123456;MN=4403070A00000000000000A1;Flag=5;'
const FRAMES = [
  `${HEAD}CP=&&DataTime=20260301100000;w01018-Avg=41.5,w01018-Min=39.9,w01018-Max=43.1,w01018-Flag=N;w01001-Avg=7.21,w01001-Flag=N&&`,
  `${HEAD}PNUM=2;PNO=1;CP=&&DataTime=20260301100000;w00000-Cou=1204.5,w00000-Flag=D&&`,
  'ST=31;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20260301100000;S01-Rtd=1.1,S01-Flag=N;B02-Rtd=8.2&&',
  'QN=20260301110000002;ST=91;CN=9014;PW=123456;MN=4403070A00000000000000A1;Flag=4;CP=&&&&',
  'QN=20260301110000003;ST=91;CN=9012;PW=123456;MN=4403070A00000000000000A1;Flag=4;CP=&&ExeRtn=1&&',
  'QN=20260301110000004;ST=21;CN=3020;PW=123456;MN=4403070A00000000000000A1;Flag=5;CP=&&DataTime=20260301100000;PolId=w01018,i11001-Info=//清洗//&&',
  'QN=20260301110000005;ST=32;CN=1062;PW=123456;MN=4403070A00000000000000A1;Flag=5;CP=&&RtdInterval=30&&',
].map(encodeSegment)

/** The same numbers in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Chance = ReturnType<typeof chance>

const pick = (of: Chance): Uint8Array => FRAMES[of(FRAMES.length)] ?? new Uint8Array(0)

/** One to three changes of the kinds that lines, buffers and careless programs make. */
function mutate(of: Chance): Uint8Array {
  let frame: Uint8Array = pick(of).slice()
  for (let changes = 1 + of(3); changes > 0; changes -= 1) frame = change(frame, of)
  return frame
}

function change(frame: Uint8Array, of: Chance): Uint8Array {
  const at = of(frame.length + 1)
  const until = Math.min(frame.length, at + of(20))
  switch (of(6)) {
    case 0:
      frame[at] = of(256)
      return frame
    case 1:
      return joinBytes(frame.subarray(0, at), frame.subarray(until))
    case 2:
      return joinBytes(frame.subarray(0, until), frame.subarray(at))
    case 3:
      return frame.subarray(0, at)
    case 4:
      return joinBytes(frame.subarray(0, at), pick(of).subarray(of(40)))
    default:
      frame.subarray(at, until).fill(of(256))
      return frame
  }
}

/** Length and checksum looked at by other means than the codec's: @source HJ 212—2017 附录 A. */
function isTrue(frame: Uint8Array): boolean {
  const text = Buffer.from(frame).toString('latin1')
  const parts = /^##(\d{4})([\s\S]*)([0-9A-Fa-f]{4})[\r\n]*$/.exec(text)
  if (!parts) return false
  const [, length, segment = '', crc = ''] = parts
  if (Number(length) !== segment.length) return false
  let register = 0xffff
  for (const character of segment) {
    register = (register >>> 8) ^ character.charCodeAt(0)
    for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >>> 1) ^ 0xa001 : register >>> 1
  }
  return register === Number.parseInt(crc, 16)
}

/** Pieces of a stream that comes in these chunks, each as kind and bytes; what is no frame is handed on as it comes. */
function piecesOf(chunks: readonly Uint8Array[]): string[] {
  const pieces: string[] = []
  let rest: Uint8Array = new Uint8Array(0)
  for (const chunk of chunks) {
    const split = splitFrames(joinBytes(rest, chunk))
    rest = split.rest
    for (const { kind, bytes } of split.pieces) {
      const text = Buffer.from(bytes).toString('latin1')
      if (kind !== 'frame' && pieces.at(-1)?.startsWith(kind)) pieces.push(`${pieces.pop()}${text}`)
      else pieces.push(`${kind} ${text}`)
    }
  }
  return pieces
}

function cutAnyhow(stream: Uint8Array, of: Chance): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < stream.length; ) {
    const until = at + 1 + of(3_000)
    chunks.push(stream.subarray(at, until))
    at = until
  }
  return chunks
}

test('a million mutated frames: never a throw, never a false one taken for true, however the stream is cut', () => {
  const of = chance(212)
  let ok = 0
  let before = 0
  for (let part = 0; part < COUNT / PART; part += 1) {
    const frames = Array.from({ length: PART }, () => mutate(of))
    for (const frame of frames) {
      const { ok: isOk, findings } = decodeFrame(frame)
      if (isOk) ok += 1
      if (isOk ? !isTrue(frame) : findings.length === 0) {
        throw new Error(`judged wrongly: ${Buffer.from(frame).toString('latin1')}`)
      }
    }
    // Every hundredth: the cutting is looked at byte by byte.
    const stream = Buffer.concat(frames.slice(0, PART / 100))
    expect(piecesOf(cutAnyhow(stream, of))).toEqual(piecesOf([stream]))
    if (part === 1) before = process.memoryUsage().heapUsed
  }
  expect(ok).toBeGreaterThan(0)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_GROWTH_BYTES)
}, 120_000)
