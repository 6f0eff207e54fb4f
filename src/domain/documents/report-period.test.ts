// Spans of reports: the form a template asks for, within the plan.
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { readSpan } from './report-period.ts'

const PLAN = { start: 2021, end: 2025 }

test('readSpan() reads years, quarters, months and the plan until a year, half-open in Beijing time', () => {
  expect(readSpan('2025', 'year', PLAN)).toMatchObject({
    year: 2025,
    from: beijingInstant(2025, 1, 1),
    until: beijingInstant(2026, 1, 1),
  })
  expect(readSpan('2025-Q4', 'quarter', PLAN)).toMatchObject({
    year: 2025,
    from: beijingInstant(2025, 10, 1),
    until: beijingInstant(2026, 1, 1),
  })
  expect(readSpan('2024-02', 'month', PLAN)).toMatchObject({
    from: beijingInstant(2024, 2, 1),
    until: beijingInstant(2024, 3, 1),
  })
  expect(readSpan('2023', 'plan', PLAN)).toMatchObject({
    name: { zh: '2021—2023 年' },
    from: beijingInstant(2021, 1, 1),
    until: beijingInstant(2024, 1, 1),
  })
})

test('readSpan() refuses another form and a year outside the plan, each in words', () => {
  expect(readSpan('2025-13', 'month', PLAN)).toMatchObject({
    refused: 'reports.period-wrong',
    zh: expect.stringContaining('2025-08'),
  })
  expect(readSpan('2025-Q5', 'quarter', PLAN)).toMatchObject({ refused: 'reports.period-wrong' })
  expect(readSpan('2025', 'quarter', PLAN)).toMatchObject({ zh: expect.stringContaining('2025-Q3') })
  expect(readSpan('2026', 'year', PLAN)).toMatchObject({ zh: expect.stringContaining('2021—2025') })
  expect(readSpan('2020', 'plan', PLAN)).toMatchObject({ zh: expect.stringContaining('2021—2025') })
})
