// What a person does about forwarding, with a forwarder and a platform behind it.
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import type { ForwardSettings } from '#contract/forwarding.ts'
import type { Account } from '#contract/session.ts'
import { type Forwarder, startForwarder } from '#gateway/forward/forwarder.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, registerTwo, upload } from '../../../test/gateway/device.ts'
import { storeFrames, TestPlatform } from '../../../test/gateway/platform.ts'
import { backfillTarget, changeTarget, createTarget, removeTarget, retryRefusals, switchTarget } from './commands.ts'
import { listRefusals, listTargets } from './queries.ts'
import { tryConnection } from './try-connection.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error', write: () => undefined })
const account: Account = { id: 1, name: 'admin', displayName: 'A', role: 'administrator', mustChangePassword: false }
let forwarder: Forwarder | undefined
let platform: TestPlatform
let port: number

beforeAll(async () => {
  await registerTwo(db)
  platform = new TestPlatform()
  port = await platform.listen()
})
afterEach(async () => {
  await forwarder?.stop()
  forwarder = undefined
  platform.heard.length = 0
  platform.manner = () => 'answer'
  await db.execute('truncate forward_target, record_batch, reading, raw_record cascade')
})
afterAll(async () => {
  await platform.close()
  await db.drop()
})

const settings = (changes: Partial<ForwardSettings> = {}): ForwardSettings => ({
  name: '市平台',
  host: '127.0.0.1',
  port,
  mode: 'raw',
  edition: '2017',
  mnMap: {},
  siteCodes: null,
  kinds: null,
  answers: 'as-flagged',
  framesPerS: 1_000,
  windowFrames: 4,
  answerTimeoutMs: 500,
  resends: 0,
  ...changes,
})
let hour = 0
const frames = (count: number) =>
  Array.from({ length: count }, () => {
    hour += 1
    return upload({ hoursAgo: hour, qn: `20261125${String(hour).padStart(9, '0')}` })
  })
const begin = async (): Promise<void> => {
  forwarder = await startForwarder({ db, log, now: Date.now })
}
const idOf = (made: object): number => ('id' in made ? Number(made.id) : 0)

test('createTarget() with a time sends what came in from then on, and what comes later, each once', async () => {
  await storeFrames(db, frames(5))
  const since = Date.now()
  await new Promise((resume) => setTimeout(resume, 20))
  await storeFrames(db, frames(7))
  await begin()
  const made = await createTarget(db, account, { ...settings(), since })
  await storeFrames(db, frames(3))
  await eventually(() => platform.heard.length >= 10, 'all have arrived')
  await eventually(async () => (await listTargets(db, Date.now()))[0]?.answered === 10, 'and are counted')
  expect(new Set(platform.heard).size).toBe(10)
  expect(platform.heard.length).toBe(10)
  expect(idOf(made)).toBeGreaterThan(0)
  const [row] = await listTargets(db, Date.now())
  expect(row).toMatchObject({ link: 'up', isServed: true, lagMs: null, refused: 0, hasPassword: false })
})

test('createTarget() refuses a name twice and a site that is none', async () => {
  await createTarget(db, account, settings())
  expect(await createTarget(db, account, settings())).toMatchObject({ refused: 'forwarding.name-exists' })
  expect(await createTarget(db, account, settings({ name: 'b', siteCodes: ['nowhere'] }))).toMatchObject({
    refused: 'sites.not-found',
  })
})

test('changeTarget() takes effect on what runs, and keeps the password that is not named', async () => {
  await begin()
  const id = idOf(await createTarget(db, account, settings({ password: 'secret', siteCodes: ['b'] })))
  await storeFrames(db, frames(2))
  await eventually(async () => (await listTargets(db, Date.now()))[0]?.passed === 2, 'two are passed')
  await changeTarget(db, account, { ...settings({ siteCodes: ['a'] }), id })
  await storeFrames(db, frames(2))
  await eventually(() => platform.heard.length === 2, 'two have arrived')
  const [row] = await listTargets(db, Date.now())
  expect(row).toMatchObject({ hasPassword: true, siteCodes: ['a'], mode: 'raw' })
  expect(await changeTarget(db, account, { ...settings({ name: 'other' }), id: 9_999 })).toMatchObject({
    refused: 'forwarding.target-not-found',
  })
})

test('switchTarget() pauses without loss, and the lag tells how old the oldest is', async () => {
  const id = idOf(await createTarget(db, account, settings()))
  await switchTarget(db, account, { id, active: false })
  await begin()
  await storeFrames(db, frames(2))
  const [row] = await listTargets(db, Date.now() + 60_000)
  expect(row?.lagMs).toBeGreaterThan(59_000)
  await switchTarget(db, account, { id, active: true })
  await eventually(() => platform.heard.length === 2, 'two have arrived')
})

test('backfillTarget() sends a past period beside what is new, and retryRefusals() what was refused', async () => {
  await storeFrames(db, frames(4))
  const id = idOf(await createTarget(db, account, settings()))
  await begin()
  const now = Date.now()
  expect(await backfillTarget(db, account, { id, from: now - 60_000, until: now + 1 })).toEqual({ records: 4 })
  await eventually(() => platform.heard.length === 4, 'four have arrived')
  expect(await backfillTarget(db, account, { id, from: now, until: now })).toMatchObject({
    refused: 'forwarding.period-unfit',
  })
  const [any] = await db.query<{ id: number }>('select r.id from raw_record as r order by r.id limit 1')
  await db.execute(`insert into forward_refusal (target_id, record_id, reason) values ($1, $2, 'unanswered')`, [
    id,
    any?.id,
  ])
  expect((await listRefusals(db, id, { page: 1, pageSize: 10 }))?.total).toBe(1)
  expect(await retryRefusals(db, account, id)).toEqual({ records: 1 })
  await eventually(() => platform.heard.length === 5, 'it came again')
  expect((await listRefusals(db, id, { page: 1, pageSize: 10 }))?.total).toBe(0)
})

test('every act leaves an audit line without the password', async () => {
  const id = idOf(await createTarget(db, account, settings({ password: 'secret' })))
  await switchTarget(db, account, { id, active: false })
  await removeTarget(db, account, id)
  const lines = await db.query<{ type: string; payload: object }>(
    `select e.type, e.payload from domain_event as e where e.stream = 'forward-target' and e.stream_id = $1 order by e.id`,
    [String(id)],
  )
  expect(lines.map(({ type }) => type)).toEqual(['ForwardTargetAdded', 'ForwardTargetPaused', 'ForwardTargetRemoved'])
  expect(JSON.stringify(lines)).not.toContain('secret')
})

test('tryConnection() says whether the platform takes a connection', async () => {
  expect(await tryConnection({ host: '127.0.0.1', port })).toMatchObject({ reached: true, because: null })
  expect(await tryConnection({ host: '127.0.0.1', port: 1 })).toMatchObject({ reached: false })
})
