// Steps of a project's life and of an application for funds, performance, and days.
import { expect, test } from 'vitest'
import { PROJECT_STATES, PROJECT_STEPS, refuseStep } from './life-cycle.ts'
import { daysBetween, monthsBefore, standingOf } from './milestones.ts'
import { isReached } from './performance.ts'
import { daysLeft, missingPapers, refuseApplication } from './readiness.ts'

test('refuseStep() opens the steps of the table and no other', () => {
  for (const from of PROJECT_STATES)
    for (const to of PROJECT_STATES)
      expect(refuseStep(from, to) === undefined).toBe(from === to || PROJECT_STEPS[from].includes(to))
  expect(refuseStep(null, 'building')).toBeUndefined()
  expect(refuseStep('building', null)).toMatchObject({ refused: 'projects.step-not-open' })
  expect(refuseStep('building', 'operating')?.zh).toBe(
    '不能从“在建”改为“运营”：可改为完工、中止；填错的请撤销该条后重填',
  )
})

test('every state but the first can be reached, and every state but operation left', () => {
  const reached = new Set(PROJECT_STATES.flatMap((state) => PROJECT_STEPS[state]))
  expect([...reached].toSorted()).toEqual([...PROJECT_STATES].toSorted())
  expect(PROJECT_STATES.filter((state) => PROJECT_STEPS[state].length === 0)).toEqual(['operating'])
})

test('standingOf() is not late on the planned day', () => {
  const milestone = { name: 'x', plannedOn: '2024-06-30', forecastOn: null, actualOn: null }
  expect(standingOf(milestone, '2024-06-30')).toBe('ahead')
  expect(standingOf(milestone, '2024-07-01')).toBe('late')
  expect(standingOf({ ...milestone, actualOn: '2024-07-01' }, '2024-08-01')).toBe('reached-late')
  expect(standingOf({ ...milestone, forecastOn: '2024-07-01' }, '2024-06-01')).toBe('slipping')
})

test('monthsBefore() and daysBetween() count civil days', () => {
  expect(monthsBefore('2024-03-31', 1)).toBe('2024-02-29')
  expect(monthsBefore('2024-01-15', 12)).toBe('2023-01-15')
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
})

const PAPERS = [
  { id: 'approval', zh: '立项批复', en: 'approval' },
  { id: 'scheme', zh: '实施方案', en: 'scheme' },
]

test('an application is handed in with all its papers, and has its result after that', () => {
  const missing = missingPapers(PAPERS, [{ paper: 'scheme' }])
  expect(missing.map(({ id }) => id)).toEqual(['approval'])
  expect(refuseApplication(null, 'preparing', missing)).toBeUndefined()
  expect(refuseApplication('preparing', 'submitted', missing)).toMatchObject({
    refused: 'projects.papers-missing',
    zh: '还缺 立项批复，不能提交',
  })
  expect(refuseApplication('preparing', 'submitted', [])).toBeUndefined()
  expect(refuseApplication('preparing', 'granted', [])).toMatchObject({
    refused: 'projects.application-step-not-open',
  })
  expect(refuseApplication('submitted', 'granted', [])).toBeUndefined()
  expect(daysLeft({ state: 'preparing', dueOn: '2024-07-01' }, '2024-06-30')).toBe(1)
  expect(daysLeft({ state: 'submitted', dueOn: '2024-07-01' }, '2024-06-30')).toBeNull()
})

test('isReached() compares decimals, and says nothing without a result', () => {
  const target = { name: '处理能力', unit: '吨/天', comparator: '>=' as const, target: '80', result: '80.0' }
  expect(isReached(target)).toBe(true)
  expect(isReached({ ...target, result: '79.999' })).toBe(false)
  expect(isReached({ ...target, comparator: '=' })).toBe(true)
  expect(isReached({ ...target, comparator: '<=', result: '81' })).toBe(false)
  expect(isReached({ ...target, result: null })).toBeNull()
})
