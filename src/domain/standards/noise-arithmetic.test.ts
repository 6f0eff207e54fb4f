// Sound levels at the bounds of their rules: energies, percentiles, hours with too few samples, other hours of day and night.
import { describe, expect, test } from 'vitest'
import { beijingInstant, DAY_MS, HOUR_MS, MINUTE_MS } from '#kit/time.ts'
import {
  dayEveningNightLevel,
  dayNightLevel,
  energyMean,
  leq,
  type NoiseDayOptions,
  type NoiseSample,
  noiseDays,
  percentileLevel,
  roundLevel,
  type TimedLevel,
} from './noise-levels.ts'

const two = (level: number | undefined): string | undefined => (level === undefined ? undefined : roundLevel(level, 2))

describe('energies (GB/T 3222.1—2006)', () => {
  test.each<[TimedLevel[], string | undefined]>([
    [[[60, 1]], '60.00'],
    // 10·lg((3·10⁵ + 10⁶) ÷ 4)
    [
      [
        [50, 3],
        [60, 1],
      ],
      '55.12',
    ],
    [
      [
        [50, 0],
        [60, 1],
      ],
      '60.00',
    ],
    [[[0, 1]], '0.00'],
    [[[50, 0]], undefined],
    [[[50, -1]], undefined],
    [[[50, Number.NaN]], undefined],
    [[], undefined],
  ])('%j is %s', (levels, expected) => expect(two(leq(levels))).toBe(expected))

  test('a mean of energy lies above that of the numbers', () => {
    expect([two(energyMean([60, 50])), two(energyMean([60])), energyMean([])]).toEqual(['57.40', '60.00', undefined])
  })

  test('a night ten lower than the day weighs as much; the evening is raised by five', () => {
    expect([two(dayNightLevel(60, 50)), two(dayNightLevel(55, 55))]).toEqual(['60.00', '61.02'])
    // (12·10⁶ + 4·10^6.5 + 8·10⁷) ÷ 24 and (12·10⁶ + 4·10^5.5 + 8·10⁵) ÷ 24
    expect([two(dayEveningNightLevel(60, 60, 60)), two(dayEveningNightLevel(60, 50, 40))]).toEqual(['66.40', '57.68'])
  })
})

describe('percentileLevel() (GB/T 3222.1—2006 累积百分声级)', () => {
  const ten = [59, 51, 58, 52, 57, 53, 56, 54, 55, 50]
  test.each([
    [ten, 10, 59],
    [ten, 11, 58],
    [ten, 50, 55],
    [ten, 90, 51],
    [ten, 91, 50],
    [ten, 100, 50],
    [ten, 0, 59],
    [[42], 10, 42],
    [[42], 90, 42],
    [[], 50, undefined],
    [[9, 10, 100], 50, 10],
    // 7 % of 100 is exactly 7, though 0.07 × 100 is a little more in floats.
    [Array.from({ length: 100 }, (_, at) => at + 1), 7, 94],
  ])('%j at %i %% is %s', (levels, percent, expected) => expect(percentileLevel(levels, percent)).toBe(expected))
})

test.each([
  [58.5, 0, '58'],
  [59.5, 0, '60'],
  [58.45, 1, '58.4'],
  [58.55, 1, '58.6'],
  [58.450_000_001, 1, '58.5'],
  [-0.2, 0, '0'],
])('roundLevel() of %d with %i decimals is %s (GB/T 8170—2008)', (value, digits, expected) => {
  expect(roundLevel(value, digits)).toBe(expected)
})

describe('noiseDays() (GB 3096—2008 3.4、3.5、附录B)', () => {
  const start = beijingInstant(2026, 3, 1, 6)
  const hourly = (levels: readonly (number | null)[], from = start): NoiseSample[] =>
    levels.map((level, hour) => ({ at: from + hour * HOUR_MS, level }))
  const fill = (count: number, level: number): number[] => Array.from({ length: count }, () => level)
  const first = (samples: readonly NoiseSample[], options?: NoiseDayOptions) => noiseDays(samples, options)[0]

  test('tells everything of a day, its percentile levels of all 24 hours', () => {
    const levels = [70, ...fill(15, 50), ...fill(7, 40), 60]
    // Ld 10·lg((10⁷ + 15·10⁵) ÷ 16), Ln 10·lg((7·10⁴ + 10⁶) ÷ 8), of 24 the third, twelfth and twenty-second largest.
    expect(noiseDays(hourly(levels))).toEqual([
      {
        date: '2026-03-01',
        ld: '58.57',
        ln: '51.26',
        ldn: '59.66',
        leq: '57.19',
        l10: '50.00',
        l50: '50.00',
        l90: '40.00',
        dayHours: 16,
        dayHoursOf: 16,
        nightHours: 8,
        nightHoursOf: 8,
        samples: 24,
        leftOut: 0,
      },
    ])
  })

  test('nothing gives nothing', () => {
    expect(noiseDays([])).toEqual([])
    expect(first(hourly([null]))).toMatchObject({
      ld: null,
      leq: null,
      l10: null,
      l50: null,
      l90: null,
      dayHours: 0,
      samples: 1,
      leftOut: 1,
    })
  })

  test('twelve of sixteen day hours are three quarters, eleven are not', () => {
    const day = (missing: number) =>
      first(hourly([...fill(16 - missing, 60), ...Array.from({ length: missing }, () => null), ...fill(8, 50)]))
    expect([day(4)?.ld, day(4)?.ldn, day(5)?.ld, day(5)?.ldn, day(5)?.ln]).toEqual([
      '60.00',
      '60.00',
      null,
      null,
      '50.00',
    ])
    expect([day(5)?.dayHours, day(5)?.leq]).toEqual([11, '57.93'])
  })

  test('another share is taken where it is asked for', () => {
    const half = hourly([...fill(8, 60), ...Array.from({ length: 8 }, () => null), ...fill(4, 50)])
    expect(first(half, { leastPercent: 50 })).toMatchObject({ ld: '60.00', ln: '50.00' })
    expect(first(half, { leastPercent: 51 })).toMatchObject({ ld: null, ln: null })
  })

  test('hours of day and night may be others', () => {
    const hours = { dayFrom: 7, nightFrom: 23 }
    const seven = beijingInstant(2026, 3, 1, 7)
    expect(noiseDays(hourly([...fill(16, 60), ...fill(8, 50)], seven), { hours })).toMatchObject([
      { date: '2026-03-01', ld: '60.00', ln: '50.00', dayHoursOf: 16, nightHoursOf: 8 },
    ])
    expect(noiseDays(hourly([50], seven - HOUR_MS), { hours })).toMatchObject([
      { date: '2026-02-28', nightHours: 1, dayHours: 0 },
    ])
    const short = { dayFrom: 6, nightFrom: 20 }
    expect(first(hourly(fill(24, 55)), { hours: short })).toMatchObject({ dayHoursOf: 14, nightHoursOf: 10 })
  })

  test('six o’clock begins a day and twenty-two a night', () => {
    const at = (hour: number, minute = 0) => first([{ at: beijingInstant(2026, 3, 1, hour, minute), level: 50 }])
    expect([at(6)?.date, at(6)?.dayHours]).toEqual(['2026-03-01', 1])
    expect([at(5, 59)?.date, at(5, 59)?.nightHours]).toEqual(['2026-02-28', 1])
    expect([at(21, 59)?.dayHours, at(22)?.nightHours, at(22)?.dayHours]).toEqual([1, 1, 0])
  })

  test('levels from 0 to 160 are possible', () => {
    expect(first(hourly([0, 160, -0.1, 160.1, Number.POSITIVE_INFINITY]))).toMatchObject({
      dayHours: 2,
      leftOut: 3,
      samples: 5,
    })
  })

  test('the usual distance of samples says how many an hour promises', () => {
    const every = (step: number, count: number, from = start): NoiseSample[] =>
      Array.from({ length: count }, (_, at) => ({ at: from + at * step, level: 55 }))
    // Ten minutes promise six, of which four and a half are needed; a quarter of an hour promises four, of which three.
    const hoursOf = (samples: readonly NoiseSample[]) => first(samples)?.dayHours
    expect([hoursOf(every(10 * MINUTE_MS, 5)), hoursOf(every(10 * MINUTE_MS, 4))]).toEqual([1, 0])
    expect([hoursOf(every(15 * MINUTE_MS, 3)), hoursOf(every(15 * MINUTE_MS, 2))]).toEqual([1, 0])
    // Gaps of nought and of more than an hour say nothing of it.
    expect(hoursOf([...every(0, 9), { at: start + 5 * HOUR_MS, level: 55 }])).toBe(2)
    expect(hoursOf(every(2 * HOUR_MS, 3))).toBe(3)
    // Of samples ten minutes apart two are no hour, however many others share an instant or lie hours away.
    const pair = every(10 * MINUTE_MS, 2)
    expect(hoursOf([...pair, ...every(0, 6, start + 3 * HOUR_MS)])).toBe(1)
    expect(hoursOf([...pair, ...every(3 * HOUR_MS, 4, start + 3 * HOUR_MS)])).toBe(0)
    // The more usual of two distances counts: three minutes apart and not one hour.
    expect(hoursOf([...every(MINUTE_MS, 4), ...every(HOUR_MS, 3, start + HOUR_MS)])).toBe(0)
    // Of two equally usual ones the first.
    expect(hoursOf([...every(30 * MINUTE_MS, 2), ...every(HOUR_MS, 2, start + 4 * HOUR_MS)])).toBe(1)
  })

  test('days come oldest first, whatever the order of the samples', () => {
    const samples = [...hourly(fill(2, 60), start + DAY_MS), ...hourly(fill(2, 60))]
    expect(noiseDays(samples).map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02'])
  })
})
