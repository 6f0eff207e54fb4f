// Real sockets against a real store: cuts, glue, noise, strangers, and answers that come after the commit only.
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { encodeSegment } from '#hj212/frame.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../test/database.ts'
import {
  eventually,
  hourText,
  MN,
  OTHER_MN,
  pause,
  registerTwo,
  TestClient,
  upload,
} from '../../test/gateway/device.ts'
import { type Gateway, startGateway } from './gateway.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
let gateway: Gateway
const clients: TestClient[] = []

beforeAll(async () => {
  await registerTwo(db)
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log })
})
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
afterAll(async () => {
  await gateway.stop()
  await db.drop()
})

async function open(): Promise<TestClient> {
  const client = await TestClient.open(gateway.port)
  clients.push(client)
  return client
}

type Row = { state: string; body: Buffer; codes: string[] | null; siteId: number; mn: string | null }
const records = (state: string): Promise<Row[]> =>
  db.query<Row>(
    `select r.state, r.body, r.site_id as "siteId", r.mn,
            (select array_agg(f ->> 'code') from jsonb_array_elements(r.findings) as f) as codes
       from raw_record as r where r.state = $1 order by r.id`,
    [state],
  )
const bodyOf = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1').trimEnd()
const isKept = async (state: string, body: string): Promise<Row | undefined> =>
  (await records(state)).find((row) => row.body.toString('latin1') === body)

describe('answers', () => {
  test('9014 repeats QN, password and MN; frame and value are in the store when it comes', async () => {
    const client = await open()
    const frame = upload({ qn: '20261125100000777', hoursAgo: 2, value: '33.25' })
    client.send(frame)
    const [answer] = await client.waitFor(1)
    expect(answer).toContain(`QN=20261125100000777;ST=91;CN=9014;PW=123456;MN=${MN};Flag=4;CP=&&&&`)
    expect(await isKept('stored', bodyOf(frame))).toMatchObject({ siteId: 11, mn: MN, codes: null })
    const values = await db.query(`select v.factor, v.value, v.flag from reading_value as v where v.value = 33.25`)
    expect(values).toEqual([{ factor: 'w01018', value: 33.25, flag: 'N' }])
  })

  test('no answer while the transaction is held up, and one as soon as it has committed', async () => {
    const client = await open()
    const held = Promise.withResolvers<void>()
    const isHeld = Promise.withResolvers<void>()
    const holding = db.transaction(async (tx) => {
      await tx.execute('lock table raw_record in access exclusive mode')
      isHeld.resolve()
      await held.promise
    })
    await isHeld.promise
    client.send(upload({ qn: '20261125100000778', hoursAgo: 3 }))
    await pause(700)
    expect(client.heard).toEqual([])
    held.resolve()
    await holding
    expect(await client.waitFor(1)).toHaveLength(1)
  })

  test('2005 devices are answered in their form', async () => {
    const client = await open()
    client.send(encodeSegment(`ST=32;CN=2011;PW=x;MN=${OTHER_MN};Flag=1;CP=&&DataTime=${hourText(0)};011-Rtd=20&&`))
    expect((await client.waitFor(1))[0]).toContain(`ST=91;CN=9014;PW=x;MN=${OTHER_MN};Flag=0;CP=&&&&`)
  })

  test('nobody who did not ask is answered; heartbeats and commands without data are acknowledged', async () => {
    const client = await open()
    const silent = encodeSegment(`QN=1;ST=32;CN=2081;PW=123456;MN=${MN};Flag=4;CP=&&DataTime=${hourText(0)}&&`)
    const heartbeat = encodeSegment(`QN=20261125100000779;ST=32;CN=9015;PW=123456;MN=${MN};Flag=9;CP=&&&&`)
    client.send(silent)
    client.send(heartbeat)
    expect(await client.waitFor(1)).toEqual([expect.stringContaining('CN=9013;PW=123456')])
    expect(await isKept('acknowledged', bodyOf(silent))).toBeDefined()
  })
})

describe('bytes', () => {
  test('a frame cut at every byte gives its one answer', async () => {
    const client = await open()
    const frame = upload({ qn: '20261125110000000', hoursAgo: 4 })
    for (let cut = 1; cut < frame.length; cut += 1) await client.sendInPieces(frame, [cut])
    expect(await client.waitFor(frame.length - 1)).toHaveLength(frame.length - 1)
    expect(
      await db.query(
        `select 1 from reading as r where r.sources is not null and r.kind = 'hour' and r.at = date_trunc('hour', now()) - interval '4 hours'`,
      ),
    ).toHaveLength(1)
  })

  test('glued frames are answered in their order', async () => {
    const client = await open()
    const qns = ['20261125120000001', '20261125120000002', '20261125120000003']
    client.send(Buffer.concat(qns.map((qn, n) => upload({ qn, hoursAgo: 5 + n }))))
    const answers = await client.waitFor(3)
    expect(answers.map((answer) => /QN=(\d+)/.exec(answer)?.[1])).toEqual(qns)
  })

  test('a wrong checksum and a wrong length are kept with their reasons and not answered; the next frame is', async () => {
    const client = await open()
    const good = upload({ qn: '20261125120000010', hoursAgo: 9 })
    const wrongCrc = bodyOf(good).replace('41.5', '41.6')
    const wrongLength = bodyOf(good).replace(/^##\d{4}/, '##0333')
    client.send(Buffer.from(`${wrongCrc}\r\n${wrongLength}\r\n`))
    client.send(good)
    client.send(upload({ qn: '20261125120000011', hoursAgo: 10 }))
    const answers = await client.waitFor(2)
    expect(answers.map((answer) => /QN=(\d+)/.exec(answer)?.[1])).toEqual(['20261125120000010', '20261125120000011'])
    expect((await isKept('quarantined', wrongCrc))?.codes).toEqual(['crc.stale'])
    expect((await isKept('quarantined', wrongLength))?.codes).toContain('len.long')
  })

  test('a connection that breaks inside a frame leaves what came, in quarantine', async () => {
    const client = await open()
    const half = upload().subarray(0, 50)
    client.send(half)
    await pause(50)
    client.close()
    await eventually(async () => (await isKept('quarantined', bodyOf(half))) !== undefined, 'the half frame is kept')
  })

  test('a frame whose bytes stop coming is given up after five seconds, and the connection goes on', async () => {
    const client = await open()
    const half = upload({ hoursAgo: 2 }).subarray(0, 70)
    client.send(half)
    await eventually(async () => (await isKept('quarantined', bodyOf(half))) !== undefined, 'the half frame is kept')
    client.send(upload({ qn: '20261125120000015', hoursAgo: 15 }))
    expect(await client.waitFor(1)).toHaveLength(1)
  })

  test('a device that sends and closes its side at once is stored and still answered', async () => {
    const client = await open()
    client.send(upload({ qn: '20261125120000020', hoursAgo: 11 }))
    client.end()
    await client.waitFor(1)
    await eventually(() => client.isClosed, 'the gateway closes too')
  })

  test('two megabytes of noise cost that connection and leave a sample that says how much it was', async () => {
    const noisy = await open()
    const noise = Buffer.alloc(2_000_000, 'GET / HTTP/1.1 ')
    noisy.send(noise)
    await eventually(() => noisy.isClosed, 'the noisy connection is closed')
    const kept = async (): Promise<Row | undefined> =>
      (await records('quarantined')).find(({ codes }) => codes?.includes('noise.bytes'))
    await eventually(async () => (await kept()) !== undefined, 'the noise is told')
    expect((await kept())?.body.length).toBe(1024)
    const client = await open()
    client.send(upload({ qn: '20261125120000030', hoursAgo: 12 }))
    expect(await client.waitFor(1)).toHaveLength(1)
  })
})

describe('strangers', () => {
  test('an unknown MN is kept once a minute, with its reason, and not answered', async () => {
    const client = await open()
    const frame = upload({ mn: 'NOBODY' })
    for (let n = 0; n < 20; n += 1) client.send(frame)
    client.send(upload({ qn: '20261125130000001', hoursAgo: 13 }))
    expect(await client.waitFor(1)).toHaveLength(1)
    const kept = (await records('quarantined')).filter(({ mn }) => mn === 'NOBODY')
    expect(kept.map(({ codes, siteId }) => ({ codes, siteId }))).toEqual([{ codes: ['device.unknown'], siteId: 0 }])
  })

  test('a wrong password, a time that cannot be and values that are none are kept and not answered', async () => {
    const client = await open()
    const wrongPassword = encodeSegment(
      `ST=32;CN=2061;PW=x;MN=${MN};Flag=5;CP=&&DataTime=${hourText(1)};w01018-Avg=1&&`,
    )
    const future = upload({ hoursAgo: -48 })
    const nonsense = upload({ items: 'w01018-Avg=abc' })
    for (const frame of [wrongPassword, future, nonsense]) client.send(frame)
    client.send(upload({ qn: '20261125130000002', hoursAgo: 14 }))
    expect(await client.waitFor(1)).toEqual([expect.stringContaining('20261125130000002')])
    expect((await isKept('quarantined', bodyOf(wrongPassword)))?.codes).toEqual(['device.password'])
    expect((await isKept('quarantined', bodyOf(future)))?.codes).toEqual(['time.future'])
    expect((await isKept('quarantined', bodyOf(nonsense)))?.codes).toContain('data.unreadable')
  })

  test('a device is known as soon as it is registered', async () => {
    const client = await open()
    const frame = upload({ mn: 'LATE', qn: '20261125130000003', hoursAgo: 1 })
    await db.execute(`insert into site (id, code, kind, name) values (13, 'c', 'outfall', '丙')`)
    await db.execute(`insert into device (mn, site_id, system_code) values ('LATE', 13, '32')`)
    await db.query(`select pg_notify('devices', '')`)
    await pause(200)
    client.send(frame)
    expect(await client.waitFor(1)).toHaveLength(1)
  })
})

test('two connections of the same device are both heard, and the same frame is one reading', async () => {
  const [one, other] = [await open(), await open()]
  const frame = upload({ qn: '20261125140000001', hoursAgo: 20, value: '77.125' })
  one.send(frame)
  other.send(frame)
  await one.waitFor(1)
  await other.waitFor(1)
  expect(await db.query('select 1 from reading_value as v where v.value = 77.125')).toHaveLength(1)
})

test('another value for the same hour is kept as a revision', async () => {
  const client = await open()
  client.send(upload({ qn: '20261125140000002', hoursAgo: 21, value: '5.5' }))
  await client.waitFor(1)
  client.send(upload({ qn: '20261125140000003', hoursAgo: 21, value: '6.5' }))
  await client.waitFor(2)
  expect(await db.query('select v.reason, v.value from reading_revision as v where v.value = 5.5')).toEqual([
    { reason: 'resend', value: 5.5 },
  ])
})

test('startGateway() says in one sentence that a port is taken', async () => {
  const second = startGateway({ db, host: '127.0.0.1', port: gateway.port, log })
  await expect(second).rejects.toThrow(String(gateway.port))
})
