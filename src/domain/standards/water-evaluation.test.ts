// Means, shares and grades of waters at their bounds, and items of drinking-water sources kept or not.
import { describe, expect, test } from 'vitest'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import { judgeSourceItems, sourceLimitOf } from './source-water.ts'
import type { Facts, FactValue } from './verdict.ts'
import { basinGrade, classShares, meanOfSamples, periodMeans, sectionQuality } from './water-evaluation.ts'

describe('meanOfSamples() (环办〔2011〕22号 未检出规则)', () => {
  test.each<[string, FactValue[], unknown]>([
    ['one value', ['0.30'], { value: '0.3', used: 1, belowDetection: 0, left: [] }],
    ['zero', [0, '0'], { value: '0', used: 2, belowDetection: 0, left: [] }],
    ['half of each limit', ['<0.02', '0.04L'], { value: '0.015', used: 2, belowDetection: 2, left: [] }],
    ['six decimals', [1, 1, 2], { value: '1.333333', used: 3, belowDetection: 0, left: [] }],
    ['exact within six', ['0.000001', '0.000003'], { value: '0.000002', used: 2, belowDetection: 0, left: [] }],
    [
      'half to even at the seventh',
      ['0.000001', '0.000002'],
      { value: '0.000002', used: 2, belowDetection: 0, left: [] },
    ],
    [
      'what is no number is left and named, missing marks are not',
      ['1', 'x', 'ND', '-1', '--', null, undefined, '', '3'],
      { value: '2', used: 2, belowDetection: 0, left: ['x', 'ND', '-1'] },
    ],
    ['nothing', [], undefined],
    ['only marks', ['--', null], undefined],
    ['only nonsense', ['x', -1], undefined],
  ])('%s', (_says, samples, expected) => expect(meanOfSamples(samples)).toEqual(expected))
})

describe('periodMeans() (环办〔2011〕22号 评价时段)', () => {
  const samples = (...values: FactValue[]): Facts[] => values.map((nh3n) => ({ nh3n }))

  test('a quarter needs two samples, a year six', () => {
    expect(periodMeans(samples(1), 'quarter')).toEqual({
      why: {
        code: 'water.too-few-samples',
        zh: '仅有 1 次监测，少于所需的 2 次，不能评价',
        en: 'Only 1 samples where 2 are needed, so nothing can be judged',
      },
    })
    expect(periodMeans(samples(1, 2), 'quarter')).toEqual({ facts: { nh3n: '1.5' }, counts: { nh3n: 2 } })
    expect(periodMeans(samples(1, 2, 3, 4, 5), 'year')).toMatchObject({
      why: { zh: '仅有 5 次监测，少于所需的 6 次，不能评价' },
    })
    expect(periodMeans(samples(1, 2, 3, 4, 5, 6), 'year')).toEqual({ facts: { nh3n: '3.5' }, counts: { nh3n: 6 } })
  })

  test('an item with too few values is missing and its count told; one without any is left out', () => {
    expect(
      periodMeans(
        [
          { nh3n: 1, tp: 1, cu: 'x' },
          { nh3n: 2, tp: '--' },
        ],
        'quarter',
      ),
    ).toEqual({
      facts: { nh3n: '1.5', tp: '--' },
      counts: { nh3n: 2, tp: 1 },
    })
  })

  test('an item of a later sample only is seen, and the first type stands', () => {
    expect(periodMeans([{ nh3n: 1 }, { nh3n: 1, tp: 2, type: 'lake' }, { tp: 4, type: 'river' }], 'quarter')).toEqual({
      facts: { nh3n: '1', tp: '3', type: 'lake' },
      counts: { nh3n: 2, tp: 2 },
    })
  })
})

describe('shares and grades (环办〔2011〕22号 河流、流域水质定性评价表)', () => {
  test.each([
    [0, undefined],
    [1, '优'],
    [2, '优'],
    [3, '良好'],
    [4, '轻度污染'],
    [5, '中度污染'],
    [6, '重度污染'],
    [7, undefined],
    [1.5, undefined],
  ])('a section of grade %s is %s', (grade, quality) => expect(sectionQuality(grade)?.zh).toBe(quality))

  test('shares count Ⅰ to Ⅲ and worse than Ⅴ', () => {
    expect(classShares([1, 2, 3, 4, 5, 6])).toEqual({
      total: 6,
      good: 3,
      worst: 1,
      goodShare: '50.0',
      worstShare: '16.7',
    })
    expect(classShares([4])).toEqual({ total: 1, good: 0, worst: 0, goodShare: '0.0', worstShare: '0.0' })
    expect(classShares([])).toEqual({ total: 0, good: 0, worst: 0 })
  })

  test.each([
    // of 100 sections: good, worst
    [100, 90, 10, '优', false],
    [100, 89, 0, '良好', false],
    [100, 75, 25, '良好', false],
    [100, 74, 19, '轻度污染', false],
    [100, 74, 20, '中度污染', false],
    [100, 50, 39, '中度污染', false],
    [100, 50, 40, '重度污染', false],
    [100, 60, 40, '重度污染', true],
    [100, 59, 40, '重度污染', false],
    [100, 60, 39, '中度污染', false],
    [100, 0, 100, '重度污染', false],
    [5, 0, 0, '轻度污染', false],
    [5, 5, 0, '优', false],
    // 899 of 1000 read 90 % where they are rounded, and are not.
    [1000, 899, 0, '良好', false],
  ])('of %i sections %i Ⅰ–Ⅲ and %i worse than Ⅴ is %s', (total, good, worst, quality, isEdge) => {
    expect(basinGrade({ total, good, worst })).toMatchObject({ quality: { zh: quality }, isEdge })
  })

  test('four sections are left to their means', () => {
    expect(basinGrade({ total: 4, good: 4, worst: 0 })).toBeUndefined()
  })
})

describe('judgeSourceItems() (GB 3838—2002 表2、表3)', () => {
  const judge = (facts: Facts) => {
    const inputs: Record<string, string> = {}
    return { ...judgeSourceItems(GB3838_2002, facts, inputs), inputs }
  }
  const brief = (facts: Facts) => judge(facts).items.map(({ key, status, meets }) => [key, status, meets])

  test('finds a limit by item and by Chinese name, of table 2 and 3, and no other', () => {
    expect(sourceLimitOf(GB3838_2002, 'sulphate')).toMatchObject({ zh: '硫酸盐', atMost: 250 })
    expect(sourceLimitOf(GB3838_2002, '硫酸盐')?.item).toBe('sulphate')
    expect(sourceLimitOf(GB3838_2002, '苯')?.atMost).toBe(0.01)
    expect(sourceLimitOf(GB3838_2002, 'nh3n')).toBeUndefined()
    expect(sourceLimitOf(GB3838_2002, 'toString')).toBeUndefined()
  })

  test('the limit itself is kept, and everything is told', () => {
    expect(judge({ 硫酸盐: '250', nh3n: 1 })).toEqual({
      items: [
        {
          key: 'sulphate',
          value: '250',
          unit: 'mg/L',
          clause: sourceLimitOf(GB3838_2002, 'sulphate')?.source,
          grade: null,
          class: null,
          counts: false,
          status: 'ok',
          meets: true,
        },
      ],
      findings: [],
      inputs: { sulphate: '250' },
    })
    expect(brief({ sulphate: '250.01', nitrate: 0, iron: '0.3', 锰: '0.11' })).toEqual([
      ['sulphate', 'ok', false],
      ['nitrate', 'ok', true],
      ['iron', 'ok', true],
      ['manganese', 'ok', false],
    ])
  })

  test.each<[FactValue, string, string | null, string | undefined]>([
    ['--', 'missing', null, undefined],
    ['NA', 'missing', null, undefined],
    ['未检出', 'rejected', '未检出', 'value.detection-limit-unknown'],
    ['x', 'rejected', 'x', 'value.not-a-number'],
    ['-1', 'rejected', '-1', 'value.negative'],
  ])('%s is %s', (value, status, shown, code) => {
    const { items, findings, inputs } = judge({ sulphate: value })
    expect(items).toMatchObject([{ key: 'sulphate', status, value: shown }])
    expect(items[0]?.meets).toBeUndefined()
    expect(findings.map(({ code: found, item }) => [found, item])).toEqual(
      code === undefined ? [] : [[code, 'sulphate']],
    )
    expect(inputs).toEqual({ sulphate: value })
  })

  test('half of a detection limit is compared', () => {
    expect(judge({ 苯: '<0.02' })).toMatchObject({
      items: [{ key: '苯', value: '<0.02', used: '0.01', status: 'below-detection', meets: true }],
      findings: [{ code: 'value.below-detection', item: '苯', value: '<0.02' }],
    })
    expect(judge({ 苯: '0.03L' }).items).toMatchObject([{ used: '0.015', meets: false }])
  })

  test('blank and absent facts are not told of', () => {
    expect(judge({ sulphate: '', iron: null, chloride: undefined })).toEqual({ items: [], findings: [], inputs: {} })
  })
})
