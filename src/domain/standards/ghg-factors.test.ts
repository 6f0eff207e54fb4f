// Every published factor of fuels, electricity and gases gives the tonnes its table prints, and later years carry one forward.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { evaluate } from './evaluate.ts'
import type { Facts } from './verdict.ts'

const judge = (facts: Facts) => {
  const verdict = evaluate('ghg', facts, { edition: 'GHG-INVENTORY' })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict
}

// Heat × carbon × oxidation × 44 ÷ 12 of a thousand units (企业温室气体排放核算方法与报告指南 缺省值).
test.each([
  ['无烟煤', 't', '2166.6223'],
  ['烟煤', 't', '2060.0822'],
  ['褐煤', 't', '1453.0885'],
  ['焦炭', 't', '2861.6260'],
  ['石油焦', 't', '3211.5417'],
  ['原油', 't', '3017.1972'],
  ['燃料油', 't', '3170.4612'],
  ['汽油', 't', '2925.0560'],
  ['柴油', 't', '3095.9096'],
  ['煤油', 't', '3033.3914'],
  ['液化石油气', 't', '3101.3298'],
  ['液化天然气', 't', '2827.7385'],
  ['天然气', '万m³', '21621.8881'],
])('a thousand of %s in %s give %s tCO2', (source, unit, expected) => {
  expect(judge({ source, activity: 1000, unit }).value).toBe(expected)
})

// 电力二氧化碳排放因子公告; 1 kgCO2/kWh is 1 tCO2/MWh.
test.each([
  ['national', 2021, '556.8000'],
  ['national', 2022, '536.6000'],
  ['national', 2023, '530.6000'],
  ['south', 2022, '386.9000'],
  ['south', 2023, '404.2000'],
  ['guangdong', 2021, '471.5000'],
  ['guangdong', 2022, '440.3000'],
  ['guangdong', 2023, '441.9000'],
])('a thousand MWh of %s in %i give %s tCO2', (scope, year, expected) => {
  const verdict = judge({ source: `electricity:${scope}`, activity: 1000, unit: 'MWh', year })
  expect([verdict.value, verdict.findings]).toEqual([expected, []])
})

// IPCC AR5 WG1 表8.A.1.
test.each([
  ['CO2', 1],
  ['CH4', 28],
  ['N2O', 265],
  ['HFC-23', 12_400],
  ['HFC-32', 677],
  ['HFC-125', 3170],
  ['HFC-134a', 1300],
  ['HFC-143a', 4800],
  ['HFC-152a', 138],
  ['HFC-227ea', 3350],
  ['HFC-236fa', 8060],
  ['HFC-245fa', 858],
  ['CF4', 6630],
  ['C2F6', 11_100],
  ['SF6', 23_500],
  ['NF3', 16_100],
])('a tonne of %s is %i tCO2e', (source, potential) => {
  expect(judge({ source, activity: 1000, unit: 'kg' }).value).toBe(`${potential}.0000`)
})

describe('what is carried forward, and what has no factor', () => {
  test('a year after the last takes the last and says so, a year before the first has none', () => {
    const later = judge({ source: '电力', activity: 1, unit: 'GWh', year: 2025 })
    expect([later.value, later.findings]).toEqual([
      '441.9000',
      [
        {
          code: 'ghg.factor-carried-forward',
          item: 'electricity',
          value: '2025',
          zh: '2025 年电力因子未载入，沿用 2023 年因子',
          en: 'No electricity factor of 2025; that of 2023 is carried forward',
        },
      ],
    ])
    expect(judge({ source: 'electricity', activity: 1, unit: 'kWh', year: 2020 }).why).toMatchObject({
      code: 'ghg.no-factor',
      zh: '没有“electricity:guangdong”（2020 年）的排放因子',
      en: 'There is no factor of "electricity:guangdong" for 2020',
    })
  })

  test.each<[Facts, string]>([
    [{ source: 'electricity:mars', activity: 1, unit: 'kWh', year: 2023 }, 'ghg.no-factor'],
    [{ source: 'electricity', activity: 1, unit: 'kWh' }, 'ghg.no-factor'],
    [{ source: 'electricity', activity: 1, unit: 'kWh', year: 'x2023' }, 'ghg.no-factor'],
    [{ source: 'electricity', activity: 1, unit: 'kWh', year: '20231' }, 'ghg.no-factor'],
    [{ source: 'xelectricity', activity: 1, unit: 'kWh', year: 2023 }, 'ghg.no-factor'],
    [{ source: 'electricity', activity: 1, unit: 't', year: 2023 }, 'ghg.unit'],
    [{ source: 'diesel', activity: 1, unit: 'm3' }, 'ghg.unit'],
    [{ source: 'CH4', activity: 1, unit: 'kWh' }, 'ghg.unit'],
    [{ source: 'phlogiston', activity: 1, unit: 't' }, 'ghg.no-factor'],
    [{ source: 'diesel', activity: 'x', unit: 't' }, 'ghg.facts-missing'],
    [{ source: '', activity: 1, unit: 't' }, 'ghg.facts-missing'],
    [{ source: 'slag', activity: 1, unit: 't', factor: 'x', factor_unit: 'tCO2/t' }, 'ghg.facts-missing'],
    [{ source: 'slag', activity: 1, unit: 't', factor: 1, factor_unit: 'tCO2/kWh' }, 'ghg.unit'],
  ])('%j: %s', (facts, code) => expect(judge(facts)).toMatchObject({ judged: false, value: null, why: { code } }))

  test('an own factor multiplies units that fit', () => {
    const line = judge({ source: 'slag', activity: 2, unit: '万t', factor: '0.5', factor_unit: 'kgCO2/t' })
    expect([line.value, line.items[0]?.formula]).toEqual(['10.0000', '2 × 0.5 kgCO2/t = 10.0000'])
  })
})
