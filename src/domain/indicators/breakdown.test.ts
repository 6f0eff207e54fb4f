// Parts of an indicator by place, and when they make the whole.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { noteOnSum, type PlaceFacts, partOf } from './breakdown.ts'
import { parseFormula } from './formula.ts'

const PACK = JSON.parse(
  readFileSync(new URL('../../../packs/longgang-14fyp/indicators.json', import.meta.url), 'utf8'),
) as { indicators: { id: string; formula: unknown }[] }
function formulaOf(id: string) {
  const formula = parseFormula(PACK.indicators.find((one) => one.id === id)?.formula)
  if (isRefusal(formula)) throw new Error(formula.because)
  return formula
}
const facts = (part: Partial<PlaceFacts>): PlaceFacts => ({ facts: [], sum: 0, valid: 0, expected: 0, ...part })
const alike = (count: number, aqi: number | null, grade: number | null = null) => ({
  judged: aqi !== null || grade !== null,
  aqi,
  grade,
  count,
})

test('partOf() counts the days of a place: 8 of 10 judged, 6 of them good', () => {
  const place = facts({ facts: [alike(4, 60), alike(2, 100), alike(2, 101), alike(2, null)], expected: 10 })
  expect(partOf(formulaOf('ind.04'), place)).toEqual({
    value: '75.00',
    numerator: 6,
    denominator: 8,
    completeness: 0.8,
  })
})

test('partOf() gives the mean of valid days, and nothing where there are none', () => {
  expect(partOf(formulaOf('ind.05'), facts({ sum: 61.2, valid: 3, expected: 4 }))).toEqual({
    value: '20.4',
    numerator: null,
    denominator: 3,
    completeness: 0.75,
  })
  expect(partOf(formulaOf('ind.05'), facts({}))).toMatchObject({ value: null, completeness: null })
})

test('sections by basin add up to the district; days by street do not, and it is said why', () => {
  const water = formulaOf('ind.06')
  const parts = [
    partOf(water, facts({ facts: [alike(2, null, 3), alike(1, null, 5)], expected: 3 })),
    partOf(water, facts({ facts: [alike(1, null, 2)], expected: 1 })),
  ]
  expect(noteOnSum(water, 'basin', { whole: { numerator: 3, denominator: 4 }, parts })).toMatchObject({
    addsUp: true,
    en: 'The parts add up to the district: 3 ÷ 4',
  })
  expect(noteOnSum(water, 'basin', { whole: { numerator: 3, denominator: 5 }, parts })).toMatchObject({ addsUp: false })
  const air = formulaOf('ind.04')
  const street = partOf(air, facts({ facts: [alike(10, 60)], expected: 10 }))
  const note = noteOnSum(air, 'street', { whole: { numerator: 9, denominator: 10 }, parts: [street, street] })
  expect(note).toMatchObject({ addsUp: false, en: expect.stringContaining('day by day') })
  expect(noteOnSum(formulaOf('ind.05'), 'month', { whole: undefined, parts: [] }).en).toContain('mean of its days')
})
