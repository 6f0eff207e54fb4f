// Progress from the round of the plan office to the light of an obligation, through the HTTP door.
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { readWorkbook } from '#platform/workbook.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { attach } from '../downloads/routes.ts'
import { loadPack } from '../plans/load-pack.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { caseHooks } from '../reactions.ts'
import { progressDownloads } from './downloads.ts'
import { hashEntries } from './entries.ts'
import { progressRoutes } from './routes.ts'

const PLAN = 'longgang-14fyp'
/** 碧道长度 140 公里, led by the water bureau; the parks are assisted by it. */
const GREENWAY = 'c06.s04.m01.t03'
const PARKS = 'c08.s03.m01.t04'
const LISTED = 'c13.s04.m01.t04'
const at = (year: number, month: number, day = 1, hour = 9) => beijingInstant(year, month, day, hour)
const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
let now = at(2023, 7, 3)
let who = 'clerk'
const ids: Record<string, number> = {}
const deps = { db, log, now: () => now, uploadDir: '/nowhere' }
const app = await openDoor({
  routes: progressRoutes(deps, caseHooks),
  log,
  account: () => accountOf(who, { id: ids[who] ?? 0 }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const get = async (path: string) => (await app.inject({ url: `/api/plans/${PLAN}${path}` })).json()
const post = async (path: string, payload: object, by = who) => {
  who = by
  return (await app.inject({ method: 'POST', url: `/api/plans/${PLAN}${path}`, payload })).json()
}
const POSTS: Record<string, [string, string][]> = {
  clerk: [['规划办', 'office-officer']],
  chief: [['规划办', 'office-head']],
  water: [['水务局', 'unit-officer']],
  waterhead: [['水务局', 'unit-head']],
}
const person = (name: string): Person => ({
  name,
  posts: (POSTS[name] ?? []).map(([unit, role]) => ({ unit, role })),
})
const act = async (id: number, name: string, by: string, inputs = {}) =>
  actOnCase(db, { id, act: name, by: person(by), at: now, inputs, hooks: caseHooks })

async function assign(obligation: string, lead: string, assists: string[]): Promise<void> {
  const opened = must(
    await openCase(db, {
      planId: PLAN,
      procedure: 'assignment',
      title: obligation,
      about: { kind: 'obligation', ref: obligation },
      inputs: {
        fields: { begins: '2021-01-01', ends: '2025-12-31', 'expected-evidence': '验收材料' },
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: lead, relation: 'lead' },
          ...assists.map((unit) => ({ unit, relation: 'assist' })),
        ],
      },
      by: person('clerk'),
      at: now,
    }),
  )
  for (const unit of [lead, ...assists]) {
    const by = { name: unit, posts: [{ unit, role: 'unit-head' }] }
    must(await actOnCase(db, { id: opened.id, act: 'confirm', unit, by, at: now, inputs: {} }))
  }
  must(await actOnCase(db, { id: opened.id, act: 'approve', by: person('chief'), at: now, inputs: {} }))
}

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  for (const [name, posts] of Object.entries(POSTS)) {
    const [row] = await db.query<{ id: number }>(
      `insert into account (name, display_name, role, password_hash) values ($1, $1, 'officer', '') returning id`,
      [name],
    )
    ids[name] = row?.id ?? 0
    for (const [unit, role] of posts)
      await db.execute('insert into account_post (account_id, unit, role) values ($1, $2, $3)', [ids[name], unit, role])
  }
})
beforeEach(() => {
  who = 'clerk'
})

const round = (body: object, by = 'clerk') =>
  post('/progress/rounds', { period: '2023-Q2', due: '2023-07-14', ...body }, by)
const listed = async (query = '') => get(`/progress?${query}`)
const rowOf = async (id: string, query = '') => (await listed(`q=${id}&${query}`)).rows[0]
const entry = (obligationId: string, part: object = {}) => ({
  obligationId,
  shareDone: '50',
  quantities: {},
  narrative: '按计划推进',
  obstacle: '',
  ...part,
})
let returnId = 0

test('before anybody is charged, nothing is late and no unit can be asked', async () => {
  const found = await listed()
  expect(found).toMatchObject({ all: 592, lights: { red: 0, yellow: 0, green: 0, none: 592 } })
  expect(found.statuses['not-assigned']).toBe(592)
  expect(await round({})).toMatchObject({ refused: 'progress.no-units' })
})

test('a round asks each unit once, however often it is opened; a period ahead and a day gone by are refused', async () => {
  await assign(GREENWAY, '水务局', [])
  await assign(PARKS, '城管局', ['水务局'])
  await assign(LISTED, '规划办', [])
  expect(await round({ period: '2023-Q4' })).toMatchObject({ refused: 'progress.period-ahead' })
  expect(await round({ due: '2023-07-01' })).toMatchObject({ refused: 'progress.due-too-early' })
  expect(await round({}, 'water')).toMatchObject({ refused: 'progress.no-post' })
  expect(await round({})).toEqual({ opened: 3, standing: 3, left: 0 })
  expect(await round({})).toEqual({ opened: 0, standing: 3, left: 0 })
  const found = await get('/progress/returns')
  expect(found.rounds).toMatchObject([{ period: '2023-Q2', due: '2023-07-14', returns: 3, open: 3, late: 0 }])
  expect(found).toMatchObject({ total: 3, unitsToAsk: 3, mayOpen: true })
  returnId = found.rows.find(({ unit }: { unit: string }) => unit === '水务局').caseId
})

test('the unit alone fills in its return; faults are told at once and nothing is kept then', async () => {
  const save = (entries: object[], by = 'water') => post(`/progress/returns/${returnId}`, { entries }, by)
  expect(await save([entry(GREENWAY)], 'clerk')).toMatchObject({ refused: 'progress.not-your-unit' })
  const wrong = [
    entry(GREENWAY, { shareDone: '120' }),
    entry(PARKS, { quantities: { 湖泊: '1' } }),
    entry('c03.s01.m01.t01'),
  ]
  const told = await save(wrong)
  expect(told.saved).toBe(0)
  expect(told.faults.map(({ obligationId }: { obligationId: string }) => obligationId)).toEqual([
    GREENWAY,
    PARKS,
    'c03.s01.m01.t01',
  ])
  expect(await db.query('select 1 from progress_entry')).toEqual([])
  expect(await save([entry(GREENWAY, { quantities: { 碧道长度: '70' } })])).toEqual({ saved: 1, faults: [] })
  expect(await save([entry(GREENWAY, { quantities: { 碧道长度: '70' } })])).toEqual({ saved: 0, faults: [] })
  const view = await get(`/progress/returns/${returnId}`)
  expect(view).toMatchObject({ unit: '水务局', period: '2023-Q2', mayFill: true, maySubmit: false })
  expect(view.lines.map(({ obligationId, role, lacks }: never) => [obligationId, role, lacks])).toEqual([
    [GREENWAY, 'lead', null],
    [PARKS, 'assist', { zh: '未填完成比例', en: 'the share done is missing' }],
  ])
})

test('it is handed in only when every obligation is filled in, with the hash of what is handed in', async () => {
  expect(await act(returnId, 'submit', 'water')).toMatchObject({ refused: 'procedures.guard-forbids' })
  const parks = entry(PARKS, { shareDone: '30', quantities: { 城市公园: '3' } })
  await post(`/progress/returns/${returnId}`, { entries: [parks] }, 'water')
  must(await act(returnId, 'submit', 'water'))
  const [event] = await db.query<{ hash: string }>(
    `select e.payload #>> '{inputs,evidence,0,hash}' as hash from domain_event as e
      where e.stream = 'procedure-case' and e.stream_id = $1 and e.payload ->> 'act' = 'submit'`,
    [String(returnId)],
  )
  expect(event?.hash).toBe(hashEntries([parks, entry(GREENWAY, { quantities: { 碧道长度: '70' } })]))
  expect(await post(`/progress/returns/${returnId}`, { entries: [parks] }, 'water')).toMatchObject({
    refused: 'progress.not-open',
  })
})

test('a report counts once it is signed, for the obligation that the unit leads', async () => {
  expect((await rowOf(GREENWAY)).ruled).toMatchObject({ status: 'no-report', light: 'yellow' })
  must(await act(returnId, 'sign', 'waterhead'))
  expect(await rowOf(GREENWAY)).toMatchObject({
    lead: '水务局',
    newest: { period: '2023-Q2', shareDone: '50' },
    ruled: {
      status: 'on-track',
      light: 'green',
      reasons: [{ zh: expect.stringContaining('完成 50%，时间过去 49.9%') }],
    },
  })
  expect((await rowOf(PARKS)).newest).toBeNull()
  const rows = (await get('/progress/returns?period=2023-Q2')).rows
  expect(rows.find(({ caseId }: { caseId: number }) => caseId === returnId)).toMatchObject({
    signedBy: 'waterhead',
    state: 'to-review',
    isLate: false,
    entries: 2,
  })
})

test('filters narrow the list, and a list that the plan names shows the same row', async () => {
  expect((await listed('unit=水务局')).rows).toHaveLength(2)
  expect((await listed('light=green')).rows).toHaveLength(1)
  expect((await listed('node=c06')).all).toBe(64)
  const appraisal = await listed('list=ecological-civilisation-appraisal')
  const works = await listed('list=pollution-control-works')
  expect(appraisal.all).toBe(3)
  expect(works.rows[0]).toEqual(
    appraisal.rows.find(({ obligationId }: { obligationId: string }) => obligationId === LISTED),
  )
  expect((await rowOf(GREENWAY, 'period=2023-Q1')).newest).toBeNull()
})

test('returns past their last day are late, first in their list', async () => {
  now = at(2023, 7, 20)
  const found = await get('/progress/returns?late=true')
  expect(found.rows.map(({ unit }: { unit: string }) => unit).toSorted()).toEqual(['城管局', '规划办'].toSorted())
  expect(found.rounds[0]).toMatchObject({ late: 2, review: 1 })
  now = at(2023, 7, 3)
})

test('rounds are in the order in which their periods end, months and quarters together; a missed return is late in its row alone', async () => {
  now = at(2023, 9, 2)
  await round({ period: '2023-08', due: '2023-09-10' })
  await round({ period: '2023-Q3', due: '2023-10-13' })
  await db.execute(`update procedure_case set state = 'missed', is_open = false where about_ref = '城管局/2023-Q2'`)
  const found = await get('/progress/returns')
  expect(found.rounds.map(({ period, late }: { period: string; late: number }) => [period, late])).toEqual([
    ['2023-Q3', 0],
    ['2023-08', 0],
    ['2023-Q2', 1],
  ])
  const late = (await get('/progress/returns?period=2023-Q2&late=true')).rows
  expect(late.map(({ state }: { state: string }) => state).toSorted()).toEqual(['missed', 'to-fill'])
  now = at(2023, 7, 3)
})

test('the next return shows what was reported before, and its table is read again with its faults', async () => {
  now = at(2023, 10, 3)
  await round({ period: '2023-Q3', due: '2023-10-13' })
  const next = (await get('/progress/returns?period=2023-Q3&unit=水务局')).rows[0].caseId
  const view = await get(`/progress/returns/${next}`)
  expect(view.lines[0].before).toMatchObject({ period: '2023-Q2', shareDone: '50', quantities: { 碧道长度: '70' } })
  who = 'water'
  const [, download] = progressDownloads(deps)
  if (!download) throw new Error('there is no download')
  const table = must(await download.open({ params: {}, query: { plan: PLAN, case: next } }))
  const { content } = await attach(table, { format: 'xlsx', language: 'zh', hasAbout: false }, now)
  const rows = must(await readWorkbook(await buffer(content as Readable)))
  expect(rows.map((cells) => cells.slice(0, 5))).toContainEqual([
    GREENWAY,
    '规划建设碧道共140公里',
    '碧道长度',
    '140',
    '公里',
  ])
  const filled = rows.map((cells) => (cells[0] === GREENWAY ? [...cells.slice(0, 5), '60', '55', '推进', ''] : cells))
  const csv = filled.map((cells) => cells.join(',')).join('\n')
  const boundary = 'xxxx'
  const reply = await app.inject({
    method: 'POST',
    url: `/api/plans/${PLAN}/progress/returns/${next}/read`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
  })
  expect(reply.json()).toMatchObject({
    entries: [],
    faults: [{ row: expect.any(Number), zh: expect.stringContaining('由 70 减为 60 公里') }],
  })
  now = at(2023, 7, 3)
})

test('the plan office sets a status beside the ruled one until a day, and both are shown', async () => {
  const path = `/obligations/${GREENWAY}/override`
  const set = (body: object, by = 'clerk') =>
    post(path, { status: 'at-risk', reason: '用地未落实', until: '2023-08-31', ...body }, by)
  expect(await set({}, 'water')).toMatchObject({ refused: 'progress.no-post' })
  expect(await set({ until: null })).toMatchObject({ refused: 'progress.until-needed' })
  expect(await set({ status: null, until: null })).toMatchObject({ refused: 'progress.nothing-set' })
  expect(await set({})).toEqual({})
  expect((await rowOf(GREENWAY)).ruled).toMatchObject({
    status: 'on-track',
    light: 'green',
    override: { status: 'at-risk', reason: '用地未落实', author: 'clerk' },
  })
  expect((await listed('status=at-risk')).rows).toHaveLength(1)
  now = at(2023, 9, 1, 0)
  expect((await rowOf(GREENWAY)).ruled.override).toBeNull()
  now = at(2023, 7, 3)
  expect(await set({ status: null, until: null, reason: '已落实' })).toEqual({})
  const events = await db.query<{ type: string }>(
    `select e.type from domain_event as e where e.stream = 'progress' order by e.id`,
  )
  expect(events.map(({ type }) => type)).toEqual(['OverrideSet', 'OverrideWithdrawn'])
})

test('the page of an obligation has all that is known of it', async () => {
  const page = await get(`/obligations/${GREENWAY}`)
  expect(page).toMatchObject({
    obligation: { id: GREENWAY, progressType: expect.any(String), targets: [{ metric: '碧道长度', value: '140' }] },
    path: [{ id: 'c06' }, { id: 'c06.s04' }, { id: 'c06.s04.m01' }],
    hasText: false,
    paragraph: null,
    division: { state: 'in-force', lead: '水务局', begins: '2021-01-01' },
    ruled: { status: 'on-track' },
    entries: [{ period: '2023-Q2', isLead: true, shareDone: '50', elapsedPercent: 49.9, isAccepted: false }],
  })
  expect(page.systems.length).toBeGreaterThan(0)
  expect(page.cases.length).toBe(1)
  expect((await get(`/obligations/c05.s01.m01.t06`)).indicators.map(({ id }: { id: string }) => id)).toContain('ind.04')
  expect(await get('/obligations/c99')).toMatchObject({ refused: 'progress.no-obligation' })
})
