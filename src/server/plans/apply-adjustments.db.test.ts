// An approved adjustment makes the next version of the plan on its day, once; years before keep what they were judged by.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { PlanChange } from '#domain/plans/compare-packs.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { evaluateAll } from '../../../test/evaluation.ts'
import { readAssessment, signYear } from '../indicators/assessment.ts'
import { saveReport } from '../indicators/year-inputs.ts'
import { findPlan, type StoredPlan } from '../plan-store.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { caseHooks as hooks } from '../reactions.ts'
import { applyAdjustments } from './apply-adjustments.ts'
import { loadPack } from './load-pack.ts'

const PLAN = 'longgang-14fyp'
const PACK = new URL('../../../packs/longgang-14fyp', import.meta.url).pathname
const OFFICE = '市生态环境局龙岗管理局'
const UNIT = '规划和自然资源局'
const FILED = beijingInstant(2025, 3, 1, 9)
const FOREST = { kind: 'indicator', ref: 'ind.15' }
const OBLIGATION = { kind: 'obligation', ref: 'c03.s01.m01.t01' }

const db = await freshDatabase(inject('database'))
const folder = mkdtempSync(join(tmpdir(), 'adjust-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.drop()
})
beforeAll(async () => {
  must(await loadPack(db, PACK))
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const person = (name: string, unit: string, role: string) => ({ name, posts: [{ unit, role }] })
const document = [{ kind: 'document' as const, ref: 'file:1', name: '依据' }]

const open = (about: typeof FOREST, fields: Record<string, string>) =>
  openCase(db, {
    planId: PLAN,
    procedure: 'adjustment',
    title: '调整',
    about,
    inputs: {
      fields: { effect: '影响有限', effective: '2025-07-01', ...fields },
      evidence: document,
      reason: '情况变化',
      parties: [
        { unit: OFFICE, relation: 'office' },
        { unit: UNIT, relation: 'applicant' },
        { unit: '水务局', relation: 'consulted' },
      ],
    },
    by: person('clerk', UNIT, 'unit-officer'),
    at: FILED,
    hooks,
  })

async function approve(about: typeof FOREST, fields: Record<string, string>): Promise<number> {
  const { id } = must(await open(about, fields))
  const act = async (name: string, by: ReturnType<typeof person>, inputs = {}, unit?: string) =>
    must(await actOnCase(db, { id, act: name, by, at: FILED, inputs, hooks, unit }))
  await act('submit', person('head', UNIT, 'unit-head'))
  const opinion = { fields: { opinion: 'agrees', explanation: '无' } }
  await act('give-opinion', person('water', '水务局', 'unit-officer'), opinion, '水务局')
  await act('review', person('office', OFFICE, 'office-officer'), { fields: { finding: '可行' } })
  await act('approve', person('leader', '区政府', 'district-leader'), { evidence: document })
  return id
}

const versions = () =>
  db.query<{ no: number; version: string; caseId: number | null; changes: PlanChange[] | null }>(
    'select v.no, v.version, v.case_id as "caseId", v.changes from plan_version as v order by v.no',
  )
const report = async (year: number, part: string) =>
  must(
    await saveReport(db, {
      planId: PLAN,
      id: 'ind.15',
      year,
      inputs: { part, whole: '388.02' },
      source: '年报',
      reason: '',
      by: 'officer',
    }),
  )
const judged = async (year: number, asKnownAt?: number) => {
  const { rows } = must(await readAssessment(db, { planId: PLAN, year, nowMs: beijingInstant(2026, 2, 1), asKnownAt }))
  const row = rows.find(({ id }) => id === 'ind.15')
  return row && { target: row.target, status: row.status, readings: row.readings.map(({ source }) => source) }
}

test('a load keeps one version, and loading the same again none', async () => {
  expect(await versions()).toMatchObject([{ no: 1, version: '1.0.0', caseId: null, changes: null }])
  must(await loadPack(db, PACK))
  expect(await versions()).toHaveLength(1)
})

describe('a case is refused, and not opened, for', () => {
  const cases: [string, typeof FOREST, Record<string, string>, string][] = [
    [
      'a comparator without a value',
      FOREST,
      { what: 'target', comparator: 'at-least' },
      'plans.adjustment-value-missing',
    ],
    [
      'a value that is no number',
      FOREST,
      { what: 'target', comparator: 'at-least', value: 'x' },
      'procedures.incomplete',
    ],
    [
      'an obligation that is not there',
      { kind: 'obligation', ref: 'c99.s01.m01.t01' },
      { what: 'wording', wording: 'x' },
      'plans.adjustment-unknown-thing',
    ],
    ['a year outside the plan', OBLIGATION, { what: 'deadline', year: '2027' }, 'plans.adjustment-year-outside'],
  ]
  for (const [name, about, fields, code] of cases)
    test(name, async () => {
      expect(await open(about, fields)).toMatchObject({ refused: code })
      expect(await db.query('select 1 from procedure_case')).toEqual([])
    })
})

test('the clock applies it on its day and not before, and once', async () => {
  await report(2024, '114')
  await report(2025, '114')
  await evaluateAll(db, beijingInstant(2026, 1, 5))
  expect(await judged(2025)).toMatchObject({ target: '30.05', status: 'not-met' })
  const id = await approve(FOREST, { what: 'target', comparator: 'at-least', value: '29' })
  expect(await applyAdjustments(db, beijingInstant(2025, 6, 30, 23))).toBe(0)
  expect(
    (
      await Promise.all([
        applyAdjustments(db, beijingInstant(2025, 7, 1)),
        applyAdjustments(db, beijingInstant(2025, 7, 1)),
      ])
    ).sort(),
  ).toEqual([0, 1])
  expect(await applyAdjustments(db, beijingInstant(2025, 7, 2))).toBe(0)
  const [, second, ...more] = await versions()
  expect(more).toEqual([])
  expect(second).toMatchObject({ no: 2, version: '1.0.1', caseId: id })
  expect(second?.changes?.filter(({ field }) => field?.startsWith('target'))).toMatchObject([
    { kind: 'target', id: 'ind.15', field: 'target.value', before: '30.05', after: '29' },
    { kind: 'target', id: 'ind.15', field: 'target.text', before: '≥30.05', after: '≥29' },
  ])
  expect(new Set(second?.changes?.map((change) => change.id))).toEqual(new Set(['ind.15']))
})

test('only that field of the files is another', async () => {
  const [row] = await db.query<{ body: StoredPlan }>('select p.body from plan as p')
  const lines = (text: string) => text.split('\n')
  for (const [name, text] of Object.entries(row?.body.files ?? {})) {
    const before = lines(readFileSync(join(PACK, name), 'utf8'))
    const changed = lines(text).filter((line) => !before.includes(line))
    expect(changed.length, name).toBe({ 'pack.json': 1, 'indicators.json': 2 }[name] ?? 0)
  }
})

test('a year that ended before keeps its target, now and as it was known; the running year has the new one', async () => {
  const known = Date.now()
  await evaluateAll(db, beijingInstant(2026, 1, 5))
  expect(await judged(2024)).toMatchObject({ target: '30.05', status: 'not-met' })
  expect(await judged(2025)).toMatchObject({
    target: '29',
    status: 'met',
    readings: [expect.stringMatching(/^规划调整（办件 \d+）$/)],
  })
  const [first] = await db.query<{ at: number }>('select v.loaded_at as at from plan_version as v where v.no = 2')
  expect(await judged(2025, (first?.at ?? known) - 1)).toMatchObject({ target: '30.05', status: 'not-met' })
  const kept = await db.query<{ n: number }>(
    `select count(*)::int as n from indicator_value as v
      where v.indicator_id = 'ind.15' and v.period = 'year' and v.at = '2023-12-31T16:00Z' and v.known_until < 'infinity'`,
  )
  expect(kept).toEqual([{ n: 0 }])
})

test('a restart from the folder, or a newer folder, undoes no adjustment', async () => {
  expect(must(await loadPack(db, PACK)).changed).toBe(false)
  const newer = join(folder, 'newer')
  cpSync(PACK, newer, { recursive: true })
  const path = join(newer, 'pack.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"version": "1.0.0"', '"version": "1.1.0"'))
  expect(must(await loadPack(db, newer)).changed).toBe(true)
  const model = must(await findPlan(db, PLAN))
  expect(model.pack.about.version).toBe('1.1.1')
  expect(model.indicators.get('ind.15')?.target.value).toBe(29)
  expect(must(await loadPack(db, newer)).changed).toBe(false)
})

test('a year signed off meanwhile keeps the adjustment from its effect, and the reason is kept', async () => {
  const id = await approve(OBLIGATION, { what: 'deadline', year: '2024' })
  must(await signYear(db, { planId: PLAN, year: 2025, note: '', by: 'office', nowMs: beijingInstant(2026, 1, 10) }))
  expect(await open(OBLIGATION, { what: 'wording', wording: '另一种表述' })).toMatchObject({
    refused: 'plans.adjustment-year-signed',
  })
  const before = await versions()
  expect(await applyAdjustments(db, beijingInstant(2026, 2, 1))).toBe(0)
  expect(await versions()).toEqual(before)
  expect(
    await db.query('select a.version_no as no, a.problem ->> $1 as zh from plan_adjustment as a where a.case_id = $2', [
      'zh',
      id,
    ]),
  ).toEqual([{ no: null, zh: '生效日期 2025-07-01 所在年度已核定，须不早于 2026-01-01' }])
})
