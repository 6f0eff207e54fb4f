// The rule of progress by worked examples, and what holds of it whatever the figures.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beijingInstant } from '#kit/time.ts'
import { getPeriod, nextPeriod, parsePeriod, periodsSince } from './period.ts'
import {
  elapsedPercent,
  PROGRESS_RULE,
  type ProgressFacts,
  type Report,
  reasonInWords,
  ruleProgress,
} from './status.ts'

/** Five years of the plan: one quarter is 5 percent of the time. */
const assigned = { begins: beijingInstant(2021, 1, 1), ends: beijingInstant(2026, 1, 1) }
const report = (period: string, shareDone: number): Report => ({ period, shareDone })
const rule = (reports: Report[], at: number, acceptedEvidence = 0) =>
  ruleProgress({ assigned, reports, acceptedEvidence }, at)
const day = (year: number, month: number, date = 1) => beijingInstant(year, month, date)

test('periods are read, follow each other and are counted', () => {
  expect(parsePeriod('2024-13')).toBeUndefined()
  expect(parsePeriod('2024-Q5')).toBeUndefined()
  expect(nextPeriod(getPeriod('2024-12')).text).toBe('2025-01')
  expect(nextPeriod(getPeriod('2024-Q4')).text).toBe('2025-Q1')
  expect(getPeriod('2024-Q1')).toMatchObject({ from: day(2024, 1), until: day(2024, 4) })
  expect(periodsSince(getPeriod('2024-Q1'), day(2024, 6, 30))).toBe(0)
  expect(periodsSince(getPeriod('2024-Q1'), day(2024, 7, 1))).toBe(1)
})

test('nobody is in charge: not assigned, and no light', () => {
  expect(ruleProgress({ assigned: undefined, reports: [], acceptedEvidence: 0 }, day(2024, 1))).toEqual({
    status: 'not-assigned',
    light: 'none',
    reasons: [{ kind: 'not-assigned' }],
  })
})

test('a share within ten points of the time is on track, at the tenth it still is, above it is at risk', () => {
  // End of the second quarter of 2023: 911 of the 1826 days have gone by.
  expect(elapsedPercent(assigned, day(2023, 7))).toBe(49.9)
  expect(rule([report('2023-Q2', 39.9)], day(2023, 7, 10))).toMatchObject({ status: 'on-track', light: 'green' })
  const risky = rule([report('2023-Q2', 39.8)], day(2023, 7, 10))
  expect(risky).toMatchObject({
    status: 'at-risk',
    light: 'yellow',
    reasons: [{ behindPoints: 10.1, limitPoints: 10 }],
  })
  expect(risky.reasons.map(reasonInWords)[0]?.zh).toBe(
    '2023 年第 2 季度末完成 39.8%，时间过去 49.9%，落后 10.1 个百分点（界限 10）',
  )
})

test('more than thirty points behind is late before the deadline, and after the deadline everything undone is', () => {
  expect(rule([report('2023-Q2', 19.8)], day(2023, 7, 10))).toMatchObject({ status: 'late', light: 'red' })
  expect(rule([report('2023-Q2', 19.9)], day(2023, 7, 10)).status).toBe('at-risk')
  expect(rule([report('2025-Q4', 99)], day(2026, 1))).toMatchObject({
    status: 'late',
    light: 'red',
    reasons: [{ kind: 'deadline-passed', ended: '2025-12-31', sharePercent: 99 }],
  })
  expect(rule([], day(2026, 1)).status).toBe('late')
})

test('a report older than two whole periods is none; at two it still stands', () => {
  expect(rule([report('2023-Q2', 50)], day(2024, 1)).status).toBe('on-track')
  expect(rule([report('2023-Q2', 50)], day(2024, 4))).toMatchObject({
    status: 'no-report',
    light: 'yellow',
    reasons: [{ kind: 'stale', periods: 3, limit: 2 }],
  })
})

test('who has just been charged need not have reported', () => {
  expect(rule([], day(2020, 12))).toMatchObject({ status: 'not-started', light: 'none' })
  expect(rule([], day(2021, 7)).status).toBe('not-started')
  expect(rule([], day(2021, 10)).status).toBe('no-report')
  expect(rule([report('2021-Q1', 0)], day(2021, 4, 5)).status).toBe('not-started')
})

test('done counts as done with accepted evidence alone', () => {
  expect(rule([report('2023-Q2', 100)], day(2023, 7))).toMatchObject({
    status: 'done-without-evidence',
    light: 'yellow',
  })
  expect(rule([report('2023-Q2', 100)], day(2023, 7), 1)).toMatchObject({ status: 'done', light: 'green' })
})

test('a late one that has caught up is yellow for one whole period, and green after it', () => {
  const reports = [report('2023-Q2', 45), report('2023-Q1', 10)]
  expect(rule(reports.slice(1), day(2023, 4, 5)).light).toBe('red')
  expect(rule(reports, day(2023, 7, 5))).toMatchObject({
    status: 'on-track',
    light: 'yellow',
    reasons: [{ kind: 'share' }, { kind: 'caught-up', period: '2023-Q2', until: '2023-09-30' }],
  })
  expect(rule([report('2023-Q3', 52), ...reports], day(2023, 9, 30)).light).toBe('yellow')
  expect(rule([report('2023-Q3', 52), ...reports], day(2023, 10, 1)).light).toBe('green')
})

const facts: fc.Arbitrary<ProgressFacts> = fc.record({
  assigned: fc.option(fc.constant(assigned), { nil: undefined }),
  reports: fc
    .array(fc.integer({ min: 0, max: 1000 }), { maxLength: 6 })
    .map((shares) => shares.map((share, n) => report(`2023-${String(9 - n).padStart(2, '0')}`, share / 10))),
  acceptedEvidence: fc.integer({ min: 0, max: 2 }),
})
const instant = fc.integer({ min: day(2020, 1), max: day(2027, 1) })

test('every ruling gives a reason in both languages; late is red and nothing else is', () => {
  fc.assert(
    fc.property(facts, instant, (given, at) => {
      const { status, light, reasons } = ruleProgress(given, at)
      expect(reasons.length).toBeGreaterThan(0)
      for (const words of reasons.map(reasonInWords)) expect(words.zh !== '' && words.en !== '').toBe(true)
      expect(light === 'red').toBe(status === 'late')
      if (status === 'done') expect(given.acceptedEvidence).toBeGreaterThanOrEqual(PROGRESS_RULE.leastEvidence)
    }),
  )
})

test('of two that differ in the share alone, the one that has done more is never judged worse', () => {
  const rank = { red: 0, yellow: 1, none: 2, green: 2 }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 }), instant, (a, b, at) => {
      const of = (share: number) => rank[rule([report('2023-Q2', share / 10)], at).light]
      expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)))
    }),
  )
})

test('the newest four reports of one length say all that the rule asks', () => {
  fc.assert(
    fc.property(facts, fc.integer({ min: day(2023, 9), max: day(2027, 1) }), (given, at) => {
      expect(ruleProgress({ ...given, reports: given.reports.slice(0, 4) }, at).light).toBe(
        ruleProgress(given, at).light,
      )
    }),
  )
})
