// What changed since a person last looked: told once, until it is marked as seen, to each person apart.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingYearStart, DAY_MS } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { openCase } from '../procedures/commands.ts'
import { markSeen, readChangesSince } from './changes.ts'

const planId = 'longgang-14fyp'
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const must = <T extends object>(value: T): Exclude<T, { refused: string }> => {
  if (isRefusal(value)) throw new Error(value.because)
  return value as Exclude<T, { refused: string }>
}
const people: number[] = []
const changes = async (person: number, nowMs = Date.now()) =>
  must(await readChangesSince(db, { planId, accountId: people[person] ?? 0, nowMs }))
const counts = async (person: number) =>
  Object.fromEntries((await changes(person)).counts.map(({ kind, n }) => [kind, n]))
const see = async (person: number) =>
  must(
    await markSeen(db, {
      planId,
      accountId: people[person] ?? 0,
      nowMs: Date.now(),
      upTo: (await changes(person)).upTo,
    }),
  )

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  for (const name of ['one', 'two']) {
    const [row] = await db.query<{ id: number }>(
      `insert into account (name, display_name, role, password_hash) values ($1, $1, 'officer', '') returning id`,
      [name],
    )
    people.push(row?.id ?? 0)
  }
})

const order = (n: number) =>
  openCase(db, {
    planId,
    procedure: 'supervision-order',
    title: `督办 ${n}`,
    about: { kind: 'obligation', ref: 'c06.s04.m01.t03' },
    inputs: {
      fields: { matter: '滞后', demand: '限期整改' },
      evidence: [{ kind: 'document', ref: 'x', name: '巡查记录' }],
      parties: [
        { unit: '规划办', relation: 'office' },
        { unit: '水务局', relation: 'addressee' },
      ],
    },
    by: { name: 'clerk', posts: [{ unit: '规划办', role: 'office-officer' }] },
    at: Date.now(),
  })
const value = (figure: string, status: string) =>
  db.execute(
    `insert into indicator_value (known_from, plan_id, indicator_id, period, at, basis, value, status, inputs_hash, body)
     values (clock_timestamp(), $1, 'ind.04', 'year', $2, 'in-force', $3, $4, 'h', '{}')`,
    [planId, timestamptz(beijingYearStart(2025)), figure, status],
  )

test('what is new is told with counts and addresses until it is marked as seen, to each person apart', async () => {
  expect(await counts(0)).toEqual({ plan: 1 })
  await see(0)
  expect(await counts(0)).toEqual({})
  must(await order(1))
  await value('96.16', 'met')
  const found = await changes(0)
  expect([found.isFirst, Object.fromEntries(found.counts.map(({ kind, n }) => [kind, n]))]).toEqual([
    false,
    { indicator: 1, case: 1 },
  ])
  expect(found.rows.map(({ text }) => text.zh)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('督办“督办 1”'),
      expect.stringMatching(/2025 年.*，96\.16 %，达标/),
    ]),
  )
  expect(await counts(1)).toEqual({ plan: 1, indicator: 1, case: 1 })
  await see(0)
  expect(await counts(0)).toEqual({})
})

test('a value that changed is told with what it was, and only the newest of many are listed', async () => {
  await db.execute(`update indicator_value as v set known_until = now() where v.known_until = 'infinity'`)
  await value('95.89', 'not-met')
  for (let n = 0; n < 12; n += 1) must(await order(n))
  const found = await changes(0)
  expect(found.rows.find(({ kind }) => kind === 'indicator')?.text.zh).toContain('96.16 → 95.89')
  expect(found.counts).toContainEqual({ kind: 'case', n: 12 })
  expect(found.rows.filter(({ kind }) => kind === 'case')).toHaveLength(8)
})

test('an older mark does not take the place of a newer, and a month is the most that is told', async () => {
  await see(1)
  must(await markSeen(db, { planId, accountId: people[1] ?? 0, nowMs: Date.now(), upTo: 0 }))
  expect(await counts(1)).toEqual({})
  expect((await changes(0, Date.now() + 90 * DAY_MS)).rows.filter(({ kind }) => kind === 'case')).toEqual([])
})
