// Projections against figures worked out by hand, and the refusal to project from too little.
import { expect, test } from 'vitest'
import { beijingInstant, DAY_MS } from '#kit/time.ts'
import { chanceOf, type Projection, projectIndicator } from './projection.ts'
import type { DayFigure, ProjectionFacts } from './projection-facts.ts'

const facts = (part: Partial<ProjectionFacts>): ProjectionFacts => ({
  year: 2025,
  now: beijingInstant(2025, 3, 1),
  years: [],
  days: [],
  decimals: 2,
  isPercent: true,
  ...part,
})
function projected(part: Partial<ProjectionFacts>): Projection {
  const projection = projectIndicator(facts(part))
  if ('code' in projection) throw new Error(projection.en)
  return projection
}
const yearsFrom = (first: number, ...values: number[]) => values.map((value, n) => ({ year: first + n, value }))
const daysFrom = (start: number, count: number, value: (n: number) => number): DayFigure[] =>
  Array.from({ length: count }, (_, n) => ({ at: start + n * DAY_MS, value: value(n) }))

test('a line through 90, 92, 91, 95 leads to 95.5, with four chances of five from 91.18 to 99.82', () => {
  // mean 92, slope 7/5 = 1.4, residuals 0.1, 0.7, −1.7, 0.9: s² = 4.2/2; scale s·√(1 + 1/4 + 6.25/5); t(0.9; 2) = 1.8856
  const line = projected({ years: yearsFrom(2021, 90, 92, 91, 95) })
  expect(line).toMatchObject({ method: 'trend', year: 2025, value: '95.50', low: '91.18', high: '99.82' })
  expect(line.steps.formula).toBe('92 + 1.4 × (2025 − 2022.5) = 95.5')
})

test('a share stays within 0 and 100, and the chance is told from what lies beyond', () => {
  const line = projected({ years: yearsFrom(2021, 97, 98, 100, 99.5) })
  expect(line).toMatchObject({ value: '100.00', high: '100.00' })
  expect(chanceOf(line, { comparator: '>=', value: 96 }, 2)).toBeGreaterThan(0.9)
})

test('three years give no projection and say so; nor does a year that is over', () => {
  expect(projectIndicator(facts({ years: yearsFrom(2022, 1, 2, 3) }))).toMatchObject({
    code: 'indicator.too-few-years',
  })
  expect(
    projectIndicator(facts({ now: beijingInstant(2026, 1, 1), years: yearsFrom(2020, 1, 2, 3, 4, 5) })),
  ).toMatchObject({ code: 'indicator.year-over' })
})

test('a fall against 2020 goes on at its mean step: 3, 7, 9 after three years is 15 after five', () => {
  // steps 3, 4, 2: mean 3, s = 1; two years on: scale √(2 + 4/3) = 1.8257; t(0.9; 2) = 1.8856
  const rate = projected({ cumulativeSince: 2020, years: yearsFrom(2021, 3, 7, 9) })
  expect(rate).toMatchObject({ method: 'rate', value: '15.00', low: '11.56', high: '18.44' })
  expect(rate.steps.formula).toBe('9 + 2 × 3 = 15')
})

test('one year of a fall gives a value without interval and without chance', () => {
  const rate = projected({ cumulativeSince: 2020, years: yearsFrom(2022, 8) })
  expect(rate).toMatchObject({ value: '20.00', low: null, high: null })
  expect(chanceOf(rate, { comparator: '>=', value: 18 }, 2)).toBeUndefined()
})

const NOVEMBER_OVER = beijingInstant(2025, 12, 1)
const decembers = [2023, 2024].flatMap((year) =>
  daysFrom(beijingInstant(year, 12, 1), 31, (n) => ((n + year) % 2 === 0 ? 100 : 0)),
)

test('334 good days and a December of which half is good make 95.75 %', () => {
  // 62 former days, 31 of them good: mean 50, variance 100²·(32/64)·(32/64) = 2500; 31 days left: (33400 + 31·50)/365
  // 2500·(31 + 31²/62)/365² = 0.87258, scale 0.93412, z(0.9) = 1.28155; days alternate, so nothing is widened
  const days = [...daysFrom(beijingInstant(2025, 1, 1), 334, () => 100), ...decembers]
  const rest = projected({ now: NOVEMBER_OVER, days })
  expect(rest).toMatchObject({ method: 'days', value: '95.75', low: '94.56', high: '96.95' })
  expect(chanceOf(rest, { comparator: '>=', value: 96 }, 2)).toBeCloseTo(0.398, 3)
  expect(rest.steps.formula).toBe('(33400 + 31 × 50) ÷ 365 = 95.7534')
})

test('Decembers without a single bad day are not certain to stay so: 62 of 62 leave a spread', () => {
  // variance 100²·(63/64)·(1/64) = 153.81; ·46.5/365² = 0.053684, scale 0.2317
  const good = decembers.map((day) => ({ ...day, value: 100 }))
  const rest = projected({
    now: NOVEMBER_OVER,
    days: [...daysFrom(beijingInstant(2025, 1, 1), 334, () => 100), ...good],
  })
  expect(rest).toMatchObject({ value: '100.00', low: '99.70', high: '100.00' })
  expect(rest.spread?.scale).toBeCloseTo(0.2317, 4)
})

test('days that are alike in a row widen the interval and move nothing', () => {
  const own = daysFrom(beijingInstant(2025, 1, 1), 334, () => 100)
  const blocks = [2023, 2024].flatMap((year) =>
    daysFrom(beijingInstant(year, 12, 1), 31, (n) => ((year === 2023 ? n < 16 : n >= 16) ? 100 : 0)),
  )
  const alternating = projected({ now: NOVEMBER_OVER, days: [...own, ...decembers] })
  const inBlocks = projected({ now: NOVEMBER_OVER, days: [...own, ...blocks] })
  expect(inBlocks.value).toBe(alternating.value)
  expect(inBlocks.spread?.scale ?? 0).toBeGreaterThan(4 * (alternating.spread?.scale ?? 0))
})

test('a month without former days is not guessed: the line is taken, or nothing', () => {
  const days = [...daysFrom(beijingInstant(2025, 1, 1), 300, () => 100), ...decembers]
  const now = beijingInstant(2025, 10, 28)
  expect(projectIndicator(facts({ now, days }))).toMatchObject({ code: 'indicator.too-few-years' })
  expect(projected({ now, days, years: yearsFrom(2021, 90, 92, 91, 95) }).method).toBe('trend')
})

test('chanceOf() judges as the value is assessed: 22.4 is 22, which keeps ≤ 22 and misses < 22', () => {
  const spread = { centre: 22, scale: 0.25 }
  const chance = (comparator: string, value = 22) => chanceOf({ spread }, { comparator, value }, 0)
  expect(chance('<=')).toBeCloseTo(0.97725, 5)
  expect(chance('<')).toBeCloseTo(0.02275, 5)
  expect(chance('>=')).toBeCloseTo(0.97725, 5)
  expect(chance('>')).toBeCloseTo(0.02275, 5)
  expect(chance('=')).toBeCloseTo(0.9545, 4)
  expect(chance('reach')).toBeUndefined()
  expect(chanceOf({ spread: { centre: 1, scale: 1 } }, { comparator: 'not_decrease', value: null }, 2)).toBeCloseTo(
    0.8426,
    3,
  )
})
