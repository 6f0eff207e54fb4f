// Corners of indices that whole verdicts seldom reach: oxygen above saturation, targets by any name, wells of tightness, means of hours.
import { describe, expect, test } from 'vitest'
import { exactText, wholeNumber } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import { threeHourMean } from './aqhi.ts'
import { evaluate } from './evaluate.ts'
import type { IndexSubject } from './index-verdict.ts'
import type { Facts } from './verdict.ts'

function judge(subject: IndexSubject, facts: Facts, edition: string) {
  const verdict = evaluate(subject, facts, { edition })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict
}

describe('single-factor indices (HJ 2.3—2018 附录D, HJ/T 2.3—1993)', () => {
  const value = (facts: Facts, edition = 'HJ2.3-2018') => judge('water-factor', facts, edition).value

  test.each([
    ['', '1.0000'],
    ['3', '1.0000'],
    ['Ⅲ', '1.0000'],
    ['III', '1.0000'],
    ['iii', '1.0000'],
    ['Ⅰ', '6.6667'],
    ['I', '6.6667'],
    ['1', '6.6667'],
    ['II', '2.0000'],
    ['IV', '0.6667'],
    ['V', '0.5000'],
    ['5', '0.5000'],
    ['劣Ⅴ', null],
    ['6', null],
    ['33', null],
    ['x3', null],
    ['Ⅲ类', null],
  ])('ammonia of 1 against target “%s” is %s', (target, expected) => expect(value({ nh3n: 1, target })).toBe(expected))

  // At 25 °C saturation is 468 ÷ 56.6 = 8.2686; class Ⅲ asks 5.
  test.each([
    ['HJ2.3-2018', 5, '1.0000'],
    ['HJ2.3-2018', 2, '2.5000'],
    ['HJ2.3-2018', 8, '0.6250'],
    // Above saturation: |8.2686 − 10| ÷ 3.2686.
    ['HJ2.3-2018', 10, '0.5297'],
    ['HJ2.3-2018', 0, null],
    ['HJ2.3-1993', 5, '1.0000'],
    // (8.2686 − 6) ÷ 3.2686 and 10 − 9 × 4.9 ÷ 5.
    ['HJ2.3-1993', 6, '0.6941'],
    ['HJ2.3-1993', '4.9', '1.1800'],
    ['HJ2.3-1993', 0, '10.0000'],
    ['HJ2.3-1993', 10, '0.5297'],
  ])('%s: oxygen of %s is %s', (edition, oxygen, expected) => {
    expect(value({ do: oxygen, temperature: 25 }, edition)).toBe(expected)
  })

  test('no index where the limit is not below saturation: 7.5 at 40 °C, where 6.536 saturate', () => {
    for (const edition of ['HJ2.3-2018', 'HJ2.3-1993']) {
      const warm = judge('water-factor', { do: 8, target: 'Ⅰ', temperature: 40 }, edition)
      expect(warm).toMatchObject({ judged: false, why: { zh: 'do 缺测或无效，不能评价' } })
    }
    // 468 ÷ (31.6 + 30.8) is exactly 7.5.
    expect(value({ do: 8, target: 'Ⅰ', temperature: '30.8' })).toBeNull()
    expect(value({ do: 8, target: 'Ⅰ', temperature: '30.8' }, 'HJ2.3-1993')).toBeNull()
  })

  test('oxygen without temperature is told of, the others stand', () => {
    expect(judge('water-factor', { do: 8 }, 'HJ2.3-2018')).toMatchObject({ judged: false })
    expect(value({ do: 8, nh3n: '0.5' })).toBe('0.5000')
  })

  test('the largest index decides, equal to 1 is kept', () => {
    const verdict = judge('water-factor', { nh3n: 1, codmn: 3, tp: '0.1' }, 'HJ2.3-2018')
    expect([verdict.value, verdict.level]).toEqual(['1.0000', '达标'])
    expect(judge('water-factor', { nh3n: '1.0000001' }, 'HJ2.3-2018').level).toBe('超标')
  })
})

describe('the tightness of a station (GB 20952—2020 表2)', () => {
  const judgeStation = (facts: Facts) => {
    const verdict = evaluate('emission', { industry: '加油站', tightness: 300, ...facts }, { edition: 'GB20952-2020' })
    if (isRefusal(verdict)) throw new Error(verdict.because)
    return verdict
  }

  test('says where it stands in the table', () => {
    const on = judgeStation({ ullage: 1893, nozzles: 6 })
    expect(on.outcome?.zh).toBe('达标')
    expect(on.steps.find(({ rule }) => rule === 'tightness')).toMatchObject({ formula: '1893 L, 6', value: '182' })
    const between = judgeStation({ ullage: '1987.5', nozzles: 6, tightness: '190.4' })
    expect(between.outcome?.zh).toBe('超标')
    expect(between.steps.find(({ rule }) => rule === 'interpolation')).toMatchObject({
      formula: '1987.5 L, 6',
      value: '190.5',
    })
  })

  test.each<Facts>([
    { nozzles: 6 },
    { ullage: 1893 },
    { ullage: 0, nozzles: 6 },
    { ullage: -1893, nozzles: 6 },
    { ullage: 'x', nozzles: 6 },
    { ullage: 1893, nozzles: 0 },
    { ullage: 1893, nozzles: -6 },
    { ullage: 1893, nozzles: '1.5' },
    { ullage: 1893, nozzles: 'x' },
  ])('%j: no limit is known, so nothing is judged', (facts) => {
    const verdict = judgeStation(facts)
    expect([verdict.judged, verdict.outcome]).toEqual([false, null])
    expect(verdict.steps.filter(({ rule }) => rule === 'tightness' || rule === 'interpolation')).toEqual([])
  })

  test('is asked of petrol stations alone', () => {
    const boiler = evaluate(
      'emission',
      { industry: '锅炉', fuel: 'gas', tightness: 300, nox: 20 },
      { edition: 'GB13271-2014' },
    )
    expect(isRefusal(boiler) ? [] : boiler.items.map(({ key, limits }) => [key, limits])).not.toContainEqual([
      'tightness',
      expect.anything(),
    ])
  })
})

describe('the ecological index (HJ 192—2015)', () => {
  const PARTS = { bio: 60, veg: 80, stress: 20, load: 10 }
  const AREA = { 'region-area': 100, 'river-length': 10 }
  const water = (facts: Facts) => judge('ei', { ...PARTS, ...AREA, ...facts }, 'HJ192-2015')
  const step = (facts: Facts) => water(facts).steps.find(({ rule }) => rule === 'water')?.formula

  test('a resource above 1.4 times its mean is reduced, above 2.4 times nought', () => {
    expect(step({ 'water-resource': 140, 'mean-water-resource': 100 })).toContain('86.3869548281×140.00')
    // 100 × (2.4 − 1.5) and 100 × (2.4 − 2.4).
    expect(step({ 'water-resource': 150, 'mean-water-resource': 100 })).toContain('86.3869548281×90.00')
    expect(step({ 'water-resource': 240, 'mean-water-resource': 100 })).toContain('86.3869548281×0.00')
    expect(step({ 'water-resource': 250, 'mean-water-resource': 100 })).toContain('86.3869548281×0.00')
    expect(step({ 'water-resource': 250 })).toContain('86.3869548281×250.00')
  })

  test('a mean of nought, no area and no rain are not computed with', () => {
    expect(water({ 'water-resource': 250, 'mean-water-resource': 0 })).toMatchObject({ judged: false })
    expect(water({ 'region-area': 0 })).toMatchObject({ judged: false })
    const { load: _load, ...without } = PARTS
    const judgeLoad = (facts: Facts) => judge('ei', { ...without, ...AREA, COD: 100, ...facts }, 'HJ192-2015')
    expect([
      judgeLoad({ precipitation: 0 }).judged,
      judgeLoad({}).judged,
      judgeLoad({ precipitation: 1800 }).judged,
    ]).toEqual([false, false, true])
  })

  test('a part that has no facts is missing by name', () => {
    expect(judge('ei', { ...PARTS, 'region-area': 100 }, 'HJ192-2015').why?.zh).toContain('water')
    expect(judge('ei', { 'region-area': 100 }, 'HJ192-2015').why?.zh).toBe(
      'bio、veg、water、stress、load 缺测或无效，不能评价',
    )
  })
})

test.each([
  ['electricity:广东', '0.4419'],
  ['电力：guangdong', '0.4419'],
  ['electricity:全国平均', '0.5306'],
])('the grid of %s has its factor (电力二氧化碳排放因子公告 2023 年因子)', (source, factor) => {
  const verdict = judge('ghg', { source, activity: 1000, unit: 'kWh', year: 2023 }, 'GHG-INVENTORY')
  expect(verdict.value).toBe(Number(factor).toFixed(4))
})

test('a line of the ecosystem product keeps what it is called among its inputs', () => {
  const names = { category: '调节', service: '固碳', indicator: '固碳量' }
  const line = judge('gep', { ...names, quantity: 1, quantity_unit: 't', price: 2, price_unit: 'CNY/t' }, 'GEP-SZ-2021')
  expect(line.inputs).toMatchObject(names)
})

describe('heavy pollution (粤府函〔2020〕383号 预警分级)', () => {
  const level = (aqi: string) => judge('heavy-pollution', { aqi }, 'HEAVY-POLLUTION-2020').level
  test.each([
    ['201，210；250 201', '橙色预警'],
    ['201, 210', '黄色预警'],
    [' ,201,,210, ', '黄色预警'],
    ['201,100,201', '不预警'],
    ['499,100,100', '不预警'],
    ['100,500,100', '红色预警'],
    ['201,x', null],
    ['201,-5', null],
    ['20100', null],
    ['', null],
  ])('days “%s”: %s', (aqi, expected) => expect(level(aqi)).toBe(expected))
})

describe('the three-hour mean of the health index (香港空气质素健康指数)', () => {
  const hours = (...values: (number | undefined)[]) =>
    values.map((value) => (value === undefined ? undefined : wholeNumber(value)))
  test.each([
    [hours(1, 2, 3), '2'],
    [hours(99, 1, 2, 3), '2'],
    [hours(undefined, 1, 2, 3), '2'],
    [hours(1, undefined, 3), undefined],
    [hours(1, 2, 3, undefined), undefined],
    [hours(1, 2), undefined],
    [[], undefined],
  ])('%# is %s', (values, expected) => {
    const mean = threeHourMean(values)
    expect(mean && exactText(mean)).toBe(expected)
  })
})
