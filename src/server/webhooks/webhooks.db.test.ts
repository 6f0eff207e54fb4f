// Webhooks against real receivers that take, fail, stall, redirect and vanish.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect, inject, test } from 'vitest'
import type { SUBSCRIBABLE } from '#contract/webhooks.ts'
import { isRefusal } from '#kit/refusal.ts'
import { createLog } from '#platform/log.ts'
import { parseOutboundRules } from '#platform/outbound.ts'
import { freshDatabase } from '../../../test/database.ts'
import {
  changeWebhook,
  createWebhook,
  discardDeliveries,
  removeWebhook,
  resendDeliveries,
  switchWebhook,
  testWebhook,
} from './commands.ts'
import { findDelivery, listDeliveries, listWebhooks } from './queries.ts'
import { startWebhookWorker, type WebhookWorker } from './worker.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const rules = parseOutboundRules('127.0.0.1')

type Heard = { headers: IncomingMessage['headers']; body: string; url: string }
type Answering = (request: Heard, reply: ServerResponse) => void

/** A real receiver; `answer` may be changed while it listens. */
async function receive(first: Answering) {
  const heard: Heard[] = []
  const box = { answer: first }
  const hear = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const one = { headers: request.headers, body: await text(request), url: request.url ?? '' }
    heard.push(one)
    box.answer(one, reply)
  }
  const server = createServer((request, reply) => void hear(request, reply))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  closing.push(close)
  return { heard, box, url: `http://127.0.0.1:${port}/hook`, close }
}

const closing: (() => Promise<void>)[] = []
const workers: WebhookWorker[] = []
const work = async (delaysMs: readonly number[] = [20, 20]): Promise<WebhookWorker> => {
  const worker = await startWebhookWorker({ db, log, now: Date.now, rules, delaysMs, timeoutMs: 400 })
  workers.push(worker)
  return worker
}

const taking: Answering = (_, reply) => void reply.writeHead(204).end()
const failing: Answering = (_, reply) => void reply.writeHead(500).end('out of order')

async function subscribe(url: string, events: (typeof SUBSCRIBABLE.options)[number][], sites: string[] | null = null) {
  const asked = { name: `hook ${Math.random()}`, url, events, sites }
  const made = await createWebhook(db, asked, { by: 'admin', rules })
  if (isRefusal(made)) throw new Error(made.because)
  return made
}

async function until<T>(look: () => Promise<T | undefined | false>, withinMs = 8000): Promise<T> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) {
    const found = await look()
    if (found) return found
  }
  throw new Error('It did not come to pass')
}
const states = async (id: number) =>
  (
    await db.query<{ state: string }>(
      'select d.state from webhook_delivery as d where d.webhook_id = $1 order by d.id',
      [id],
    )
  ).map(({ state }) => state)

beforeEach(async () => {
  await db.execute(
    'truncate webhook, webhook_event, webhook_silence, verdict, stale_day, site, device, raw_record, import_batch cascade',
  )
  await db.execute(
    `insert into site (id, code, kind, name) values (1, 'A-1', 'air', '龙城'), (2, 'A-2', 'air', '横岗')`,
  )
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await Promise.all(closing.splice(0).map((close) => close()))
})
afterAll(() => db.drop())

const readingsChanged = (siteId: number, day = '2026-03-01') =>
  db.execute('insert into stale_day (site_id, day) values ($1, $2::timestamptz)', [siteId, `${day}T00:00:00+08:00`])

test('a message is signed, keeps its id in every repeat, and repeats until it is taken', async () => {
  const { heard, box, url } = await receive(failing)
  const { id, secret } = await subscribe(url, ['readings.changed'])
  await work()
  await readingsChanged(1)
  await until(async () => heard.length >= 2)
  box.answer = taking
  await until(async () => (await states(id)).includes('delivered'))
  expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const { headers = {}, body = '' } = heard.at(-1) ?? {}
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(secret.slice(6), 'base64')
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  expect(Math.abs(Number(headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(5000)
  expect(JSON.parse(body)).toMatchObject({
    type: 'readings.changed',
    data: { siteCode: 'A-1', days: 1, firstDay: Date.parse('2026-03-01T00:00:00+08:00') },
  })
})

test('messages arrive in order: one that fails holds up those behind it and no other webhook', async () => {
  const slow = await receive(failing)
  const quick = await receive(taking)
  const first = await subscribe(slow.url, ['readings.changed'])
  await subscribe(quick.url, ['readings.changed'])
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) await readingsChanged(1, day)
  await work([150, 150])
  await until(async () => quick.heard.length === 3)
  expect(new Set(slow.heard.map(({ body }) => body)).size).toBe(1)
  slow.box.answer = taking
  await until(async () => (await states(first.id)).every((state) => state === 'delivered'))
  const days = slow.heard.map(({ body }) => JSON.parse(body).data.firstDay as number)
  expect(days).toEqual([...days].sort((a, b) => a - b))
})

test('a receiver that stalls, redirects or is not there is a failed attempt with its reason', async () => {
  const stalled = await receive(() => undefined)
  const elsewhere = await receive(taking)
  const redirecting = await receive((_, reply) => void reply.writeHead(307, { location: elsewhere.url }).end())
  const gone = await receive(taking)
  await gone.close()
  const hooks = [
    await subscribe(stalled.url, ['readings.changed']),
    await subscribe(redirecting.url, ['readings.changed']),
    await subscribe(gone.url, ['readings.changed']),
  ]
  await work([])
  await readingsChanged(1)
  await until(async () =>
    (await Promise.all(hooks.map(({ id }) => states(id)))).flat().every((state) => state === 'dead'),
  )
  const { rows } = await listDeliveries(db, { state: 'dead', page: 1, pageSize: 10 })
  const reasons = hooks.map(({ id }) => rows.find((row) => row.webhookId === id))
  expect(reasons[0]?.failure).toContain('没有答完')
  expect(reasons[1]).toMatchObject({ status: 307, failure: null })
  expect(reasons[2]?.failure).toContain('ECONNREFUSED')
  expect(elsewhere.heard).toEqual([])
})

test('a dead letter shows message and attempts, is resent with its old id, or given up with a reason', async () => {
  const { heard, box, url } = await receive(failing)
  const { id } = await subscribe(url, ['readings.changed'])
  await work([10])
  await readingsChanged(1)
  await readingsChanged(2)
  await until(async () => (await states(id)).every((state) => state === 'dead'))
  const { rows, total } = await listDeliveries(db, { webhook: id, state: 'dead', page: 1, pageSize: 10 })
  expect(total).toBe(2)
  const [second, first] = rows
  if (!first || !second) throw new Error('Two dead letters were expected')
  const seen = await findDelivery(db, first.id)
  expect(seen?.log).toHaveLength(2)
  expect(seen?.log[0]).toMatchObject({ status: 500, reply: 'out of order' })
  expect(seen?.message).toBe(heard[0]?.body)
  box.answer = taking
  expect(await resendDeliveries(db, [first.id], 'admin')).toEqual({ resent: 1 })
  await until(async () => (await states(id)).includes('delivered'))
  expect(heard.at(-1)?.headers['webhook-id']).toBe(heard[0]?.headers['webhook-id'])
  expect(await discardDeliveries(db, { ids: [first.id, second.id], reason: '已人工补录', by: 'admin' })).toEqual({
    discarded: 1,
  })
  expect((await findDelivery(db, second.id))?.note).toBe('admin: 已人工补录')
  const events = await db.query<{ type: string }>(
    `select e.type from domain_event as e where e.stream = 'webhook' and e.stream_id = $1 order by e.id`,
    [String(id)],
  )
  expect(events.map(({ type }) => type)).toEqual(['WebhookCreated', 'DeadLettersResent', 'DeliveriesDiscarded'])
})

test('three dead letters in a row stop the webhook with its reason; what happens then waits and is told once it is on', async () => {
  const { heard, box, url } = await receive(failing)
  const { id } = await subscribe(url, ['readings.changed'])
  await work([])
  for (const day of ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04']) await readingsChanged(1, day)
  await until(async () => (await listWebhooks(db))[0]?.state === 'stopped')
  expect((await listWebhooks(db))[0]).toMatchObject({ stateReason: 'HTTP 500', dead: 3, waiting: 1 })
  await readingsChanged(1, '2026-03-05')
  await sleep(100)
  expect(heard).toHaveLength(3)
  box.answer = taking
  await switchWebhook(db, { id, by: 'admin', state: 'on', reason: '' })
  await until(async () => (await states(id)).filter((state) => state === 'delivered').length === 2)
  expect(await states(id)).toEqual(['dead', 'dead', 'dead', 'delivered', 'delivered'])
  expect(heard).toHaveLength(5)
  await switchWebhook(db, { id, by: 'admin', state: 'off', reason: '停用' })
  await readingsChanged(1, '2026-03-06')
  expect(await states(id)).toHaveLength(5)
})

test('410 stops the webhook at once', async () => {
  const { url } = await receive((_, reply) => void reply.writeHead(410).end())
  const { id } = await subscribe(url, ['readings.changed'])
  await work()
  const asked = await testWebhook(db, { id, by: 'admin' })
  expect(isRefusal(asked)).toBe(false)
  await until(async () => (await listWebhooks(db))[0]?.state === 'stopped')
  expect(await testWebhook(db, { id, by: 'admin' })).toMatchObject({ refused: 'webhooks.not-on' })
})

test('two processes send each message once', async () => {
  const { heard, url } = await receive((_, reply) => void setTimeout(() => reply.writeHead(204).end(), 5))
  const { id } = await subscribe(url, ['readings.changed'])
  await Promise.all([work(), work()])
  for (let n = 0; n < 20; n++) await readingsChanged(1 + (n % 2))
  await until(async () => (await states(id)).filter((state) => state === 'delivered').length === 20)
  expect(heard).toHaveLength(20)
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(20)
})

test('private addresses are refused unless they are allowed, also behind a name', async () => {
  const none = parseOutboundRules('')
  const asked = { name: 'x', url: 'http://127.0.0.1:1/', events: ['readings.changed' as const], sites: null }
  expect(await createWebhook(db, asked, { by: 'admin', rules: none })).toMatchObject({ refused: 'outbound.forbidden' })
  expect(await createWebhook(db, { ...asked, url: 'ftp://a.example/' }, { by: 'admin', rules: none })).toMatchObject({
    refused: 'outbound.address-unfit',
  })
  const { heard, url } = await receive(taking)
  const { id } = await subscribe(url.replace('127.0.0.1', 'localhost'), ['readings.changed'])
  workers.push(await startWebhookWorker({ db, log, now: Date.now, rules: none, delaysMs: [], timeoutMs: 400 }))
  await readingsChanged(1)
  await until(async () => (await states(id)).includes('dead'))
  expect(heard).toEqual([])
})

test('a webhook hears of its own sites only, and of nothing that was undone', async () => {
  const { heard, url } = await receive(taking)
  const { id } = await subscribe(url, ['readings.changed'], ['A-2'])
  await work()
  await readingsChanged(1)
  await db
    .transaction(async (tx) => {
      await tx.execute(`insert into stale_day (site_id, day) values (2, now())`)
      throw new Error('undone')
    })
    .catch(() => undefined)
  await readingsChanged(2, '2026-03-09')
  // The receiver has answered before the row says so.
  await until(async () => heard.length === 1 && (await states(id)).join() === 'delivered')
  expect(await states(id)).toEqual(['delivered'])
  expect(JSON.parse(heard[0]?.body ?? '{}').data.siteCode).toBe('A-2')
})

test('changing and removing say no where there is nothing or the name is taken', async () => {
  const { url } = await receive(taking)
  const { id } = await subscribe(url, ['readings.changed'])
  const settings = { name: 'b', url, events: ['verdict.changed' as const], sites: null }
  await createWebhook(db, settings, { by: 'admin', rules })
  expect(await changeWebhook(db, { ...settings, id, by: 'admin' }, rules)).toMatchObject({
    refused: 'webhooks.name-exists',
  })
  expect(await changeWebhook(db, { ...settings, name: 'c', id, by: 'admin' }, rules)).toBeUndefined()
  expect(await removeWebhook(db, { id, by: 'admin' })).toBeUndefined()
  expect(await removeWebhook(db, { id, by: 'admin' })).toMatchObject({ refused: 'webhooks.not-found' })
})
