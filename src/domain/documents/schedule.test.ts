// Documents that are made by the clock: the period and the working day, and templates that cannot have one.
import { expect, test } from 'vitest'
import { buildCalendar, CALENDAR_YEARS } from '#domain/calendar/calendar.ts'
import { beijingInstant } from '#kit/time.ts'
import { duePeriod } from './schedule.ts'
import { readTemplate } from './template.ts'

const calendar = buildCalendar(CALENDAR_YEARS)
const words = { zh: '一', en: 'one' }
const quarterly = { period: 'quarter', schedule: { workingDay: 5, because: words } } as const
const dueAt = (month: number, day: number, hour = 0) =>
  duePeriod(quarterly, calendar, beijingInstant(2025, month, day, hour))

test('duePeriod() waits for the working day: 1 to 8 October 2025 are holidays, and Saturday 11 October is worked', () => {
  expect(dueAt(10, 13, 23)).toBeUndefined()
  expect(dueAt(10, 14)).toBe('2025-Q3')
  expect(dueAt(12, 31)).toBe('2025-Q3')
  expect(duePeriod({ period: 'month', schedule: quarterly.schedule }, calendar, beijingInstant(2025, 12, 5))).toBe(
    '2025-11',
  )
  expect(duePeriod({ period: 'quarter' }, calendar, beijingInstant(2025, 12, 5))).toBeUndefined()
})

test('readTemplate() refuses a schedule of a yearly review, and a working day that no month has', () => {
  const template = { id: 'x', name: words, purpose: words, period: 'year', title: words, basis: [], items: [] }
  const because = (part: object) => {
    const read = readTemplate({ ...template, ...part }, 'reports/x.json')
    return Array.isArray(read) ? read.map((one) => one.because) : []
  }
  const schedule = { workingDay: 5, because: words }
  expect(because({ schedule })).toEqual([
    'reports/x.json $.schedule: only what is about a month or a quarter can be made by the clock',
  ])
  expect(because({ period: 'month', schedule: { ...schedule, workingDay: 25 } })).toEqual([
    'reports/x.json $.schedule.workingDay: must lie between 1 and 20, current value is 25',
  ])
  expect(because({ period: 'month', schedule })).toEqual([])
})
