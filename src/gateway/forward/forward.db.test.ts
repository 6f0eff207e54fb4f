// Forwarding over real sockets: everything arrives, once, in order, whatever the platform at the other end does.
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { decodeFrame } from '#hj212/decode.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, hourText, MN, OTHER_MN, pause, registerTwo, upload } from '../../../test/gateway/device.ts'
import { storeFrames, TestPlatform } from '../../../test/gateway/platform.ts'
import { type Gateway, startGateway } from '../gateway.ts'
import { type Forwarder, startForwarder } from './forwarder.ts'
import { pruneBatches } from './housekeeping.ts'

const here = await freshDatabase(inject('database'))
const there = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error', write: () => undefined })
const platforms: TestPlatform[] = []
let forwarder: Forwarder | undefined
let gateway: Gateway | undefined

beforeAll(async () => {
  await registerTwo(here)
  await registerTwo(there)
})
afterEach(async () => {
  await forwarder?.stop()
  await gateway?.stop()
  for (const platform of platforms.splice(0)) await platform.close()
  forwarder = undefined
  gateway = undefined
  for (const db of [here, there]) await db.execute('truncate forward_target, record_batch, reading, raw_record cascade')
})
afterAll(async () => {
  await here.drop()
  await there.drop()
})

let frameNumber = 0
const framesOf = (count: number, mn = MN): Uint8Array[] =>
  Array.from({ length: count }, () => {
    frameNumber += 1
    return upload({
      mn,
      hoursAgo: frameNumber,
      qn: `20261125${String(frameNumber).padStart(9, '0')}`,
      value: `${frameNumber}`,
    })
  })

type Wanted = Partial<{
  mode: string
  edition: string
  mnMap: object
  kinds: string[]
  rate: number
  timeoutMs: number
  resends: number
  password: string
  windowFrames: number
}>

async function addTarget(db: Database, port: number, wanted: Wanted = {}): Promise<number> {
  const {
    mode = 'raw',
    edition = '2017',
    mnMap = {},
    kinds = null,
    rate = 5_000,
    timeoutMs = 400,
    resends = 1,
  } = wanted
  const [row] = await db.query<{ id: number }>(
    `insert into forward_target (name, host, port, mode, edition, mn_map, kinds, frames_per_s, answer_timeout_ms, resends,
                                 password, window_frames, created_by)
     values ('t' || $1::int, '127.0.0.1', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'test') returning id`,
    [
      port,
      mode,
      edition,
      JSON.stringify(mnMap),
      kinds,
      rate,
      timeoutMs,
      resends,
      wanted.password ?? null,
      wanted.windowFrames ?? 16,
    ],
  )
  await db.query(`select pg_notify('forward_targets', '')`)
  return row?.id ?? 0
}

async function platform(): Promise<{ platform: TestPlatform; port: number }> {
  const one = new TestPlatform()
  platforms.push(one)
  return { platform: one, port: await one.listen() }
}

const forward = async (): Promise<void> => {
  forwarder = await startForwarder({ db: here, log, now: Date.now })
}
const text = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1').trimEnd()
const bodies = async (db: Database): Promise<string[]> =>
  (await db.query<{ body: Buffer }>('select r.body from raw_record as r order by r.id')).map(({ body }) => text(body))
const figures = async (id: number) => {
  const [row] = await here.query<Record<string, unknown>>(
    `select t.sent, t.answered, t.resent, t.refused, t.passed, t.link, t.last_error as error from forward_target as t where t.id = $1`,
    [id],
  )
  return row ?? {}
}

test('a raw relay to another gateway brings the very bytes, once and in order, though that gateway dies in the middle', async () => {
  gateway = await startGateway({ db: there, host: '127.0.0.1', port: 0, log })
  const { port } = gateway
  const id = await addTarget(here, port, { rate: 300 })
  await forward()
  const frames = framesOf(400)
  await storeFrames(here, frames.slice(0, 200))
  await eventually(async () => (await bodies(there)).length > 30, 'some have arrived')
  await gateway.stop()
  await storeFrames(here, frames.slice(200))
  await pause(300)
  gateway = await startGateway({ db: there, host: '127.0.0.1', port, log })
  await eventually(async () => new Set(await bodies(there)).size === 400, 'all have arrived', 20_000)
  await eventually(async () => (await figures(id)).answered === 400, 'all are answered', 20_000)
  const arrived = await bodies(there)
  expect([...new Set(arrived)].sort()).toEqual(frames.map(text).sort())
  // What was under way when it died was not answered and came again; the readings are there once.
  expect(arrived.length).toBeLessThanOrEqual(400 + 16)
  const [readings] = await there.query('select count(*)::int as n from reading')
  expect(readings).toEqual({ n: 400 })
  expect(await figures(id)).toMatchObject({ refused: 0, link: 'up' })
}, 60_000)

test('a dead platform keeps nobody waiting, and gets everything when it is back', async () => {
  const dead = await platform()
  await dead.platform.close()
  const alive = await platform()
  const deadId = await addTarget(here, dead.port)
  await addTarget(here, alive.port)
  await forward()
  const frames = framesOf(50)
  await storeFrames(here, frames)
  await eventually(() => alive.platform.heard.length === 50, 'the living one has all')
  expect(alive.platform.heard).toEqual(frames.map(text))
  await eventually(async () => (await figures(deadId)).error !== null, 'the fault is told')
  expect(await figures(deadId)).toMatchObject({ sent: 0, link: 'waiting' })
  const back = new TestPlatform()
  platforms.push(back)
  await back.listen(dead.port)
  await eventually(() => back.heard.length === 50, 'the dead one has all', 15_000)
  expect(back.heard).toEqual(frames.map(text))
}, 30_000)

test('a late answer counts, the second one of a resend is nobody’s', async () => {
  const { platform: late, port } = await platform()
  late.manner = () => ({ lateMs: 600 })
  const id = await addTarget(here, port, { timeoutMs: 400, resends: 2 })
  await forward()
  await storeFrames(here, framesOf(5))
  await eventually(async () => (await figures(id)).answered === 5, 'all are answered')
  await pause(800)
  expect(await figures(id)).toMatchObject({ sent: 5, resent: 5, answered: 5, refused: 0 })
})

test('one frame that is never answered is refused after its time, and the others pass it', async () => {
  const { platform: picky, port } = await platform()
  const frames = framesOf(30)
  const ill = decodeFrame(frames[3] ?? new Uint8Array()).message?.qn
  picky.manner = ({ qn }) => (qn === ill ? 'ignore' : 'answer')
  const id = await addTarget(here, port, { timeoutMs: 100, resends: 0, rate: 20 })
  await forward()
  await storeFrames(here, frames)
  await eventually(async () => (await figures(id)).answered === 29, 'the others are answered', 20_000)
  await storeFrames(here, framesOf(20))
  await eventually(async () => (await figures(id)).refused === 1, 'the ill one is refused', 20_000)
  const refused = await here.query(
    `select f.reason, convert_from(r.body, 'LATIN1') as body from forward_refusal as f join raw_record as r on r.id = f.record_id`,
  )
  expect(refused).toEqual([{ reason: 'unanswered', body: text(frames[3] ?? new Uint8Array()) }])
}, 60_000)

test('a frame on which the platform hangs up every time does not keep the others', async () => {
  const { platform: touchy, port } = await platform()
  const frames = framesOf(6)
  const ill = decodeFrame(frames[1] ?? new Uint8Array()).message?.qn
  touchy.manner = ({ qn }) => (qn === ill ? 'hang-up' : 'answer')
  const id = await addTarget(here, port)
  await forward()
  await storeFrames(here, frames)
  await eventually(async () => (await figures(id)).answered === 5, 'the others are answered', 20_000)
  await eventually(async () => (await figures(id)).refused === 1, 'the ill one is refused', 20_000)
}, 60_000)

test('a record whose transaction ends after younger ones is not passed', async () => {
  const { platform: one, port } = await platform()
  await addTarget(here, port)
  await forward()
  await storeFrames(here, framesOf(1))
  await eventually(() => one.heard.length === 1, 'the first has arrived')
  const [early] = framesOf(1)
  const hold = Promise.withResolvers<void>()
  const held = inTransaction(here, async (tx) => {
    const [given] = await tx.query<{ id: number }>(
      `insert into raw_record (id, received_at, at, site_id, channel, state, kind, mn, body)
       select max(r.id) + 1, now(), now(), 11, 'hj212', 'stored', 'hour', $1, $2 from raw_record as r returning id`,
      [MN, Buffer.from(text(early ?? new Uint8Array()), 'latin1')],
    )
    await tx.execute('insert into record_batch (records) values (array[$1::bigint])', [given?.id])
    await hold.promise
  })
  await pause(200)
  const later = framesOf(2)
  await storeFrames(here, later)
  await pause(800)
  hold.resolve()
  await held
  await eventually(() => one.heard.length === 4, 'all have arrived')
  expect(one.heard.slice(1).sort()).toEqual([early ?? new Uint8Array(), ...later].map(text).sort())
})

test('a target gets what is committed after it was made, of its kinds, and by its own names where encoded anew', async () => {
  await storeFrames(here, framesOf(3))
  const { platform: city, port } = await platform()
  const id = await addTarget(here, port, {
    mode: 'encoded',
    edition: '2005',
    mnMap: { [MN]: 'CITY0001' },
    kinds: ['hour'],
    password: '654321',
  })
  await forward()
  await storeFrames(here, [
    ...framesOf(1),
    upload({
      hoursAgo: 700,
      qn: '20261125110000000',
      items: 'w01018-Cou=1.5,w01018-Min=10,w01018-Avg=20.25,w01018-Max=30,w01018-Flag=N;w01001-Avg=7.1,w01001-Flag=D',
    }),
  ])
  await eventually(async () => (await figures(id)).answered === 2, 'both are answered')
  const messages = city.heard.map((frame) => decodeFrame(Buffer.from(frame, 'latin1')))
  expect(messages.map(({ ok }) => ok)).toEqual([true, true])
  expect(messages[1]?.message).toMatchObject({
    st: '32',
    cn: '2061',
    pw: '654321',
    mn: 'CITY0001',
    flag: 1,
    cp: { dataTime: hourText(700) },
  })
  const factors = messages[1]?.message?.cp.factors.map(({ code, fields }) => [code, fields])
  expect(factors).toContainEqual(['011', { Cou: '1.5', Min: '10', Avg: '20.25', Max: '30', Flag: 'N' }])
  expect(factors).toContainEqual(['001', { Avg: '7.1', Flag: 'D' }])
})

test('a forwarder that dies is followed by another that goes on from what was written down', async () => {
  const { platform: one, port } = await platform()
  const id = await addTarget(here, port, { rate: 100 })
  await forward()
  await storeFrames(here, framesOf(100, OTHER_MN))
  await eventually(() => one.heard.length > 20, 'some have arrived')
  await forwarder?.stop()
  const before = one.heard.length
  await forward()
  await eventually(() => new Set(one.heard).size === 100, 'all have arrived', 15_000)
  expect(one.heard.length).toBeLessThanOrEqual(100 + 16)
  expect(before).toBeLessThan(100)
  await here.execute(`update record_batch set at = at - interval '2 days'`)
  await eventually(async () => (await figures(id)).link === 'up' && (await pruneBatches(here)) >= 0, 'old ones go')
}, 30_000)

test('a paused target is left alone and goes on where it was', async () => {
  const { platform: one, port } = await platform()
  const id = await addTarget(here, port)
  await forward()
  await storeFrames(here, framesOf(3))
  await eventually(() => one.heard.length === 3, 'three have arrived')
  await here.execute('update forward_target set is_active = false, version = version + 1 where id = $1', [id])
  await here.query(`select pg_notify('forward_targets', '')`)
  await pause(1_200)
  await storeFrames(here, framesOf(2))
  await pause(500)
  expect(one.heard.length).toBe(3)
  await here.execute('update forward_target set is_active = true, version = version + 1 where id = $1', [id])
  await here.query(`select pg_notify('forward_targets', '')`)
  await eventually(() => one.heard.length === 5, 'all five have arrived', 15_000)
}, 30_000)
