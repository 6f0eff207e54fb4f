// One act in several cases, each for itself; and the desk of a unit: what waits on it and what it was told.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { registerUnits } from '../../../test/units.ts'
import { loadPack } from '../plans/load-pack.ts'
import { openCase } from './commands.ts'
import { procedureDownloads } from './downloads.ts'
import { actOnCases } from './many-cases.ts'
import { listCases } from './queries.ts'
import { passDueCases } from './timer.ts'
import { listUnitCases, listUnitMessages } from './unit-cases.ts'

const PLAN = 'longgang-14fyp'
const AT = beijingInstant(2025, 3, 3, 9)
const log = createLog('test', { level: 'error' })
const person = (name: string, unit: string, role: string): Person => ({ name, posts: [{ unit, role }] })
const clerk = person('clerk', '规划办', 'office-officer')
const chief = person('chief', '规划办', 'office-head')
const water = person('water', '水务局', 'unit-head')
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp')))
  await registerUnits(db, ['规划办', '水务局', '城管局'])
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
async function proposed(lead: string, assists: string[] = [], at = AT): Promise<number> {
  const opened = await openCase(db, {
    planId: PLAN,
    procedure: 'assignment',
    title: `${lead}的任务`,
    about: { kind: 'obligation', ref: 'c05.s01.m01.t06' },
    inputs: {
      fields: { begins: '2025-01-01', ends: '2025-12-31', 'expected-evidence': '材料' },
      parties: [
        { unit: '规划办', relation: 'office' },
        { unit: lead, relation: 'lead' },
        ...assists.map((unit) => ({ unit, relation: 'assist' })),
      ],
    },
    by: clerk,
    at,
  })
  return must(opened).id
}
const acting = (act: string, by: Person, ids: number[], more: { reason?: string; seen?: number } = {}) => {
  const { seen, ...rest } = more
  const cases = ids.map((id) => (seen === undefined ? { id } : { id, seen }))
  return actOnCases(db, { act, cases, ...rest, by, at: AT, hooks: {} })
}
const eventsOf = async (id: number): Promise<number> =>
  (await db.query('select 1 from domain_event as e where e.stream_id = $1', [String(id)])).length

test('each case has its own event, and one that is refused says why and keeps none of the others', async () => {
  const [one, two, others] = [await proposed('水务局'), await proposed('水务局'), await proposed('城管局')]
  const { done, results } = await acting('confirm', water, [one, others, two, 99_999])
  expect(done).toBe(2)
  expect(results.map(({ id, state, refused }) => [id, state, refused?.refused])).toEqual([
    [one, 'to-approve', undefined],
    [others, null, 'procedures.wrong-unit'],
    [two, 'to-approve', undefined],
    [99_999, null, 'procedures.case-not-found'],
  ])
  expect(results[1]?.refused?.zh).toContain('本单位')
  expect([await eventsOf(one), await eventsOf(others)]).toEqual([2, 1])
  // Whoever acts on what has changed since is refused for that case alone.
  const again = await acting('approve', chief, [one, two], { seen: 1 })
  expect(again.results.map(({ refused }) => refused?.refused)).toEqual([
    'procedures.changed-meanwhile',
    'procedures.changed-meanwhile',
  ])
  expect((await acting('approve', chief, [one, two], { seen: 2 })).done).toBe(2)
})

test('returning asks for its reason, in every case', async () => {
  const ids = [await proposed('水务局'), await proposed('水务局')]
  const bare = await acting('return', water, ids)
  expect(bare).toMatchObject({ done: 0, results: [{ refused: { refused: 'procedures.incomplete' } }, {}] })
  expect((await acting('return', water, ids, { reason: '职责不符' })).done).toBe(2)
})

test('somebody with posts in two units confirms for both at once', async () => {
  const id = await proposed('水务局', ['城管局'])
  const both: Person = { name: 'both', posts: [...water.posts, { unit: '城管局', role: 'unit-officer' }] }
  expect((await acting('confirm', both, [id], { seen: 1 })).results).toEqual([
    { id, state: 'to-approve', refused: null },
  ])
  expect(await eventsOf(id)).toBe(3)
})

test('the desk of a unit has what waits on it, overdue cases first, under all its names', async () => {
  await db.execute(`update organisation set former_names = '{区水务局}' where name = '水务局'`)
  const old = await proposed('区水务局')
  const waits = await proposed('水务局')
  const answered = await proposed('水务局', ['城管局'])
  expect((await acting('confirm', water, [answered])).done).toBe(1)
  const desk = await listUnitCases(db, { unit: '水务局', page: 1, pageSize: 50 }, AT)
  const waiting = desk.rows.filter(({ awaits }) => awaits.length > 0).map(({ id }) => id)
  expect(waiting).toEqual([old, waits])
  expect(desk).toMatchObject({ waiting: 2, overdue: 0 })
  expect(desk.rows.find(({ id }) => id === waits)).toMatchObject({
    awaits: [{ zh: '确认' }],
    relations: [{ zh: expect.any(String) }],
  })
  expect(desk.rows.at(-1)?.awaits).toEqual([])
  expect((await listUnitCases(db, { unit: '水务局', waiting: true, page: 1, pageSize: 1 }, AT)).total).toBe(2)
  const query = { unit: '区水务局', page: 1, pageSize: 50 }
  expect((await listCases(db, query, AT)).rows.map(({ id }) => id)).toContain(waits)
  const fresh = await proposed('水务局', [], beijingInstant(2025, 4, 1))
  const late = await listUnitCases(db, { unit: '水务局', page: 1, pageSize: 50 }, beijingInstant(2025, 4, 1))
  // An overdue case that waits on another unit comes before one that waits on this and has time.
  const order = late.rows.map(({ id }) => id)
  expect(order.indexOf(answered)).toBeLessThan(order.indexOf(fresh))
  expect(late.overdue).toBeGreaterThanOrEqual(2)
  expect(late.rows[0]?.overdueFrom).toBeLessThan(beijingInstant(2025, 4, 1))
})

test('the desk of a unit is a file as well, whole and in the same order', async () => {
  const deps = { db, log, now: () => AT, uploadDir: '/nowhere' }
  const [file] = procedureDownloads(deps)
  const table = await file?.open({ params: { format: 'csv' }, query: { unit: '水务局', lang: 'zh' } })
  if (table === undefined || isRefusal(table)) throw new Error('no table')
  const rows = []
  for await (const batch of table.batches) rows.push(...batch)
  const desk = await listUnitCases(db, { unit: '水务局', page: 1, pageSize: 50 }, AT)
  expect(rows.map(([id]) => id)).toEqual(desk.rows.map(({ id }) => id))
  expect(rows[0]?.slice(2)).toEqual(['分工确认', '待各单位确认', '牵头单位', '确认', '2025-03-10', false])
})

test('what the clock tells a unit stands in its messages and in no other', async () => {
  expect((await listUnitMessages(db, { unit: '水务局', page: 1, pageSize: 50 })).total).toBe(0)
  await passDueCases({ db, log }, beijingInstant(2025, 3, 20))
  const told = await listUnitMessages(db, { unit: '水务局', page: 1, pageSize: 50 })
  expect(told.total).toBeGreaterThan(0)
  expect(told.rows[0]).toMatchObject({
    title: expect.stringContaining('的任务'),
    procedureName: { zh: expect.any(String) },
  })
  expect(told.rows.map(({ at }) => at)).toEqual(told.rows.map(({ at }) => at).toSorted((a, b) => b - a))
  expect((await listUnitMessages(db, { unit: '没有的单位', page: 1, pageSize: 50 })).total).toBe(0)
})
