// The facts of a unit against real cases: returns in time, reviewed evidence, working days overdue, obligations it leads.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { EXAMPLE_SCHEME } from '#domain/appraisal/example-scheme.ts'
import type { Fact } from '#domain/appraisal/fact.ts'
import type { Source } from '#domain/appraisal/scheme.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { appraisalSources } from '../appraisal-sources.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { readFacts } from './facts.ts'

const PLAN = 'longgang-14fyp'
const WATER = { id: '1', unit: '水务局', group: 'departments', names: ['水务局', '水利局'] }
const TOWN = { id: '2', unit: '城管局', group: 'departments', names: ['城管局'] }
const GREENWAY = 'c06.s04.m01.t03'
const at = (month: number, day: number, hour = 9) => beijingInstant(2023, month, day, hour)
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const clerk: Person = { name: 'clerk', posts: [{ unit: '规划办', role: 'office-officer' }] }
const chief: Person = { name: 'chief', posts: [{ unit: '规划办', role: 'office-head' }] }
const officer = (unit: string): Person => ({ name: `${unit} officer`, posts: [{ unit, role: 'unit-officer' }] })
const head = (unit: string): Person => ({ name: `${unit} head`, posts: [{ unit, role: 'unit-head' }] })
const complete = { facts: async () => ({ 'entries-complete': true }) }
const OFFICE = { unit: '规划办', relation: 'office' }

/** A return of the unit for a month, due on the tenth of the next, signed on that day. */
async function report(unit: string, month: number, signedOn: number | null): Promise<void> {
  const text = (value: number): string => String(value).padStart(2, '0')
  const period = `2023-${text(month)}`
  const { id } = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'progress-report',
      title: period,
      about: { kind: 'progress-return', ref: `${unit}/${period}` },
      inputs: {
        fields: { period, due: `2023-${text(month + 1)}-10` },
        parties: [OFFICE, { unit, relation: 'reporter' }],
      },
      by: clerk,
      at: at(month + 1, 1),
    }),
  )
  if (signedOn === null) return
  const then = at(month + 1, signedOn)
  must(await actOnCase(db, { id, act: 'submit', by: officer(unit), at: then, inputs: {}, hooks: complete }))
  must(await actOnCase(db, { id, act: 'sign', by: head(unit), at: then, inputs: {} }))
}

async function assign(obligation: string, lead: string): Promise<void> {
  const fields = { begins: '2021-01-01', ends: '2025-12-31', 'expected-evidence': '材料' }
  const parties = [OFFICE, { unit: lead, relation: 'lead' }]
  const about = { kind: 'obligation', ref: obligation }
  const asked = { planId: PLAN, procedure: 'assignment', title: obligation, about, inputs: { fields, parties } }
  const { id } = must(await openCase(db, { ...asked, by: clerk, at: at(1, 5) }))
  must(await actOnCase(db, { id, act: 'confirm', unit: lead, by: head(lead), at: at(1, 6), inputs: {} }))
  must(await actOnCase(db, { id, act: 'approve', by: chief, at: at(1, 6), inputs: {} }))
}

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  await assign(GREENWAY, '水利局')
  await report('水务局', 3, 10)
  await report('水利局', 4, 9)
  await report('水务局', 5, 12)
  await report('水务局', 6, null)
  for (const [review, n] of [
    ['accepted', 3],
    ['rejected', 1],
    ['draft', 5],
  ] as const)
    await db.execute(
      `insert into evidence (plan_id, about_kind, about_ref, kind, name, file_sha256, file_bytes, media_type, author, added_at,
                             review_state, reviewed_by, reviewed_at, review_reason)
       select $1, 'obligation', $2, 'document', 'x.pdf', repeat('a', 64), 1, 'application/pdf', 'water', '2023-05-01',
              $3, case when $3 <> 'draft' then 'chief' end, case when $3 <> 'draft' then now() end, case when $3 <> 'draft' then '' end
         from generate_series(1, $4)`,
      [PLAN, GREENWAY, review, n],
    )
})

async function factOf(source: Source, unit = WATER, nowMs = at(7, 17)): Promise<Fact> {
  const rule = { source, curve: { kind: 'linear', zeroAt: '0', fullAt: '100' }, whenMissing: 'zero' } as const
  const items = [{ id: 'x', name: { zh: 'x', en: 'x' }, weight: '100', rule }]
  const scheme = { ...EXAMPLE_SCHEME, items }
  const units = [WATER, TOWN]
  const facts = await readFacts(db, {
    scheme,
    planId: PLAN,
    year: 2023,
    nowMs,
    units,
    entries: [],
    sources: appraisalSources,
  })
  return facts(unit.id, 'x')
}

test('returns in time: under every name of the unit, on the last day too, and one that was never signed is late', async () => {
  expect(await factOf({ from: 'returns' })).toMatchObject({
    value: '50',
    sample: 4,
    words: { zh: '应交填报 4 期，按时签发 2 期（50%）' },
  })
})

test('a return whose day is still to come does not count yet', async () => {
  expect(await factOf({ from: 'returns' }, WATER, at(7, 5))).toMatchObject({ sample: 3 })
  expect(await factOf({ from: 'returns' }, TOWN)).toMatchObject({ state: 'not-applicable' })
})

test('evidence: of what was reviewed, not of what waits', async () => {
  expect(await factOf({ from: 'evidence' })).toMatchObject({ value: '75', sample: 4 })
  expect(await factOf({ from: 'evidence' }, TOWN)).toMatchObject({ state: 'not-applicable' })
})

test('cases: working days since the last day, counted for those that are asked', async () => {
  // Due on Monday 10 July 2023; a week later there are five working days.
  expect(await factOf({ from: 'cases', procedures: ['progress-report'] })).toMatchObject({
    value: '5',
    sample: 4,
    to: `/procedures/cases?${new URLSearchParams({ unit: '水务局', overdue: 'true' })}`,
  })
  expect(await factOf({ from: 'cases' }, TOWN)).toMatchObject({ state: 'not-applicable' })
})

test('obligations: those it leads under a former name, within a part of the plan', async () => {
  const led = { from: 'obligations', counts: 'on-track' } as const
  expect(await factOf(led)).toMatchObject({
    value: '0',
    sample: 1,
    to: `/progress?${new URLSearchParams({ unit: '水利局' })}`,
  })
  expect(await factOf({ ...led, node: 'c05' })).toMatchObject({ state: 'not-applicable' })
})

test('an indicator asked only of those responsible does not apply to a unit without an obligation linked to it', async () => {
  const source = { from: 'indicator', indicator: 'ind.04', of: 'responsible' } as const
  expect(await factOf(source, TOWN)).toMatchObject({
    state: 'not-applicable',
    because: { zh: '本单位不承担与该指标关联的任务' },
  })
  expect(await factOf({ ...source, of: 'everyone' }, TOWN)).toMatchObject({ state: 'missing' })
})
