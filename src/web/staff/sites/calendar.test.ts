// A year of verdicts as a calendar.
import { expect, test } from 'vitest'
import type { VerdictBrief } from '#contract/sites.ts'
import { beijingInstant } from '#kit/time.ts'
import { countYear, layOutYear } from './calendar.ts'

const verdict = (month: number, day: number, grade: number | null): VerdictBrief => ({
  subject: 'air-day',
  at: beijingInstant(2020, month, day),
  edition: 'HJ 633—2012',
  judged: grade !== null,
  why: null,
  grade,
  label: null,
  colour: null,
  aqi: null,
  limiting: [],
  sureness: 'verified',
  ref: `verdict/a/air-day/${month}-${day}`,
})

test('layOutYear() begins weeks on Monday and knows leap years', () => {
  const months = layOutYear(2020, [])
  // 1 January 2020 was a Wednesday, 1 February a Saturday, 1 June a Monday.
  expect([months[0]?.lead, months[1]?.lead, months[5]?.lead]).toEqual([2, 5, 0])
  expect(months[1]?.days.length).toBe(29)
  expect(layOutYear(2021, [])[1]?.days.length).toBe(28)
})

test('countYear() counts good days of the judged ones and keeps the others apart', () => {
  const months = layOutYear(2020, [verdict(1, 1, 1), verdict(1, 2, 2), verdict(12, 31, 3), verdict(2, 29, null)])
  expect(months[11]?.days[30]?.verdict?.grade).toBe(3)
  expect(countYear(months)).toEqual({ judged: 3, good: 2, cannot: 1 })
})
