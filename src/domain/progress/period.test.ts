// Reporting periods counted back from an instant in Beijing.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { endedPeriods } from './period.ts'

const texts = (months: 1 | 3, at: number, count: number) => endedPeriods(months, at, count).map(({ text }) => text)

test('endedPeriods() gives the newest first, across the year, and a period only once its last day is over', () => {
  const newYear = beijingInstant(2025, 1, 1)
  expect(texts(1, newYear, 3)).toEqual(['2024-12', '2024-11', '2024-10'])
  expect(texts(1, newYear - 1, 1)).toEqual(['2024-11'])
  expect(texts(3, beijingInstant(2025, 5, 20), 3)).toEqual(['2025-Q1', '2024-Q4', '2024-Q3'])
  expect(texts(1, newYear, 14)).toHaveLength(14)
})
