// What becomes of obligations in the next plan: settled all or nothing, taken back, suggested, and seen from both sides.
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from '../plans/load-pack.ts'
import { openCase } from '../procedures/commands.ts'
import { settleSuccession, undoSuccession } from './commands.ts'
import { listSuccession, readSuccession } from './queries.ts'

const PACKS = new URL('../../../packs/', import.meta.url).pathname
const OLD = 'longgang-14fyp'
const NEW = 'example-15fyp'
const FOREST = 'c08.s02.m03.t01'
const SPECIES = 'c08.s04.m02.t01'
const NEXT_FOREST = 'c02.s02.m01.t01'
const NEXT_SPECIES = 'c02.s02.m01.t02'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, `${PACKS}${OLD}`))
  must(await loadPack(db, `${PACKS}${NEW}`))
})
beforeEach(() => db.execute('truncate obligation_succession'))

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
type Entry = {
  obligationId: string
  kind: 'carried-over' | 'merged' | 'superseded' | 'dropped'
  successorId: string | null
  reason: string
}
const entry = (obligationId: string, kind: Entry['kind'], successorId: string | null, reason = ''): Entry => ({
  obligationId,
  kind,
  successorId,
  reason,
})
const settle = (...entries: Entry[]) => settleSuccession(db, { planId: OLD, to: NEW, entries, by: 'officer' })
const list = async (filter: Partial<Parameters<typeof listSuccession>[2]> = {}) =>
  must(await listSuccession(db, OLD, { page: 1, pageSize: 50, ...filter }))

test('every obligation of the plan is open at first, and the likes of it are suggested', async () => {
  const found = await list({ q: FOREST })
  expect(found.totals).toMatchObject({ all: 592, unfinished: 592, open: 592, 'carried-over': 0 })
  expect(found.to?.id).toBe(NEW)
  expect(found.successors).toHaveLength(12)
  const suggested = await list({ state: 'suggested' })
  expect(suggested.total).toBe(found.totals.suggested)
  expect(suggested.rows.every(({ suggestion }) => suggestion !== null)).toBe(true)
  expect(suggested.total).toBeGreaterThan(8)
  expect(suggested.total).toBeLessThan(40)
  expect(found.rows).toMatchObject([
    {
      obligationId: FOREST,
      isFinished: false,
      entry: null,
      suggestion: { id: NEXT_FOREST, likeness: 100, isTaken: false },
    },
  ])
  expect(must(await listSuccession(db, NEW, { page: 1, pageSize: 5 }))).toMatchObject({
    to: null,
    later: [],
    total: 12,
  })
})

test('suggestions are accepted in bulk, and go to the end of the list', async () => {
  must(await settle(entry(FOREST, 'carried-over', NEXT_FOREST), entry(SPECIES, 'carried-over', NEXT_SPECIES)))
  expect((await list()).totals).toMatchObject({ open: 590, 'carried-over': 2 })
  const settled = await list({ state: 'settled' })
  expect(settled.rows.map(({ obligationId, entry: one }) => [obligationId, one?.to?.id, one?.author])).toEqual([
    [FOREST, NEXT_FOREST, 'officer'],
    [SPECIES, NEXT_SPECIES, 'officer'],
  ])
  const last = await list({ page: 12 })
  expect(last.rows.at(-1)?.entry).not.toBeNull()
  expect((await list({ q: 'c08.s02.m03.t02' })).rows[0]?.entry).toBeNull()
})

test('one entry that cannot stand refuses all of them', async () => {
  expect(
    await settle(entry(FOREST, 'carried-over', NEXT_FOREST), entry(SPECIES, 'carried-over', NEXT_FOREST)),
  ).toMatchObject({ refused: 'succession.not-one-to-one' })
  expect(await settle(entry(FOREST, 'merged', NEXT_FOREST), entry(SPECIES, 'dropped', null))).toMatchObject({
    refused: 'succession.reason-needed',
  })
  expect((await list({ state: 'settled' })).total).toBe(0)
})

test('what is taken back stays as closed, and may be settled anew', async () => {
  must(await settle(entry(FOREST, 'dropped', null, '已完成')))
  const [row] = (await list({ state: 'settled' })).rows
  const id = row?.entry?.id ?? 0
  expect(must(await undoSuccession(db, { planId: OLD, ids: [id], reason: '误选', by: 'other' }))).toEqual({ undone: 1 })
  expect(await undoSuccession(db, { planId: OLD, ids: [id], reason: '误选', by: 'other' })).toMatchObject({
    refused: 'succession.entry-not-found',
  })
  must(await settle(entry(FOREST, 'merged', NEXT_FOREST), entry(SPECIES, 'merged', NEXT_FOREST)))
  expect(
    await db.query(
      `select s.kind, s.closed_by as by, s.closed_reason as reason from obligation_succession as s
        where s.obligation_id = $1 order by s.id`,
      [FOREST],
    ),
  ).toEqual([
    { kind: 'dropped', by: 'other', reason: '误选' },
    { kind: 'merged', by: null, reason: null },
  ])
})

test('two people who settle the same at once are one after the other', async () => {
  const both = await Promise.all([
    settle(entry(FOREST, 'merged', NEXT_FOREST)),
    settle(entry(FOREST, 'merged', NEXT_SPECIES)),
  ])
  expect(both.filter((done) => isRefusal(done))).toMatchObject([{ refused: 'succession.settled' }])
})

test('predecessors and successor are seen from either side, with what was accepted as evidence', async () => {
  must(await settle(entry(FOREST, 'merged', NEXT_FOREST), entry(SPECIES, 'merged', NEXT_FOREST)))
  await db.execute(
    `insert into evidence (plan_id, about_kind, about_ref, kind, name, author, review_state, reviewed_by, reviewed_at, extract)
     values ($1, 'obligation', $2, 'closed-case', '验收', 'a', 'accepted', 'b', now(), '{}')`,
    [OLD, FOREST],
  )
  expect(must(await readSuccession(db, NEW, NEXT_FOREST))).toMatchObject({
    predecessors: [
      { planId: OLD, id: FOREST, kind: 'merged', evidence: 1, shareDone: null },
      { planId: OLD, id: SPECIES, kind: 'merged', evidence: 0 },
    ],
    successor: null,
  })
  expect(must(await readSuccession(db, OLD, FOREST))).toMatchObject({
    predecessors: [],
    successor: { planId: NEW, id: NEXT_FOREST, titleZh: '保护并修复天然林和次生林' },
  })
})

test('what the leading unit has signed says which obligations are finished, and those come after the unfinished', async () => {
  const office = '市生态环境局龙岗管理局'
  const { id } = must(
    await openCase(db, {
      planId: OLD,
      procedure: 'assignment',
      title: '分工',
      about: { kind: 'obligation', ref: FOREST },
      inputs: {
        fields: { begins: '2021-01-01', ends: '2025-12-31', 'expected-evidence': '报告' },
        parties: [
          { unit: office, relation: 'office' },
          { unit: '林业局', relation: 'lead' },
        ],
      },
      by: { name: 'clerk', posts: [{ unit: office, role: 'office-officer' }] },
      at: Date.UTC(2025, 0, 1),
    }),
  )
  await db.execute(`update procedure_case as c set state = 'in-force', is_open = false where c.id = $1`, [id])
  const report = async (period: string, share: string, state: string) => {
    const [opened] = await db.query<{ id: number }>(
      `insert into procedure_case (plan_id, procedure_id, version, title, about_kind, about_ref, state, is_open, event_count,
                                   opened_by, opened_at, changed_at)
       select $1, v.id, v.version, 't', 'unit-period', '林业局/' || $2, $3, false, 1, 'x', now(), now()
         from procedure_version as v where v.plan_id = $1 and v.id = 'progress-report' returning id`,
      [OLD, period, state],
    )
    await db.execute(
      `insert into progress_entry (plan_id, obligation_id, unit, period, period_until, case_id, share_done, quantities,
                                   narrative, obstacle, author, known_from)
       values ($1, $2, '林业局', $3, ($3 || '-28')::date, $4, $5, '{}', 'n', '', 'x', now())`,
      [OLD, FOREST, period, opened?.id, share],
    )
  }
  await report('2024-03', '60', 'accepted')
  expect((await list({ q: FOREST })).rows[0]).toMatchObject({ shareDone: '60', isFinished: false })
  await report('2024-06', '100', 'to-review')
  await report('2024-09', '20', 'open')
  expect((await list({ q: FOREST })).rows[0]).toMatchObject({ shareDone: '100', isFinished: true })
  expect((await list()).totals).toMatchObject({ all: 592, unfinished: 591 })
  expect((await list({ page: 12 })).rows.at(-1)?.obligationId).toBe(FOREST)
})
