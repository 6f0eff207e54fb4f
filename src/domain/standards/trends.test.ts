// Changes over periods at their bounds: critical correlations, ties, steps of quality, ten and twenty points, shares of a basin.
import { describe, expect, test } from 'vitest'
import { SWQ_2011 } from './catalog/swq-eval-2011.ts'
import { basinChange, basinMainIndicators, rankTrend, sectionChange } from './trends.ts'
import type { FactValue } from './verdict-parts.ts'

describe('rankTrend() (环办〔2011〕22号 秩相关系数法)', () => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1)

  test('a series of five that rises without a break', () => {
    expect(rankTrend([0.9, 1.1, 1.5, 1.6, 1.8])).toEqual({
      n: 5,
      ranks: ['1', '2', '3', '4', '5'],
      sumD2: '0',
      rs: '1.0000',
      critical: '0.900',
      isSignificant: true,
      trend: '显著上升',
      sureness: 'memory',
    })
  })

  // r_s = 1 − 6Σd² ÷ (N³ − N), by hand.
  test.each<[string, FactValue[], string, string, string]>([
    ['five, 1 3 2 5 4: Σd² 4, 1 − 24/120', [1, 3, 2, 5, 4], '4', '0.8000', '上升不显著'],
    ['five, 2 1 3 4 5: Σd² 2, exactly 0.9', [2, 1, 3, 4, 5], '2', '0.9000', '上升不显著'],
    ['six, 2 1 3 4 5 6: Σd² 2, 1 − 12/210', [2, 1, 3, 4, 5, 6], '2', '0.9429', '显著上升'],
    ['six, 6 5 4 3 1 2: Σd² 68, 1 − 408/210', [6, 5, 4, 3, 1, 2], '68', '-0.9429', '显著下降'],
    ['five, 3 1 5 2 4: Σd² 14, 1 − 84/120', [3, 1, 5, 2, 4], '14', '0.3000', '上升不显著'],
    ['five, 2 5 3 1 4: Σd² 20, nought', [2, 5, 3, 1, 4], '20', '0.0000', '无变化'],
    ['ties share the mean of their ranks', [1, 2, 2, 3, 4], '0.5', '0.9750', '显著上升'],
    ['three alike: Σd² 9 + 4 + 1 + 6.25 + 12.25, 1 − 195/120', [5, 5, 5, 1, 1], '32.5', '-0.6250', '下降不显著'],
  ])('%s', (_says, series, sumD2, rs, trend) => {
    expect(rankTrend(series)).toMatchObject({ n: series.length, sumD2, rs, trend })
  })

  test('ranks of ties are written with their half', () => {
    expect(rankTrend([1, 2, 2, 3, 4])).toMatchObject({ ranks: ['1', '2.5', '2.5', '4', '5'] })
    expect(rankTrend([5, 5, 5, 1, 1])).toMatchObject({ ranks: ['4', '4', '4', '1.5', '1.5'] })
    expect(rankTrend([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toMatchObject({
      ranks: upTo(10).reverse().map(String),
      sumD2: '330',
    })
  })

  test('a series that never changes has no trend, whatever the formula says of ties', () => {
    expect(rankTrend([2, 2, 2, 2, 2])).toMatchObject({
      ranks: ['3', '3', '3', '3', '3'],
      rs: '0.0000',
      isSignificant: false,
      trend: '无变化',
    })
  })

  test.each([
    [5, '0.900'],
    [6, '0.829'],
    [10, '0.564'],
    [11, '0.564'],
    [12, '0.506'],
    [29, '0.317'],
    [30, '0.306'],
    [40, '0.306'],
  ])('%i periods have the critical value %s, that of the next smaller number', (n, critical) => {
    expect(rankTrend(upTo(n))).toMatchObject({ n, critical, isSignificant: true })
  })

  test('missing marks and nonsense are passed over, half of a detection limit is used', () => {
    expect(rankTrend(['<0.02', '0.02', '--', null, '0.03', 'x', '未检出', '0.04', '0.05'])).toMatchObject({
      n: 5,
      ranks: ['1', '2', '3', '4', '5'],
    })
    // Half of 0.1 is 0.05: a tie with the last.
    expect(rankTrend(['<0.1', 0.01, 0.02, 0.03, 0.05])).toMatchObject({ ranks: ['4.5', '1', '2', '3', '4.5'] })
  })

  test('four periods are too few, and it says how many there are', () => {
    expect(rankTrend([1, 2, 3, 4])).toEqual({
      why: {
        code: 'trend.too-few-periods',
        zh: '仅有 4 个时段，少于 5 个，不能作秩相关检验',
        en: 'Only 4 periods where five are needed, so no rank correlation can be tested',
      },
    })
    expect(rankTrend([])).toMatchObject({ why: { code: 'trend.too-few-periods' } })
  })
})

describe('sectionChange() (环办〔2011〕22号 断面水质变化)', () => {
  // Qualities: Ⅰ and Ⅱ 0, Ⅲ 1, Ⅳ 2, Ⅴ 3, worse 4.
  const STEPS = [0, 0, 1, 2, 3, 4]
  const words = (steps: number): string =>
    steps === 0
      ? '无明显变化'
      : steps === 1
        ? '有所变差'
        : steps === -1
          ? '有所好转'
          : steps > 0
            ? '明显变差'
            : '明显好转'
  const pairs = STEPS.flatMap((from, a) => STEPS.map((to, b) => [a + 1, b + 1, words(to - from)] as const))
  test.each(pairs)('%i to %i: %s', (a, b, expected) => expect(sectionChange(a, b)).toBe(expected))

  test('has no word for grades that are none', () => {
    expect([sectionChange(0, 3), sectionChange(3, 7), sectionChange(Number.NaN, 1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('basinChange() (环办〔2011〕22号 流域水质变化)', () => {
  const half = { total: 100, good: 50, worst: 20 }
  test.each([
    [{ total: 100, good: 50, worst: 20 }, '0.00', '无明显变化'],
    [{ total: 100, good: 60, worst: 20 }, '10.00', '无明显变化'],
    [{ total: 100, good: 61, worst: 20 }, '11.00', '有所好转'],
    [{ total: 100, good: 60, worst: 10 }, '20.00', '有所好转'],
    [{ total: 100, good: 60, worst: 9 }, '21.00', '明显好转'],
    [{ total: 100, good: 40, worst: 20 }, '-10.00', '无明显变化'],
    [{ total: 100, good: 39, worst: 20 }, '-11.00', '有所变差'],
    [{ total: 100, good: 40, worst: 30 }, '-20.00', '有所变差'],
    [{ total: 100, good: 40, worst: 31 }, '-21.00', '明显变差'],
    [{ total: 3, good: 2, worst: 0 }, '36.67', '明显好转'],
    [{ total: 3000, good: 1201, worst: 0 }, '10.03', '有所好转'],
  ])('to %o: %s', (after, points, change) => expect(basinChange(half, after)).toEqual({ points, change }))

  test('compares exact shares, not rounded ones', () => {
    const none = { total: 1, good: 0, worst: 0 }
    expect(basinChange(none, { total: 100_000, good: 10_001, worst: 0 })).toEqual({
      points: '10.00',
      change: '有所好转',
    })
  })

  test('says nothing where a period has no section', () => {
    const empty = { total: 0, good: 0, worst: 0 }
    expect([basinChange(empty, half), basinChange(half, empty), basinChange(half, { ...half, total: -1 })]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(basinChange({ total: 1, good: 1, worst: 0 }, { total: 1, good: 1, worst: 0 })).toMatchObject({
      points: '0.00',
    })
  })
})

describe('basinMainIndicators() (环办〔2011〕22号 流域主要污染指标)', () => {
  const item = (key: string, grade: number | null, counts = true) => ({
    key,
    grade,
    counts,
    class: null,
    value: '1',
    unit: 'mg/L',
    status: 'ok' as const,
    clause: '',
  })
  const sections = (...rows: ReturnType<typeof item>[][]) => rows.map((items) => ({ items }))

  test('names three at most, by share, those worse than Ⅲ that count', () => {
    const five = sections(
      [item('nh3n', 4), item('tp', 5), item('cod', 4), item('codmn', 6), item('tn', 6, false)],
      [item('nh3n', 4), item('tp', 4), item('cod', 4), item('ph', 3)],
      [item('nh3n', 4), item('tp', 4), item('do', null)],
      [item('nh3n', 6)],
      [item('nh3n', 3)],
    )
    expect(basinMainIndicators(five)).toEqual([
      { key: 'nh3n', share: '80.0' },
      { key: 'tp', share: '60.0' },
      { key: 'cod', share: '40.0' },
    ])
    expect(basinMainIndicators(five, { ...SWQ_2011, mainIndicators: 1 })).toEqual([{ key: 'nh3n', share: '80.0' }])
  })

  test('names nothing of a clean basin or of fewer than five sections', () => {
    const clean = sections([item('tp', 3)], [], [], [], [])
    expect(basinMainIndicators(clean)).toEqual([])
    expect(basinMainIndicators(sections([item('tp', 6)], [], [], []))).toEqual([])
    expect(basinMainIndicators(sections([item('tp', 6)], [], [], [], [], []))).toEqual([{ key: 'tp', share: '16.7' }])
  })
})
