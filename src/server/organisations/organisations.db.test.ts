// The register of units: loaded with a plan, kept by administrators, handed in as a table, and read as it stands.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { downloadRoutes } from '../downloads/routes.ts'
import { findUnknownUnit, namesOfUnit } from '../organisation-register.ts'
import { loadPack } from '../plans/load-pack.ts'
import { setPosts } from '../procedures/posts.ts'
import { organisationDownloads } from './downloads.ts'
import { organisationRoutes } from './routes.ts'

const AT = Date.parse('2026-11-29T01:00:00Z')
const PACK = join(import.meta.dirname, '../../../packs/longgang-14fyp')
const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const deps = { db, log, now: () => AT, uploadDir: '/nowhere' }
let role: 'administrator' | 'officer' = 'administrator'
const app = await openDoor({
  routes: [...organisationRoutes(deps), ...downloadRoutes(deps, organisationDownloads(deps))],
  log,
  account: () => accountOf('admin', { role }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})
beforeAll(async () => {
  must(await loadPack(db, PACK))
  await db.execute(`insert into account (name, display_name, role, password_hash) values ('li', '李', 'officer', '')`)
})

function must<T>(done: T | Refusal): T {
  if (isRefusal(done)) throw new Error(done.because)
  return done
}
const get = async (url: string) => (await app.inject({ url })).json()
const post = async (url: string, payload: object) => {
  const reply = await app.inject({ method: 'POST', url, payload })
  return { status: reply.statusCode, body: reply.json() }
}
const upload = async (text: string) => {
  const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="t.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--b--\r\n`
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  return (await app.inject({ method: 'POST', url: '/api/organisations/import', payload, headers })).json()
}
const idOf = async (name: string): Promise<number> =>
  (await get(`/api/organisations?q=${encodeURIComponent(name)}`)).rows[0].id

test('a plan brings the units it names, with its count of those it does not name', async () => {
  const found = await get('/api/organisations?pageSize=5')
  expect(found).toMatchObject({ total: 28, standing: 28, own: 16, named: 17, planCount: { units: 62, ref: 'bf.40' } })
  expect(found.rows).toHaveLength(5)
  const streets = await get('/api/organisations?kind=street')
  expect(streets.rows).toHaveLength(11)
  expect(streets.rows[0].source).toBe('district:longgang-14fyp')
  expect((await get('/api/organisations?q=龙岗管理局')).rows[0]).toMatchObject({
    name: '市生态环境局龙岗管理局',
    refs: ['c13.s01.m01.t02'],
  })
})

const UNIT = {
  name: '区城市管理局',
  shortName: '区城管局',
  kind: 'district',
  parentId: null,
  formerNames: [],
  since: '2019-03-01',
  source: '三定方案',
}

test('a renamed unit keeps its number and its old name, and who acted for it acts under the new name as well', async () => {
  const { body } = await post('/api/organisations', UNIT)
  const { id } = body
  expect(await post('/api/organisations', UNIT)).toMatchObject({
    status: 409,
    body: { refused: 'organisations.name-exists', zh: '“区城市管理局”已在名录中' },
  })
  const posts = [{ unit: UNIT.name, role: 'unit-officer' }]
  expect(await setPosts(db, { account: 'li', posts, by: 'admin', at: AT })).toBeUndefined()
  const renamed = { name: '区城管和综合执法局', shortName: '', kind: 'district', parentId: null, reason: '机构改革' }
  expect((await post(`/api/organisations/${id}`, renamed)).body).toEqual({ id })
  const read = await get(`/api/organisations/${id}`)
  expect(read.organisation).toMatchObject({ name: renamed.name, formerNames: [UNIT.name], since: UNIT.since, posts: 1 })
  expect(read.posts.map((one: { unit: string }) => one.unit).sort()).toEqual([UNIT.name, renamed.name].sort())
  expect(read.history.map((one: { name: string; reason: string }) => [one.name, one.reason])).toEqual([
    [renamed.name, '机构改革'],
    [UNIT.name, ''],
  ])
  expect((await namesOfUnit(db, UNIT.name)).sort()).toEqual([UNIT.name, renamed.name].sort())
  expect((await findUnknownUnit(db, [UNIT.name], AT))?.refusal.zh).toContain('已更名为“区城管和综合执法局”')
  expect((await post('/api/organisations', UNIT)).body.zh).toBe('“区城市管理局”是“区城管和综合执法局”的曾用名')
  // Loading the plan again brings back nothing that people have changed.
  await db.execute(`update plan set content_hash = ''`)
  must(await loadPack(db, PACK))
  expect((await get('/api/organisations')).total).toBe(29)
})

test('a unit is under no unit of its own, nor under one that is not there', async () => {
  const above = await idOf('区政府')
  const below = await idOf('市生态环境局龙岗管理局')
  const change = { shortName: null, kind: 'district', reason: '补录上级' }
  expect(
    (await post(`/api/organisations/${below}`, { ...change, name: '市生态环境局龙岗管理局', parentId: above })).status,
  ).toBe(200)
  expect((await get(`/api/organisations/${below}`)).organisation.parent).toEqual({ id: above, name: '区政府' })
  expect((await post(`/api/organisations/${above}`, { ...change, name: '区政府', parentId: below })).body.refused).toBe(
    'organisations.parent-unfit',
  )
  expect((await post('/api/organisations', { ...UNIT, name: '甲', parentId: 99999 })).body.refused).toBe(
    'organisations.parent-unfit',
  )
})

test('an ended unit takes no new post, and keeps the one it has', async () => {
  const { body } = await post('/api/organisations', { ...UNIT, name: '区旧改办' })
  must((await setPosts(db, { account: 'li', posts: [{ unit: '区旧改办', role: 'unit-head' }], by: 'a', at: AT })) ?? {})
  expect(
    (await post(`/api/organisations/${body.id}/close`, { until: '2019-01-01', reason: '撤销' })).body.refused,
  ).toBe('organisations.closed-before-begun')
  expect((await post(`/api/organisations/${body.id}/close`, { until: '2024-01-01', reason: '撤销' })).status).toBe(200)
  const kept = [
    { unit: '区旧改办', role: 'unit-head' },
    { unit: '市水务局', role: 'unit-head' },
  ]
  expect(await setPosts(db, { account: 'li', posts: kept, by: 'a', at: AT })).toBeUndefined()
  expect(await setPosts(db, { account: 'li', posts: [], by: 'a', at: AT })).toBeUndefined()
  expect(await setPosts(db, { account: 'li', posts: kept, by: 'a', at: AT })).toMatchObject({
    refused: 'organisations.closed',
  })
  expect((await get('/api/organisations?q=区旧改办')).total).toBe(0)
  expect((await get('/api/organisations?q=区旧改办&ended=true')).rows[0].until).toBe('2024-01-01')
})

test('a post in an unknown unit is refused with the unit that was meant, and nothing is changed', async () => {
  await setPosts(db, { account: 'li', posts: [{ unit: '市水务局', role: 'unit-head' }], by: 'a', at: AT })
  const posts = [{ unit: '水务局', role: 'unit-head' }]
  expect((await setPosts(db, { account: 'li', posts, by: 'a', at: AT }))?.zh).toContain('是否为“市水务局”？')
  expect(await db.query('select p.unit from account_post as p')).toEqual([{ unit: '市水务局' }])
})

test('a post that ended stays on the page of its unit with the days it was held', async () => {
  const { id } = (await get('/api/organisations?q=市水务局')).rows[0]
  expect(await setPosts(db, { account: 'li', posts: [], by: 'a', at: AT })).toBeUndefined()
  const { posts, formerPosts } = await get(`/api/organisations/${id}`)
  expect(posts).toEqual([])
  expect(formerPosts[0]).toMatchObject({ account: 'li', unit: '市水务局', role: 'unit-head' })
  expect(formerPosts[0].until).toBeGreaterThanOrEqual(formerPosts[0].since)
})

test('a table is stored whole or, with a row at fault, not at all', async () => {
  const head = '单位名称,简称,类别,上级单位,曾用名,设立日期,来源'
  const before = (await get('/api/organisations?ended=true')).total
  const broken = await upload(`${head}\n区住房和建设局,区住建局,区直部门,,,,\n区水务局,,区直,,,,`)
  expect(broken).toMatchObject({ added: 0, faults: [{ row: 3, zh: expect.stringContaining('类别“区直”应为') }] })
  expect((await get('/api/organisations?ended=true')).total).toBe(before)
  const whole = `${head}\n区住房和建设局,区住建局,区直部门,,,,\n建设科,,其他,区住房和建设局,,,\n市水务局,,市直部门,,,,`
  expect(await upload(whole)).toEqual({ added: 2, unchanged: 1, faults: [] })
  expect((await get('/api/organisations?q=建设科')).rows[0].parent.name).toBe('区住房和建设局')
  expect(await upload(whole)).toEqual({ added: 0, unchanged: 3, faults: [] })
  expect((await upload('甲,乙')).refused).toBe('organisations.columns-missing')
})

test('what is exported is read back as what stands, and the template is its empty table', async () => {
  const csv = (await app.inject({ url: '/api/downloads/organisations.csv?about=false' })).body
  expect(csv.split('\n')[0]).toContain('单位名称,简称,类别')
  expect(await upload(csv)).toMatchObject({ added: 0, faults: [] })
  const template = (await app.inject({ url: '/api/downloads/organisations.csv?about=false&template=true' })).body
  expect(template.trim().split('\n')).toHaveLength(1)
})

test('only administrators change the register', async () => {
  role = 'officer'
  expect((await get('/api/organisations')).total).toBeGreaterThan(20)
  expect((await post('/api/organisations', UNIT)).status).toBe(403)
  role = 'administrator'
})
