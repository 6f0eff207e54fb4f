// Black and odorous waters at the bounds of their grades, their points and stretches; city indices, rates and targets of water.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { type BlackCounts, blackOdorousBody, blackOdorousPoint } from './black-odorous.ts'
import { BLACK_ODOROUS_2015 } from './catalog/black-odorous-2015.ts'
import { evaluate } from './evaluate.ts'
import type { Facts } from './verdict.ts'
import { cityWaterChange, cityWaterIndex } from './water-indices.ts'
import { drinkingSourceRates, targetVerdict } from './water-rates.ts'

describe('a sample (城市黑臭水体整治工作指南 2015 表2)', () => {
  const judge = (facts: Facts) => {
    const verdict = evaluate('black-odorous', facts, { edition: 'BLACK-ODOROUS-2015' })
    if (isRefusal(verdict)) throw new Error(verdict.because)
    return verdict
  }
  const NONE = '非黑臭'
  const MILD = '轻度黑臭'
  const SEVERE = '重度黑臭'

  test.each<[Facts, string]>([
    [{ sd: 25 }, NONE],
    [{ sd: '24.99' }, MILD],
    [{ sd: 10 }, MILD],
    [{ sd: '9.99' }, SEVERE],
    [{ do: 2 }, NONE],
    [{ do: '1.99' }, MILD],
    [{ do: '0.2' }, MILD],
    [{ do: '0.19' }, SEVERE],
    [{ orp: 50 }, NONE],
    [{ orp: 49 }, MILD],
    [{ orp: -200 }, MILD],
    [{ orp: -201 }, SEVERE],
    [{ orp: -1000 }, SEVERE],
    [{ orp: 2000 }, NONE],
    [{ nh3n: 8 }, NONE],
    [{ nh3n: '8.01' }, MILD],
    [{ nh3n: 15 }, MILD],
    [{ nh3n: '15.01' }, SEVERE],
    // The worst decides, in whatever order.
    [{ sd: 30, do: 3, orp: 100, nh3n: 9 }, MILD],
    [{ sd: 5, do: 3, orp: 100, nh3n: 1 }, SEVERE],
    // In water of 20 cm the bound is 8 cm; from 25 cm on it is 25.
    [{ sd: 8, depth: 20 }, NONE],
    [{ sd: '7.9', depth: 20 }, SEVERE],
    [{ sd: 10, depth: '24.9' }, NONE],
    [{ sd: 10, depth: 25 }, MILD],
    [{ sd: 24, depth: 60 }, MILD],
  ])('%j is %s', (facts, level) => expect(judge(facts).level).toBe(level))

  test.each<[Facts, string]>([
    [{}, 'sd、do、orp、nh3n 缺测或无效，不能评价'],
    [{ depth: 20 }, 'sd、do、orp、nh3n 缺测或无效，不能评价'],
    [{ sd: 'x', do: 3 }, 'sd 缺测或无效，不能评价'],
    [{ sd: 9, depth: 0 }, 'depth 缺测或无效，不能评价'],
    [{ orp: -1001 }, 'orp 缺测或无效，不能评价'],
    [{ orp: 2001 }, 'orp 缺测或无效，不能评价'],
    [{ do: -1 }, 'do 缺测或无效，不能评价'],
  ])('%j is not judged', (facts, zh) => {
    expect(judge(facts)).toMatchObject({ judged: false, level: null, why: { code: 'black-odorous.facts-missing', zh } })
  })

  test('says which bound it took', () => {
    const shallow = judge({ sd: 9, depth: 20, nh3n: 16 })
    expect(shallow.items.map(({ key, result, formula }) => [key, result, formula])).toEqual([
      ['depth', null, undefined],
      ['sd', NONE, '9：8.0 / 10'],
      ['nh3n', SEVERE, '16：8.0 / 15'],
    ])
    expect(shallow.steps).toEqual([
      { rule: 'shallow', formula: '0.4 × 20 = 8.0 cm', value: '8.0' },
      { rule: 'sample', formula: 'max = 3', value: SEVERE },
    ])
    expect([shallow.value, shallow.grade]).toEqual([null, 3])
  })
})

describe('a point (城市黑臭水体整治工作指南 2015 级别判定)', () => {
  const of = (values: number, black: number, severe: number): BlackCounts => ({ values, black, severe })
  test.each<[BlackCounts[], number]>([
    [[of(10, 0, 7)], 3],
    [[of(10, 0, 6)], 2],
    [[of(100, 0, 61)], 3],
    [[of(10, 0, 4), of(10, 0, 4)], 3],
    [[of(10, 0, 4), of(10, 0, 3)], 2],
    [[of(100, 0, 31), of(100, 0, 31), of(100, 0, 0)], 3],
    [[of(10, 0, 4)], 2],
    [[of(10, 1, 0)], 2],
    [[of(10, 0, 1)], 2],
    [[of(10, 0, 0)], 1],
    [[of(0, 0, 0)], 1],
    [[of(0, 0, 1)], 2],
    [[], 1],
  ])('%j is grade %i', (counts, grade) => expect(blackOdorousPoint(counts, BLACK_ODOROUS_2015)).toBe(grade))
})

describe('a body (城市黑臭水体整治工作指南 2015 级别判定)', () => {
  test.each<[(1 | 2 | 3)[], number, [number, number][]]>([
    [[1, 1, 1], 1, []],
    [[1, 2, 1], 2, []],
    [[1, 3, 1], 2, []],
    [[3, 3, 1, 1, 1], 2, []],
    [[3, 3, 3, 1, 1], 2, [[0, 2]]],
    [[1, 1, 3, 3, 3], 2, [[2, 4]]],
    [[3, 3, 3, 3, 1, 1, 1], 2, [[0, 3]]],
    [
      [3, 3, 3, 1, 3, 3, 3, 1, 1, 1],
      2,
      [
        [0, 2],
        [4, 6],
      ],
    ],
    [
      [3, 3, 3, 1, 3, 3, 3, 1, 1],
      3,
      [
        [0, 2],
        [4, 6],
      ],
    ],
    [[3, 3, 3], 3, [[0, 2]]],
    [[3], 3, []],
    [[], 1, []],
  ])('%j is grade %i with severe stretches %j', (points, grade, stretches) => {
    const severeStretches = stretches.map(([from, to]) => ({ from, to }))
    expect(blackOdorousBody(points, BLACK_ODOROUS_2015)).toEqual({ grade, severeStretches })
  })
})

describe('the city water index (环办监测〔2017〕51号)', () => {
  test.each([
    ['6', 3, '8', 1, '6.5000'],
    ['6', 3, '99', 0, '6.0000'],
    ['99', 0, '8', 2, '8.0000'],
    ['1', 2, '2', 1, '1.3333'],
    ['1', 0, '2', 0, undefined],
    ['1', 1, '2', -1, undefined],
  ])('rivers %s of %i sections and lakes %s of %i: %s', (river, m, lake, n, expected) => {
    expect(cityWaterIndex({ index: river, sections: m }, { index: lake, sections: n })).toBe(expected)
  })

  test.each([
    ['6.5', '6.0', '8.33'],
    ['5.4', '6.0', '-10.00'],
    ['6', '6', '0.00'],
    ['6', '0', undefined],
  ])('%s after %s is a change of %s %%', (index, base, expected) => expect(cityWaterChange(index, base)).toBe(expected))
})

describe('rates and targets', () => {
  const source = (isCompliant: boolean, volume: string) => ({ isCompliant, volume })
  test.each([
    // A 3.0, B 1.5 (fails), C 2.5: two of three and 5.5 of 7.
    [[source(true, '3.0'), source(false, '1.5'), source(true, '2.5')], { bySource: '66.7', byVolume: '78.6' }],
    [[source(true, '3.0')], { bySource: '100.0', byVolume: '100.0' }],
    [[source(false, '3.0')], { bySource: '0.0', byVolume: '0.0' }],
    [[source(true, '0'), source(false, '0')], { bySource: '50.0' }],
    [[source(true, '3'), source(true, '-1')], { bySource: '100.0' }],
    [[source(true, '3'), source(false, '0')], { bySource: '50.0', byVolume: '100.0' }],
    [[], {}],
  ])('sources %j are %j (HJ 774—2015 水质达标率)', (sources, expected) => {
    expect(drinkingSourceRates(sources)).toEqual(expected)
  })

  test.each([
    [3, 2024, true, true],
    [4, 2024, false, true],
    [5, 2024, false, true],
    [6, 2024, false, false],
    [3, 2025, true, undefined],
    [1, 2023, true, undefined],
  ])('grade %i in %i: control %s, stage %s (粤环委办〔2022〕5号)', (grade, year, control, stage) => {
    const target = { controlGrade: 3, stages: [{ year: 2024, grade: 5 }] }
    expect(targetVerdict(grade, target, year)).toEqual({ control, stage })
  })

  test('sewage collection needs people, and above 100 % says that it is shown uncut', () => {
    const judge = (facts: Facts) => {
      const verdict = evaluate('sewage-collection', facts, { edition: 'SEWAGE-COLLECTION-2019' })
      if (isRefusal(verdict)) throw new Error(verdict.because)
      return verdict
    }
    // 45 × 365 × 100 000 g = 1 642.5 t: at 100 mg/L that is 16 425 000 m³.
    const whole = judge({ bod5: 100, inflow: 16_425_000, persons: 100_000 })
    expect([whole.value, whole.steps.map(({ rule }) => rule)]).toEqual(['100.0', ['rate']])
    const over = judge({ bod5: 100, inflow: 16_425_001, persons: 100_000 })
    expect([over.value, over.steps.map(({ rule }) => rule)]).toEqual(['100.0', ['rate', 'cap']])
    expect(over.steps[0]?.formula).toBe('100 × 16425001 ÷ (45 × 100000 × 365) × 100 = 100.0')
    expect(judge({ bod5: 100, inflow: 0, persons: 0 })).toMatchObject({
      judged: false,
      why: { code: 'sewage-collection.facts-missing' },
    })
    expect(judge({ bod5: 0, inflow: 0, persons: 1 }).value).toBe('0.0')
  })
})
