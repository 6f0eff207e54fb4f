// A continuous record of levels becomes days and nights; a night across midnight is one night.
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingInstant, HOUR_MS, MINUTE_MS, parseInstant } from '#kit/time.ts'
import { energyMean, type NoiseSample, noiseDays, percentileLevel } from './noise-levels.ts'

const start = beijingInstant(2026, 3, 1, 6)
const hourly = (levels: readonly (number | null)[], from = start): NoiseSample[] =>
  levels.map((level, hour) => ({ at: from + hour * HOUR_MS, level }))
const wholeDay = [...Array.from({ length: 16 }, () => 60), ...Array.from({ length: 8 }, () => 50)]

describe('noiseDays()', () => {
  test('takes the night across midnight to the date on which it began', () => {
    const [day, ...more] = noiseDays(hourly(wholeDay))
    expect(more).toEqual([])
    expect(day).toMatchObject({
      date: '2026-03-01',
      ld: '60.00',
      ln: '50.00',
      ldn: '60.00',
      dayHours: 16,
      nightHours: 8,
    })
  })

  test('gives the hours before six to the night of the day before', () => {
    const days = noiseDays(hourly([40, 41], beijingInstant(2026, 3, 2, 5)))
    expect(days.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-02'])
  })

  test('gives no night level with five of its eight hours, and one with six', () => {
    const without = (missing: number) =>
      noiseDays(hourly(wholeDay.map((level, hour) => (hour >= 24 - missing ? null : level))))[0]
    expect([without(3)?.ln, without(3)?.ldn, without(3)?.leftOut, without(2)?.ln]).toEqual([null, null, 3, '50.00'])
  })

  test('leaves out rain, negative and impossible levels', () => {
    const samples = hourly(wholeDay).map((sample, at) => {
      if (at === 0) return { ...sample, level: 120, excluded: true }
      return at === 1 ? { ...sample, level: -3 } : at === 2 ? { ...sample, level: Number.NaN } : sample
    })
    expect(noiseDays(samples)[0]).toMatchObject({ ld: '60.00', dayHours: 13, leftOut: 3, l10: '60.00', l90: '50.00' })
  })

  test('counts an hour of minutes only with three quarters of them', () => {
    const minutes = (count: number): NoiseSample[] =>
      Array.from({ length: count }, (_, at) => ({ at: start + at * MINUTE_MS, level: 55 }))
    expect([noiseDays(minutes(44))[0]?.dayHours, noiseDays(minutes(45))[0]?.dayHours]).toEqual([0, 1])
  })

  test('lies between the least and the greatest level, whatever the order', () => {
    const levels = fc.array(fc.double({ min: 20, max: 120, noNaN: true }), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(levels, (random) => {
        const samples = hourly(random)
        const [day] = noiseDays(samples)
        const value = Number(day?.leq)
        expect(value).toBeGreaterThanOrEqual(Math.min(...random) - 0.01)
        expect(value).toBeLessThanOrEqual(Math.max(...random) + 0.01)
        expect(noiseDays(samples.toReversed())).toEqual([day])
        expect(Number(day?.l10)).toBeGreaterThanOrEqual(Number(day?.l90))
      }),
    )
  })
})

test('percentileLevel() and energyMean() give nothing of nothing', () => {
  expect([percentileLevel([], 10), energyMean([])]).toEqual([undefined, undefined])
})

const FILE = `${process.env.SHANSHUI_SHARED ?? '../shared'}/data/noise/test_data_laeq1m.csv`

test.skipIf(!existsSync(FILE))('a measured record of eleven days of minutes', () => {
  const samples = readFileSync(FILE, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [time = '', level = ''] = line.split(',')
      const at = parseInstant(time)
      return at === undefined ? [] : [{ at, level: Number(level) }]
    })
  const days = noiseDays(samples)
  const whole = days.filter(({ dayHours, nightHours }) => dayHours === 16 && nightHours === 8)
  expect(days.reduce((sum, day) => sum + day.samples, 0)).toBe(samples.length)
  for (const { ld, ln, leq, l10, l50, l90 } of whole) {
    expect([ld, ln, leq].every((text) => Number(text) > 20 && Number(text) < 110)).toBe(true)
    expect(Number(l10) >= Number(l50) && Number(l50) >= Number(l90)).toBe(true)
  }
  expect(whole.length).toBeGreaterThan(5)
})
