// What a frame becomes, by its device: units, flags, times, and the reasons to keep it out.
import { describe, expect, test } from 'vitest'
import { decodeFrame } from '#hj212/decode.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { beijingInstant, HOUR_MS } from '#kit/time.ts'
import type { DeviceProfile } from './device-profile.ts'
import { toReading, toRecord } from './record.ts'
import { type Translation, translate } from './translate.ts'

const NOW = beijingInstant(2026, 11, 25, 10)
const DEVICE: DeviceProfile = {
  mn: 'A1',
  siteId: 7,
  systemCode: '32',
  edition: '2017',
  password: '123456',
  answerPolicy: 'as-flagged',
  units: {},
  periodStamp: 'start',
  tolerates: [],
  overTimeS: 10,
  resends: 3,
  intervals: {},
  encryption: 'accepted',
  keys: [],
}

const read = (cp: string, { cn = '2061', device = {} as Partial<DeviceProfile>, st = '32' } = {}): Translation => {
  const frame = encodeSegment(`QN=20261125100000000;ST=${st};CN=${cn};PW=123456;MN=A1;Flag=5;CP=&&${cp}&&`)
  return translate(decodeFrame(frame), { ...DEVICE, systemCode: st, ...device }, NOW)
}
const codes = ({ findings }: Translation): string[] => findings.map(({ code }) => code)
const HOUR = 'DataTime=20261125090000;'

describe('translate()', () => {
  test('takes Avg with its least, most, total and flag, and DataTime as the start of the hour', () => {
    const result = read(
      `${HOUR}w01018-Cou=10.5,w01018-Min=40.1,w01018-Avg=41,w01018-Max=42,w01018-Flag=M;w01001-Avg=7.5`,
    )
    expect(result).toMatchObject({ state: 'stored', siteId: 7, kind: 'hour', atMs: beijingInstant(2026, 11, 25, 9) })
    expect(result.values).toEqual([
      { code: 'w01018', value: 41, low: 40.1, high: 42, total: 10.5, flag: 'M' },
      { code: 'w01001', value: 7.5, low: null, high: null, total: null, flag: 'N' },
    ])
    expect(result.findings).toEqual([])
  })

  test('takes the codes of 2005 for those of 2017', () => {
    expect(read(`${HOUR}011-Avg=41;060-Avg=1;B01-Avg=2`).values.map(({ code }) => code)).toEqual([
      'w01018',
      'w21003',
      'w00000',
    ])
  })

  test('converts from the registered unit, low and high with it, and leaves the total', () => {
    const device = { units: { a34004: 'mg/m³' } }
    const [value] = read(`${HOUR}a34004-Cou=3,a34004-Min=0.01,a34004-Avg=0.035,a34004-Max=0.05`, {
      st: '22',
      device,
    }).values
    expect(value).toMatchObject({ value: 35, low: 10, high: 50, total: 3 })
  })

  test('converts from annex B where no unit is registered: total mercury is sent in µg/L and stored so', () => {
    expect(read(`${HOUR}w20111-Avg=0.5;a21026-Avg=0.02`, { st: '31' }).values.map(({ value }) => value)).toEqual([
      0.5, 20,
    ])
  })

  test('takes ambient air in the units of its standard where none is registered, and says so', () => {
    const result = read(`${HOUR}a34004-Avg=35;a21026-Avg=6;a21005-Avg=0.4`, { st: '22' })
    expect(result.values.map(({ value }) => value)).toEqual([35, 6, 0.4])
    expect(codes(result)).toEqual(['unit.assumed'])
  })

  test('leaves out what is no number, no code or has no unit, with a finding each, and keeps the rest', () => {
    const device = { units: { w21003: 'kg' } }
    const result = read(`${HOUR}w01018-Avg=--;w01001-Avg=7,w01001-Min=x;w21003-Avg=1;我-Avg=1`, { device })
    expect(result.values.map(({ code }) => code)).toEqual(['w01001'])
    expect(codes(result)).toEqual(['value.not-number', 'value.not-number', 'unit.unconvertible', 'factor.code'])
  })

  test('stores a code for a missing value as missing', () => {
    const result = read(`${HOUR}w01001-Avg=-99.000,w01001-Flag=B`)
    expect(result.values).toMatchObject([{ value: null, flag: 'B' }])
    expect(codes(result)).toEqual(['value.sentinel'])
  })

  test('keeps private codes as they are sent', () => {
    expect(read(`${HOUR}ys1000-Avg=160.304`).values).toMatchObject([{ code: 'ys1000', value: 160.304 }])
  })

  test('reads the digits that air stations of 2005 send for flags', () => {
    const device: Partial<DeviceProfile> = { edition: '2005' }
    const result = read(`${HOUR}a34004-Avg=1,a34004-Flag=3;a34002-Avg=1,a34002-Flag=0;a21026-Avg=1,a21026-Flag=]`, {
      st: '22',
      device,
    })
    expect(result.values.map(({ flag }) => flag)).toEqual(['N', 'C', '?'])
  })

  test.each([
    ['time.missing', 'w01001-Avg=7'],
    ['time.unreadable', 'DataTime=2026-11-25;w01001-Avg=7'],
    ['time.unreadable', 'DataTime=20261345000000;w01001-Avg=7'],
    ['time.future', 'DataTime=20261125110000;w01001-Avg=7'],
    ['time.ancient', 'DataTime=20000101000000;w01001-Avg=7'],
    ['data.unreadable', `${HOUR}w01001-Avg=x`],
  ])('quarantines for %s', (code, cp) => {
    const result = read(cp)
    expect([result.state, result.values, codes(result)]).toEqual(['quarantined', [], expect.arrayContaining([code])])
  })

  test('takes minutes with seconds and milliseconds at the start of the minute, and says so', () => {
    const result = read('DataTime=20261125095017123;w01001-Avg=7', { cn: '2051' })
    expect(result.atMs).toBe(beijingInstant(2026, 11, 25, 9, 50))
    expect(codes(result)).toEqual(['time.digits', 'time.floored'])
  })

  test('moves the stamp of a logger that sends the end of the period', () => {
    const device: Partial<DeviceProfile> = { periodStamp: 'end' }
    expect(read(`DataTime=20261125100000;w01001-Avg=7`, { device }).atMs).toBe(NOW - HOUR_MS)
  })

  test('acknowledges what holds no readings', () => {
    expect(read('', { cn: '9015' }).state).toBe('acknowledged')
    expect(read('', { cn: '2011' }).state).toBe('acknowledged')
    expect(read('DataTime=20261125090000;SB1-RS=1', { cn: '2021' }).state).toBe('acknowledged')
  })

  test('quarantines strangers, wrong passwords and damaged frames', () => {
    const frame = encodeSegment('ST=32;CN=2061;PW=1;MN=A1;Flag=5;CP=&&DataTime=20261125090000;w01001-Avg=7&&')
    expect(codes(translate(decodeFrame(frame), undefined, NOW))).toEqual(['device.unknown'])
    expect(codes(translate(decodeFrame(frame), DEVICE, NOW))).toEqual(['device.password'])
    expect(translate(decodeFrame(frame.subarray(1)), DEVICE, NOW)).toMatchObject({ state: 'quarantined', siteId: 7 })
  })
})

describe('toReading()', () => {
  test('sorts factors by number and leaves out those without one, with a finding', () => {
    const translation = read(`${HOUR}w01018-Avg=41,w01018-Flag=M;w01001-Avg=7.5,w01001-Min=7;xx-Avg=1`)
    const reading = toReading(
      translation,
      new Map([
        ['w01018', 9],
        ['w01001', 4],
      ]),
      11,
    )
    expect(reading).toMatchObject({
      siteId: 7,
      source: 11,
      factors: [4, 9],
      values: [7.5, 41],
      low: [7, null],
      high: null,
      total: null,
      flags: 'NM',
    })
    expect(codes(translation)).toEqual(['factor.no-room'])
  })

  test('toRecord() keeps the bytes and takes what PostgreSQL cannot hold out of the MN', () => {
    const body = encodeSegment('CN=2011;MN=A\0B;CP=&&&&')
    const translation = translate(decodeFrame(body), undefined, NOW)
    expect(toRecord(translation, { receivedAtMs: NOW, peer: '::1:1', body }, 5)).toMatchObject({
      id: 5,
      mn: 'AB',
      body,
      siteId: 0,
      state: 'quarantined',
    })
  })
})
