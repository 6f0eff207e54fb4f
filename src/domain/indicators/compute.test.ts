// The formulas of the plan over days and sections: shares, means, what counts and what does not.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS } from '#kit/time.ts'
import { computeIndicator, type IndicatorFact } from './compute.ts'
import { type Formula, parseFormula } from './formula.ts'

const PACK = JSON.parse(
  readFileSync(new URL('../../../packs/longgang-14fyp/indicators.json', import.meta.url), 'utf8'),
) as { indicators: { id: string; formula: unknown }[] }

function formulaOf(id: string): Formula {
  const formula = parseFormula(PACK.indicators.find((one) => one.id === id)?.formula)
  if (isRefusal(formula)) throw new Error(formula.because)
  return formula
}

const YEAR = beijingInstant(2025, 1, 1)
const LATER = beijingInstant(2026, 6, 1)
const year = { period: 'year', at: YEAR, now: LATER } as const

function dayFact(n: number, aqi: number | null, pm25 = '20'): IndicatorFact {
  const judged = aqi !== null
  return {
    site: 'district-440307',
    at: YEAR + n * DAY_MS,
    edition: 'HJ633-2012',
    verdict: {
      judged,
      aqi,
      grade: judged ? 1 : null,
      label: null,
      sureness: 'verified',
      ...(judged ? {} : { why: GAP }),
    },
    averages: { 'PM2.5': { value: pm25, exact: pm25, used: 24, expected: 24, valid: judged } },
  }
}
const GAP = { code: 'air.no-values', zh: '没有', en: 'none' }
const section = (n: number, grade: number | null): IndicatorFact => ({
  site: `section-${n}`,
  at: YEAR,
  edition: 'GB3838-2002',
  verdict: {
    judged: grade !== null,
    aqi: null,
    grade,
    label: grade === null ? null : `class ${grade}`,
    sureness: 'verified',
  },
})

describe('computeIndicator()', () => {
  test('counts good days over judged days, not calendar days', () => {
    // given 360 judged days of 365, 347 of them good: the worked example of the rule
    const facts = Array.from({ length: 365 }, (_, n) => dayFact(n, n % 73 === 72 ? null : n % 28 === 1 ? 120 : 80))
    const good = facts.filter(({ verdict }) => verdict?.aqi === 80).length
    expect(good).toBe(347)
    const { value, assessed, completeness, body } = computeIndicator(formulaOf('ind.04'), facts, year)
    expect({ value, assessed, completeness }).toEqual({
      value: '96.39',
      assessed: '96.388888888889',
      completeness: '0.9863',
    })
    expect(body).toMatchObject({ numerator: 347, denominator: 360, editions: ['HJ633-2012'] })
    expect(body.why).toBeUndefined()
    expect(body.inputs).toHaveLength(365)
    expect(body.inputs[72]).toMatchObject({ counted: false, hit: false, why: GAP })
    expect(body.steps?.formula).toBe('347 ÷ 360 × 100 = 96.39')
  })
  test('gives a value but does not judge a year with too few days', () => {
    const facts = Array.from({ length: 365 }, (_, n) => dayFact(n, n < 300 ? 50 : null))
    const { value, body } = computeIndicator(formulaOf('ind.04'), facts, year)
    expect(value).toBe('100.00')
    expect(body.why?.code).toBe('indicator.too-few-days')
  })
  test('does not judge a year in which one month is too short', () => {
    const facts = Array.from({ length: 365 }, (_, n) => dayFact(n, n < 6 ? null : 50))
    expect(computeIndicator(formulaOf('ind.04'), facts, year).body.why?.code).toBe('indicator.too-few-days-in-month')
  })
  test('judges a year that still runs by its share so far', () => {
    const now = YEAR + 100 * DAY_MS
    const facts = Array.from({ length: 100 }, (_, n) => dayFact(n, 50))
    const { completeness, body } = computeIndicator(formulaOf('ind.04'), facts, { period: 'year', at: YEAR, now })
    expect(completeness).toBe('1.0000')
    expect(body.why).toBeUndefined()
    expect(body.sureness).toBe('memory')
  })
  test('rounds the mean once from the unrounded days: 22.5 is assessed as 22', () => {
    const facts = Array.from({ length: 365 }, (_, n) => dayFact(n, 50, n === 0 ? '22.5' : n % 2 ? '22' : '23'))
    const { value, assessed, body } = computeIndicator(formulaOf('ind.05'), facts, year)
    expect({ value, assessed }).toEqual({ value: '22.5', assessed: '22' })
    expect(body).toMatchObject({ numerator: null, denominator: 365 })
  })
  test('counts sections at Ⅲ or better, and worse than Ⅴ, among those judged', () => {
    const facts = [1, 2, 3, 4, 5, 6, 6, null].map((grade, n) => section(n, grade))
    expect(computeIndicator(formulaOf('ind.06'), facts, year)).toMatchObject({
      value: '42.86',
      completeness: '0.8750',
      body: { numerator: 3, denominator: 7 },
    })
    expect(computeIndicator(formulaOf('ind.07'), facts, year)).toMatchObject({ value: '28.57', body: { numerator: 2 } })
  })
  test('says that it cannot compute where nothing counts', () => {
    const { value, body } = computeIndicator(formulaOf('ind.06'), [section(1, null)], year)
    expect(value).toBeNull()
    expect(body.why?.code).toBe('indicator.no-data')
  })
})

test.each([
  [{ op: 'sum' }, '.op must be one of percent, mean'],
  [
    {
      ...(formulaOf('ind.04') as object),
      numerator: { count: 'air-day', where: { wind: { '<=': 1 } } },
    },
    '.numerator.where.wind must be one of judged, aqi, class',
  ],
])('parseFormula() refuses what it cannot run %#', (formula, because) => {
  const refused = parseFormula(formula)
  expect(isRefusal(refused) && refused.because).toContain(because)
})
