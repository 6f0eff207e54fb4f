// Cases in a real store: what happens at once happens once, what is refused leaves no trace, and the log is the case.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { CaseEvent, Evidence, Inputs, Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { findChangedProcedure, storeProcedures } from '../procedure-store.ts'
import { findCase, type StoredCase } from './case-store.ts'
import { actOnCase, openCase, undoInCase } from './commands.ts'
import { findInForce } from './definitions.ts'
import type { CaseHooks } from './hooks.ts'
import { passDueCases, startCaseTimer } from './timer.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp')))
})

const PLAN = 'longgang-14fyp'
const at = (month: number, day: number, hour = 9): number => beijingInstant(2025, month, day, hour)
const person = (name: string, unit: string, role: string): Person => ({ name, posts: [{ unit, role }] })
const clerk = person('clerk', '规划办', 'office-officer')
const chief = person('chief', '规划办', 'office-head')
const water = person('water', '水务局', 'unit-officer')
const roads = person('roads', '交通局', 'unit-officer')
const PROOF: Evidence[] = [{ kind: 'document', ref: 'file:1', name: '报告' }]

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}

async function order(units: readonly string[] = ['水务局', '交通局']): Promise<number> {
  const opened = await openCase(db, {
    planId: PLAN,
    procedure: 'supervision-order',
    title: '管网错接',
    about: { kind: 'obligation', ref: 'c06.s02.m01.t01' },
    inputs: {
      fields: { matter: '错接', demand: '整改' },
      evidence: PROOF,
      parties: [{ unit: '规划办', relation: 'office' }, ...units.map((unit) => ({ unit, relation: 'addressee' }))],
    },
    by: clerk,
    at: at(4, 24),
  })
  return must(opened).id
}
const issued = async (units?: readonly string[]): Promise<number> => {
  const id = await order(units)
  must(
    await actOnCase(db, { id, act: 'issue', by: chief, at: at(4, 24, 10), inputs: { fields: { due: '2025-04-30' } } }),
  )
  return id
}
const reply = (id: number, by: Person, more: { seen?: number; inputs?: Inputs } = {}) =>
  actOnCase(db, {
    id,
    act: 'reply',
    unit: by.posts[0]?.unit,
    by,
    at: at(4, 25),
    inputs: { fields: { result: '已整改' }, evidence: PROOF },
    ...more,
  })

const eventsOf = (id: number) =>
  db.query<{ type: string; actor: string; payload: { no: number } }>(
    `select e.type, e.actor, e.payload from domain_event as e
      where e.stream = 'procedure-case' and e.stream_id = $1 order by e.id`,
    [String(id)],
  )
const rowOf = async (id: number) =>
  (
    await db.query<{
      state: string
      isOpen: boolean
      eventCount: number
      nextAt: number | null
      overdueFrom: number | null
    }>(
      `select c.state, c.is_open as "isOpen", c.event_count as "eventCount", c.next_at as "nextAt",
              c.overdue_from as "overdueFrom" from procedure_case as c where c.id = $1`,
      [id],
    )
  )[0]
const strandsOf = (id: number) =>
  db.query('select s.unit, s.state from case_strand as s where s.case_id = $1 order by s.unit desc', [id])

test('loadPack() brings the procedures into force', async () => {
  const rows = await db.query('select v.id, v.version, v.in_force from procedure_version as v order by v.id')
  expect(rows).toContainEqual({ id: 'supervision-order', version: 2, in_force: true })
})

test('a case goes from its opening to its end, and each event stands in the log with who did it', async () => {
  const id = await issued()
  expect(await strandsOf(id)).toEqual([
    { unit: '水务局', state: 'to-reply' },
    { unit: '交通局', state: 'to-reply' },
  ])
  for (const by of [water, roads]) must(await reply(id, by))
  for (const unit of ['水务局', '交通局'])
    must(
      await actOnCase(db, {
        id,
        act: 'accept',
        unit,
        by: clerk,
        at: at(4, 27),
        inputs: { fields: { finding: '属实' } },
      }),
    )
  expect(await rowOf(id)).toMatchObject({ state: 'to-close', isOpen: true, eventCount: 6 })
  must(await actOnCase(db, { id, act: 'close', by: chief, at: at(4, 28), inputs: {} }))
  expect(await rowOf(id)).toEqual({ state: 'closed', isOpen: false, eventCount: 7, nextAt: null, overdueFrom: null })
  expect((await eventsOf(id)).map(({ type, actor, payload }) => [payload.no, type, actor])).toEqual([
    [1, 'CaseOpened', 'clerk'],
    [2, 'CaseActed', 'chief'],
    [3, 'CaseActed', 'water'],
    [4, 'CaseActed', 'roads'],
    [5, 'CaseActed', 'clerk'],
    [6, 'CaseActed', 'clerk'],
    [7, 'CaseActed', 'chief'],
  ])
  expect(await strandsOf(id)).toEqual([])
})

test('what is refused leaves no trace', async () => {
  const id = await issued()
  const before = [await rowOf(id), await eventsOf(id)]
  expect(await reply(id, water, { inputs: {} })).toMatchObject({ refused: 'procedures.incomplete' })
  expect(await reply(id, person('x', '水务局', 'unit-clerk'))).toMatchObject({ refused: 'procedures.wrong-role' })
  expect(await actOnCase(db, { id, act: 'close', by: chief, at: at(4, 25), inputs: {} })).toMatchObject({
    refused: 'procedures.not-from-this-state',
  })
  expect([await rowOf(id), await eventsOf(id)]).toEqual(before)
  expect(await reply(999_999, water)).toMatchObject({ refused: 'procedures.case-not-found' })
  expect(
    await openCase(db, {
      planId: PLAN,
      procedure: 'nap',
      title: 'x',
      about: { kind: 'x', ref: 'x' },
      inputs: {},
      by: clerk,
      at: 0,
    }),
  ).toMatchObject({
    refused: 'procedures.procedure-not-found',
  })
})

test('of two who act at once on what both saw one succeeds, and the other is told', async () => {
  for (let n = 0; n < 5; n += 1) {
    const id = await issued()
    const both = await Promise.all([
      actOnCase(db, { id, act: 'withdraw', by: chief, at: at(4, 25), inputs: { reason: '重复' }, seen: 2 }),
      reply(id, water, { seen: 2 }),
      reply(id, roads, { seen: 2 }),
    ])
    expect(both.filter((one) => !isRefusal(one))).toHaveLength(1)
    expect(both.filter((one) => isRefusal(one) && one.refused === 'procedures.changed-meanwhile')).toHaveLength(2)
    expect(await rowOf(id)).toMatchObject({ eventCount: 3 })
  }
})

test('two units that reply at once without a look at each other both succeed', async () => {
  const id = await issued()
  const both = await Promise.all([reply(id, water), reply(id, roads)])
  expect(both.map((one) => isRefusal(one))).toEqual([false, false])
  expect((await eventsOf(id)).map(({ payload }) => payload.no)).toEqual([1, 2, 3, 4])
})

test('the same act twice at once is done once', async () => {
  const id = await issued()
  const both = await Promise.all([reply(id, water), reply(id, water)])
  expect(both.filter((one) => isRefusal(one))).toMatchObject([{ refused: 'procedures.not-from-this-state' }])
})

test('undoInCase() takes an act back and leaves both in the log', async () => {
  const id = await issued()
  must(await reply(id, water))
  must(await undoInCase(db, { id, undoes: 3, by: water, at: at(4, 25, 12), reason: '附件有误' }))
  expect(await strandsOf(id)).toContainEqual({ unit: '水务局', state: 'to-reply' })
  expect((await eventsOf(id)).map(({ type }) => type).slice(2)).toEqual(['CaseActed', 'CaseActUndone'])
})

test('two clocks that look at once do everything once', async () => {
  const ids = await Promise.all([issued(['水务局']), issued(['交通局']), issued()])
  const when = at(5, 15)
  const counts = await Promise.all([1, 2, 3].map(() => passDueCases({ db, log }, when)))
  expect(await passDueCases({ db, log }, when)).toBe(0)
  const marks = await db.query<{ key: string; n: number }>(
    `select e.stream_id || ' ' || (e.payload ->> 'step') || ' ' || (e.payload ->> 'unit') as key, count(*)::int as n
       from domain_event as e where e.type in ('CaseReminded', 'CaseEscalated') and e.stream_id = any ($1)
      group by 1`,
    [ids.map(String)],
  )
  expect(marks.filter(({ n }) => n !== 1)).toEqual([])
  // Three steps of escalation, in one strand, one and two.
  expect(marks).toHaveLength(12)
  expect(counts.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(12)
})

test('the clock does an automatic act once, and it stands in the log as its own', async () => {
  const opened = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'progress-report',
      title: '四月进展',
      about: { kind: 'obligation', ref: 'c06.s02.m01.t01' },
      inputs: {
        fields: { period: '2025-04', due: '2025-05-09' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '水务局', relation: 'reporter' },
        ],
      },
      by: clerk,
      at: at(5, 6),
    }),
  )
  // Three working days before Friday 9 May 2025 is Tuesday 6 May.
  expect(await rowOf(opened.id)).toMatchObject({ nextAt: at(5, 6, 0), overdueFrom: at(5, 10, 0) })
  await passDueCases({ db, log }, at(5, 6, 12))
  expect(await rowOf(opened.id)).toMatchObject({ nextAt: at(5, 9, 0) })
  await Promise.all([passDueCases({ db, log }, at(6, 1)), passDueCases({ db, log }, at(6, 1))])
  expect(await rowOf(opened.id)).toMatchObject({ state: 'missed', isOpen: false, nextAt: null })
  const events = await eventsOf(opened.id)
  expect(events.at(-1)).toMatchObject({
    type: 'CaseActed',
    actor: 'system',
    payload: { act: 'count-missed', by: null },
  })
  expect(events.filter(({ actor }) => actor === 'system')).toHaveLength(5)
})

test('a case that breaks does not keep the others', async () => {
  const [broken, sound] = [await issued(['水务局']), await issued(['交通局'])]
  await db.execute(`update procedure_case as c set next_at = '2025-01-01', event_count = 0 where c.id = $1`, [broken])
  const warnings: string[] = []
  const heard = { ...log, warn: (sentence: string) => void warnings.push(sentence) }
  await passDueCases({ db, log: heard }, at(5, 15))
  expect(warnings).toEqual([`cannot do what is due in case ${broken}`])
  expect((await eventsOf(sound)).filter(({ type }) => type === 'CaseEscalated')).toHaveLength(3)
  await db.execute(`update procedure_case as c set next_at = null where c.id = $1`, [broken])
})

test('startCaseTimer() looks by itself and stops', async () => {
  const id = await issued(['水务局'])
  const timer = startCaseTimer({ db, log, now: () => at(5, 15) })
  await expect.poll(async () => (await eventsOf(id)).length, { timeout: 5000 }).toBe(5)
  await timer.stop()
})

test('a feature hands in facts for guards, and what it does belongs to the act: where it fails, nothing happened', async () => {
  const reviewer = person('reviewer', '规划办', 'reviewer')
  const { id } = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'annual-sign-off',
      title: '2025 年度',
      about: { kind: 'year', ref: '2025' },
      inputs: {
        fields: { year: '2025' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '监测站', relation: 'owner' },
        ],
      },
      by: clerk,
      at: at(4, 24),
    }),
  )
  const owner = person('owner', '监测站', 'unit-head')
  must(await actOnCase(db, { id, act: 'confirm', unit: '监测站', by: owner, at: at(4, 25), inputs: {} }))
  const verify = (hooks: CaseHooks) =>
    actOnCase(db, { id, act: 'verify', by: reviewer, at: at(4, 27), inputs: { fields: { finding: '属实' } }, hooks })
  expect(await verify({})).toMatchObject({ refused: 'procedures.guard-forbids', zh: '指标值尚未冻结' })
  const facts = async () => ({ 'values-frozen': true })
  const fail = async (): Promise<void> => {
    throw new Error('the feature broke')
  }
  await expect(verify({ facts, react: fail })).rejects.toThrow('the feature broke')
  expect(await rowOf(id)).toMatchObject({ state: 'to-verify', eventCount: 2 })
  expect(await eventsOf(id)).toHaveLength(2)
  const heard: string[] = []
  const react = async (_: unknown, { current }: StoredCase, events: readonly CaseEvent[]): Promise<void> => {
    heard.push(`${current.state} after ${events.map(({ type }) => type).join(', ')}`)
  }
  must(await verify({ facts, react }))
  // Ten working days after Sunday 27 April 2025 is Wednesday 14 May; the reminder comes three before, on Friday.
  await passDueCases({ db, log, hooks: { react } }, at(5, 9))
  expect(heard.filter((line) => line.startsWith('to-sign'))).toEqual(['to-sign after acted', 'to-sign after reminded'])
})

test('the case of a procedure keeps the version it was opened with; a changed one needs a new version', async () => {
  const id = await issued()
  const procedure = must(await findInForce(db, { planId: PLAN, id: 'supervision-order' }))
  const name = { zh: '新督办', en: 'new order' }
  expect(await findChangedProcedure(db, { planId: PLAN, procedures: [{ ...procedure, name }] })).toMatchObject({
    refused: 'plans.pack-procedure-changed',
    because: expect.stringContaining('procedures/supervision-order.json $.version'),
  })
  const next = { ...procedure, name, version: 3 }
  expect(await findChangedProcedure(db, { planId: PLAN, procedures: [next] })).toBeUndefined()
  await db.transaction((tx) => storeProcedures(tx, { planId: PLAN, procedures: [next] }))
  expect(must(await findInForce(db, { planId: PLAN, id: 'supervision-order' })).version).toBe(3)
  expect(must(await findCase(db, id)).procedure).toMatchObject({ version: 2, name: { zh: '督办' } })
  expect(must(await reply(id, water)).seen).toBe(3)
})

test('the log of all this is unbroken', async () => {
  const [row] = await db.query<{ broken: number }>(
    `select count(*)::int as broken from (
       select e.hash <> event_hash(e.prev_hash, e.at, e.stream, e.stream_id, e.type, e.actor, e.payload)
              or e.prev_hash <> coalesce(lag(e.hash) over (order by e.id), '') as bad from domain_event as e) as x where x.bad`,
  )
  expect(row?.broken).toBe(0)
})
