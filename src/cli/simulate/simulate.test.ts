// Arguments, faults and figures of the simulator.
import { describe, expect, test } from 'vitest'
import { decodeFrame } from '#hj212/decode.ts'
import { encodeSegment, splitFrames } from '#hj212/frame.ts'
import { deliver, FAULTS, type Fault } from './faults.ts'
import { readOptions } from './options.ts'
import { Tally } from './tally.ts'

const outgoing = (qn: string): { frame: Uint8Array; qn: string } => ({
  frame: encodeSegment(`QN=${qn};ST=32;CN=2011;MN=1;Flag=5;CP=&&DataTime=20261125100000;w01001-Rtd=7&&`),
  qn,
})
const others = { next: () => outgoing('2'), stranger: () => outgoing('3') }

describe('deliver()', () => {
  test.each<[Fault | null, string[], boolean[]]>([
    [null, ['1'], [true]],
    ['half', ['1'], [true]],
    ['sticky', ['1', '2'], [true, true]],
    ['duplicate', ['1', '1'], [true, true]],
    ['noise', ['1'], [true]],
    ['unknown-mn', [], [true]],
    ['crc', [], [false]],
  ])('%s: answers owed to %j', (fault, owed, oks) => {
    const delivery = deliver(outgoing('1'), fault, others)
    const { pieces } = splitFrames(Buffer.concat(delivery.pieces))
    expect(delivery.owed).toEqual(owed)
    expect(pieces.filter(({ kind }) => kind === 'frame').map(({ bytes }) => decodeFrame(bytes).ok)).toEqual(oks)
  })

  test('length: a frame that says it is longer than it is', () => {
    const [piece = new Uint8Array()] = deliver(outgoing('1'), 'length', others).pieces
    expect(decodeFrame(piece).findings.map(({ code }) => code)).toContain('len.long')
  })
})

describe('readOptions()', () => {
  test('has defaults and takes every fault', () => {
    expect(readOptions([])).toMatchObject({
      devices: undefined,
      rate: 5,
      seconds: 10,
      backfill: 0,
      port: 9212,
      live: false,
    })
    expect(readOptions(['--faults', FAULTS.join(',')])).toMatchObject({ faults: [...FAULTS] })
  })

  test.each([
    ['--rate', '0'],
    ['--devices', '1.5'],
    ['--devices', ''],
    ['--port', '70000'],
    ['--faults', 'x'],
    ['--nothing', '1'],
    ['--seconds', 'x'],
  ])('names what is wrong with %s %s', (name, value) => {
    expect(readOptions([name, value])).toContain(name)
  })
})

test('Tally counts apart what was owed an answer and what was not', () => {
  const tally = new Tally()
  tally.add({ answered: true, latencyMs: 10, resends: 1 }, true)
  tally.add({ answered: false, latencyMs: 40_000, resends: 3 }, true)
  tally.add({ answered: true, latencyMs: 1, resends: 0 }, false)
  expect(tally.summary()).toEqual({
    sent: 3,
    answered: 1,
    unanswered: 1,
    notOwed: 1,
    resends: 4,
    latencyMs: { p50: 10, p95: 10, p99: 10, max: 10 },
  })
})
