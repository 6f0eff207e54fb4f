// Frames read again: out of quarantine after a device was registered, and in replay after the profile or decoder changed.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../test/database.ts'
import { eventually, registerTwo, TestClient, upload } from '../../test/gateway/device.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { replayFrames } from './replay.ts'

const db = await freshDatabase(inject('database'))
let gateway: Gateway

beforeAll(async () => {
  await registerTwo(db)
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
})
afterAll(async () => {
  await gateway.stop()
  await db.drop()
})

async function ask(ids: readonly number[]): Promise<{ state: string; outcome: unknown }> {
  const [request] = await db.query<{ id: number }>(
    `insert into gateway_request (kind, payload, asked_by) values ('reingest', $1, 'test') returning id`,
    [JSON.stringify({ ids })],
  )
  await db.query(`select pg_notify('gateway_request', '')`)
  const read = (): Promise<{ state: string; outcome: unknown }[]> =>
    db.query(`select g.state, g.outcome from gateway_request as g where g.id = $1`, [request?.id])
  await eventually(async () => (await read())[0]?.state !== 'open', 'the request is served')
  return (await read())[0] ?? { state: '', outcome: null }
}

const idsOf = async (mn: string): Promise<number[]> =>
  (await db.query<{ id: number }>('select r.id from raw_record as r where r.mn = $1 order by r.id', [mn])).map(
    ({ id }) => id,
  )

test('a request takes the frames of a device out of quarantine once it is registered, and says what still keeps others in', async () => {
  const client = await TestClient.open(gateway.port)
  client.send(upload({ mn: 'NEW', hoursAgo: 1, value: '12.5' }))
  client.send(upload({ mn: 'NEW', hoursAgo: 2, value: '13.5' }))
  client.send(upload({ mn: 'STRANGE', hoursAgo: 2 }))
  await eventually(
    async () => (await idsOf('STRANGE')).length === 1 && (await idsOf('NEW')).length === 2,
    'they are kept',
  )
  const told: string[] = []
  await db.listen('gateway_request_done', (payload) => void told.push(payload))
  await db.execute(`insert into site (id, code, kind, name) values (20, 'n', 'outfall', '新')`)
  await db.execute(`insert into device (mn, site_id, system_code) values ('NEW', 20, '32')`)
  const [fresh, strange] = [await idsOf('NEW'), await idsOf('STRANGE')]

  const { state, outcome } = await ask([...fresh, ...strange])

  expect(state).toBe('done')
  expect(outcome).toMatchObject({ reingested: 2, still: [{ id: strange[0], findings: [{ code: 'device.unknown' }] }] })
  await eventually(() => told.length === 1, 'the server is told')
  const values = await db.query(
    `select v.value, v.sources from reading_value as v where v.site_id = 20 order by v.value`,
  )
  expect(values).toEqual([
    { value: 12.5, sources: [fresh[0]] },
    { value: 13.5, sources: [fresh[1]] },
  ])
  const states = await db.query(`select r.state, r.site_id, r.kind, r.findings from raw_record as r where r.mn = 'NEW'`)
  expect(states).toEqual(Array(2).fill({ state: 'reingested', site_id: 20, kind: 'hour', findings: null }))
  client.close()
})

test('asking for the same frames twice takes them once', async () => {
  expect((await ask(await idsOf('NEW'))).outcome).toEqual({ reingested: 0, still: [] })
})

test('a request made while the gateway was away is served when it starts', async () => {
  await gateway.stop()
  const [request] = await db.query<{ id: number }>(
    `insert into gateway_request (kind, payload, asked_by) values ('reingest', '{"ids":[1,"x",null]}', 'test') returning id`,
  )
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
  const isDone = async (): Promise<boolean> =>
    (await db.query(`select 1 from gateway_request as g where g.id = $1 and g.state = 'done'`, [request?.id]))
      .length === 1
  await eventually(isDone, 'it is served')
})

test('replayFrames() changes nothing where nothing changed, though a value was sent twice', async () => {
  const client = await TestClient.open(gateway.port)
  for (const [n, value] of ['1.5', '2.5'].entries()) {
    client.send(upload({ hoursAgo: 5, value }))
    await client.waitFor(n + 1)
  }
  client.send(upload({ hoursAgo: 5, items: 'w21003-Avg=0.5' }))
  await client.waitFor(3)
  client.close()
  const counts = await replayFrames(db, { sinceMs: 0, untilMs: Date.now() + 1 })
  expect(counts).toMatchObject({ frames: 5, inserted: 0, revised: 0, unchanged: 3, unreadable: 0, mixed: 0 })
})

test('replayFrames() stores what comes out otherwise now as revisions, once', async () => {
  await db.execute(`update device set units = '{"w01018": "µg/L"}' where mn = 'NEW'`)
  const counts = await replayFrames(db, { sinceMs: 0, untilMs: Date.now() + 1 })
  expect(counts).toMatchObject({ revised: 2, unchanged: 1 })
  expect(await db.query(`select v.value from reading_value as v where v.site_id = 20 order by v.value`)).toEqual([
    { value: 0.0125 },
    { value: 0.0135 },
  ])
  expect(
    await db.query(`select v.value, v.author from reading_revision as v where v.reason = 'replay' order by v.value`),
  ).toEqual([
    { value: 12.5, author: 'replay' },
    { value: 13.5, author: 'replay' },
  ])
  expect(await replayFrames(db, { sinceMs: 0, untilMs: Date.now() + 1 })).toMatchObject({ revised: 0, unchanged: 3 })
})
