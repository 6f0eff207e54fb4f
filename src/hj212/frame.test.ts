// Frames out of a stream, wherever it is cut and whatever stands in it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeSegment, joinBytes, MOST_SEGMENT_BYTES, splitFrames, splitLastFrames } from './frame.ts'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const text = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1')

/** Frames of a stream that comes in these chunks and then ends. */
function framesOf(chunks: readonly Uint8Array[]): string[] {
  let rest: Uint8Array = new Uint8Array(0)
  const frames: string[] = []
  for (const chunk of chunks) {
    const split = splitFrames(joinBytes(rest, chunk))
    frames.push(...split.pieces.filter(({ kind }) => kind === 'frame').map((piece) => text(piece.bytes)))
    rest = split.rest
  }
  const last = splitLastFrames(rest).filter(({ kind }) => kind === 'frame')
  return [...frames, ...last.map((piece) => text(piece.bytes))]
}

const A = text(
  encodeSegment(
    'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&',
  ),
)
const B = text(encodeSegment('ST=32;CN=2011;MN=1;CP=&&DataTime=20160801085857;w01018-Rtd=2.2&&'))
const bare = (frame: string): string => frame.trimEnd()

describe('splitFrames()', () => {
  const stream = bytes(`noise#${A}${bare(A)}${bare(B)}\n\r\n ##0007CP=&&&&F781${B}##01`)
  const whole = framesOf([stream])

  test('takes glued frames, frames with and without line ends, and skips noise', () => {
    expect(whole).toEqual([bare(A), bare(A), bare(B), '##0007CP=&&&&F781', bare(B), '##01'])
  })

  test('gives the same frames wherever the stream is cut', () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      expect(framesOf([stream.subarray(0, cut), stream.subarray(cut)])).toEqual(whole)
    }
  })

  test('gives the same frames byte by byte', () => {
    expect(framesOf([...stream].map((byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  test('loses one frame and not the next to a wrong length', () => {
    for (const length of ['0087', '0110', '0000', '4999', '101']) {
      const wrong = `##${length}${A.slice(6)}`
      expect(framesOf([bytes(`${wrong}${B}${A}`)])).toEqual([bare(wrong), bare(B), bare(A)])
    }
  })

  test('keeps the half of a frame that broke off before another began', () => {
    const half = A.slice(0, 60)
    expect(framesOf([bytes(`${half}${B}${A}${A}`)])).toEqual([half, bare(B), bare(A), bare(A)])
  })

  test('is not misled by line ends or ## inside a frame of the right length', () => {
    const log = text(encodeSegment('CN=3020;CP=&&i11001-Info=//a##0010\r\nb;c=1CA0\r\n//&&'))
    expect(framesOf([bytes(log + A)])).toEqual([bare(log), bare(A)])
  })

  test('never waits for more than one frame', () => {
    for (const nonsense of ['##4096', '##9999', '##', '##123', '#']) {
      let rest: Uint8Array = new Uint8Array(0)
      for (let n = 0; n < 40; n += 1) {
        rest = splitFrames(joinBytes(rest, bytes(nonsense.padEnd(1000, 'x')))).rest
        expect(rest.length).toBeLessThanOrEqual(MOST_SEGMENT_BYTES + 12)
      }
    }
  })

  test('takes two megabytes of hash signs in a moment', () => {
    for (const unit of ['#', '##1', '##0001', '##4096', '&&AAAA', '##9&&']) {
      const begun = performance.now()
      splitFrames(bytes(unit.repeat(Math.ceil(2_000_000 / unit.length))))
      expect(performance.now() - begun).toBeLessThan(3_000)
    }
  })
})

const token = fc.constantFrom(
  '##0004abcd1C80',
  '##',
  '#',
  '&&',
  '\r\n',
  '\r',
  '1C80',
  '0010',
  '0101',
  'CP=&&',
  'x',
  '\0',
  A,
  B,
  bare(A),
  A.slice(0, 50),
)

test('splitFrames() gives the same frames for any stream of nonsense and any cuts', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 30 }), fc.array(fc.nat(3000), { maxLength: 6 }), (tokens, cuts) => {
      const stream = bytes(tokens.join(''))
      const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length]
      const chunks = at.slice(1).map((end, n) => stream.subarray(at[n], end))
      expect(framesOf(chunks)).toEqual(framesOf([stream]))
    }),
    { numRuns: 500 },
  )
})

test('splitFrames() loses no byte but blanks between pieces', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 20 }), (tokens) => {
      const stream = tokens.join('')
      const kept = splitLastFrames(bytes(stream)).map((piece) => text(piece.bytes))
      const solid = (words: string): string => words.replace(/[\r\n\0 ]/g, '')
      expect(solid(kept.join(''))).toBe(solid(stream))
    }),
  )
})

test('encodeSegment() refuses what four digits cannot say', () => {
  expect(() => encodeSegment('x'.repeat(10_000))).toThrow(RangeError)
})
