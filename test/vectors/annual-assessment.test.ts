// Scenario S5 with every input changed one by one: each threshold of the plan's table is crossed exactly where arithmetic says.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { computeIndicator, type IndicatorFact } from '#domain/indicators/compute.ts'
import { parseFormula } from '#domain/indicators/formula.ts'
import { checkReport, computeReported, type ReportedFormula } from '#domain/indicators/reported.ts'
import { type IndicatorStatus, judgeTarget } from '#domain/indicators/target.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS } from '#kit/time.ts'

type Target = { comparator: string | null; assumedComparator: string | null; value: number | null; setBy: string }
const { indicators } = JSON.parse(
  readFileSync(new URL('../../packs/longgang-14fyp/indicators.json', import.meta.url), 'utf8'),
) as { indicators: { id: string; formula: unknown; target: Target; readings: (Target & { text: string })[] }[] }
const indicatorOf = (id: string) => {
  const found = indicators.find((one) => one.id === id)
  if (!found) throw new Error(`there is no ${id}`)
  return found
}

const YEAR = beijingInstant(2025, 1, 1)
const period = { period: 'year', at: YEAR, now: beijingInstant(2026, 6, 1) } as const
const judge = (id: string, assessed: string | null, target: Target = indicatorOf(id).target): IndicatorStatus =>
  judgeTarget(assessed === null ? null : Number(assessed), {
    ...target,
    comparator: target.comparator ?? target.assumedComparator,
  })

function measured(id: string, facts: readonly IndicatorFact[]) {
  const formula = parseFormula(indicatorOf(id).formula)
  if (isRefusal(formula)) throw new Error(formula.because)
  const { value, assessed } = computeIndicator(formula, facts, period)
  return { value, assessed, status: judge(id, assessed) }
}
function reported(id: string, values: Record<string, string>) {
  const formula = indicatorOf(id).formula as ReportedFormula
  const fault = checkReport(formula, values)
  if (fault) throw new Error(fault.because)
  const { value, assessed } = computeReported(formula, { id: 1, values, source: '报表', author: 'x' })
  return { value, status: judge(id, assessed) }
}

const day = (n: number, aqi: number, pm25 = '20'): IndicatorFact => ({
  site: 'district',
  at: YEAR + n * DAY_MS,
  edition: 'HJ633-2012',
  verdict: { judged: true, aqi, grade: 1, label: null, sureness: 'verified' },
  averages: { 'PM2.5': { value: pm25, exact: pm25, used: 24, expected: 24, valid: true } },
})
const section = (n: number, grade: number): IndicatorFact => ({
  site: `s${n}`,
  at: YEAR,
  edition: 'GB3838-2002',
  verdict: { judged: true, aqi: null, grade, label: null, sureness: 'verified' },
})
const days = (valid: number, good: number) => Array.from({ length: valid }, (_, n) => day(n, n < good ? 100 : 101))
const sections = (all: number, good: number, worst = 0) =>
  Array.from({ length: all }, (_, n) => section(n, n < worst ? 6 : n < good + worst ? 3 : 4))

describe('S5 with changed inputs', () => {
  test.each([
    [365, 351],
    [360, 346],
    [350, 336],
    [325, 312],
  ])('O1 of %i valid days %i good ones are the fewest that reach the target', (valid, least) => {
    for (let good = 0; good <= valid; good += 1)
      expect([good, measured('ind.04', days(valid, good)).status]).toEqual([good, good >= least ? 'met' : 'not-met'])
  })

  test('O1 96.16 and 95.89 as printed; 350 of 365 is not rounded up', () => {
    expect(measured('ind.04', days(365, 351))).toMatchObject({ value: '96.16', status: 'met' })
    expect(measured('ind.04', days(365, 350))).toMatchObject({ value: '95.89', status: 'not-met' })
  })

  test.each([
    ['21.4', '21', 'met', 'met'],
    ['21.9', '22', 'met', 'not-met'],
    ['22.0', '22', 'met', 'not-met'],
    ['22.1', '22', 'met', 'not-met'],
    ['22.5', '22', 'met', 'not-met'],
    ['22.6', '23', 'not-met', 'not-met'],
  ])('O2 PM2.5 of %s is assessed as %s: table %s, chapter 2 %s', (value, assessed, table, chapter) => {
    const found = measured(
      'ind.05',
      Array.from({ length: 365 }, (_, n) => day(n, 50, value)),
    )
    const wording = indicatorOf('ind.05').readings.find(({ comparator }) => comparator === '<')
    expect(found).toEqual({ value, assessed, status: table })
    expect(judge('ind.05', found.assessed, wording && { ...wording, assumedComparator: null, setBy: 'plan' })).toBe(
      chapter,
    )
  })

  test('O3 of 66 sections 40 at Ⅲ or better are the fewest that reach 60 %, and one worse than Ⅴ misses 0', () => {
    for (let good = 0; good <= 66; good += 1)
      expect([good, measured('ind.06', sections(66, good)).status]).toEqual([good, good >= 40 ? 'met' : 'not-met'])
    for (let worst = 0; worst <= 5; worst += 1)
      expect([worst, measured('ind.07', sections(66, 40, worst)).status]).toEqual([
        worst,
        worst === 0 ? 'met' : 'not-met',
      ])
    expect(measured('ind.06', sections(66, 39)).value).toBe('59.09')
    expect(measured('ind.07', sections(66, 40, 1)).value).toBe('1.52')
  })

  test('O4 of 360 night checks 270 are the fewest that reach 75 %', () => {
    for (let part = 0; part <= 360; part += 1)
      expect([part, reported('ind.10', { part: String(part), whole: '360' }).status]).toEqual([
        part,
        part >= 270 ? 'met' : 'not-met',
      ])
  })

  test.each([
    ['ind.11', { part: '8500', whole: '10000' }, '85.00', 'met'],
    ['ind.11', { part: '8499.6', whole: '10000' }, '85.00', 'not-met'],
    ['ind.12', { part: '97', whole: '100' }, '97.00', 'met'],
    ['ind.12', { part: '96.99', whole: '100' }, '96.99', 'not-met'],
    ['ind.13', { part: '970', whole: '1000' }, '97.00', 'met'],
    ['ind.13', { part: '969', whole: '1000' }, '96.90', 'not-met'],
    ['ind.14', { part: '1250.5', whole: '1250.5' }, '100.00', 'met'],
    ['ind.14', { part: '1250.499', whole: '1250.5' }, '100.00', 'not-met'],
    ['ind.16', { now: '140.25', base: '140.25' }, '0.00', 'met'],
    ['ind.16', { now: '140.249', base: '140.25' }, '0.00', 'not-met'],
    ['ind.17', { part: '65', whole: '100' }, '65.00', 'met'],
    ['ind.17', { part: '64.999', whole: '100' }, '65.00', 'not-met'],
  ])('%s of %o is shown as %s and %s: what a page rounds away still decides', (id, values, value, status) => {
    expect(reported(id, values as Record<string, string>)).toEqual({ value, status })
  })
})
