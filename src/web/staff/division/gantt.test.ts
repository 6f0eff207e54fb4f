// Where bars and marks of the years stand.
import { expect, test } from 'vitest'
import type { DivisionRow } from '#contract/division.ts'
import { beijingInstant } from '#kit/time.ts'
import { ganttLines, shareOf, shorten, spanOf } from './gantt.ts'

const PERIOD = { start: 2021, end: 2025 }
const row = (more: Partial<DivisionRow> = {}): DivisionRow => ({
  obligationId: 'c05.s01.m01.t01',
  titleZh: '排查',
  titleEn: 'survey',
  measureId: 'c05.s01.m01',
  role: 'lead',
  deadlineYear: 2025,
  deadlineIsExplicit: false,
  state: 'none',
  assignment: null,
  ...more,
})
const assigned = (begins: string, ends: string): Partial<DivisionRow> => ({
  state: 'in-force',
  assignment: {
    caseId: 1,
    stateName: { zh: '已生效', en: 'in force' },
    lead: '水务局',
    assists: [],
    begins,
    ends,
    weight: null,
    evidence: '',
  },
})

test('a bar runs from the first day to the end of the last, as shares of the whole years', () => {
  const [line] = ganttLines([row(assigned('2021-01-01', '2025-12-31'))], PERIOD, 'zh')
  expect(line).toMatchObject({ unit: '水务局', bar: { from: 0, until: 1, isInForce: true }, mark: null })
  const [half] = ganttLines([row(assigned('2022-01-01', '2022-12-31'))], PERIOD, 'zh')
  expect(half?.bar?.from).toBeCloseTo(365 / 1826, 6)
  expect(half?.bar?.until).toBeCloseTo(730 / 1826, 6)
})

test('an obligation that nobody leads has the mark of its year, told apart by whether the plan names it', () => {
  const [assumed, named] = ganttLines([row(), row({ deadlineYear: 2022, deadlineIsExplicit: true })], PERIOD, 'en')
  expect(assumed).toMatchObject({ title: 'survey', unit: null, bar: null, mark: { at: 1, isExplicit: false } })
  expect(named?.mark?.isExplicit).toBe(true)
  expect(named?.mark?.at).toBeCloseTo(730 / 1826, 6)
})

test('the span grows to a year that lies behind the plan, and nothing leaves it', () => {
  expect(spanOf(PERIOD, [row({ deadlineYear: 2030 })])).toEqual({ start: 2021, end: 2030 })
  expect(spanOf(PERIOD, [])).toEqual(PERIOD)
  expect([shareOf(beijingInstant(2019, 1, 1), PERIOD), shareOf(beijingInstant(2031, 1, 1), PERIOD)]).toEqual([0, 1])
})

test('shorten() counts a Chinese sign double', () => {
  expect([shorten('排查管网', 8), shorten('排查管网', 7), shorten('survey', 8)]).toEqual([
    '排查管网',
    '排查管…',
    'survey',
  ])
})
