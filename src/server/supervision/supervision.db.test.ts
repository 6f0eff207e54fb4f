// Supervision from a deviation to a closed order, and a consultation with its follow-ups, through the HTTP door.
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { buildCalendar, CALENDAR_YEARS, doubtInWords } from '#domain/calendar/calendar.ts'
import type { DeviationFacts } from '#domain/deviations/find.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { registerUnits } from '../../../test/units.ts'
import { attach } from '../downloads/routes.ts'
import { loadPack } from '../plans/load-pack.ts'
import { findCase } from '../procedures/case-store.ts'
import { actOnCase, openCase } from '../procedures/commands.ts'
import { linksOf } from '../procedures/links.ts'
import { passDueCases } from '../procedures/timer.ts'
import { caseHooks } from '../reactions.ts'
import { supervisionDownloads } from './downloads.ts'
import { lookDaily } from './look.ts'
import { supervisionRoutes } from './routes.ts'

const PLAN = 'longgang-14fyp'
const GREENWAY = 'c06.s04.m01.t03'
const PARKS = 'c08.s03.m01.t04'
const ORDER = 'supervision-order'
const at = (month: number, day: number, hour = 9) => beijingInstant(2025, month, day, hour)
const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
let now = at(5, 12)
let who = 'clerk'
/** What the rules see; the real reading of the store has a test of its own below. */
let facts: DeviationFacts = { indicators: [], obligations: [], projects: [], returns: [] }
const ids: Record<string, number> = {}
const deps = { db, log, now: () => now, uploadDir: '/nowhere' }
const app = await openDoor({
  routes: supervisionRoutes(deps, async () => facts),
  log,
  account: () => accountOf(who, { id: ids[who] ?? 0 }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})
beforeEach(() => {
  who = 'clerk'
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const get = async (path: string) => (await app.inject({ url: `/api/plans/${PLAN}${path}` })).json()
const post = async (path: string, payload: object = {}, by = who) => {
  who = by
  return (await app.inject({ method: 'POST', url: `/api/plans/${PLAN}${path}`, payload })).json()
}
const POSTS: Record<string, [string, string][]> = {
  clerk: [['规划办', 'office-officer']],
  deputy: [['规划办', 'office-officer']],
  chief: [['规划办', 'office-head']],
  water: [['水务局', 'unit-officer']],
  roads: [['交通局', 'unit-officer']],
}
const person = (name: string): Person => ({
  name,
  posts: (POSTS[name] ?? []).map(([unit, role]) => ({ unit, role })),
})
const noFile = (): Refusal => refuse('test.no-file', 'There is no such file')
const act = (id: number, name: string, by: string, inputs = {}, unit?: string) =>
  actOnCase(db, { id, act: name, by: person(by), at: now, inputs, unit, hooks: caseHooks })
const proof = [{ kind: 'document' as const, ref: 'file:1', name: '佐证' }]

beforeAll(async () => {
  must(await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname))
  await registerUnits(db, ['规划办', '水务局', '交通局', '住建局'])
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

const words = (zh: string) => ({ zh, en: zh })
const red = (id: string, name: string, lead: string | null, quarters = ['2025-Q1', '2024-Q4']) => ({
  id,
  name: words(name),
  isRed: true,
  why: [words('落后 40 个百分点')],
  redPeriods: { month: [], quarter: quarters },
  lead,
  units: { lead: lead === null ? [] : [lead], assist: [] },
})
const none: DeviationFacts = { indicators: [], obligations: [], projects: [], returns: [] }
const open = (query = '') => get(`/deviations?${query}`)
let orderId = 0

test('nothing was looked for yet, and an account without a post decides nothing', async () => {
  expect(await open()).toMatchObject({ rows: [], looked: null, mayDecide: true })
  who = 'water'
  expect((await open()).mayDecide).toBe(false)
  expect(await post('/deviations/accept', { items: [{ number: 1 }] })).toMatchObject({ refused: 'supervision.no-post' })
})

test('a look proposes what deviates, with its text prepared; a second one that finds the same writes nothing', async () => {
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局')] }
  expect(await post('/deviations/look')).toEqual({ found: 1, appeared: 1, changed: 0, gone: 0, opened: 0 })
  expect(await post('/deviations/look')).toMatchObject({ found: 1, appeared: 0, changed: 0 })
  const found = await open()
  expect(found).toMatchObject({ total: 1, states: { open: 1 }, looked: { found: 1, by: 'clerk' } })
  expect(found.rows[0]).toMatchObject({
    rule: 'obligation-red-quarters',
    opens: { procedure: ORDER, how: 'proposed' },
    subject: { kind: 'obligation', ref: GREENWAY },
    because: { zh: '2025 年第 1 季度、2024 年第 4 季度末均为红灯，现仍为红灯：落后 40 个百分点' },
    // Fifteen working days after Monday 12 May 2025; 31 May and 2 June are the Dragon Boat holiday.
    prepared: { units: ['水务局'], due: '2025-06-03' },
  })
  expect(await db.query('select 1 from deviation')).toHaveLength(1)
})

test('a deviation that is gone before anybody acted is said to be gone, and comes back under a new number', async () => {
  facts = none
  expect(await post('/deviations/look')).toMatchObject({ gone: 1 })
  expect((await open()).rows).toEqual([])
  const [gone] = (await open('state=gone')).rows
  expect(gone).toMatchObject({ state: 'gone', caseId: null })
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局')] }
  now += 60_000
  await post('/deviations/look')
  const [back] = (await open()).rows
  expect(back.number).toBeGreaterThan(gone.number)
})

test('accepting opens the order for two units with the frozen ground; the same matter opens no second one', async () => {
  const [row] = (await open()).rows
  const told = await post('/deviations/accept', {
    items: [{ number: row.number, due: '2025-05-23', units: ['水务局', '交通局'] }, { number: 999 }],
  })
  expect(told).toMatchObject({
    done: 1,
    results: [{ refused: null }, { refused: { refused: 'supervision.not-open' } }],
  })
  orderId = told.results[0].caseId
  const { current } = must(await findCase(db, orderId))
  expect(current).toMatchObject({
    state: 'drafted',
    title: '碧道：任务连续两季红灯',
    about: { kind: 'obligation', ref: GREENWAY },
  })
  expect(current.events[0]).toMatchObject({
    inputs: {
      fields: { 'proposed-due': '2025-05-23' },
      evidence: [{ kind: 'reading-extract', hash: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    },
  })
  expect((await open('state=handled')).rows[0]).toMatchObject({ number: row.number, caseId: orderId })
  expect((await post('/deviations/accept', { items: [{ number: row.number }] })).done).toBe(0)
  // The ground of the order can be read again, and still has the mark that the order carries.
  const [handled, found] = (await get(`/deviations/${row.number}`)).rows
  expect([handled.state, handled.until, found.state]).toEqual(['handled', null, 'open'])
  expect(current.events[0]).toMatchObject({
    inputs: { evidence: [{ ref: `deviation/${PLAN}/${row.number}/${found.id}`, hash: found.hash }] },
  })
  expect(await get('/deviations/999')).toMatchObject({ refused: 'supervision.deviation-not-found' })
  // Newer figures of a matter that is being pressed change nothing.
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局', ['2025-Q2', '2025-Q1'])] }
  expect(await post('/deviations/look')).toMatchObject({ appeared: 0, opened: 0 })
})

test('an order that somebody opened by hand about the same is taken for it', async () => {
  const opened = must(
    await openCase(db, {
      planId: PLAN,
      procedure: ORDER,
      title: '公园督办',
      about: { kind: 'obligation', ref: PARKS },
      inputs: {
        fields: { matter: '滞后', demand: '赶上' },
        evidence: proof,
        parties: [
          { unit: '规划办', relation: 'office' },
          { unit: '住建局', relation: 'addressee' },
        ],
      },
      by: person('clerk'),
      at: now,
    }),
  )
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局'), red(PARKS, '公园', '住建局')] }
  await post('/deviations/look')
  const parks = (await open()).rows.find((row: { subject: { ref: string } }) => row.subject.ref === PARKS)
  const told = await post('/deviations/accept', { items: [{ number: parks.number }] })
  expect(told.results[0].caseId).toBe(opened.id)
  must(await act(opened.id, 'issue', 'chief', { fields: { due: '2025-07-31' } }))
})

test('one unit replies, the other is late: it goes up by working days, and the desk shows it first and red', async () => {
  must(await act(orderId, 'issue', 'chief', { fields: { due: '2025-05-23' } }))
  now = at(5, 23)
  must(await act(orderId, 'reply', 'water', { fields: { result: '已赶上' }, evidence: proof }, '水务局'))
  // Friday 23 May was the last day; three working days later is Wednesday 28 May.
  now = at(5, 29)
  await passDueCases({ db, log, hooks: caseHooks }, now)
  const { current } = must(await findCase(db, orderId))
  const steps = current.events.flatMap((event) =>
    event.type === 'escalated' && event.unit === '交通局' ? [event.step] : [],
  )
  expect(steps).toEqual(['unit-head', 'office-head'])
  const desk = await get('/supervision')
  expect(desk).toMatchObject({ totals: { orders: 2, consultations: 0, overdue: 1, soon: 0 } })
  expect(desk.rows[0]).toMatchObject({
    id: orderId,
    light: 'red',
    lastDay: '2025-05-23',
    workingDaysLeft: -4,
    strands: [
      { unit: '交通局', state: 'to-reply', stateName: { zh: '待回复' } },
      { unit: '水务局', state: 'replied' },
    ],
  })
  expect(desk.rows[1]).toMatchObject({ light: 'green', lastDay: '2025-07-31' })
  const doubtful = buildCalendar(CALENDAR_YEARS).doubtOf(2025)
  expect(desk.doubts).toEqual(doubtful === undefined ? [] : [doubtInWords(doubtful)])
  expect((await get('/supervision?due=later')).rows).toHaveLength(1)
  expect((await get(`/supervision?due=overdue&unit=${encodeURIComponent('交通局')}`)).rows).toHaveLength(1)
  expect((await get('/supervision?procedure=consultation')).rows).toEqual([])
})

test('whoever issued the order or replied does not accept; another does, and a third person closes', async () => {
  must(await act(orderId, 'reply', 'roads', { fields: { result: '已赶上' }, evidence: proof }, '交通局'))
  const finding = { fields: { finding: '属实' } }
  expect(await act(orderId, 'accept', 'chief', finding, '水务局')).toMatchObject({ refused: 'procedures.same-person' })
  for (const unit of ['水务局', '交通局']) must(await act(orderId, 'accept', 'clerk', finding, unit))
  expect(must(await act(orderId, 'close', 'chief')).state).toBe('closed')
})

test('a closed order leaves the deviation handled until there is something new to it', async () => {
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局'), red(PARKS, '公园', '住建局')] }
  expect(await post('/deviations/look')).toMatchObject({ appeared: 0 })
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局', ['2025-Q2', '2025-Q1'])] }
  expect(await post('/deviations/look')).toMatchObject({ appeared: 1 })
})

test('a dismissed one needs a reason, stays away while it lasts, and is gone with what it was about', async () => {
  const [row] = (await open()).rows
  expect(await post('/deviations/dismiss', { numbers: [row.number], reason: ' ' })).toMatchObject({
    refused: expect.any(String),
  })
  const told = await post('/deviations/dismiss', { numbers: [row.number], reason: '已约谈' })
  expect(told).toMatchObject({ done: 1 })
  expect(await post('/deviations/look')).toMatchObject({ appeared: 0, changed: 0 })
  expect((await open('state=dismissed')).rows[0]).toMatchObject({ remark: '已约谈', author: 'clerk' })
  facts = none
  await post('/deviations/look')
  expect((await open('state=gone')).rows[0]).toMatchObject({ number: row.number, remark: '已约谈' })
})

test('nobody is pressed who is not named: it waits until units are chosen', async () => {
  facts = { ...none, obligations: [red(GREENWAY, '碧道', null)] }
  await post('/deviations/look')
  const [row] = (await open()).rows
  const accept = async (units?: string[]) =>
    (await post('/deviations/accept', { items: [{ number: row.number, ...(units ? { units } : {}) }] })).results[0]
  expect((await accept()).refused).toMatchObject({ refused: 'supervision.no-units' })
  expect((await accept(['没有的局'])).refused).toMatchObject({ refused: 'organisations.unknown-name' })
  expect(await db.query("select 1 from procedure_case as c where c.title like '碧道%' and c.is_open")).toEqual([])
  expect((await accept(['水务局'])).refused).toBeNull()
})

test('the clock looks once a day, and opens by itself what a rule says opens by itself', async () => {
  now = at(6, 10)
  const missing = ['2025-Q1', '2024-Q4'].map((period) => ({ period, isMissing: true }))
  const gather = async () => ({ ...none, returns: [{ unit: '住建局', newest: missing }] })
  expect(await Promise.all([lookDaily(db, gather, now), lookDaily(db, gather, now + 1)])).toContain(1)
  const looks = () => db.query(`select 1 from deviation_look as l where l.author = 'system'`)
  const before = (await looks()).length
  expect(await lookDaily(db, gather, now + 3_600_000)).toBe(0)
  expect(await looks()).toHaveLength(before)
  const cases = await db.query<{ opened_by: string; state: string }>(
    `select c.opened_by, c.state from procedure_case as c where c.about_kind = 'unit' and c.about_ref = '住建局'`,
  )
  // It waits for the signature of the head of the plan office like any other.
  expect(cases).toEqual([{ opened_by: 'system', state: 'drafted' }])
  expect(await lookDaily(db, gather, now + 86_400_000)).toBe(0)
  expect(await looks()).toHaveLength(before + 1)
  expect(await db.query(`select 1 from procedure_case as c where c.about_ref = '住建局'`)).toHaveLength(1)
})

let consultationId = 0

test('a consultation cannot be handed out before it was held and something was handed out', async () => {
  facts = { ...none, obligations: [red(GREENWAY, '碧道', '水务局', []), red(PARKS, '公园', '水务局', [])] }
  await post('/deviations/look')
  const [row] = (await open('rule=unit-two-late')).rows
  consultationId = (await post('/deviations/accept', { items: [{ number: row.number }] })).results[0].caseId
  const handOut = (items: object[], by = 'clerk') => post(`/consultations/${consultationId}/follow-ups`, { items }, by)
  const order = { kind: 'order', title: '限期赶上', demand: '赶上进度', due: '2025-07-01', units: ['水务局'] }
  expect(await handOut([order])).toMatchObject({ refused: 'supervision.not-held' })
  const meeting = { fields: { agenda: '滞后原因', 'meeting-day': '2025-06-13' }, evidence: proof }
  must(await act(consultationId, 'prepare', 'clerk', meeting))
  must(
    await act(consultationId, 'hold', 'clerk', { fields: { minutes: '…', conclusions: '限期赶上' }, evidence: proof }),
  )
  expect(await act(consultationId, 'hand-out', 'chief', { fields: { 'check-day': '2025-07-31' } })).toMatchObject({
    refused: 'procedures.guard-forbids',
  })
  // One that cannot be opened keeps all of them back.
  const change = {
    kind: 'assignment',
    obligationId: GREENWAY,
    lead: '交通局',
    assists: ['水务局'],
    begins: '2025-07-01',
    ends: '2025-12-31',
    evidence: '验收材料',
  }
  const before = await db.query('select 1 from procedure_case')
  const twice = { ...order, units: ['水务局', '水务局'] }
  expect(await handOut([order, twice])).toMatchObject({ refused: 'procedures.incomplete' })
  expect(await handOut([order, { ...change, obligationId: 'c99' }])).toMatchObject({
    refused: 'supervision.unknown-obligation',
  })
  expect(await db.query('select 1 from procedure_case')).toHaveLength(before.length)
  expect(await handOut([order], 'water')).toMatchObject({ refused: 'supervision.no-post' })
  expect((await handOut([order, change])).opened).toHaveLength(2)
  expect(await handOut([change])).toMatchObject({ refused: 'supervision.under-way' })
})

test('a consultation knows what it handed out, each of these knows it, and it closes once all are closed', async () => {
  const links = await linksOf(db, consultationId)
  expect(links).toMatchObject([
    { way: 'to', isOpen: true, title: '限期赶上' },
    { way: 'to', isOpen: true, procedureName: { zh: '分工确认' } },
  ])
  const [order, change] = links.map(({ id }) => id)
  if (order === undefined || change === undefined) throw new Error('Two were handed out')
  expect(await linksOf(db, order)).toMatchObject([{ way: 'from', id: consultationId }])
  must(await act(consultationId, 'hand-out', 'chief', { fields: { 'check-day': '2025-07-31' } }))
  const check = () => act(consultationId, 'check', 'clerk', { fields: { finding: '已办结' } })
  expect(await check()).toMatchObject({ refused: 'procedures.guard-forbids' })
  const desk = await get('/supervision?procedure=consultation')
  expect(desk.rows[0]).toMatchObject({ id: consultationId, followUps: { all: 2, open: 2 }, mayHandOut: true })
  must(await act(order, 'withdraw', 'chief', { reason: '已在例会落实' }))
  for (const unit of ['水务局', '交通局']) {
    const by = { name: unit, posts: [{ unit, role: 'unit-head' }] }
    must(await actOnCase(db, { id: change, act: 'confirm', unit, by, at: now, inputs: {} }))
  }
  must(await act(change, 'approve', 'chief'))
  expect(must(await check()).state).toBe('closed')
})

test('both lists can be had as files', async () => {
  const file = async (name: string, query: object) => {
    const found = supervisionDownloads(deps).find(({ route: { path } }) => path.includes(`/${name}.`))
    const table = must((await found?.open({ params: {}, query: { plan: PLAN, lang: 'zh', ...query } })) ?? noFile())
    const { content } = await attach(table, { format: 'csv', language: 'zh', hasAbout: false }, now)
    return (await buffer(content)).toString()
  }
  expect(await file('deviations', { state: 'handled' })).toContain('任务连续两季红灯')
  expect(await file('supervision', {})).toContain('公园督办')
})
