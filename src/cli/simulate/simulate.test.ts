// Arguments, faults and figures of the simulator.
import { describe, expect, test } from 'vitest'
import { decodeFrame } from '#hj212/decode.ts'
import { encodeSegment, splitFrames, splitLastFrames } from '#hj212/frame.ts'
import { deliver, FAULTS, type FaultName } from './faults.ts'
import { readOptions } from './options.ts'
import { Tally } from './tally.ts'

const outgoing = (qn: string): { frame: Uint8Array; qn: string } => ({
  frame: encodeSegment(
    `QN=20261125100000${qn.padStart(3, '0')};ST=32;CN=2011;MN=1;Flag=5;CP=&&DataTime=20261125100000;w01001-Rtd=7.21,w01001-Flag=N;w01018-Rtd=30.5,w01018-Flag=N&&`,
  ),
  qn,
})
const others = {
  next: () => outgoing('2'),
  stranger: () => outgoing('3'),
  withValuesOf: () => outgoing('4'),
}

/** What arrives under a fault: each frame's proof and findings; noise as its length. */
function arrival(fault: FaultName | null): string[] {
  const { pieces, rest } = splitFrames(Buffer.concat(deliver(outgoing('1'), fault, others).pieces))
  return [...pieces, ...splitLastFrames(rest)].map(({ kind, bytes }) => {
    if (kind === 'noise') return 'noise'
    const { ok, findings } = decodeFrame(bytes)
    return [ok ? 'ok' : 'bad', ...findings.map(({ code }) => code)].join(' ')
  })
}

const fifty = Array.from({ length: 50 }, () => 'ok')
const ARRIVALS: Readonly<Record<FaultName, readonly string[]>> = {
  half: ['ok'],
  sticky: ['ok', 'ok'],
  'slow-loris': ['ok'],
  flood: fifty,
  noise: ['noise', 'ok'],
  'zero-bytes': ['ok'],
  'broken-head': ['noise'],
  truncated: ['bad len.long crc.stale crc.impossible seg.noClose', 'ok'],
  crc: ['bad crc.stale'],
  'crc-swapped': ['bad crc.swapped'],
  'crc-zero': ['bad crc.stale'],
  'crc-stale': ['bad crc.stale data.no-name'],
  length: ['bad len.long'],
  'length-short': ['bad len.short'],
  gbk: ['ok text.gb18030'],
  split: ['ok', 'ok'],
  duplicate: ['ok', 'ok'],
  'out-of-order': ['ok', 'ok'],
  'unknown-mn': ['ok'],
  'clock-drift': ['ok'],
  'clock-ahead': ['ok'],
  'no-number': ['ok'],
  'no-values': ['ok'],
  'flag-unknown': ['ok'],
  frozen: ['ok'],
  yesterday: ['ok'],
  'ph-shift': ['ok'],
  scaled: ['ok'],
}

describe('deliver()', () => {
  test('without a fault is the frame, and its answer is owed', () => {
    expect(arrival(null)).toEqual(['ok'])
    expect(deliver(outgoing('1'), null, others).owed).toEqual(['1'])
  })

  test.each(FAULTS)('%s: arrives as it should, and what proves something is owed an answer', (fault) => {
    expect(arrival(fault)).toEqual(ARRIVALS[fault])
    const proven = ARRIVALS[fault].filter((one) => one.startsWith('ok')).length
    // A frame of a stranger or from the day after tomorrow proves itself and is yet not stored.
    const refused = fault === 'unknown-mn' || fault === 'clock-ahead' ? 1 : 0
    expect(deliver(outgoing('1'), fault, others).owed).toHaveLength(proven - refused)
  })

  test('changes what the fault says and nothing else', () => {
    const text = (fault: FaultName): string =>
      Buffer.concat(deliver(outgoing('1'), fault, others).pieces).toString('latin1')
    expect(text('ph-shift')).toContain('w01001-Rtd=6.21,')
    expect(text('ph-shift')).toContain('w01018-Rtd=30.5,')
    expect(text('scaled')).toContain('w01018-Rtd=9.150,')
    expect(text('clock-drift')).toContain('DataTime=20261125095300;')
    expect(text('clock-ahead')).toContain('DataTime=20261127100000;')
    expect(text('no-number')).toContain('w01001-Rtd=NaN,')
    expect(text('split').match(/PNUM=2;PNO=[12];CP=&&DataTime=20261125100000;w0/g)).toHaveLength(2)
    expect(text('split')).toContain('Flag=7;')
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
    expect(readOptions(['--faults', 'all'])).toMatchObject({ faults: [...FAULTS] })
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
