// Profiles proposed from what a device sends: each part, and what tells it.
import { describe, expect, test } from 'vitest'
import { beijingInstant, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import type { FrameObservation } from './observation.ts'
import { proposeProfile, siteKindOf } from './propose-profile.ts'

const NOON = beijingInstant(2026, 11, 25, 12)
const MN = '4403070A00000000000000A1'

function frame(n: number, more: Partial<FrameObservation> = {}): FrameObservation {
  const dataTime = NOON + n * HOUR_MS
  return {
    recordId: 100 + n,
    receivedAt: dataTime + HOUR_MS + 2 * MINUTE_MS,
    errors: [],
    version: 1,
    wantsAnswer: true,
    systemCode: '32',
    password: '123456',
    mn: MN,
    kind: 'hour',
    dataTime,
    isBackfill: false,
    factors: [{ code: 'w01018', isOld: false, value: 20 }],
    ...more,
  }
}
const three = (more: (n: number) => Partial<FrameObservation> = () => ({})) => [0, 1, 2].map((n) => frame(n, more(n)))
const fields = (frames: FrameObservation[]) => proposeProfile(frames).evidence.map(({ field }) => field)

describe('proposeProfile()', () => {
  test('reads a plain logger of 2017', () => {
    expect(proposeProfile(three())).toMatchObject({
      frames: 3,
      edition: '2017',
      systemCode: '32',
      password: '123456',
      answerPolicy: 'as-flagged',
      periodStamp: 'start',
      intervals: { hour: 3600 },
      factors: ['w01018'],
      units: {},
      tolerates: [],
    })
  })

  test('every part names the frames that show it', () => {
    for (const { records } of proposeProfile(three()).evidence) expect(records).toEqual([100, 101, 102])
    expect(new Set(fields(three()))).toEqual(
      new Set(['edition', 'systemCode', 'password', 'answerPolicy', 'periodStamp', 'intervals', 'factors']),
    )
  })

  test('no Flag and codes of 2005 are the edition of 2005', () => {
    const old = three(() => ({
      version: null,
      wantsAnswer: false,
      factors: [{ code: 'w01018', isOld: true, value: 1 }],
    }))
    expect(proposeProfile(old).edition).toBe('2005')
  })

  test('version 2 is 2025 only under an MN of 24 hexadecimal digits', () => {
    expect(proposeProfile(three(() => ({ version: 2 }))).edition).toBe('2025')
    expect(proposeProfile(three(() => ({ version: 2, mn: 'A440307_2021' }))).edition).toBe('2017')
  })

  test('an hour that comes two minutes after its stamp is stamped with its end', () => {
    const ends = three((n) => ({ receivedAt: NOON + n * HOUR_MS + 2 * MINUTE_MS }))
    expect(proposeProfile(ends).periodStamp).toBe('end')
  })

  test('the interval is the commonest step between data times, in any order and with holes', () => {
    const minutes = [0, 20, 10, 30, 60].map((n) =>
      frame(0, { kind: 'minute', dataTime: NOON + n * MINUTE_MS, receivedAt: NOON + (n + 11) * MINUTE_MS }),
    )
    expect(proposeProfile(minutes).intervals).toEqual({ minute: 600 })
  })

  test('a water station that measures every four hours has that interval', () => {
    expect(proposeProfile([0, 4, 8, 12].map((n) => frame(n))).intervals).toEqual({ hour: 14_400 })
  })

  test('who repeats what asked for no answer is waiting for one', () => {
    const silent = [0, 0, 0, 1].map((n) => frame(n, { wantsAnswer: false }))
    expect(proposeProfile(silent).answerPolicy).toBe('always')
    expect(proposeProfile(three(() => ({ wantsAnswer: false }))).answerPolicy).toBe('as-flagged')
  })

  test('a fault that every frame has is a habit, one that happens is not', () => {
    expect(proposeProfile(three(() => ({ errors: ['crc.modbus'] }))).tolerates).toEqual(['crc.modbus'])
    expect(proposeProfile(three((n) => ({ errors: n === 0 ? ['crc.modbus'] : [] }))).tolerates).toEqual([])
    expect(proposeProfile(three(() => ({ errors: ['crc.stale'] }))).tolerates).toEqual([])
  })

  test('ambient values tell milligrams from micrograms', () => {
    const air = (pm: number, co: number) =>
      three(() => ({
        systemCode: '22',
        factors: [
          { code: 'a34004', isOld: false, value: pm },
          { code: 'a21005', isOld: false, value: co },
        ],
      }))
    expect(proposeProfile(air(0.035, 0.7)).units).toEqual({ a34004: 'mg/m³', a21005: 'mg/m³' })
    expect(proposeProfile(air(35, 700)).units).toEqual({ a34004: 'µg/m³', a21005: 'µg/m³' })
  })

  test('no frame at all gives an empty proposal and no evidence', () => {
    expect(proposeProfile([])).toMatchObject({ frames: 0, systemCode: null, evidence: [] })
  })
})

test('siteKindOf() knows the codes of table 5 that name one kind', () => {
  expect(['21', '22', '23', '32', '39', '51'].map(siteKindOf)).toEqual([
    'section',
    'air',
    'noise',
    'outfall',
    'dust',
    null,
  ])
})
