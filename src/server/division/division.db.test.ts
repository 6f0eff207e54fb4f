// The division of labour from a filled-in table to cases that units confirm, all or none.
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Person } from '#domain/engine/procedure/case.ts'
import { readDivision } from '#domain/plans/division.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { readWorkbook } from '#platform/workbook.ts'
import { freshDatabase } from '../../../test/database.ts'
import { registerUnits } from '../../../test/units.ts'
import { refusePermission } from '../access/door.ts'
import { attach } from '../downloads/routes.ts'
import { buildApp } from '../http/app.ts'
import { findPlan } from '../plan-store.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { readCoverage } from './coverage.ts'
import { divisionDownloads } from './downloads.ts'
import { readMatrix } from './matrix.ts'
import { proposeDivision } from './propose.ts'
import { listDivision } from './queries.ts'
import { divisionRoutes } from './routes.ts'
import { readUnitCalendar } from './unit-calendar.ts'

const PLAN = 'longgang-14fyp'
const AT = beijingInstant(2022, 3, 1, 9)
const OFFICE = '规划办'
const clerk: Person = { name: 'clerk', posts: [{ unit: OFFICE, role: 'office-officer' }] }
const FIRST = 'c05.s01.m01.t06'
const SECOND = 'c05.s02.m01.t09'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  await registerUnits(db, ['监测站', '城管局', '各街道办', '执法队', '发改局', '别的单位'])
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const entry = (obligationId: string, lead: string, assists: string[] = [], row = 2) => ({
  row,
  obligationId,
  lead,
  assists,
  begins: '2022-03-01',
  ends: '2025-12-31',
  weight: '10',
  evidence: '验收材料',
})
const propose = (entries: ReturnType<typeof entry>[], by = clerk) =>
  proposeDivision(db, { planId: PLAN, entries, by, at: AT })
const list = async (filter: object = {}) => must(await listDivision(db, PLAN, { page: 1, pageSize: 500, ...filter }))

test('without a post of the plan office nothing is proposed, and nobody leads anything', async () => {
  expect(await propose([entry(FIRST, '监测站')], { name: 'x', posts: [] })).toMatchObject({
    refused: 'division.no-post',
  })
  expect((await list()).totals).toEqual({ all: 592, none: 592, open: 0, inForce: 0 })
})

test('a unit that the register does not know is refused with its row and the unit that was meant', async () => {
  expect(await propose([entry(FIRST, '监测站'), entry(SECOND, '执法对', [], 5)])).toMatchObject({
    refused: 'organisations.unknown-name',
    zh: expect.stringMatching(/^第 5 行：.*“执法对”，是否为“执法队”？/),
  })
  expect((await list()).totals.open).toBe(0)
})

test('a table opens a case for each row; one row that cannot be undoes all', async () => {
  expect(await propose([entry(FIRST, '监测站'), entry('c99.s01', '水务局', [], 7)])).toMatchObject({
    refused: 'division.unknown-obligation',
    zh: '第 7 行：规划没有任务c99.s01',
  })
  expect((await list()).totals.open).toBe(0)
  expect(must(await propose([entry(FIRST, '监测站', ['各街道办', '城管局']), entry(SECOND, '执法队')]))).toEqual({
    opened: 2,
    unchanged: 0,
  })
  expect(must(await propose([entry(FIRST, '监测站', ['城管局', '各街道办'])]))).toEqual({ opened: 0, unchanged: 1 })
  // The second row is under way with another lead: the first is not opened either.
  expect(await propose([entry('c04.s01.m01.t01', '发改局'), entry(SECOND, '别的单位', [], 3)])).toMatchObject({
    refused: 'division.under-way',
    zh: expect.stringContaining('第 3 行'),
  })
  const { rows, totals, units } = await list({ state: 'open' })
  expect(totals).toEqual({ all: 592, none: 590, open: 2, inForce: 0 })
  expect(rows.map(({ obligationId }) => obligationId)).toEqual([FIRST, SECOND])
  expect(rows[0]?.assignment).toMatchObject({
    lead: '监测站',
    assists: ['各街道办', '城管局'].sort(),
    ends: '2025-12-31',
    weight: '10',
  })
  expect(units.toSorted()).toEqual(['城管局', '各街道办', '执法队', '监测站'].toSorted())
  expect((await list({ unit: '城管局' })).rows).toHaveLength(1)
  expect((await list({ q: FIRST })).rows).toHaveLength(1)
  expect((await list({ node: 'c05' })).rows.length).toBeLessThan(592)
})

test('confirmed by its units and approved it is in force, and may be divided anew', async () => {
  const [row] = (await list({ q: SECOND })).rows
  const id = row?.assignment?.caseId ?? 0
  const lead: Person = { name: 'lead', posts: [{ unit: '执法队', role: 'unit-head' }] }
  const chief: Person = { name: 'chief', posts: [{ unit: OFFICE, role: 'office-head' }] }
  must(await actOnCase(db, { id, act: 'confirm', unit: '执法队', by: lead, at: AT, inputs: {} }))
  must(await actOnCase(db, { id, act: 'approve', by: chief, at: AT, inputs: {} }))
  expect((await list({ state: 'in-force' })).rows.map(({ obligationId }) => obligationId)).toEqual([SECOND])
  expect(must(await propose([entry(SECOND, '监测站')]))).toEqual({ opened: 1, unchanged: 0 })
  expect((await list({ q: SECOND })).rows[0]).toMatchObject({ state: 'open', assignment: { lead: '监测站' } })
})

test('coverage counts what has an owner in force or evidence, and lists what has not', async () => {
  const before = must(await readCoverage(db, PLAN, { page: 1, pageSize: 500 }))
  expect(before).toMatchObject({ all: 592, lacking: { owner: 592, evidence: 592 }, hasText: false, paragraphs: [] })
  expect(before.lacking.indicator).toBeGreaterThan(500)
  const [row] = (await list({ q: FIRST })).rows
  const id = row?.assignment?.caseId ?? 0
  for (const unit of ['监测站', '城管局', '各街道办']) {
    const by: Person = { name: unit, posts: [{ unit, role: 'unit-head' }] }
    must(await actOnCase(db, { id, act: 'confirm', unit, by, at: AT, inputs: {} }))
  }
  const chief: Person = { name: 'chief', posts: [{ unit: OFFICE, role: 'office-head' }] }
  must(await actOnCase(db, { id, act: 'approve', by: chief, at: AT, inputs: {} }))
  const owner = must(await readCoverage(db, PLAN, { gap: 'owner', page: 1, pageSize: 500 }))
  expect(owner.lacking.owner).toBe(591)
  expect(owner.rows.some(({ obligationId }) => obligationId === FIRST)).toBe(false)
  must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'supervision-order',
      title: '督办',
      about: { kind: 'obligation', ref: SECOND },
      inputs: {
        fields: { matter: '滞后', demand: '加快' },
        evidence: [{ kind: 'document', ref: 'file:1', name: '通报' }],
        parties: [
          { unit: OFFICE, relation: 'office' },
          { unit: '执法队', relation: 'addressee' },
        ],
      },
      by: clerk,
      at: AT,
    }),
  )
  const lacking = async () => must(await readCoverage(db, PLAN, { page: 1, pageSize: 1 })).lacking.evidence
  expect(await lacking()).toBe(591)
  await db.execute(
    `insert into evidence (plan_id, about_kind, about_ref, kind, name, extract, author)
     values ($1, 'obligation', 'c04.s01.m01.t01', 'reading-extract', '摘录', '{}', 'clerk')`,
    [PLAN],
  )
  expect(await lacking()).toBe(590)
  await db.execute(`update evidence set review_state = 'rejected', reviewed_by = 'chief'`)
  expect(await lacking()).toBe(591)
})

test('the exported workbook is read back as what stands', async () => {
  const [download] = divisionDownloads({ db, now: () => AT, uploadDir: '/nowhere', log: undefined as never })
  if (!download) throw new Error('there is no download')
  const table = must(await download.open({ params: {}, query: { plan: PLAN } }))
  const { content } = await attach(table, { format: 'xlsx', language: 'zh', hasAbout: false }, AT)
  const rows = must(await readWorkbook(await buffer(content as Readable)))
  const model = must(await findPlan(db, PLAN))
  const read = must(
    readDivision(rows, {
      obligations: model.obligations,
      period: model.pack.about.period,
      refuseUnit: () => undefined,
    }),
  )
  expect(read.faults).toEqual([])
  expect(read.entries.map(({ obligationId }) => obligationId).toSorted()).toEqual([FIRST, SECOND])
  expect(must(await propose(read.entries.map((one) => ({ ...one, weight: one.weight ?? '' }))))).toEqual({
    opened: 0,
    unchanged: 2,
  })
})

test('the matrix counts what each unit leads and assists in by chapter, under its name of now', async () => {
  const matrix = must(await readMatrix(db, PLAN, {}))
  expect(matrix.chapters).toHaveLength(11)
  expect(matrix.chapters.reduce((sum, { undivided }) => sum + undivided, 0)).toBe((await list()).totals.none)
  const air = matrix.chapters.findIndex(({ id }) => id === 'c05')
  const station = matrix.rows.find(({ unit }) => unit === '监测站')
  expect(station).toMatchObject({ lead: 2, assist: 0, organisationId: expect.any(Number) })
  expect(station?.cells[air]).toEqual({ lead: 2, assist: 0 })
  expect(matrix.rows.find(({ unit }) => unit === '城管局')).toMatchObject({ lead: 0, assist: 1 })
  expect(must(await readMatrix(db, PLAN, { state: 'in-force' })).rows.map(({ unit }) => unit)).not.toContain('别的单位')
  await db.execute(`update organisation set name = '生态环境监测站', former_names = '{监测站}' where name = '监测站'`)
  expect(must(await readMatrix(db, PLAN, { unit: '监测站' })).rows).toMatchObject([{ unit: '生态环境监测站', lead: 2 }])
  expect((await list({ unit: '生态环境监测站' })).rows).toHaveLength(2)
})

test('the calendar of a unit is read by another program: a whole day for each deadline, the same entry when fetched again', async () => {
  const [unit] = await db.query<{ id: number }>(`select o.id from organisation as o where o.name = '生态环境监测站'`)
  const fetched = async (language: 'zh' | 'en') => {
    const file = must(
      await readUnitCalendar(db, { id: unit?.id ?? 0, language, origin: 'https://hj.example', now: AT }),
    )
    expect(file.type).toBe('text/calendar; charset=utf-8')
    const text = (await buffer(file.content)).toString()
    expect(text).toContain('\r\nEND:VCALENDAR')
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    return calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part))
  }
  const events = await fetched('zh')
  const first = events.find(({ uid }) => uid === `obligation-${PLAN}-${FIRST}@hj.example`)
  expect(first?.summary).toMatch(/（牵头）$/)
  expect([first?.startDate.isDate, first?.startDate.toString(), first?.endDate.toString()]).toEqual([
    true,
    '2025-12-31',
    '2026-01-01',
  ])
  const open = events.find(({ uid }) => uid.startsWith('case-'))
  expect(open?.summary).toMatch(/^分工确认：/)
  expect(open?.startDate.toString()).toBe('2022-03-08')
  expect((await fetched('en')).map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid))
  expect(
    await readUnitCalendar(db, { id: 99_999, language: 'zh', origin: 'https://hj.example', now: AT }),
  ).toMatchObject({ refused: 'organisations.not-found' })
})

test('the calendar is given to a key that may read plans, and to nobody unknown', async () => {
  const log = createLog('test', { level: 'error' })
  const app = await buildApp({
    routes: divisionRoutes({ db, log, now: () => AT, uploadDir: '/nowhere' }),
    streams: [],
    findAccount: async () => undefined,
    findKey: async (secret) => ({
      id: 1,
      name: 'agenda',
      may: [secret === 'reads' ? 'plan.read' : 'site.read'],
      siteIds: null,
    }),
    refusePermission,
    checkReplies: true,
    whyNotReady: async () => undefined,
    webDir: '/nowhere',
    log,
  })
  const [unit] = await db.query<{ id: number }>(`select o.id from organisation as o where o.name = '执法队'`)
  const fetched = (headers: Record<string, string>) =>
    app.inject({ url: `/api/organisations/${unit?.id}/calendar.ics`, headers })
  const given = await fetched({ authorization: 'Bearer reads' })
  expect([given.statusCode, given.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(given.body).toMatch(/^BEGIN:VCALENDAR\r\n/)
  expect((await fetched({ authorization: 'Bearer other' })).statusCode).toBe(403)
  expect((await fetched({})).statusCode).toBe(401)
  await app.close()
})
