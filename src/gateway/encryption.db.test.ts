// SM4 over a real socket: what is stored of an encrypted frame, keys that change, plain text where it must not be, and 1014.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { encryptFrame } from '#hj212/decode.ts'
import { encodeSegment } from '#hj212/frame.ts'
import { formatSm4Key } from '#hj212/sm4.ts'
import { HOUR_MS } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../test/database.ts'
import { eventually, hourText, MN, pause, registerTwo, TestClient } from '../../test/gateway/device.ts'
import { type LoggerOptions, TestLogger } from '../../test/gateway/logger.ts'
import { keysAt } from './device-keys.ts'
import { loadDevices } from './devices.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { replayFrames } from './replay.ts'

const db = await freshDatabase(inject('database'))
const KEY = new Uint8Array(16).fill(0x30)
const OTHER = new Uint8Array(16).fill(0x31)
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
let gateway: Gateway
const open: { close(): void }[] = []

beforeAll(async () => {
  await registerTwo(db)
  await db.execute(`update device set edition = '2025', over_time_s = 1, resends = 1 where mn = $1`, [MN])
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
})
beforeEach(async () => {
  for (const table of ['device_key', 'device_command', 'raw_record', 'reading', 'reading_revision']) {
    await db.execute(`delete from ${table}`)
  }
  await db.execute(`update device set encryption = 'accepted'`)
  await told()
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})
afterAll(async () => {
  await gateway.stop()
  await db.drop()
})

async function told(): Promise<void> {
  await db.query(`select pg_notify('devices', '')`)
  await pause(150)
}

async function haveKey(key: Uint8Array, since = 'now()'): Promise<void> {
  await db.execute(
    `insert into device_key (site_id, mn, key, made_at, since, origin) values (11, $1, $2, ${since}, ${since}, 'by-hand')`,
    [MN, Buffer.from(key)],
  )
  await told()
}

const hourFrame = (hoursAgo: number, value: string, key?: Uint8Array): Uint8Array => {
  const frame = encodeSegment(
    `QN=2026112510000000${hoursAgo};ST=32;CN=2061;PW=123456;MN=${MN};Flag=9;CP=&&DataTime=${hourText(hoursAgo)};w01018-Avg=${value},w01018-Flag=N&&`,
  )
  return key ? encryptFrame(frame, key) : frame
}

async function send(...frames: Uint8Array[]): Promise<TestClient> {
  const client = await TestClient.open(gateway.port)
  open.push(client)
  for (const frame of frames) client.send(frame)
  return client
}

const bare = (frame: Uint8Array): string => Buffer.from(frame.subarray(0, -2)).toString('hex')
const records = async () =>
  (
    await db.query<{ id: number; state: string; body: Uint8Array; findings: { code: string }[] | null }>(
      `select r.id, r.state, r.body, r.findings from raw_record as r where r.mn = $1 order by r.id`,
      [MN],
    )
  ).map(({ body, findings, ...row }) => ({
    ...row,
    hex: Buffer.from(body).toString('hex'),
    codes: (findings ?? []).map(({ code }) => code),
  }))
const recorded = (count: number) => eventually(async () => (await records()).length >= count, `${count} records`)
const values = async (): Promise<number[]> =>
  (
    await db.query<{ value: number }>(
      `select v.value from reading_value as v where v.site_id = 11 and v.kind = 'hour' order by v.at`,
    )
  ).map(({ value }) => value)
const keys = () =>
  db.query<{ hex: string; isUsed: boolean }>(
    `select upper(encode(k.key, 'hex')) as hex, k.since is not null as "isUsed"
       from device_key as k order by k.id`,
  )

async function reingest(ids: readonly number[]): Promise<unknown> {
  const [request] = await db.query<{ id: number }>(
    `insert into gateway_request (kind, payload, asked_by) values ('reingest', $1, 'test') returning id`,
    [JSON.stringify({ ids })],
  )
  await db.query(`select pg_notify('gateway_request', '')`)
  const read = () =>
    db.query<{ state: string; outcome: unknown }>(
      'select g.state, g.outcome from gateway_request as g where g.id = $1',
      [request?.id],
    )
  await eventually(async () => (await read())[0]?.state !== 'open', 'the request is served')
  return (await read())[0]?.outcome
}

describe('an encrypted upload', () => {
  test('is stored with its values, answered, and kept in the bytes in which it came', async () => {
    await haveKey(KEY)
    const frame = hourFrame(2, '41.5', KEY)
    const client = await send(frame)
    expect((await client.waitFor(1))[0]).toContain('CN=9014')
    expect(await values()).toEqual([41.5])
    expect(await records()).toMatchObject([{ state: 'stored', hex: bare(frame), codes: [] }])
    const counts = await replayFrames(db, { sinceMs: Date.now() - HOUR_MS, untilMs: Date.now() + 1000 })
    expect(counts).toMatchObject({ frames: 1, unreadable: 0, unchanged: 1 })
  })

  test('is taken under the key before the current one, which is told; under one before that no more', async () => {
    await haveKey(new Uint8Array(16).fill(0x39), `now() - interval '2 days'`)
    await haveKey(OTHER, `now() - interval '1 day'`)
    await haveKey(KEY, `now() - interval '1 minute'`)
    await send(hourFrame(2, '1.5', OTHER), hourFrame(3, '2.5', KEY), hourFrame(4, '3.5', new Uint8Array(16).fill(0x39)))
    await recorded(3)
    expect(
      (await records()).map(({ state, codes }) => `${state} ${codes.filter((code) => code.startsWith('cipher.'))}`),
    ).toEqual(['stored cipher.before', 'stored ', 'quarantined cipher.wrong-key'])
  })

  test('goes into quarantine where no key fits, and comes out of it once the right one is set', async () => {
    await send(hourFrame(2, '1.5', KEY))
    await recorded(1)
    await haveKey(OTHER, `now() - interval '1 day'`)
    await send(hourFrame(3, '2.5', KEY))
    await recorded(2)
    const before = await records()
    expect(before.map(({ state }) => state)).toEqual(['quarantined', 'quarantined'])
    expect(before[0]?.codes).toEqual(expect.arrayContaining(['seg.encrypted', 'cipher.no-key']))
    expect(before[1]?.codes).toEqual(expect.arrayContaining(['seg.encrypted', 'cipher.wrong-key']))
    await haveKey(KEY)
    expect(await reingest(before.map(({ id }) => id))).toEqual({ reingested: 2, still: [] })
    expect(await values()).toEqual([2.5, 1.5])
    expect((await records()).map(({ state, codes }) => `${state}${codes}`)).toEqual(['reingested', 'reingested'])
  })

  test('is not opened where the keys are switched off', async () => {
    await db.execute(`update device set encryption = 'off'`)
    await haveKey(KEY)
    await send(hourFrame(2, '1.5', KEY), hourFrame(3, '2.5'))
    await recorded(2)
    expect((await records()).map(({ state }) => state)).toEqual(['quarantined', 'stored'])
  })
})

describe('plain text', () => {
  test('is stored where encryption is accepted', async () => {
    await haveKey(KEY)
    await send(hourFrame(2, '1.5'))
    await recorded(1)
    expect(await records()).toMatchObject([{ state: 'stored', codes: [] }])
  })

  test('is refused where encryption is required, but for what need not be encrypted', async () => {
    await db.execute(`update device set encryption = 'required'`)
    await haveKey(KEY)
    const heartbeat = encodeSegment(`QN=20261125100000009;ST=91;CN=9015;PW=123456;MN=${MN};Flag=9;CP=&&&&`)
    const client = await send(hourFrame(2, '1.5'), heartbeat, hourFrame(3, '2.5', KEY))
    await client.waitFor(2)
    expect((await records()).map(({ state, codes }) => `${state} ${codes}`)).toEqual([
      'quarantined cipher.plain',
      'acknowledged ',
      'stored ',
    ])
    expect(client.heard.some((answer) => answer.includes('QN=20261125100000002;'))).toBe(false)
  })
})

describe('1014', () => {
  async function logger(options: Partial<LoggerOptions> = {}): Promise<TestLogger> {
    const one = await TestLogger.open(gateway.port, { mn: MN, sm4Key: KEY, ...options })
    open.push(one)
    one.sendHeartbeat()
    return one
  }
  async function ask(cn: string): Promise<number> {
    const [row] = await db.query<{ id: number }>(
      `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
       values ($1, 11, $2, '{}', 'person', 'test', 'tester', now() + interval '1 hour') returning id`,
      [MN, cn],
    )
    await db.query(`select pg_notify('device_command', $1)`, [MN])
    return row?.id ?? 0
  }
  const commands = () =>
    db.query<{ state: string; cause: string; params: unknown }>(
      `select c.state, c.cause, c.params from device_command as c where c.cn = '1014' order by c.id`,
    )
  const ended = () =>
    eventually(
      async () =>
        (await commands()).every(({ state }) => !/queued|sent|accepted/.test(state)) && (await commands()).length > 0,
      'the command is over',
      15_000,
    )
  const isMine = (hex: string, key: Uint8Array | undefined): boolean => key !== undefined && hex === formatSm4Key(key)

  test('from the device: it gets a new key under the current one, and speaks under it', async () => {
    await haveKey(KEY, `now() - interval '80 days'`)
    const device = await logger()
    device.askKey('20260901000000000')
    device.askKey('20260901000000000')
    await eventually(
      () => device.key !== undefined && formatSm4Key(device.key) !== formatSm4Key(KEY),
      'it has a new key',
    )
    await ended()
    expect(await commands()).toEqual([{ state: 'executed', cause: 'device-asked', params: {} }])
    await eventually(async () => (await keys())[1]?.isUsed === true, 'the new key is in use')
    const [old, fresh] = await keys()
    expect(old).toEqual({ hex: formatSm4Key(KEY), isUsed: true })
    expect(isMine(fresh?.hex ?? '', device.key)).toBe(true)
    device.hours.set(HOUR - 2 * HOUR_MS, 7)
    device.sendHour(HOUR - 2 * HOUR_MS)
    await eventually(async () => (await values()).length === 1, 'its hour is stored')
    expect((await records()).at(-1)?.codes).toEqual([])
    const [kept] = await db.query<{ all: string }>(
      `select concat((select string_agg(encode(f.body, 'hex'), ' ') from device_command_frame as f),
                     (select string_agg(e.payload::text, ' ') from domain_event as e),
                     (select string_agg(c::text, ' ') from device_command as c)) as "all"`,
    )
    expect(kept?.all.toUpperCase()).not.toContain(formatSm4Key(device.key ?? KEY))
    expect(kept?.all).not.toContain(Buffer.from(formatSm4Key(device.key ?? KEY)).toString('hex'))
  })

  test('from the desk: the current key becomes the one before it, and the one before is over', async () => {
    await haveKey(OTHER, `now() - interval '2 days'`)
    await haveKey(KEY, `now() - interval '1 day'`)
    const device = await logger()
    await ask('1014')
    await ended()
    expect((await commands())[0]).toMatchObject({ state: 'executed', params: {} })
    await eventually(async () => (await keys())[2]?.isUsed === true, 'the new key is in use')
    const known = (await loadDevices(db)).get(MN)
    expect(keysAt(known, Date.now()).map(formatSm4Key)).toEqual([(await keys())[2]?.hex, formatSm4Key(KEY)])
    expect(keysAt(known, Date.now() - HOUR_MS).map(formatSm4Key)).toContain(formatSm4Key(OTHER))
    expect(isMine((await keys())[2]?.hex ?? '', device.key)).toBe(true)
  })

  test('whose result is lost takes effect with the first frame under the new key', async () => {
    await haveKey(KEY, `now() - interval '1 day'`)
    const device = await logger({ neverDone: true })
    await ask('1014')
    await eventually(
      () => device.key !== undefined && formatSm4Key(device.key) !== formatSm4Key(KEY),
      'it has a new key',
    )
    expect((await keys())[1]).toMatchObject({ isUsed: false })
    device.hours.set(HOUR - 2 * HOUR_MS, 8)
    device.sendHour(HOUR - 2 * HOUR_MS)
    await eventually(async () => (await values()).length === 1, 'its hour is stored')
    await eventually(async () => (await keys())[1]?.isUsed === true, 'the new key is in use')
  })

  test('that was not answered is offered again with the same key', async () => {
    await haveKey(KEY, `now() - interval '1 day'`)
    const deaf = await logger({ deaf: 2 })
    await ask('1014')
    await ended()
    expect((await commands())[0]?.state).toBe('timed-out')
    const [, offered] = await keys()
    await ask('1014')
    await ended()
    await eventually(async () => (await keys())[1]?.isUsed === true, 'the new key is in use')
    expect(await keys()).toHaveLength(2)
    expect(isMine(offered?.hex ?? '', deaf.key)).toBe(true)
  })

  test('is not sent without a key to send it under, and a device that asks is told of', async () => {
    const device = await logger()
    device.key = undefined
    await ask('1014')
    await ended()
    expect((await commands())[0]?.state).toBe('failed')
    device.askKey('20260901000000000')
    await eventually(
      async () => (await records()).some(({ codes }) => codes.includes('cipher.key-asked')),
      'it is told',
    )
    expect(await commands()).toHaveLength(1)
    expect(await keys()).toEqual([])
  })
})

test('site information is asked for under the current key', async () => {
  await haveKey(KEY)
  const device = await TestLogger.open(gateway.port, { mn: MN, sm4Key: KEY })
  open.push(device)
  device.sendHeartbeat()
  await db.execute(
    `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
     values ($1, 11, '3020', '{"PolId": "w01018", "InfoId": "i13004"}', 'person', 'test', 'tester', now() + interval '1 hour')`,
    [MN],
  )
  await db.query(`select pg_notify('device_command', $1)`, [MN])
  await eventually(
    () => device.heard.some(({ cn, cp }) => cn === '3020' && cp.fields.InfoId === 'i13004'),
    'it is heard',
  )
  const [frame] = await db.query<{ text: string }>(
    `select encode(f.body, 'escape') as text from device_command_frame as f where f.direction = 'out' order by f.command_id desc`,
  )
  expect(frame?.text).not.toContain('InfoId')
})
