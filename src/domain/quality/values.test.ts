// The value that counts, corrections, review levels, scores, and the vocabulary behind them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { averageText, indicatorText, verdictText } from './change-texts.ts'
import { type CorrectionParams, correctValues } from './correct.ts'
import { effectiveReader, type StandingCorrection, type StandingFlag } from './effective.ts'
import {
  FLAG_STATES,
  QUALITY_STATES,
  STATE_MEANINGS,
  stateOfSign,
  VOCABULARIES,
  worseState,
} from './flag-vocabulary.ts'
import { levelAt, refuseFinal, refuseStep } from './review-level.ts'
import { addCounts, NO_COUNT, scoreFeed } from './scorecard.ts'

describe('stateOfSign()', () => {
  test.each([
    ['N', 'hj212-2017', 'good'],
    ['T', 'hj212-2017', 'over-range'],
    ['n', 'hj212-2017', 'unknown'],
    ['P', 'hjt212-2005', 'missing'],
    ['3', 'hjt212-2005-air', 'good'],
    ['8', 'copernicus', 'interpolated'],
    ['9', 'qartod', 'missing'],
    ['失控', 'hj75', 'bad'],
    ['补遗', 'hj355', 'interpolated'],
    ['constructor', 'qartod', 'unknown'],
  ] as const)('%s of %s is %s', (sign, vocabulary, state) => {
    expect(stateOfSign(sign, vocabulary)).toBe(state)
  })
  test('what goes out as a sign of ours comes back with the same say whether it counts', () => {
    for (const state of QUALITY_STATES) {
      const back = stateOfSign(STATE_MEANINGS[state].hj212)
      if (STATE_MEANINGS[back].counts) expect(STATE_MEANINGS[state].counts).toBe(true)
    }
    expect(VOCABULARIES.length).toBe(7)
  })
  test('worseState() is the same in any order', () => {
    const state = fc.constantFrom(...QUALITY_STATES)
    fc.assert(
      fc.property(state, state, state, (a, b, c) => {
        expect(worseState(a, b)).toBe(worseState(b, a))
        expect(worseState(worseState(a, b), c)).toBe(worseState(a, worseState(b, c)))
      }),
    )
  })
})

describe('effectiveReader()', () => {
  const raw = { factorId: 1, kind: 'hour', at: 50, value: 7, flag: 'N' }
  const flag = (part: Partial<StandingFlag>): StandingFlag => ({
    id: 'f',
    factorId: 1,
    kind: 'hour',
    from: 0,
    until: 100,
    state: 'bad',
    origin: 'rule',
    knownFrom: 10,
    ...part,
  })
  const correction = (part: Partial<StandingCorrection> = {}): StandingCorrection => ({
    id: 'c',
    factorId: 1,
    kind: 'hour',
    method: 'constant',
    instants: [50],
    after: [5],
    knownFrom: 20,
    ...part,
  })
  const read = (
    flags: StandingFlag[],
    corrections: StandingCorrection[] = [],
    value: Partial<typeof raw> | { value: null } = {},
  ) => effectiveReader({ flags, corrections })({ ...raw, ...value })

  test('a device’s letter stands where nothing else is said; a lone gap is missing', () => {
    expect(read([], [], { flag: 'M' })).toMatchObject({ state: 'maintenance', counts: false, by: 'device' })
    expect(read([], [], { value: null })).toMatchObject({ state: 'missing', counts: false })
  })
  test('the worse of device and rules stands; suspect values count', () => {
    expect(read([flag({ state: 'suspect' })])).toMatchObject({ state: 'suspect', counts: true, by: 'rule' })
    expect(read([flag({ state: 'suspect' })], [], { flag: 'C' })).toMatchObject({ state: 'calibration', counts: false })
  })
  test('half-open spans, other factors and other kinds', () => {
    expect(read([flag({ from: 51 })])).toMatchObject({ state: 'good' })
    expect(read([flag({ until: 50 })])).toMatchObject({ state: 'good' })
    expect(read([flag({ factorId: 2 })])).toMatchObject({ state: 'good' })
    expect(read([flag({ factorId: null })])).toMatchObject({ state: 'bad' })
    expect(read([flag({ kind: 'day' })])).toMatchObject({ state: 'good' })
  })
  test('a person outranks rules and device, the later word of a person stands', () => {
    const good = flag({ id: 'p', origin: 'person', state: 'good', knownFrom: 30 })
    expect(read([flag({}), good])).toMatchObject({ state: 'good', counts: true, by: 'person' })
    expect(read([good, flag({ id: 'q', origin: 'person', state: 'bad', knownFrom: 31 })])).toMatchObject({
      counts: false,
    })
  })
  test('of a correction and a person’s flag the later stands', () => {
    const bad = flag({ id: 'p', origin: 'person', state: 'bad', knownFrom: 30 })
    expect(read([bad], [correction()])).toMatchObject({ value: 5, state: 'bad', counts: false })
    expect(read([bad], [correction({ knownFrom: 40 })])).toMatchObject({ value: 5, state: 'corrected', counts: true })
    expect(read([], [correction({ after: [null] })])).toMatchObject({ value: null, counts: false })
    expect(read([], [correction(), correction({ id: 'd', after: [6], knownFrom: 21 })])).toMatchObject({ value: 6 })
  })
  test('does not depend on the order of flags', () => {
    const any = fc.record({
      id: fc.uuid(),
      state: fc.constantFrom(...FLAG_STATES),
      origin: fc.constantFrom('rule' as const, 'person' as const),
      knownFrom: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (parts) => {
        const flags = parts.map((part) => flag(part))
        const { id: _, ...one } = read(flags)
        const { id: __, ...other } = read(flags.toReversed())
        expect(one).toEqual(other)
      }),
    )
  })
})

describe('correctValues()', () => {
  const values = [10, 20, 30, 40, 50].map((value, at) => ({ at, value, counts: true }))
  const span = { from: 1, until: 4 }
  const madeBy = (params: CorrectionParams, from = values) => {
    const made = correctValues(from, span, params)
    return isRefusal(made) ? made.refused : made.map((one) => one.after)
  }
  test.each([
    [{ method: 'constant', value: 7 }, [7, 7, 7]],
    [{ method: 'offset', value: -0.1 }, [19.9, 29.9, 39.9]],
    [{ method: 'drift', atStart: 0, atEnd: 4 }, [20, 28, 36]],
    [{ method: 'remove' }, [null, null, null]],
  ] as [CorrectionParams, unknown][])('%o', (params, expected) => {
    const made = madeBy(params)
    // A drift of 0 leaves the first value as it is, and what does not change is left out.
    expect(made).toEqual(params.method === 'drift' ? [28, 36] : expected)
  })
  test('interpolates between the nearest values that count', () => {
    const spiked = values.map((one) => (one.at === 2 ? { ...one, value: 900 } : one))
    expect(madeBy({ method: 'interpolate' }, spiked)).toEqual([30])
    const footless = values.map((one) => (one.at === 0 ? { ...one, counts: false } : one))
    expect(madeBy({ method: 'interpolate' }, footless)).toBe('quality.no-feet')
  })
  test('refuses where nothing would change or nothing is there', () => {
    expect(madeBy({ method: 'offset', value: 0 })).toBe('quality.nothing-changes')
    expect(correctValues(values, { from: 9, until: 10 }, { method: 'remove' })).toMatchObject({
      refused: 'quality.nothing-there',
    })
  })
  test('taking an offset back gives the values again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), (units) => {
        const offset = units / 100
        fc.pre(offset !== 0)
        const there = correctValues(values, span, { method: 'offset', value: offset })
        if (isRefusal(there)) throw new Error(there.because)
        const moved = values.map((one) => ({
          ...one,
          value: there.find(({ at }) => at === one.at)?.after ?? one.value,
        }))
        const back = correctValues(moved, span, { method: 'offset', value: -offset })
        if (isRefusal(back)) throw new Error(back.because)
        expect(back.map((one) => one.after)).toEqual([20, 30, 40])
      }),
    )
  })
})

describe('review levels', () => {
  const reviews = [
    { from: 0, until: 10, level: 'reviewed' as const, knownFrom: 1 },
    { from: 5, until: 10, level: 'final' as const, knownFrom: 2 },
  ]
  test('the newest review of a value is its level', () => {
    expect([0, 5, 9, 10].map((at) => levelAt(reviews, at))).toEqual(['reviewed', 'final', 'final', 'raw'])
  })
  test('final data is closed, and only reviewed data becomes final', () => {
    expect(refuseFinal(reviews, [0])).toBeUndefined()
    expect(refuseFinal(reviews, [0, 6])).toMatchObject({ refused: 'quality.is-final' })
    expect(refuseStep(new Set(['raw', 'reviewed']), 'final')).toMatchObject({ refused: 'quality.review-first' })
    expect(refuseStep(new Set(['raw']), 'reviewed')).toBeUndefined()
    expect(refuseStep(new Set(['final']), 'raw')).toBeUndefined()
  })
})

describe('scoreFeed()', () => {
  const day = { expected: 24, received: 24, timed: 24, onTime: 24, values: 144, valid: 144 }
  test('all there, in time and valid is a hundred; nothing is none', () => {
    expect(scoreFeed(day).score).toBe(100)
    expect(scoreFeed({ ...NO_COUNT, expected: 24 }).score).toBe(0)
    expect(scoreFeed(NO_COUNT).score).toBeNull()
  })
  test('half the hours, all late: 25 + 0 + 12.5', () => {
    expect(scoreFeed({ ...day, received: 12, timed: 12, onTime: 0 })).toMatchObject({ timeliness: 0, score: 37.5 })
  })
  test('a file has no timeliness and loses nothing by it', () => {
    expect(scoreFeed({ ...day, timed: 0, onTime: 0 })).toMatchObject({ timeliness: null, score: 100 })
  })
  test('addCounts() adds', () => expect(addCounts(day, day)).toMatchObject({ expected: 48, timed: 48 }))
})

test('results as texts of a change report', () => {
  expect(averageText({ value: '58', used: 24, expected: 24, valid: true })).toBe('58')
  expect(averageText({ value: '58', used: 4, expected: 24, valid: false })).toBe('58（无效）')
  expect(verdictText({ judged: true, grade: 2, aqi: 79, subject: 'air-day' })).toBe('AQI 79 良')
  expect(verdictText({ judged: true, grade: 6, aqi: null, subject: 'water-month' })).toBe('劣Ⅴ类')
  expect(verdictText({ judged: false, grade: null, aqi: null, subject: 'air-day' })).toBe('无法评价')
  expect(indicatorText({ value: '96.2', status: 'met' })).toBe('96.2 达标')
})
