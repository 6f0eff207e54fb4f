// Deadlines over weekends and festivals, extensions, reminders and escalation, and a clock that does each thing once.
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { buildCalendar, CALENDAR_YEARS } from '#domain/calendar/calendar.ts'
import { addDays } from '#domain/calendar/day.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDateTime, beijingInstant } from '#kit/time.ts'
import { type Acting, act, startCase } from './act.ts'
import type { Person, ProcedureCase } from './case.ts'
import { addSpan, dueOf, nextMoment } from './due.ts'
import { ORDER_EXAMPLE as ORDER } from './order-example.ts'
import { passTime } from './pass-time.ts'
import { replay } from './replay.ts'

const calendar = buildCalendar(CALENDAR_YEARS)
const at = (month: number, day: number, hour = 9): number => beijingInstant(2025, month, day, hour)
const clerk: Person = { name: 'clerk', posts: [{ unit: 'plan', role: 'officer' }] }
const chief: Person = { name: 'chief', posts: [{ unit: 'plan', role: 'head' }] }
const water: Person = { name: 'water', posts: [{ unit: '水务局', role: 'officer' }] }

let current: ProcedureCase

function go(asked: Partial<Acting> & { act: string; by: Person; at: number }): void {
  const done = act(ORDER, current, { calendar, ...asked })
  if (isRefusal(done)) throw new Error(done.because)
  current = done.case
}
const pass = (until: number): string[] => {
  const passed = passTime(ORDER, current, until, calendar)
  current = passed.case
  return passed.events.map((event) => {
    if (event.type === 'acted') return `${event.act} by ${event.by}`
    return event.type === 'reminded' || event.type === 'escalated' ? `${event.step} for ${event.day}` : event.type
  })
}
const due = (id: string, until: number) =>
  dueOf(ORDER, current, until, calendar).find(({ deadline }) => deadline === id)

// Issued on Thursday 24 April 2025, to be answered by Wednesday 30 April; 1 to 5 May are off, Sunday 27 April is worked.
beforeEach(() => {
  const opened = startCase(ORDER, {
    id: 'case-1',
    title: 'x',
    about: { kind: 'obligation', ref: 'x' },
    by: clerk,
    at: at(4, 24),
    inputs: {
      fields: { due: '2025-04-30' },
      parties: [
        { unit: 'plan', relation: 'office' },
        { unit: '水务局', relation: 'addressee' },
      ],
    },
  })
  if (isRefusal(opened)) throw new Error(opened.because)
  current = opened.case
  go({ act: 'issue', by: chief, at: at(4, 24, 16) })
})

describe('dueOf()', () => {
  test('runs only in its states', () => {
    expect(dueOf(ORDER, { ...current, strands: [] }, at(4, 25), calendar)).toEqual([])
  })

  test('ends with its last day in Beijing, whether a field names it or working days are counted', () => {
    expect(due('reply-in-time', at(4, 30, 23))).toMatchObject({ unit: '水务局', day: '2025-04-30', isOverdue: false })
    expect(due('reply-in-time', at(5, 1, 0))).toMatchObject({ isOverdue: true, workingDaysLate: 0 })
    expect(due('reply-in-time', at(5, 7))).toMatchObject({ workingDaysLate: 2 })
    // 25, 27, 28, 29, 30 April.
    expect(due('any-answer', at(4, 25))).toMatchObject({ day: '2025-04-30', since: at(4, 24, 16) })
  })

  test('says which years of the calendar are in doubt', () => {
    expect(due('reply-in-time', at(4, 25))?.doubts).toEqual([{ year: 2025, why: 'unverified' }])
  })

  test('an extension names a new last day', () => {
    go({
      act: 'extend',
      by: chief,
      unit: '水务局',
      at: at(4, 25),
      inputs: { fields: { until: '2025-05-09' }, reason: 'x' },
    })
    expect(due('reply-in-time', at(5, 8))).toMatchObject({ day: '2025-05-09', isOverdue: false })
  })

  test('counts anew from the latest of its acts', () => {
    const evidence = [1, 2].map((n) => ({ kind: 'document' as const, ref: `f${n}`, name: 'x' }))
    go({ act: 'reply', by: water, unit: '水务局', at: at(4, 25), inputs: { fields: { result: 'x' }, evidence } })
    expect(due('any-answer', at(4, 26))).toBeUndefined()
    go({ act: 'send-back', by: clerk, unit: '水务局', at: at(4, 30), inputs: { reason: 'x' } })
    expect(due('any-answer', at(4, 30))).toMatchObject({ day: '2025-05-12' })
  })
})

describe('passTime()', () => {
  test('reminds, escalates and gives up, each once and in order', () => {
    expect(pass(at(4, 28, 0) - 1)).toEqual([])
    // Two working days before Wednesday 30 April is Monday 28 April.
    expect(pass(at(4, 28, 0))).toEqual(['soon for 2025-04-30'])
    expect(pass(at(4, 30))).toEqual([])
    expect(pass(at(5, 7, 0) - 1)).toEqual([])
    expect(pass(at(5, 7, 0))).toEqual(['first for 2025-04-30'])
    expect(pass(at(5, 9, 0))).toEqual(['second for 2025-04-30'])
    expect(pass(at(5, 13, 0))).toEqual(['end for 2025-04-30', 'give-up by null'])
    expect([current.state, pass(at(12, 31))]).toEqual(['closed', []])
    expect(replay(ORDER, current.events)).toEqual(current)
  })

  test('after a long sleep does what is still of use, and no reminder of what is past', () => {
    expect(pass(at(6, 1))).toEqual([
      'first for 2025-04-30',
      'second for 2025-04-30',
      'end for 2025-04-30',
      'give-up by null',
    ])
  })

  test('does anew for a new last day what it did for the old one', () => {
    pass(at(4, 28))
    go({
      act: 'extend',
      by: chief,
      unit: '水务局',
      at: at(4, 29),
      inputs: { fields: { until: '2025-06-20' }, reason: 'x' },
    })
    const soon = (until: number) => due('reply-in-time', until)?.steps.find(({ id }) => id === 'soon')
    expect(soon(at(5, 8))).toMatchObject({ isDone: false, at: at(6, 18, 0) })
    expect(pass(at(5, 8))).toEqual([])
    expect(nextMoment(ORDER, current, at(5, 8), calendar)).toBe(at(5, 13, 0))
  })
})

test('nextMoment() is when the clock has something to do', () => {
  const moments: string[] = []
  for (;;) {
    const next = nextMoment(ORDER, current, at(4, 24, 17) + moments.length, calendar)
    if (next === undefined) break
    moments.push(beijingDateTime(next))
    pass(next)
  }
  expect(moments).toEqual(['2025-04-28 00:00:00', '2025-05-07 00:00:00', '2025-05-09 00:00:00', '2025-05-13 00:00:00'])
})

test('addSpan() moves a last day that is not worked, and more days never end earlier', () => {
  expect(addSpan(calendar, '2025-09-26', { count: 7, of: 'calendar-days' })).toBe('2025-10-09')
  expect(addSpan(calendar, '2025-10-09', { count: 7, of: 'calendar-days' }, true)).toBe('2025-10-02')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.constantFrom('calendar-days' as const, 'working-days' as const),
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 0, max: 30 }),
      (from, of, count, more) => {
        const day = addDays('2021-01-01', from)
        const first = addSpan(calendar, day, { count, of })
        expect(addSpan(calendar, day, { count: count + more, of }) >= first).toBe(true)
        expect(first >= day).toBe(true)
      },
    ),
  )
})
