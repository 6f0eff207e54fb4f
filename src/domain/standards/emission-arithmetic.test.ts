// Conversions of emissions and the periods of their data at every bound: what is refused, what is enough, what stands for a gap.
import { describe, expect, test } from 'vitest'
import { exactText, getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import type { Refusal } from '#kit/refusal.ts'
import {
  benchmarkWater,
  emissionRate,
  nitrogenOxides,
  shownValue,
  toBaseAir,
  toBaseWater,
  toDry,
  toReferenceOxygen,
  toStandardState,
} from './emission-conversion.ts'
import {
  type FlowValue,
  type FlueHour,
  flowWeightedMean,
  flueDayMean,
  flueSubstitute,
  isWithinTolerance,
  waterSubstitute,
} from './emission-periods.ts'

const exact = (value: number): Rational => toRational(getDecimal(value))
const shown = (found: Rational | Refusal): string =>
  'refused' in found ? `${found.refused}: ${found.because}` : (exactText(found, 6) ?? roundRational(found, 3))

describe('conversions (HJ 75—2017 附录C)', () => {
  test.each([
    [62, 7.5, 3.5, '80.370'],
    [14, 8.2, 11, '10.9375'],
    [50, 3.5, 3.5, '50'],
    [50, 0, 9, '28.571'],
    [50, 20.9, 9, '6000'],
    [0, 7, 9, '0'],
    [50, 21, 9, 'standards.oxygen-too-high: Cannot convert as the measured oxygen must be below 21 %'],
    [50, 21.1, 9, 'standards.oxygen-too-high: Cannot convert as the measured oxygen must be below 21 %'],
  ])('%d mg/m³ at %d %% oxygen is, at %d %%, %s', (value, measured, reference, expected) => {
    expect(shown(toReferenceOxygen(exact(value), exact(measured), exact(reference)))).toBe(expected)
  })

  test.each([
    [20, 12, '22.727'],
    [20, 0, '20'],
    [20, 99, '2000'],
    [20, 100, 'standards.moisture-too-high: Cannot convert as the moisture must be below 100 %'],
    [20, 101, 'standards.moisture-too-high: Cannot convert as the moisture must be below 100 %'],
  ])('%d wet with %d %% moisture is %s dry', (value, moisture, expected) => {
    expect(shown(toDry(exact(value), exact(moisture)))).toBe(expected)
  })

  const IMPOSSIBLE =
    'standards.state-impossible: Cannot convert as pressure and absolute temperature must be above zero'
  test.each([
    [100, 101_325, 0, 0, '100'],
    [100, 101_325, 0, 273, '200'],
    [100, 101_325, 101_325, 0, '50'],
    [100, 100_000, 1325, 136.5, '150'],
    // Below the atmosphere: 100 × 101325 ÷ 50662.5.
    [100, 101_325, -50_662.5, 0, '200'],
    // 100 × 101325 ÷ (100000.5 + 24.75)
    [100, 100_000.5, 24.75, 0, '101.299'],
    [100, 0, 0, 0, IMPOSSIBLE],
    [100, 101_325, -101_325, 0, IMPOSSIBLE],
    [100, 101_325, 0, -273, IMPOSSIBLE],
    [100, 101_325, 0, -272, '0.366'],
  ])('%d at %d Pa, %d Pa static and %d °C is %s', (value, atmosphere, gauge, celsius, expected) => {
    const state = { atmospherePa: exact(atmosphere), staticPa: exact(gauge), celsius: exact(celsius) }
    expect(shown(toStandardState(exact(value), state))).toBe(expected)
  })

  test('nitrogen oxide counts 1.53 times as dioxide; a rate is a millionth of concentration and flow', () => {
    expect([shown(nitrogenOxides(exact(10), exact(2.5))), shown(nitrogenOxides(exact(0), exact(7)))]).toEqual([
      '17.8',
      '7',
    ])
    expect([shown(emissionRate(exact(30), exact(50_000))), shown(emissionRate(exact(0.5), exact(2)))]).toEqual([
      '1.5',
      '0.000001',
    ])
  })

  test('a shown value ends, or has six decimals', () => {
    expect([shownValue(exact(1.25)), shownValue({ n: 1n, d: 3n }), shownValue({ n: 2n, d: 3n })]).toEqual([
      '1.25',
      '0.333333',
      '0.666667',
    ])
  })
})

describe('benchmarks (GB 18483—2001, GB 39731—2020)', () => {
  test.each([
    [1.5, 12_000, 4, '2.25'],
    [2, 2000, 1, '2'],
    [2, 2000, 0.5, '4'],
    [2, 2000, 0, 'standards.no-stove: Cannot convert as there must be at least one stove'],
    [2, 2000, -1, 'standards.no-stove: Cannot convert as there must be at least one stove'],
  ])('fumes of %d in %d m³/h over %d stoves are %s', (value, flow, stoves, expected) => {
    expect(shown(toBaseAir(exact(value), exact(flow), exact(stoves)))).toBe(expected)
  })

  test.each([
    [1.2, 200, 100, '2.4'],
    [1.2, 100, 100, '1.2'],
    [1.2, 99, 100, '1.2'],
    [1.2, 101, 100, '1.212'],
    [1.2, 200, 0, 'standards.no-benchmark: Cannot convert as the benchmark must be above zero'],
    [1.2, 200, -1, 'standards.no-benchmark: Cannot convert as the benchmark must be above zero'],
  ])('%d mg/L in %d m³ against %d is %s', (value, actual, benchmark, expected) => {
    expect(shown(toBaseWater(exact(value), exact(actual), exact(benchmark)))).toBe(expected)
  })

  test.each([
    [[{ kind: 'single-sided', areaM2: 100 }], '22'],
    [[{ kind: 'double-sided', areaM2: 10 }], '7.8'],
    // (0.78 + 0.39 × 4) × 100 and 35 % more of it.
    [[{ kind: 'multilayer', areaM2: 100, layers: 4 }], '234'],
    [[{ kind: 'multilayer', areaM2: 100, layers: 4, isFlexible: true }], '315.9'],
    [[{ kind: 'multilayer', areaM2: 100 }], '78'],
    // Layers tell nothing of a board that has none: 0.22 and 5 m³.
    [
      [
        { kind: 'ic-substrate', areaM2: 2, isFlexible: false },
        { kind: 'single-sided', areaM2: 1 },
      ],
      '10.22',
    ],
    [[{ kind: 'hdi', areaM2: 10, layers: 1 }], '14.4'],
    [[], '0'],
    [
      [{ kind: 'cardboard', areaM2: 1 }],
      'standards.unknown-board: Cannot sum the benchmark as "cardboard" must be a board of the table',
    ],
  ])('%j: %s m³', (boards, expected) => expect(shown(benchmarkWater(boards))).toBe(expected))
})

describe('daily means', () => {
  const of = (value: FlowValue['value'], flow: FlowValue['flow']): FlowValue => ({ value, flow })

  test.each<[string, FlowValue[], number | undefined, [string | null, number, number, boolean]]>([
    ['one', [of('2.5', 10)], undefined, ['2.5', 1, 1, true]],
    ['weighted', [of(2, 100), of(4, 50), of(1, 250)], undefined, ['1.625', 3, 3, true]],
    ['three of four', [of(1, 1), of(1, 1), of(1, 1), of(null, 1)], undefined, ['1', 3, 4, true]],
    ['two of three', [of(1, 1), of(3, 1), of(1, null)], undefined, ['2', 2, 3, false]],
    ['nine of twelve expected', Array.from({ length: 9 }, () => of(1, 1)), 12, ['1', 9, 12, true]],
    ['eight of twelve expected', Array.from({ length: 8 }, () => of(1, 1)), 12, ['1', 8, 12, false]],
    ['negatives and words are left', [of(-1, 1), of('x', 1), of(1, -1), of(5, 1)], undefined, ['5', 1, 4, false]],
    ['blanks around', [of(' 5 ', ' 1 ')], undefined, ['5', 1, 1, true]],
    ['no flow', [of(3, 0), of(4, 0)], undefined, [null, 0, 2, false]],
    ['an hour without flow weighs nothing', [of(3, 0), of(4, 2)], undefined, ['4', 2, 2, true]],
    ['a mean that does not end', [of(1, 1), of(2, 2)], undefined, ['1.666667', 2, 2, true]],
    ['nothing', [], undefined, [null, 0, 0, false]],
    ['nothing of what was expected', [], 12, [null, 0, 12, false]],
  ])('of water (HJ 356—2019 日均值): %s', (_says, values, expected, [value, valid, whole, isValid]) => {
    const mean = expected === undefined ? flowWeightedMean(values) : flowWeightedMean(values, expected)
    expect(mean).toEqual({ value, valid, expected: whole, isValid })
  })

  const hour = (value: FlueHour['value'], validMinutes = 60, isOperating = true): FlueHour => ({
    value,
    validMinutes,
    isOperating,
  })
  test.each<[string, FlueHour[], [string | null, number, number, boolean]]>([
    ['45 minutes are a valid hour', [hour(10, 45)], ['10', 1, 1, true]],
    ['44 are not', [hour(10, 44)], [null, 0, 1, false]],
    ['three of four hours', [hour(10), hour(20), hour(30), hour(null)], ['20', 3, 4, true]],
    ['two of three', [hour(10), hour(20), hour('x')], ['15', 2, 3, false]],
    ['idle hours count nowhere', [hour(10), hour(90, 60, false), hour(null, 0, false)], ['10', 1, 1, true]],
    ['negative values are not used', [hour(-1), hour(0)], ['0', 1, 2, false]],
    ['an idle day', [hour(10, 60, false)], [null, 0, 0, false]],
    ['nothing', [], [null, 0, 0, false]],
  ])('of a stack (HJ 75—2017 有效日均值): %s', (_says, hours, [value, valid, expected, isValid]) => {
    expect(flueDayMean(hours)).toEqual({ value, valid, expected, isValid })
  })
})

describe('what stands for lost data', () => {
  // 3000 hours that fall from 3000 to 1: the largest of the last n is n.
  const before = Array.from({ length: 3000 }, (_, at) => 3000 - at)
  test.each([
    [100, 1, 'short', 180],
    [90, 24, 'short', 180],
    [90, 24.5, 'long', 720],
    [90, 25, 'long', 720],
    [89.9, 1, 'poor', 2160],
    [75, 500, 'poor', 2160],
  ])('of a stack: capture %d %%, gap %d h: %s (HJ 75—2017 失效数据处理)', (captureRate, gapHours, rule, hours) => {
    expect(flueSubstitute({ captureRate, gapHours, before })).toEqual({
      rule,
      hours,
      value: String(hours),
      found: hours,
    })
  })

  test('of a stack: refuses below 75 %, and takes what there is', () => {
    expect(flueSubstitute({ captureRate: 74.99, gapHours: 1, before })).toEqual({
      refused: 'standards.capture-rate-too-low',
      because: 'Cannot substitute as the capture rate must be at least 75 %: current value is 74.99',
      clause: 'HJ 75—2017 有效数据捕集率',
    })
    const few = flueSubstitute({ captureRate: 95, gapHours: 1, before: [3, '7.5', -9, 'x', 7.5, 2] })
    expect(few).toEqual({ rule: 'short', hours: 180, value: '7.5', found: 4 })
    expect(flueSubstitute({ captureRate: 95, gapHours: 1, before: [] })).toMatchObject({ value: null, found: 0 })
  })

  const nothing = { value: null, used: 0, periodsBack: 0 }
  test.each<[string, string, number, (string | number | null)[], unknown]>([
    ['the mean of as many before', 'cod', 2, [90, 10, 20], { value: '15', used: 2, periodsBack: 1 }],
    ['what is there of it', 'cod', 3, [90, 10, null, 20], { value: '15', used: 2, periodsBack: 1 }],
    ['one period further', 'cod', 2, [10, 20, null, null], { value: '15', used: 2, periodsBack: 2 }],
    ['two further', 'cod', 1, [7, null, 'x'], { value: '7', used: 1, periodsBack: 3 }],
    ['a first period that is short', 'cod', 2, [7, null, null], { value: '7', used: 1, periodsBack: 2 }],
    ['fewer than the gap', 'cod', 5, [1, 2], { value: '1.5', used: 2, periodsBack: 1 }],
    ['a mean and no median of anything else', 'cod', 3, [1, 1, 10], { value: '4', used: 3, periodsBack: 1 }],
    ['three periods of two', 'cod', 2, [4, 6, null, null, 'x', null], { value: '5', used: 2, periodsBack: 3 }],
    ['pH by its median, odd', 'ph', 3, [7, 9, 7.2], { value: '7.2', used: 3, periodsBack: 1 }],
    ['pH by its median, even', 'ph', 4, [9, 7, 7.2, 7.4], { value: '7.3', used: 4, periodsBack: 1 }],
    ['pH of one', 'ph', 1, [7.1], { value: '7.1', used: 1, periodsBack: 1 }],
    ['nothing before', 'cod', 2, [], nothing],
    ['nothing but gaps', 'cod', 2, [null, null, null], nothing],
    ['no gap', 'cod', 0, [1, 2], nothing],
    ['a gap below nought', 'cod', -1, [1, 2], nothing],
  ])('of water: %s (HJ 356—2019 缺失数据处理)', (_says, item, gap, values, expected) => {
    expect(waterSubstitute(item, gap, values)).toEqual(expected)
  })
})

test.each<[string, string | number, string | number, boolean | undefined]>([
  // 5 mg/L below 30, then 30, 20 and 15 %.
  ['cod', 34.9, 29.9, true],
  ['cod', 35, 29.9, false],
  ['cod', 24.9, 29.9, true],
  ['cod', 24.8, 29.9, false],
  ['cod', 39, 30, true],
  ['cod', 39.1, 30, false],
  ['cod', 21, 30, true],
  ['cod', 20.9, 30, false],
  ['cod', 72, 60, true],
  ['cod', 72.1, 60, false],
  ['cod', 115, 100, true],
  ['cod', 115.1, 100, false],
  ['nh3n', 2.2, 1.9, true],
  ['nh3n', 2.3, 2, true],
  ['nh3n', 2.31, 2, false],
  ['tp', 0.43, 0.39, true],
  ['tp', 0.46, 0.4, true],
  ['tp', 0.47, 0.4, false],
  ['tn', 1.3, 1, true],
  ['ph', 7.5, 7, true],
  ['ph', 6.49, 7, false],
  ['water-temperature', 20.5, 20, true],
  ['flow', 110, 100, true],
  ['flow', 111, 100, false],
  ['flow', 0, 0, true],
  ['xyz', 1, 1, undefined],
  ['cod', 'x', 100, undefined],
  ['cod', 100, '', undefined],
  ['cod', -1, 1, undefined],
])('on-line %s of %s against %s: %s (HJ 355—2019 表1)', (item, online, comparison, expected) => {
  expect(isWithinTolerance(item, online, comparison)).toBe(expected)
})
