// Chances and quantiles against the printed tables.
import { expect, test } from 'vitest'
import { chanceBelow, quantileOf } from './distributions.ts'

test('chanceBelow() is the printed table of the normal distribution', () => {
  const below = (value: number) => chanceBelow({ centre: 0, scale: 1 }, value)
  expect(below(0)).toBeCloseTo(0.5, 10)
  expect(below(1)).toBeCloseTo(0.841345, 6)
  expect(below(-1.96)).toBeCloseTo(0.024998, 6)
  expect(below(9)).toBe(1)
})

test('quantileOf() is the printed table of Student’s distribution', () => {
  const student = (freedom: number, chance: number) => quantileOf({ centre: 0, scale: 1, freedom }, chance)
  expect(student(1, 0.9)).toBeCloseTo(3.0777, 4)
  expect(student(2, 0.9)).toBeCloseTo(1.8856, 4)
  expect(student(3, 0.9)).toBeCloseTo(1.6377, 4)
  expect(student(10, 0.975)).toBeCloseTo(2.2281, 4)
  expect(student(2, 0.1)).toBeCloseTo(-1.8856, 4)
  expect(quantileOf({ centre: 50, scale: 2 }, 0.9)).toBeCloseTo(52.5631, 4)
})

test('a figure without spread is certain', () => {
  expect(chanceBelow({ centre: 5, scale: 0 }, 6)).toBe(1)
  expect(chanceBelow({ centre: 5, scale: 0 }, 5)).toBe(0)
  expect(quantileOf({ centre: 5, scale: 0 }, 0.1)).toBe(5)
})
