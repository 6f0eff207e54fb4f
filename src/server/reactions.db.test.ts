// A binding indicator that misses its year opens a corrective plan by itself; a year's sign-off is verified once it is frozen.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../test/database.ts'
import { evaluateAll } from '../../test/evaluation.ts'
import { signYear } from './indicators/assessment.ts'
import { saveReport } from './indicators/year-inputs.ts'
import { loadPack } from './plans/load-pack.ts'
import { findCase } from './procedures/case-store.ts'
import { actOnCase, openCase } from './procedures/commands.ts'
import { startCaseTimer } from './procedures/timer.ts'
import { caseHooks, openMissed } from './reactions.ts'

const PLAN = 'longgang-14fyp'
const YEAR = 2025
const RUNNING = beijingInstant(2025, 12, 20)
const OVER = beijingInstant(2026, 1, 5, 9)
const OFFICE = '市生态环境局龙岗管理局'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, new URL('../../packs/longgang-14fyp', import.meta.url).pathname))
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const report = async (id: string, part: string, whole: string, year = YEAR): Promise<void> => {
  must(
    await saveReport(db, {
      planId: PLAN,
      id,
      year,
      inputs: { part, whole },
      source: '年报',
      reason: '',
      by: 'officer',
    }),
  )
  await evaluateAll(db, OVER)
}
const cases = () =>
  db.query<{ id: number; title: string; ref: string; state: string }>(
    'select c.id, c.title, c.about_ref as ref, c.state from procedure_case as c order by c.id',
  )

test('a corrective plan opens for a binding indicator that missed a year which is over, and once', async () => {
  await report('ind.15', '100', '388.02')
  // Anticipatory: no corrective plan.
  await report('ind.11', '10', '100')
  expect(await openMissed(db, RUNNING)).toBe(0)
  expect((await Promise.all([openMissed(db, OVER), openMissed(db, OVER)])).sort()).toEqual([0, 1])
  expect(await cases()).toMatchObject([
    { title: '2025 年森林覆盖率未达标整改', ref: `${PLAN}/ind.15/2025`, state: 'to-assign' },
  ])
  const [opened] = await cases()
  const { current } = must(await findCase(db, opened?.id ?? 0))
  expect(current.events[0]).toMatchObject({
    type: 'opened',
    inputs: {
      fields: { missed: '2025 年森林覆盖率为 25.77 %，目标 ≥30.05，未达标。' },
      evidence: [{ kind: 'reading-extract', hash: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    },
  })
})

test('the plan office names the unit, which hands in its plan in ten working days', async () => {
  const [opened] = await cases()
  const id = opened?.id ?? 0
  const office = { name: 'clerk', posts: [{ unit: OFFICE, role: 'office-officer' }] }
  const lead = { name: 'forest', posts: [{ unit: '规划和自然资源局', role: 'unit-officer' }] }
  const parties = [{ unit: '规划和自然资源局', relation: 'lead' }]
  must(await actOnCase(db, { id, act: 'assign', by: office, at: OVER, inputs: { parties } }))
  const plan = { fields: { measures: '造林', due: '2026-06-30' } }
  expect(await actOnCase(db, { id, act: 'submit-plan', by: lead, at: OVER, inputs: plan })).toMatchObject({
    refused: 'procedures.incomplete',
  })
  const evidence = [{ kind: 'document' as const, ref: 'file:1', name: '整改方案' }]
  const done = must(await actOnCase(db, { id, act: 'submit-plan', by: lead, at: OVER, inputs: { ...plan, evidence } }))
  expect(done.state).toBe('to-approve')
})

test('the clock opens what another year missed', async () => {
  await report('ind.15', '101', '388.02', 2024)
  const log = createLog('test', { level: 'error' })
  const timer = startCaseTimer({ db, log, now: () => OVER, hooks: caseHooks })
  await expect
    .poll(async () => (await cases()).map(({ ref }) => ref), { timeout: 8000 })
    .toContain(`${PLAN}/ind.15/2024`)
  await timer.stop()
})

test('a sign-off is verified only once the year is frozen', async () => {
  const clerk = { name: 'clerk', posts: [{ unit: OFFICE, role: 'office-officer' }] }
  const parties = [
    { unit: OFFICE, relation: 'office' },
    { unit: '监测站', relation: 'owner' },
  ]
  const { id } = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'annual-sign-off',
      title: '2025 年度',
      about: { kind: 'year', ref: '2025' },
      inputs: { fields: { year: '2025' }, parties },
      by: clerk,
      at: OVER,
    }),
  )
  const owner = { name: 'owner', posts: [{ unit: '监测站', role: 'unit-head' }] }
  must(await actOnCase(db, { id, act: 'confirm', unit: '监测站', by: owner, at: OVER, inputs: {} }))
  const reviewer = { name: 'reviewer', posts: [{ unit: OFFICE, role: 'reviewer' }] }
  const verify = () =>
    actOnCase(db, {
      id,
      act: 'verify',
      by: reviewer,
      at: OVER,
      inputs: { fields: { finding: '属实' } },
      hooks: caseHooks,
    })
  expect(await verify()).toMatchObject({ refused: 'procedures.guard-forbids' })
  must(await signYear(db, { planId: PLAN, year: YEAR, note: '', by: 'head', nowMs: OVER }))
  expect(must(await verify()).state).toBe('to-sign')
})
