// Importing a year of holidays: refused with line and reason, kept beside what was before, and deadlines counted by it.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { readCase } from '../procedures/queries.ts'
import { passDueCases } from '../procedures/timer.ts'
import { importYear } from './import-year.ts'
import { listYears } from './queries.ts'

const AT = beijingInstant(2027, 1, 4, 9)
const log = createLog('test', { level: 'error' })
const clerk: Person = { name: 'clerk', posts: [{ unit: '规划办', role: 'office-officer' }] }
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp')))
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const importing = async (text: string, verified = true) =>
  must(
    await importYear(db, {
      bytes: new TextEncoder().encode(text),
      about: { year: 2027, source: '测试通知', verified },
      by: 'li',
      at: AT,
    }),
  )

test('years that come with the product are shown with their working days and their doubt', async () => {
  const years = await listYears(db)
  expect(years.map(({ year }) => year)).toEqual([2026, 2025, 2024, 2023, 2022, 2021])
  expect(years[0]).toMatchObject({ workingDays: 248, verified: false, isImported: false, imports: [] })
  expect(years[0]?.makeUpDays).toContain('2026-01-04')
})

test('a file with one wrong line stores nothing and tells line and reason', async () => {
  expect(await importing('日期,类型,名称\n2027-01-01,休,元旦\n2027-01-05,班,')).toEqual({
    stored: false,
    faults: [{ row: 3, zh: '2027-01-05 不是周末，不能是调休上班', en: expect.any(String) }],
    cases: 0,
  })
  expect((await listYears(db)).map(({ year }) => year)).not.toContain(2027)
  expect(
    await importYear(db, {
      bytes: new Uint8Array([0, 1, 2]),
      about: { year: 2027, source: 'x', verified: true },
      by: 'li',
      at: AT,
    }),
  ).toMatchObject({ refused: 'calendar.file-unreadable' })
})

test('an imported year moves the deadlines of open cases, and is kept when another takes its place', async () => {
  const { id } = must(
    await openCase(db, {
      planId: 'longgang-14fyp',
      procedure: 'assignment',
      title: '分工',
      about: { kind: 'obligation', ref: 'c05.s01.m01.t06' },
      inputs: {
        fields: { begins: '2027-01-04', ends: '2027-12-31', 'expected-evidence': '材料' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '水务局', relation: 'lead' },
        ],
      },
      by: clerk,
      at: AT,
    }),
  )
  const dueDay = async (): Promise<string | undefined> =>
    must(await readCase(db, { id, person: clerk, now: AT })).dues[0]?.day
  const overdueFrom = async (): Promise<number | undefined> =>
    (await db.query<{ at: number }>('select c.overdue_from as at from procedure_case as c where c.id = $1', [id]))[0]
      ?.at
  const [before, endedBefore] = [await dueDay(), await overdueFrom()]
  expect(await importing('date,kind,name\n2027-01-05,off,x\n2027-01-06,off,x')).toEqual({
    stored: true,
    faults: [],
    cases: 1,
  })
  const after = await dueDay()
  expect([before, after]).toEqual(['2027-01-11', '2027-01-13'])
  // The list is brought to the new day by the clock of the cases.
  await passDueCases({ db, log }, AT)
  expect(((await overdueFrom()) ?? 0) - (endedBefore ?? 0)).toBe(2 * 86_400_000)
  expect(await importing('[{"date":"2027-01-05","kind":"off","name":"x"}]', false)).toMatchObject({ stored: true })
  expect(await dueDay()).toBe('2027-01-12')
  const year = (await listYears(db)).find((one) => one.year === 2027)
  expect(year).toMatchObject({ isImported: true, verified: false })
  expect(year?.imports.map(({ author, verified, knownUntil }) => [author, verified, knownUntil === null])).toEqual([
    ['li', false, true],
    ['li', true, false],
  ])
  const confirmed = await actOnCase(db, {
    id,
    act: 'confirm',
    unit: '水务局',
    by: { name: 'w', posts: [{ unit: '水务局', role: 'unit-head' }] },
    at: AT,
    inputs: {},
  })
  expect(confirmed).toMatchObject({ state: 'to-approve' })
})
