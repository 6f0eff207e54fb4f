// Versions of a plan through the HTTP door: what changed and who approved it, the plan as it was, and packs that may be loaded.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { loadPack } from './load-pack.ts'
import { planRoutes } from './routes.ts'
import { listShipped, loadShipped } from './shipped-packs.ts'

const PACKS = join(import.meta.dirname, '../../../packs')
const LONGGANG = join(PACKS, 'longgang-14fyp')
const PLAN = '/api/plans/longgang-14fyp'
const folder = mkdtempSync(join(tmpdir(), 'versions-'))

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const app = await openDoor({
  routes: planRoutes({ db, log, now: () => Date.UTC(2026, 2, 10), uploadDir: '/nowhere' }, async () => 0),
  log,
  account: () => accountOf('admin', { role: 'administrator' }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
  rmSync(folder, { recursive: true })
})

const TITLE = '扶持新能源车、可再生能源、氢能等绿色产业集聚'
beforeAll(async () => {
  await loadPack(db, LONGGANG)
  const changed = join(folder, 'changed')
  cpSync(LONGGANG, changed, { recursive: true })
  const edit = (name: string, from: string, to: string) => {
    const path = join(changed, name)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
  edit('pack.json', '"version": "1.0.0"', '"version": "1.0.1"')
  edit('plan.json', TITLE, '扶持绿色产业')
  expect(await loadPack(db, changed, 'clerk')).toMatchObject({ changed: true })
})

const ask = async (method: 'GET' | 'POST', url: string) => {
  const reply = await app.inject({ method, url })
  return { status: reply.statusCode, body: reply.json() }
}

test('a change without a case is told as a finding, with old and new text', async () => {
  const { status, body } = await ask('GET', `${PLAN}/versions`)
  expect(status).toBe(200)
  expect(body.versions).toMatchObject([
    { no: 2, version: '1.0.1', actor: 'clerk', caseId: null, isCompared: true, changes: 1, unapproved: 1 },
    { no: 1, version: '1.0.0', isCompared: false, changes: 0, unapproved: 0 },
  ])
  expect(body.rows).toMatchObject([
    { no: 2, kind: 'obligation', id: 'c03.s01.m01.t01', before: TITLE, after: '扶持绿色产业', caseId: null },
  ])
  expect((await ask('GET', `${PLAN}/versions?kind=target`)).body.rows).toEqual([])
  expect((await ask('GET', `${PLAN}/versions?q=绿色产业&approval=unapproved`)).body.total).toBe(1)
  expect((await ask('GET', `${PLAN}/versions?no=3`)).body.refused).toBe('plans.version-not-found')
})

test('the plan can be read as it was', async () => {
  const old = await ask('GET', `${PLAN}/versions/1?node=c03.s01.m01`)
  expect(old.body).toMatchObject({ newest: 2, version: { no: 1, version: '1.0.0' } })
  expect(old.body.nodes).toHaveLength(13 + 42 + 107)
  expect(old.body.obligations[0].titleZh).toBe(TITLE)
  const now = await ask('GET', `${PLAN}/versions/2?node=c03.s01.m01`)
  expect(now.body.obligations[0].titleZh).toBe('扶持绿色产业')
  expect((await ask('GET', `${PLAN}/versions/9`)).status).toBe(404)
  expect((await ask('GET', `${PLAN}/versions/1?node=c99`)).body.refused).toBe('plans.node-not-found')
  expect((await ask('GET', '/api/plans/none/versions/1')).body.refused).toBe('plans.not-found')
})

test('the packs of the product are listed with what is loaded of them, and loaded by name', async () => {
  const standing = async () =>
    (await ask('GET', '/api/packs')).body.rows.map(({ name, loaded }: { name: string; loaded: string }) => [
      name,
      loaded,
    ])
  expect(await standing()).toEqual([
    ['example-15fyp', 'no'],
    ['longgang-14fyp', 'another'],
  ])
  expect(await ask('POST', '/api/packs/example-15fyp/load')).toMatchObject({
    status: 200,
    body: { id: 'example-15fyp', changed: true },
  })
  expect((await standing())[0]).toEqual(['example-15fyp', 'as-it-is'])
  expect((await ask('POST', '/api/packs/..%2Fsecret/load')).body.refused).toBe('plans.pack-not-shipped')
})

test('a broken pack is listed with file, path and reason, and refused when it is loaded', async () => {
  const packs = join(folder, 'packs')
  mkdirSync(packs)
  cpSync(join(PACKS, 'example-15fyp'), join(packs, 'broken'), { recursive: true })
  const path = join(packs, 'broken/pack.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"obligations": 12', '"obligations": 13'))
  const because = 'pack.json $.counts.obligations: says 13, the files hold 12'
  expect((await listShipped(db, packs)).rows).toMatchObject([{ name: 'broken', pack: null, problem: { en: because } }])
  const refused = await loadShipped(db, { name: 'broken', by: 'admin', packs }, async () => 0)
  expect(isRefusal(refused) && refused.because).toBe(because)
})
