// Working days over festivals, make-up Saturdays and year ends, and what the counts say of years in doubt.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { buildCalendar, CALENDAR_YEARS, daysOf, doubtInWords } from './calendar.ts'
import { addDays, endOfDay, isDay, startOfDay, weekdayOf } from './day.ts'
import { isCalendarRefused, parseCalendarCsv, parseCalendarJson } from './import-year.ts'
import { addWorkingDays, nextWorkingDay, workingDaysBetween } from './working-days.ts'

const calendar = buildCalendar(CALENDAR_YEARS)
const bare = buildCalendar([])

describe('days of Beijing', () => {
  test('a day begins at midnight in Beijing and ends 24 hours later', () => {
    expect(startOfDay('2025-03-01')).toBe(beijingInstant(2025, 3, 1))
    expect(endOfDay('2025-03-01')).toBe(beijingInstant(2025, 3, 2))
  })
  test('weekdayOf() knows Monday from Sunday', () => {
    expect(['2025-06-02', '2025-06-07', '2025-06-08', '1969-12-28'].map(weekdayOf)).toEqual([1, 6, 7, 7])
  })
  test('isDay() refuses days that do not exist', () => {
    expect(['2024-02-29', '2025-02-29', '2025-1-1', 'soon'].map(isDay)).toEqual([true, false, false, false])
  })
})

describe('the notices that come with the product', () => {
  test('every holiday runs forward, no day is both off and worked, and every make-up day is at a weekend', () => {
    for (const { holidays, makeUpDays } of CALENDAR_YEARS) {
      const off = holidays.flatMap(daysOf)
      expect(new Set(off).size).toBe(off.length)
      expect(holidays.every(({ from, to }) => from <= to)).toBe(true)
      expect(makeUpDays.filter((day) => off.includes(day) || weekdayOf(day) <= 5)).toEqual([])
    }
  })
  // 11 statutory days off until 2024, 13 from 2025: what remains of a year's weekdays must agree.
  test.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, days) => {
    expect(workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`).count).toBe(days)
  })
})

describe('addWorkingDays()', () => {
  test.each([
    ['over the Spring Festival of 2024', '2024-02-09', 1, '2024-02-18'],
    ['through the make-up Sunday before it', '2024-02-02', 2, '2024-02-05'],
    ['over the Spring Festival of 2025 with its make-up Saturday', '2025-01-27', 4, '2025-02-08'],
    ['over National Day of 2025 into the make-up Saturday', '2025-09-30', 3, '2025-10-11'],
    ['over a year end', '2024-12-31', 1, '2025-01-02'],
    ['over the New Year of 2023, which begins in December', '2022-12-30', 1, '2023-01-03'],
    ['backwards over the Spring Festival', '2024-02-19', -2, '2024-02-09'],
    ['0 from a holiday', '2025-10-03', 0, '2025-10-09'],
    ['0 from a working day', '2025-10-09', 0, '2025-10-09'],
  ])('counts %s', (_, from, count, until) => {
    expect(addWorkingDays(calendar, from, count).day).toBe(until)
  })

  test('counts Monday to Friday where no notice is known, and says so', () => {
    const counted = addWorkingDays(bare, '2030-12-27', 5)
    expect(counted).toEqual({
      day: '2031-01-03',
      doubts: [
        { year: 2030, why: 'no-notice' },
        { year: 2031, why: 'no-notice' },
      ],
    })
    expect(counted.doubts.map((doubt) => doubtInWords(doubt).zh)[0]).toBe('2030 年没有节假日安排，按周一至周五计算')
  })

  test('says that a notice was not held against its source', () => {
    expect(addWorkingDays(calendar, '2025-03-03', 1).doubts).toEqual([{ year: 2025, why: 'unverified' }])
  })

  test('is silent where it was', () => {
    const sure = buildCalendar(CALENDAR_YEARS.map((year) => ({ ...year, verified: true })))
    expect(addWorkingDays(sure, '2025-03-03', 1).doubts).toEqual([])
  })

  test('refuses half a day', () => {
    expect(() => addWorkingDays(calendar, '2025-03-03', 0.5)).toThrow('whole number')
  })
})

const anyDay = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2020-06-01', n))

test('more working days never end earlier, and each count ends on a working day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 30 }), (day, count, more) => {
      const first = addWorkingDays(calendar, day, count).day
      expect(addWorkingDays(calendar, day, count + more).day >= first).toBe(true)
      expect(calendar.isWorkingDay(first)).toBe(true)
    }),
  )
})

test('workingDaysBetween() is the inverse of addWorkingDays() and turns its sign', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
      const until = addWorkingDays(calendar, day, count).day
      expect(workingDaysBetween(calendar, day, until).count).toBe(count)
      expect(workingDaysBetween(calendar, until, day).count).toBe(-count)
    }),
  )
})

test('nextWorkingDay() leaves a working day where it is', () => {
  expect(['2024-02-10', '2024-02-18'].map((day) => nextWorkingDay(calendar, day))).toEqual(['2024-02-18', '2024-02-18'])
})

describe('importing a year', () => {
  const about = { year: 2027, source: '测试通知', verified: true }

  test('parseCalendarCsv() joins days of one holiday, in both languages of its heading', () => {
    const read = parseCalendarCsv('日期,类型,名称\n2027-01-02,休,元旦\n2027-01-01,休,元旦\n2027-01-09,班,\n', about)
    expect(read).toEqual({
      ...about,
      holidays: [{ nameZh: '元旦', nameEn: '元旦', from: '2027-01-01', to: '2027-01-02' }],
      makeUpDays: ['2027-01-09'],
    })
  })

  test('an imported year takes the place of the one before', () => {
    const read = parseCalendarJson('[{"date":"2025-10-09","kind":"off","name":"x"}]', { ...about, year: 2025 })
    if (isCalendarRefused(read)) throw new Error(read[0]?.reason.en)
    const changed = buildCalendar([...CALENDAR_YEARS, read])
    expect([changed.isWorkingDay('2025-10-09'), changed.isWorkingDay('2025-10-08')]).toEqual([false, true])
    expect(changed.doubtOf(2025)).toBeUndefined()
  })

  test.each([
    ['date,kind\n2027-01-01,off\n', 1, 'must have the columns name / 名称'],
    ['date,kind,name\n2027-02-30,off,x\n', 2, 'must be a day like'],
    ['date,kind,name\n2026-01-01,off,x\n', 2, 'must be in 2027'],
    ['date,kind,name\n2027-01-01,off,x\n2027-01-01,work,\n', 3, 'stands in row 2'],
    ['date,kind,name\n2027-01-01,maybe,x\n', 2, 'must be off or work'],
    ['date,kind,name\n2027-01-01,off,\n', 2, 'must name its holiday'],
    ['date,kind,name\n2027-01-04,work,\n', 2, 'must be a weekend day'],
    ['date,kind,name\n', 0, 'holds no day'],
  ])('parseCalendarCsv() tells row and reason of %j', (text, row, reason) => {
    const read = parseCalendarCsv(text, about)
    expect(read).toEqual([{ row, reason: { zh: expect.any(String), en: expect.stringContaining(reason) } }])
  })

  test.each([
    ['{', 0, 'must be JSON'],
    ['{}', 0, 'must be a list'],
    ['[null]', 1, 'must be a day'],
    ['[{"date":"2027-01-01","kind":"off","name":"x"},{"date":5}]', 2, 'must be a day'],
  ])('parseCalendarJson() tells row and reason of %j', (text, row, reason) => {
    const read = parseCalendarJson(text, about)
    expect(read).toEqual([{ row, reason: { zh: expect.any(String), en: expect.stringContaining(reason) } }])
  })
})
