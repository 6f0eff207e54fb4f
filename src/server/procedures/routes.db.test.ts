// Procedures through the HTTP door: what is listed, who may act in which post, and what a refusal tells.
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Account } from '#contract/session.ts'
import { beijingInstant } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { openDoor } from '../../../test/door.ts'
import { registerUnits } from '../../../test/units.ts'
import { loadPack } from '../plans/load-pack.ts'
import { procedureRoutes } from './routes.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
let now = beijingInstant(2025, 4, 24, 9)
const ACCOUNTS: Record<string, Account> = {}
let who = 'admin'
const app = await openDoor({
  routes: procedureRoutes({ db, log, now: () => now, uploadDir: '/nowhere' }),
  log,
  account: () => ACCOUNTS[who],
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const get = async (url: string) => {
  const reply = await app.inject({ url })
  return { status: reply.statusCode, body: reply.json() }
}
const post = async (url: string, payload: object, by = who) => {
  who = by
  const reply = await app.inject({ method: 'POST', url, payload })
  return { status: reply.statusCode, body: reply.json() }
}

beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp'))
  await registerUnits(db, ['规划办', '水务局'])
  for (const [name, role] of [
    ['admin', 'administrator'],
    ['clerk', 'officer'],
    ['chief', 'officer'],
    ['water', 'officer'],
    ['guest', 'reader'],
  ] as const) {
    const [row] = await db.query<{ id: number }>(
      `insert into account (name, display_name, role, password_hash) values ($1, $1, $2, '') returning id`,
      [name, role],
    )
    ACCOUNTS[name] = { id: row?.id ?? 0, name, displayName: name, role, mustChangePassword: false }
  }
  const posts = {
    clerk: ['规划办', 'office-officer'],
    chief: ['规划办', 'office-head'],
    water: ['水务局', 'unit-officer'],
  }
  for (const [name, [unit, role]] of Object.entries(posts))
    expect((await post(`/api/posts/${name}`, { posts: [{ unit, role }] }, 'admin')).status).toBe(200)
})
beforeEach(() => {
  now = beijingInstant(2025, 4, 24, 9)
})

const ORDER = {
  planId: 'longgang-14fyp',
  procedure: 'supervision-order',
  title: '管网错接',
  about: { kind: 'obligation', ref: 'c06.s02.m01.t01' },
  inputs: {
    fields: { matter: '错接', demand: '整改' },
    evidence: [{ kind: 'document', ref: 'file:1', name: '来文' }],
    parties: [
      { unit: '规划办', relation: 'office' },
      { unit: '水务局', relation: 'addressee' },
    ],
  },
}
async function issued(): Promise<number> {
  const { body } = await post('/api/procedure-cases', ORDER, 'clerk')
  await post(
    `/api/procedure-cases/${body.id}/acts`,
    { act: 'issue', inputs: { fields: { due: '2025-04-30' } }, seen: 1 },
    'chief',
  )
  return body.id
}

test('the procedures in force are listed with their definitions and their open cases', async () => {
  await issued()
  const { body } = await get('/api/procedures')
  expect(body.rows.map((row: { body: { id: string } }) => row.body.id)).toContain('assignment')
  const order = body.rows.find((row: { body: { id: string } }) => row.body.id === 'supervision-order')
  expect(order.body.acts[0]).toMatchObject({ id: 'issue', from: ['drafted'], to: 'issued' })
  expect(order.openCases).toBeGreaterThan(0)
})

test('a case shows its history, its deadlines, what is open to the viewer and why the rest is not', async () => {
  const id = await issued()
  who = 'water'
  const { body } = await get(`/api/procedure-cases/${id}`)
  expect(body.case).toMatchObject({ state: 'issued', stateName: { zh: '督办中' }, seen: 2, isOpen: true })
  expect(body.dues).toMatchObject([{ deadline: 'reply-in-time', unit: '水务局', day: '2025-04-30', isOverdue: false }])
  expect(body.dues[0].doubts[0].zh).toContain('2025')
  const open = body.acts.filter((offer: { refused: unknown }) => offer.refused === null)
  expect(open).toEqual([{ act: 'reply', unit: '水务局', refused: null }])
  expect(body.acts.find((offer: { act: string }) => offer.act === 'withdraw').refused.zh).toBe('须由规划办负责人办理')
  expect((await get('/api/procedure-cases/99999')).status).toBe(404)
})

test('an act is refused with everything that is missing, then done, then may be taken back by its doer', async () => {
  const id = await issued()
  const reply = { act: 'reply', unit: '水务局', seen: 2 }
  const refused = await post(`/api/procedure-cases/${id}/acts`, { ...reply, inputs: {} }, 'water')
  expect(refused).toMatchObject({ status: 422, body: { refused: 'procedures.incomplete' } })
  expect(refused.body.missing).toMatchObject([
    { of: 'field', id: 'result' },
    { of: 'evidence', id: null },
  ])
  const inputs = { fields: { result: '已整改' }, evidence: [{ kind: 'photo', ref: 'file:2', name: '照片' }] }
  expect((await post(`/api/procedure-cases/${id}/acts`, { ...reply, inputs })).body).toEqual({
    id,
    state: 'issued',
    seen: 3,
  })
  expect((await post(`/api/procedure-cases/${id}/acts`, { ...reply, inputs })).status).toBe(409)
  expect((await get(`/api/procedure-cases/${id}`)).body.undoable).toEqual([3])
  expect((await post(`/api/procedure-cases/${id}/undo`, { undoes: 3, reason: '有误', seen: 3 })).status).toBe(200)
  who = 'chief'
  const { body } = await get(`/api/procedure-cases/${id}`)
  expect([body.undoable, body.events.length, body.strands[0].state]).toEqual([[], 4, 'to-reply'])
})

test('the list pages and finds by procedure, state, unit, person, subject, open and overdue', async () => {
  const id = await issued()
  const found = async (query: string): Promise<number[]> =>
    (await get(`/api/procedure-cases?pageSize=200&${query}`)).body.rows.map((row: { id: number }) => row.id)
  for (const query of [
    '',
    'procedure=supervision-order',
    'state=issued',
    'state=to-reply&unit=水务局',
    'person=chief',
    'aboutKind=obligation&aboutRef=c06.s02.m01.t01',
    'open=true',
    'overdue=false',
  ])
    expect(await found(query)).toContain(id)
  for (const query of [
    'procedure=assignment',
    'state=closed',
    'state=to-reply&unit=规划办',
    'unit=城管局',
    'person=guest',
    'aboutRef=x',
    'open=false',
    'overdue=true',
  ])
    expect(await found(query)).not.toContain(id)
  now = beijingInstant(2025, 5, 1, 0)
  expect(await found('overdue=true')).toContain(id)
  const page = await get('/api/procedure-cases?pageSize=1&page=2')
  expect(page.body).toMatchObject({ page: 2, pageSize: 1, rows: [{ procedureName: { zh: '督办' } }] })
  expect(page.body.total).toBeGreaterThan(1)
})

test('a reader may look and not act, an officer without a post is told which is needed, and posts are given by administrators', async () => {
  const id = await issued()
  who = 'guest'
  expect((await get(`/api/procedure-cases/${id}`)).status).toBe(200)
  expect(
    (await post(`/api/procedure-cases/${id}/acts`, { act: 'withdraw', inputs: { reason: 'x' } }, 'guest')).status,
  ).toBe(403)
  expect(await post('/api/procedure-cases', ORDER, 'water')).toMatchObject({
    status: 422,
    body: { refused: 'procedures.wrong-role', zh: '须由规划办经办人办理' },
  })
  expect((await post('/api/posts/clerk', { posts: [] }, 'clerk')).status).toBe(403)
  expect((await post('/api/posts/nobody', { posts: [] }, 'admin')).status).toBe(404)
  const { body } = await get('/api/posts')
  expect(body.rows.find((row: { account: string }) => row.account === 'water').posts).toEqual([
    { unit: '水务局', role: 'unit-officer' },
  ])
})
