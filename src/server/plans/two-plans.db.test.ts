// Two plans side by side: a twin with the very same ids, and the example of the next plan. What is done in one is not in another.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { readCoverage } from '../division/coverage.ts'
import { listDivision } from '../division/queries.ts'
import { readAssessment, signYear } from '../indicators/assessment.ts'
import { readBoard } from '../indicators/queries.ts'
import { saveReport } from '../indicators/year-inputs.ts'
import { openCase } from '../procedures/commands.ts'
import { listInForce } from '../procedures/definitions.ts'
import { listCases } from '../procedures/queries.ts'
import { readObligation } from '../progress/obligation.ts'
import { findProjects } from '../projects/queries.ts'
import { openMissed } from '../reactions.ts'
import { readChangesSince } from '../visits/changes.ts'
import { loadPack } from './load-pack.ts'
import { listPlans } from './queries.ts'
import { search } from './search.ts'

const PACKS = new URL('../../../packs/', import.meta.url).pathname
const FIRST = 'longgang-14fyp'
const TWIN = 'twin-14fyp'
const NEXT = 'example-15fyp'
const OFFICE = '市生态环境局龙岗管理局'
const NOW = beijingInstant(2027, 1, 5, 9)
const OBLIGATION = 'c03.s01.m01.t01'
const nobody = { name: 'reader', posts: [] }

const db = await freshDatabase(inject('database'))
const folder = mkdtempSync(join(tmpdir(), 'two-plans-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.drop()
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}

beforeAll(async () => {
  const twin = join(folder, 'twin')
  cpSync(join(PACKS, FIRST), twin, { recursive: true })
  rmSync(join(twin, 'district.json'))
  const path = join(twin, 'pack.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace(FIRST, TWIN))
  // The next plan first: what it borrows arrives when the plan it names is loaded.
  must(await loadPack(db, join(PACKS, NEXT)))
  must(await loadPack(db, join(PACKS, FIRST)))
  must(await loadPack(db, twin))
})

const assign = (planId: string, lead: string) =>
  openCase(db, {
    planId,
    procedure: 'assignment',
    title: `分工 ${planId}`,
    about: { kind: 'obligation', ref: planId === NEXT ? 'c02.s01.m01.t01' : OBLIGATION },
    inputs: {
      fields: { begins: '2026-01-01', ends: '2026-12-31', 'expected-evidence': '报告' },
      parties: [
        { unit: OFFICE, relation: 'office' },
        { unit: lead, relation: 'lead' },
      ],
    },
    by: { name: 'clerk', posts: [{ unit: OFFICE, role: 'office-officer' }] },
    at: NOW,
  })

test('the next plan is carried out by the procedures of the first, which names its text as their ground', async () => {
  const procedures = (await listInForce(db)).filter(({ planId }) => planId === NEXT)
  expect(procedures.map(({ body }) => body.id)).toContain('assignment')
  expect(procedures.find(({ body }) => body.id === 'adjustment')?.body.basis).toEqual([
    '《龙岗区生态环境保护“十四五”规划》c13.s04.m01.t03',
  ])
})

test('every plan is listed with its own years and counts, the earlier first', async () => {
  expect((await listPlans(db)).rows).toMatchObject([
    { id: FIRST, startYear: 2021, counts: { obligations: 592 } },
    { id: TWIN, startYear: 2021, counts: { obligations: 592 } },
    { id: NEXT, startYear: 2026, endYear: 2030, counts: { obligations: 12 } },
  ])
})

test('the district is that of the plan that brings one', async () => {
  expect(await db.query(`select s.value ->> 'code' as code from setting as s where s.key = 'district'`)).toEqual([
    { code: '440307' },
  ])
})

test('cases about the same id stand under their own plan, on the page of the obligation and in the division', async () => {
  must(await assign(FIRST, '水务局'))
  must(await assign(TWIN, '城管局'))
  must(await assign(NEXT, '教育局'))
  const view = async (planId: string) =>
    must(await readObligation(db, { planId, id: OBLIGATION, now: NOW, person: nobody }))
  expect((await view(FIRST)).cases.map(({ title }) => title)).toEqual([`分工 ${FIRST}`])
  expect((await view(FIRST)).division?.lead).toBe('水务局')
  expect((await view(TWIN)).cases.map(({ title }) => title)).toEqual([`分工 ${TWIN}`])
  const open = async (planId: string) =>
    must(await listDivision(db, planId, { state: 'open', page: 1, pageSize: 50 })).rows.map(
      ({ assignment }) => assignment?.lead,
    )
  expect([await open(FIRST), await open(TWIN), await open(NEXT)]).toEqual([['水务局'], ['城管局'], ['教育局']])
  const listed = await listCases(db, { plan: NEXT, page: 1, pageSize: 50 }, NOW)
  expect(listed.rows.map(({ planId }) => planId)).toEqual([NEXT])
})

test('indicators of all plans are computed over the same days, each against its own target', async () => {
  const site = await makeSite(db, { code: 'point', kind: 'air' })
  const start = beijingInstant(2026, 1, 1)
  const hours = hoursOfDays(site, { start, days: 365 })
  await storeMessages(
    db,
    hours.map((hour) => ({ ...hour, values: { ...AIR, 'PM2.5': 21 } })),
  )
  const report = (planId: string, id: string, part: string) =>
    saveReport(db, {
      planId,
      id,
      year: 2026,
      inputs: { part, whole: '388.02' },
      source: '年报',
      reason: '',
      by: 'officer',
    })
  must(await report(NEXT, 'ind.03', '120'))
  await evaluateAll(db, NOW)
  const board = async (planId: string) => {
    const { rows } = must(await readBoard(db, { planId, year: 2026, nowMs: NOW }))
    return new Map(rows.map(({ nameZh, value }) => [nameZh, value && [value.value, value.status]]))
  }
  const [first, twin, next] = [await board(FIRST), await board(TWIN), await board(NEXT)]
  expect(first.get('PM2.5年均浓度')).toEqual(['21.0', 'met'])
  expect(twin.get('PM2.5年均浓度')).toEqual(['21.0', 'met'])
  expect(next.get('PM2.5年均浓度')).toEqual(['21.0', 'not-met'])
  expect(next.get('森林覆盖率')).toEqual(['30.93', 'met'])
  // The same id is another indicator in another plan.
  expect(first.get('森林覆盖率')).toBeNull()
  expect(first.get('单位 GDP 能耗降低')).toBeNull()
})

test('a signed year and a missed target are those of one plan', async () => {
  must(await signYear(db, { planId: NEXT, year: 2026, note: '', by: 'office', nowMs: NOW }))
  const year = async (planId: string) =>
    must(await readAssessment(db, { planId, year: planId === NEXT ? 2026 : 2025, nowMs: NOW }))
  expect((await year(NEXT)).signoffs).toHaveLength(1)
  expect((await year(FIRST)).signoffs).toHaveLength(0)
  await openMissed(db, NOW)
  const opened = await listCases(db, { procedure: 'corrective-plan', page: 1, pageSize: 50 }, NOW)
  expect(opened.rows.map(({ planId, about }) => about.ref.startsWith(`${planId}/`))).not.toContain(false)
})

test('coverage, projects and what changed are counted for one plan', async () => {
  const coverage = async (planId: string) => must(await readCoverage(db, planId, { page: 1, pageSize: 500 }))
  expect(JSON.stringify(await coverage(NEXT))).not.toContain(OBLIGATION)
  const projects = async (planId: string) =>
    must(await findProjects(db, { planId, filter: {}, today: '2027-01-05' })).all.length
  expect(await projects(NEXT)).toBe(0)
  expect(await projects(FIRST)).toBe(await projects(TWIN))
  const changes = must(await readChangesSince(db, { planId: NEXT, accountId: 1, nowMs: NOW }))
  const told = JSON.stringify(changes)
  expect(told).not.toContain(`分工 ${FIRST}`)
  expect(told).not.toContain(`分工 ${TWIN}`)
})

test('a search says what is found in the other plans, by synonyms too, and which they are', async () => {
  const found = async (planId: string, q: string, chapter?: string) =>
    must(await search(db, planId, { q, page: 1, pageSize: 5, ...(chapter === undefined ? {} : { chapter }) }))
  const first = await found(FIRST, '天然林')
  expect(first.others).toMatchObject([
    { id: NEXT, titleZh: expect.stringContaining('示例'), total: 1 },
    { id: TWIN, total: first.total },
  ])
  // A chapter of this plan narrows this plan only.
  expect((await found(FIRST, '天然林', 'c05')).others).toHaveLength(2)
  expect((await found(NEXT, 'PM2.5')).others.map(({ id }) => id)).toEqual([FIRST, TWIN])
  expect((await found(NEXT, '细颗粒物')).total).toBe((await found(NEXT, 'PM2.5')).total)
  expect((await found(FIRST, '')).others).toEqual([])
})

test('what borrows procedures follows the plan that lends them', async () => {
  const dir = join(folder, 'lender')
  cpSync(join(PACKS, FIRST), dir, { recursive: true })
  const path = join(dir, 'procedures/adjustment.json')
  const [before] = (await listInForce(db)).filter(({ planId, body }) => planId === NEXT && body.id === 'adjustment')
  const version = before?.body.version ?? 0
  writeFileSync(path, readFileSync(path, 'utf8').replace(`"version": ${version},`, `"version": ${version + 1},`))
  must(await loadPack(db, dir))
  const [after] = (await listInForce(db)).filter(({ planId, body }) => planId === NEXT && body.id === 'adjustment')
  expect(after?.body.version).toBe(version + 1)
})
