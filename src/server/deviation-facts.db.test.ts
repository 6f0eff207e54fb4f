// What the deviation rules are given of the store: obligations by their reports, missed years, exceptions and silent units.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findDeviations } from '#domain/deviations/find.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { timestamptz } from '#platform/database.ts'
import { freshDatabase } from '../../test/database.ts'
import { evaluateAll } from '../../test/evaluation.ts'
import { gatherFacts } from './deviation-facts.ts'
import { saveReport } from './indicators/year-inputs.ts'
import { findPlan } from './plan-store.ts'
import { loadPack } from './plans/load-pack.ts'
import { actOnCase, openCase } from './procedures/commands.ts'

const PLAN = 'longgang-14fyp'
const GREENWAY = 'c06.s04.m01.t03'
const office = { name: 'clerk', posts: [{ unit: '规划办', role: 'office-officer' }] }
const head = { name: 'chief', posts: [{ unit: '规划办', role: 'office-head' }] }
const water = { name: 'water', posts: [{ unit: '水务局', role: 'unit-head' }] }
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const factsAt = async (now: number) => gatherFacts(db, { model: must(await findPlan(db, PLAN)), now })
const ruleOf = async (id: string) => {
  const rule = must(await findPlan(db, PLAN)).pack.deviations.find((one) => one.id === id)
  if (rule === undefined) throw new Error(`The pack has no rule ${id}`)
  return rule
}

/** A return of the water bureau in that state; with a share, its report of the greenway. */
async function report(period: string, until: number, state: string, share?: number): Promise<void> {
  const [row] = await db.query<{ id: number }>(
    `insert into procedure_case (plan_id, procedure_id, version, title, about_kind, about_ref, state, is_open, event_count,
                                 opened_by, opened_at, changed_at)
     select $1, v.id, v.version, $2, 'progress-return', '水务局/' || $2, $3, false, 1, 'clerk', $4, $4
       from procedure_version as v where v.plan_id = $1 and v.id = 'progress-report' returning id`,
    [PLAN, period, state, timestamptz(until)],
  )
  if (share === undefined) return
  await db.execute(
    `insert into progress_entry (plan_id, obligation_id, unit, period, period_until, case_id, share_done, author)
     values ($1, $2, '水务局', $3, $4, $5, $6, 'water')`,
    [PLAN, GREENWAY, period, timestamptz(until), row?.id, share],
  )
}

beforeAll(async () => {
  must(await loadPack(db, new URL('../../packs/longgang-14fyp', import.meta.url).pathname))
  const at = beijingInstant(2021, 1, 4)
  const { id } = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'assignment',
      title: '碧道',
      about: { kind: 'obligation', ref: GREENWAY },
      inputs: {
        fields: { begins: '2021-01-01', ends: '2025-12-31', 'expected-evidence': '验收材料' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '水务局', relation: 'lead' },
        ],
      },
      by: office,
      at,
    }),
  )
  must(await actOnCase(db, { id, act: 'confirm', unit: '水务局', by: water, at, inputs: {} }))
  must(await actOnCase(db, { id, act: 'approve', by: head, at, inputs: {} }))
})

test('red at the end of two quarters deviates; caught up it is yellow, and nothing deviates', async () => {
  const rule = await ruleOf('obligation-red-quarters')
  await report('2023-Q1', beijingInstant(2023, 4, 1), 'accepted', 10)
  expect(findDeviations(rule, await factsAt(beijingInstant(2023, 5, 4)))).toEqual([])
  await report('2023-Q2', beijingInstant(2023, 7, 1), 'accepted', 12)
  expect(findDeviations(rule, await factsAt(beijingInstant(2023, 7, 20)))).toMatchObject([
    {
      subject: { kind: 'obligation', ref: GREENWAY },
      units: ['水务局'],
      reason: { periods: ['2023-Q2', '2023-Q1'], why: [{ zh: expect.stringContaining('落后') }] },
    },
  ])
  await report('2023-Q3', beijingInstant(2023, 10, 1), 'accepted', 55)
  const { obligations } = await factsAt(beijingInstant(2023, 10, 20))
  expect(obligations).toEqual([])
})

test('a unit that left out its two newest returns deviates; one that is not due yet says nothing', async () => {
  const rule = await ruleOf('returns-missing')
  await report('2023-Q4', beijingInstant(2024, 1, 1), 'missed')
  expect(findDeviations(rule, await factsAt(beijingInstant(2024, 2, 1)))).toEqual([])
  await report('2024-Q1', beijingInstant(2024, 4, 1), 'missed')
  await report('2024-Q2', beijingInstant(2024, 7, 1), 'to-fill')
  expect(findDeviations(rule, await factsAt(beijingInstant(2024, 7, 8)))).toMatchObject([
    { subject: { kind: 'unit', ref: '水务局' }, reason: { periods: ['2024-Q1', '2023-Q4'] } },
  ])
})

test('a binding indicator that missed a year which is over deviates, with nobody to press where nobody is assigned', async () => {
  const now = beijingInstant(2026, 1, 5, 9)
  const year = { planId: PLAN, id: 'ind.15', year: 2025, source: '年报', by: 'officer' }
  must(await saveReport(db, { ...year, inputs: { part: '120', whole: '388.02' }, reason: '' }))
  await evaluateAll(db, now)
  expect(findDeviations(await ruleOf('binding-missed'), await factsAt(now))).toEqual([])
  must(await saveReport(db, { ...year, inputs: { part: '100', whole: '388.02' }, reason: '更正' }))
  await evaluateAll(db, now)
  expect(findDeviations(await ruleOf('binding-missed'), await factsAt(now))).toMatchObject([
    { subject: { ref: 'ind.15' }, units: [], reason: { year: 2025, value: '25.77 %' } },
  ])
  // While the year runs, it is not missed yet.
  const running = await factsAt(beijingInstant(2025, 12, 20))
  expect(findDeviations(await ruleOf('binding-missed'), running)).toEqual([])
})
