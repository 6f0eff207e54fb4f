// Worked examples of surface-water classes, basin grades and the trophic index, each with the clause it stands for.

import { describe, expect, test } from 'vitest'
import { GB3838_2002 } from '#domain/standards/catalog/gb3838-2002.ts'
import { evaluate } from '#domain/standards/evaluate.ts'
import { evaluateWater } from '#domain/standards/surface-water.ts'
import { combineTrophic, trophicState } from '#domain/standards/trophic.ts'
import type { Facts, WaterItem } from '#domain/standards/verdict.ts'
import { basinGrade, classShares, meanOfSamples, sectionQuality } from '#domain/standards/water-evaluation.ts'
import { isRefusal } from '#kit/refusal.ts'

const judge = (facts: Facts) => evaluateWater(GB3838_2002, facts)
const itemOf = (facts: Facts, key: string): WaterItem | undefined => judge(facts).items.find((item) => item.key === key)

describe('a polluted section (GB 3838—2002 表1, 环办〔2011〕22号 断面主要污染指标)', () => {
  const verdict = judge({ do: 1.6, nh3n: 2.6, tp: 0.35, cod: 33 })

  test('is worse than Ⅴ, whatever the items that were not measured', () => {
    expect([verdict.class, verdict.quality, verdict.worst]).toEqual(['劣Ⅴ', '重度污染', ['do', 'nh3n']])
    const classes = Object.fromEntries(verdict.items.flatMap(({ key, class: name }) => (name ? [[key, name]] : [])))
    expect(classes).toEqual({ do: '劣Ⅴ', nh3n: '劣Ⅴ', tp: 'Ⅴ', cod: 'Ⅴ' })
    expect(verdict.findings.map(({ code }) => code)).toContain('water.determined-without')
  })

  test('has its multiples over Ⅲ and its three main indicators in order', () => {
    expect(verdict.multiples).toEqual({ cod: '0.65', nh3n: '1.60', tp: '0.75' })
    expect(verdict.main).toEqual([{ key: 'nh3n', multiple: '1.6' }, { key: 'do' }, { key: 'tp', multiple: '0.8' }])
  })

  test('names cyanide and heavy metals first', () => {
    const core = { ph: 7, do: 8, codmn: 2, nh3n: 2.6, tp: 0.35 }
    expect(judge({ ...core, pb: 0.06, cyanide: 0.3 }).main.map(({ key }) => key)).toEqual(['cyanide', 'pb', 'nh3n'])
  })
})

test('phosphorus of 0.06 is Ⅳ in a lake and Ⅱ in a river (GB 3838—2002 表1 序号8)', () => {
  expect(itemOf({ tp: 0.06, type: 'lake' }, 'tp')?.class).toBe('Ⅳ')
  expect(itemOf({ tp: 0.06, type: 'river' }, 'tp')?.class).toBe('Ⅱ')
})

test('equal neighbouring limits give the better class (GB 3838—2002 表1 序号10、14)', () => {
  expect(itemOf({ cu: 0.5 }, 'cu')?.class).toBe('Ⅱ')
  expect(itemOf({ as: 0.05 }, 'as')?.class).toBe('Ⅰ')
})

test('oxygen of 7.45 at 25 °C is 90.1 % saturated and so Ⅰ (GB 3838—2002 表1 序号3)', () => {
  expect(itemOf({ do: 7.45, temperature: 25 }, 'do')).toMatchObject({ class: 'Ⅰ', saturation: '90.1' })
  expect(itemOf({ do: 7.45 }, 'do')?.class).toBe('Ⅱ')
})

describe('the grade of a basin (环办〔2011〕22号 河流、流域水质定性评价表)', () => {
  test.each([
    [12, 9, 0, '75.0', '0.0', '良好'],
    [12, 11, 0, '91.7', '0.0', '优'],
    [12, 6, 3, '50.0', '25.0', '中度污染'],
    [12, 6, 5, '50.0', '41.7', '重度污染'],
    [12, 8, 1, '66.7', '8.3', '轻度污染'],
    [5, 3, 2, '60.0', '40.0', '重度污染'],
  ])('of %i sections, %i Ⅰ–Ⅲ and %i worse than Ⅴ', (total, good, worst, goodShare, worstShare, quality) => {
    const middle = Array.from({ length: total - good - worst }, () => 4)
    const grades = [...Array.from({ length: good }, () => 2), ...Array.from({ length: worst }, () => 6), ...middle]
    expect(classShares(grades)).toEqual({ total, good, worst, goodShare, worstShare })
    expect(basinGrade({ total, good, worst })?.quality.zh).toBe(quality)
  })

  test('is left to the means with fewer than five sections, and the edge 60/40 is marked', () => {
    expect(basinGrade({ total: 4, good: 4, worst: 0 })).toBeUndefined()
    expect(basinGrade({ total: 5, good: 3, worst: 2 })?.isEdge).toBe(true)
    expect(classShares([])).toEqual({ total: 0, good: 0, worst: 0 })
    expect(sectionQuality(3)?.zh).toBe('良好')
  })
})

test('non-detects enter the mean as half of the limit (环办〔2011〕22号 未检出规则)', () => {
  expect(meanOfSamples(['0.02L', 0.03, 0.05, '0.02L'])).toEqual({
    value: '0.025',
    used: 4,
    belowDetection: 2,
    left: [],
  })
})

describe('the trophic index (环办〔2011〕22号 综合营养状态指数)', () => {
  const judge = (facts: Facts) => {
    const verdict = evaluate('tli', facts, { edition: 'SWQ-2011' })
    if (isRefusal(verdict)) throw new Error(verdict.because)
    return verdict
  }

  test('of the worked lake is 48.569, mesotrophic', () => {
    const verdict = judge({ chla: 15, tp: 0.045, tn: 1.2, sd: 1.1, codmn: 3.6 })
    expect([verdict.value, verdict.level]).toEqual(['48.569', '中营养'])
    expect(Object.fromEntries(verdict.items.map(({ key, result }) => [key, result]))).toEqual({
      chla: '54.409',
      tp: '43.998',
      tn: '57.619',
      sd: '49.331',
      codmn: '35.176',
    })
  })

  test('cannot be judged where an item is missing or not above zero', () => {
    const verdict = judge({ chla: 0, tp: 0.045, tn: '未检出', sd: 1.1, codmn: 3.6 })
    expect([verdict.judged, verdict.value, verdict.why?.code]).toEqual([false, null, 'tli.facts-missing'])
    expect(verdict.findings.map(({ code }) => code)).toEqual(['value.out-of-range', 'value.detection-limit-unknown'])
  })

  test('of Hulun Lake, published from four terms, is met within a hundredth', () => {
    const published = [
      [37.749, 69.802, 68.909, 81.743, 61.837],
      [48.321, 60.681, 66.362, 77.199, 61.607],
    ] as const
    for (const [chla, tp, tn, sd, expected] of published) {
      const combined = combineTrophic({ chla, tp, tn, sd }) ?? 0
      expect(Math.abs(combined - expected)).toBeLessThan(0.01)
      expect(trophicState(combined).zh).toBe('中度富营养')
    }
  })

  test.each([
    [29.99, '贫营养'],
    [30, '中营养'],
    [50, '中营养'],
    [50.01, '轻度富营养'],
    [60, '轻度富营养'],
    [70, '中度富营养'],
    [70.01, '重度富营养'],
  ])('%d is %s', (tli, state) => {
    expect(trophicState(tli).zh).toBe(state)
  })
})
