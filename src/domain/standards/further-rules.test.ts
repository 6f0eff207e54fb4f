// Rules that stand beside the verdicts: draws, works, ranks, changes of ecology, diversity, intensities, areas and wells.
import { describe, expect, test } from 'vitest'
import { intensityFall } from './account.ts'
import { EQI_2021 } from './catalog/eqi-2021.ts'
import { HJ192_2015 } from './catalog/hj192-2015.ts'
import { diversityOf } from './diversity.ts'
import { ecologyChange, ecologyShare } from './ecology.ts'
import { fifthClassShare } from './groundwater.ts'
import { leastInspections, ranksOf, worksReduction } from './scores.ts'
import { farmlandSafeUseRate, plotSafeUseRate } from './soil.ts'

describe('leastInspections() (环办〔2015〕88号 抽查比例)', () => {
  test.each([
    // 5 and 25 % of the key units a quarter, rounded up; 5 and 10 of the others for each officer a year.
    ['city-key', 100, 0, 5],
    ['city-key', 101, 0, 6],
    ['city-key', 1, 0, 1],
    ['city-key', 0, 9, 0],
    ['county-key', 100, 3, 25],
    ['county-key', 41, 0, 11],
    ['city-general', 1000, 12, 60],
    ['county-general', 1000, 12, 120],
    ['county-general', 100, 12, 100],
    ['county-general', 1000, 0, 0],
    ['village', 10, 1, undefined],
    ['city-key', -1, 0, undefined],
    ['county-general', 10, -1, undefined],
  ])('%s of %i units and %i officers: %s', (ratio, units, officers, expected) => {
    expect(leastInspections(ratio, { units, officers })).toBe(expected)
  })
})

test.each([
  // (120 × 200 − 100 × 150) ÷ 100
  ['100', '200', '50', '120', '220', '20', '90.0000'],
  ['100', '200', '50', '100', '200', '50', '0.0000'],
  ['100', '200', '50', '90', '200', '50', '-15.0000'],
  ['0', '200', '50', '1', '10.001', '10', '0.0000'],
  ['0', '0', '0', '1', '10.03', '10', '0.0003'],
])('works of %s 万m³ from %s to %s, then %s from %s to %s: %s t (“十四五”总量减排)', (...figures) => {
  const [flow, inflow, outflow, flow2, inflow2, outflow2, expected] = figures
  expect(worksReduction({ flow, inflow, outflow }, { flow: flow2, inflow: inflow2, outflow: outflow2 })).toBe(expected)
})

test.each([
  [
    ['2.88', '3.05', '2.88', 'x', '4'],
    [1, 3, 1, undefined, 4],
  ],
  [
    ['4', '3', '2', '1'],
    [4, 3, 2, 1],
  ],
  [
    ['1', '1.0', '1.00'],
    [1, 1, 1],
  ],
  [
    ['', 'x'],
    [undefined, undefined],
  ],
  [[], []],
])('%j rank %j (环办监测〔2018〕19号)', (indices, ranks) => expect(ranksOf(indices)).toEqual(ranks))

describe('ecologyChange()', () => {
  test.each([
    // HJ 192—2015: below 1 none, 1 to 3 slight, 3 to 8 clear, 8 and more marked.
    ['60', '60', '0.00', '无明显变化', 0],
    ['60', '60.99', '0.99', '无明显变化', 1],
    ['60', '61', '1.00', '略微变化', 1],
    ['60', '57.01', '-2.99', '略微变化', -1],
    ['60', '57', '-3.00', '明显变化', -1],
    ['60', '67.99', '7.99', '明显变化', 1],
    ['60', '68', '8.00', '显著变化', 1],
    ['60', '20', '-40.00', '显著变化', -1],
  ])('EI %s to %s is %s: %s (HJ 192—2015 变化分级)', (before, after, change, zh, direction) => {
    const found = ecologyChange(HJ192_2015.changes, before, after)
    expect([found.change, found.level?.zh, found.direction]).toEqual([change, zh, direction])
  })

  test.each([
    ['60', '60.99', '基本稳定', 1],
    ['60', '61', '轻微变化', 1],
    ['60', '58.01', '轻微变化', -1],
    ['60', '62', '一般变化', 1],
    ['60', '56.01', '一般变化', -1],
    ['60', '56', '明显变化', -1],
  ])('EQI %s to %s: %s (环监测〔2021〕99号 变化)', (before, after, zh, direction) => {
    const found = ecologyChange(EQI_2021.changes, before, after)
    expect([found.level?.zh, found.direction]).toEqual([zh, direction])
  })

  test('a table with a gap gives no word', () =>
    expect(ecologyChange([], '1', '2')).toEqual({ change: '1.00', level: undefined, direction: 1 }))
})

describe('diversityOf() (指标口径 生物多样性指数)', () => {
  const text = (counts: readonly number[]): string | undefined => {
    const found = diversityOf(counts)
    if (!found) return undefined
    const { species, individuals, shannon, evenness, simpson, margalef } = found
    return [species, individuals, ...[shannon, evenness, simpson, margalef].map((value) => value.toFixed(4))].join(' ')
  }
  test.each([
    // Species, individuals, H′, J, D, d. Two of ten: ln 2, 1, 1 − 2 × 0.25, 1 ÷ ln 20.
    [[10, 10], '2 20 0.6931 1.0000 0.5000 0.3338'],
    // 0.5 ln 2 + 2 × 0.25 ln 4; that ÷ ln 3; 1 − 0.375; 2 ÷ ln 4.
    [[2, 1, 1], '3 4 1.0397 0.9464 0.6250 1.4427'],
    [[7], '1 7 0.0000 0.0000 0.0000 0.0000'],
    [[1], '1 1 0.0000 0.0000 0.0000 0.0000'],
    [[0, 3, Number.NaN, -1, 3], '2 6 0.6931 1.0000 0.5000 0.5581'],
    [[0.5, 0.5], '2 1 0.6931 1.0000 0.5000 0.0000'],
    [[], undefined],
    [[0, -1], undefined],
    [[Number.POSITIVE_INFINITY], undefined],
    [[1e308, 1e308], undefined],
  ])('%j: %s', (counts, expected) => expect(text(counts)).toBe(expected))

  test('a share too small to be told from nought gives no NaN', () => {
    const found = diversityOf([Number.MIN_VALUE, 1e300])
    expect([found?.shannon, found?.species]).toEqual([0, 2])
  })
})

test.each([
  ['3005', '10000', '30.05'],
  ['0', '7', '0.00'],
  ['1', '3', '33.33'],
  ['8', '4', '200.00'],
  ['1', '0', undefined],
  ['1', '-1', undefined],
])('%s of %s is %s %% (指标口径 森林覆盖率、河流生态岸线)', (part, whole, expected) =>
  expect(ecologyShare(part, whole)).toBe(expected),
)

test.each([
  // 100 ÷ 50 = 2 and 120 ÷ 80 = 1.5: a fall of a quarter.
  ['100', '50', '120', '80', '25.00'],
  ['100', '50', '100', '50', '0.00'],
  ['100', '50', '130', '50', '-30.00'],
  ['100', '50', '0', '50', '100.00'],
  ['3', '1', '2', '1', '33.33'],
  ['0', '50', '120', '80', undefined],
  ['-1', '50', '120', '80', undefined],
  ['100', '0', '120', '80', undefined],
  ['100', '-5', '120', '80', undefined],
  ['100', '50', '120', '0', undefined],
  ['100', '50', '120', '-1', undefined],
])(
  '%s over %s, then %s over %s: a fall of %s %% (省级温室气体清单编制指南 2011)',
  (amount, gdp, amount2, gdp2, expected) => {
    expect(intensityFall({ amount, gdp }, { amount: amount2, gdp: gdp2 })).toBe(expected)
  },
)

test.each([
  [[5, 1, 2, 3, 3, 4, 4, 4], '12.5'],
  [[5, 5, 5], '100.0'],
  [[1, 2, 3, 4, 6], '0.0'],
  [[5, 1, 1], '33.3'],
  [[], undefined],
])('wells of classes %j: %s %% are Ⅴ (GB/T 14848—2017 Ⅴ类水比例)', (grades, expected) =>
  expect(fifthClassShare(grades)).toBe(expected),
)

describe('safe-use rates (国发〔2016〕31号 考核口径)', () => {
  const farm = (
    safeUseDone: string | number,
    strictControlDone: string | number,
    safeUse: string | number,
    strictControl: string | number,
  ) => farmlandSafeUseRate({ safeUseDone, strictControlDone, safeUse, strictControl })
  const ABOVE = 'Cannot give a rate as the part must not exceed the whole of'

  test('farmland: 1850 and 96 of 1900 and 100', () => {
    expect(farm(1850, '96', '1900', 100)).toEqual({ percent: '97.3', numerator: '1946.00', denominator: '2000.00' })
    expect(farm('0.5', '0.25', '1.5', 0)).toEqual({ percent: '50.0', numerator: '0.75', denominator: '1.50' })
    expect(farm(0, 0, 1, 1)).toMatchObject({ percent: '0.0' })
    expect(farm(1, 1, 1, 1)).toMatchObject({ percent: '100.0' })
  })

  test('farmland: nothing polluted, and more done than there is', () => {
    expect(farm(0, 0, 0, 0)).toEqual({
      refused: 'standards.no-area',
      because: 'Cannot give a rate as there is no polluted farmland',
      clause: '国发〔2016〕31号 考核口径 分母为零',
    })
    expect(farm(2, 1, 1, 1)).toEqual({ refused: 'standards.part-above-whole', because: `${ABOVE} polluted farmland` })
    expect(farm('1.01', 1, 1, 1)).toMatchObject({ refused: 'standards.part-above-whole' })
  })

  test.each(['-1', 'x', '', '1e3', ' 1', '1.', '.5', '1x', 'NaN'])(
    'an area of “%s” is none, on either side',
    (area) => {
      const refused = { refused: 'standards.not-an-area' }
      expect(farm(area, 1, 10, 10)).toMatchObject(refused)
      expect(farm(1, 1, 10, area)).toMatchObject(refused)
      expect(plotSafeUseRate({ meeting: 1, reused: area })).toMatchObject(refused)
    },
  )

  test('the refusal names the area', () => {
    expect(farm(1, 1, 1, 'x')).toMatchObject({
      because: 'The value "x" of strictControl is not a number and counts as missing',
    })
    expect(farm('x', 1, 1, 1)).toMatchObject({ because: expect.stringContaining('safeUseDone') })
  })

  test('plots: reused ones, and none', () => {
    expect(plotSafeUseRate({ meeting: '3.5', reused: 4 })).toEqual({
      percent: '87.5',
      numerator: '3.50',
      denominator: '4.00',
    })
    expect(plotSafeUseRate({ meeting: 0, reused: 0 })).toMatchObject({
      refused: 'standards.no-area',
      because: 'Cannot give a rate as there is no polluted plot put to new use',
    })
    expect(plotSafeUseRate({ meeting: 5, reused: 4 })).toMatchObject({
      because: `${ABOVE} polluted plot put to new use`,
    })
  })
})
