// The routes of plans, indicators and the trace through the HTTP door, the upload of the official text among them.
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { indicatorRoutes } from '../indicators/routes.ts'
import { traceRoutes } from '../trace/routes.ts'
import { loadPack } from './load-pack.ts'
import { planRoutes } from './routes.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const deps = { db, log, now: () => Date.UTC(2026, 2, 10), uploadDir: '/nowhere' }
const app = await openDoor({
  routes: [...planRoutes(deps, async () => 0), ...indicatorRoutes(deps), ...traceRoutes(deps)],
  log,
  account: () => accountOf('officer'),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})
beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp'))
})

const PLAN = '/api/plans/longgang-14fyp'
const get = async (url: string) => {
  const reply = await app.inject({ url })
  return { status: reply.statusCode, body: reply.json() }
}

const upload = (text: string | Buffer) => {
  const boundary = 'xxxx'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="plan.txt"\r\n\r\n`
  return app.inject({
    method: 'POST',
    url: `${PLAN}/text`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(text), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

test('every route answers as its contract says', async () => {
  for (const url of [
    '/api/plans',
    `${PLAN}/tree`,
    `${PLAN}/nodes/c05`,
    `${PLAN}/search?q=PM2.5&hasTarget=true`,
    `${PLAN}/indicators`,
    `${PLAN}/indicators/ind.05?year=2025`,
    '/api/trace?ref=obligation/longgang-14fyp/c05.s01.m01.t06',
    '/api/trace?ref=edition/GB3838-2002&only=counted',
  ])
    expect((await get(url)).status, url).toBe(200)
})

test('what is not there is 404 and what is no question is a 4xx with its reason', async () => {
  expect(await get('/api/plans/other/tree')).toMatchObject({ status: 404, body: { refused: 'plans.not-found' } })
  expect(await get(`${PLAN}/indicators/ind.99`)).toMatchObject({
    status: 404,
    body: { refused: 'indicators.not-found' },
  })
  expect(await get('/api/trace?ref=record/1')).toMatchObject({ status: 404, body: { refused: 'trace.not-found' } })
  const unknown = await get('/api/trace?ref=frame/1')
  expect([unknown.status >= 400 && unknown.status < 500, unknown.body.refused]).toEqual([
    true,
    'trace.unknown-reference',
  ])
})

test('the official text arrives as an upload and stands beside its measure', async () => {
  const text = '第一章 基础\n第一节 现状\n加强监测。全区每日监测。\n'
  const reply = await upload(text)
  expect([reply.statusCode, reply.json()]).toEqual([
    200,
    expect.objectContaining({ chapters: 1, sections: 1, importedAt: deps.now() }),
  ])
  expect(reply.json().review[0].message).toContain('摘要不同')
  expect((await get(`${PLAN}/tree`)).body.plan.officialText).toBe(true)
  expect((await get(`${PLAN}/nodes/c01`)).body.paragraphs.length).toBeGreaterThan(0)
})

test('an upload that is no plan, or no upload, is refused', async () => {
  expect((await upload('%PDF-1.7')).json()).toMatchObject({ refused: 'plans.text-unreadable' })
  const none = await app.inject({ method: 'POST', url: `${PLAN}/text`, payload: {} })
  expect([none.statusCode >= 400 && none.statusCode < 500, typeof none.json().refused]).toEqual([true, 'string'])
})
