// Commands over a real socket: their course, their time-outs, their queue, and what is kept of them.
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { HOUR_MS } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, MN, OTHER_MN, pause, registerTwo } from '../../../test/gateway/device.ts'
import { type LoggerOptions, TestLogger } from '../../../test/gateway/logger.ts'
import { type Gateway, startGateway } from '../gateway.ts'

const db = await freshDatabase(inject('database'))
let gateway: Gateway
const loggers: TestLogger[] = []
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS

beforeAll(async () => {
  await registerTwo(db)
  await db.execute('update device set over_time_s = 1, resends = 2')
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
})
afterEach(async () => {
  for (const logger of loggers.splice(0)) logger.close()
  await eventually(async () => (await openSessions()).length === 0, 'all sessions are closed')
  if ((await db.execute(`update device set password = '123456' where mn = $1 and password <> '123456'`, [MN])) > 0) {
    await db.query(`select pg_notify('devices', '')`)
    await pause(100)
  }
})
afterAll(async () => {
  await gateway.stop()
  await db.drop()
})

async function open(options: Partial<LoggerOptions> = {}): Promise<TestLogger> {
  const logger = await TestLogger.open(gateway.port, { mn: MN, ...options })
  loggers.push(logger)
  logger.sendHeartbeat()
  return logger
}

const openSessions = () => db.query<{ mn: string }>('select s.mn from device_session as s where s.closed_at is null')

async function ask(cn: string, params: Record<string, string> = {}, expires = '1 hour'): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
     values ($1, 11, $2, $3, 'person', 'test', 'tester', now() + $4::interval) returning id`,
    [MN, cn, JSON.stringify(params), expires],
  )
  await db.query(`select pg_notify('device_command', $1)`, [MN])
  return row?.id ?? 0
}

type Row = Record<'state' | 'why' | 'qn', string | null> & {
  sends: number
  dataFrames: number
  exeRtn: number | null
  answer: unknown
  params: unknown
}
async function rowOf(id: number): Promise<Row> {
  const [row] = await db.query<Row>(
    `select c.state, c.why, c.qn, c.sends, c.data_frames as "dataFrames", c.exe_rtn as "exeRtn", c.answer, c.params
       from device_command as c where c.id = $1`,
    [id],
  )
  if (!row) throw new Error(`no command ${id}`)
  return row
}
const isIn = (id: number, ...states: string[]) =>
  eventually(
    async () => states.includes((await rowOf(id)).state ?? ''),
    `command ${id} is ${states.join(' or ')}`,
    15_000,
  )
const framesOf = (id: number) =>
  db.query<{ direction: string; cn: string; note: string | null; text: string }>(
    `select f.direction, f.cn, f.note, convert_from(f.body, 'UTF8') as text
       from device_command_frame as f where f.command_id = $1 order by f.n`,
    [id],
  )

describe('a command', () => {
  test('is sent, accepted and executed, and both sides of the conversation are kept byte for byte', async () => {
    const logger = await open()
    const id = await ask('1012')
    await isIn(id, 'executed')
    expect(Math.abs(logger.clockOffsetMs)).toBeLessThan(2_500)
    const { qn, sends, exeRtn } = await rowOf(id)
    expect({ sends, exeRtn }).toEqual({ sends: 1, exeRtn: 1 })
    const frames = await framesOf(id)
    expect(frames.map(({ direction, cn }) => `${direction} ${cn}`)).toEqual(['out 1012', 'in 9011', 'in 9012'])
    expect(frames[0]?.text).toMatch(
      new RegExp(`^##\\d{4}QN=${qn};ST=32;CN=1012;PW=123456;MN=${MN};Flag=5;CP=&&SystemTime=\\d{14}&&[0-9A-F]{4}\r\n$`),
    )
    const events = await db.query(`select e.actor from domain_event as e where e.type = 'CommandFinished'`)
    expect(events).toHaveLength(1)
  })

  test('waits for a device that is not there, and goes when it comes', async () => {
    const id = await ask('1061')
    await pause(400)
    expect((await rowOf(id)).state).toBe('queued')
    await open()
    await isIn(id, 'executed')
    expect((await rowOf(id)).answer).toEqual({ RtdInterval: '60' })
    const [device] = await db.query(`select d.intervals from device as d where d.mn = $1`, [MN])
    expect(device).toEqual({ intervals: { realtime: 60 } })
  })

  test('goes after the one before it, never beside it', async () => {
    const logger = await open()
    const ids = [await ask('1062', { RtdInterval: '30' }), await ask('1061'), await ask('2012')]
    for (const id of ids) await isIn(id, 'executed')
    expect(logger.heard.map(({ cn }) => cn)).toEqual(['1062', '1061', '2012'])
    const [spans] = await db.query<{ overlaps: number }>(
      `select count(*)::int as overlaps from device_command as a join device_command as b on a.id < b.id
        where a.id = any ($1) and b.id = any ($1) and b.sent_at < a.finished_at`,
      [ids],
    )
    expect(spans?.overlaps).toBe(0)
  })

  test('is sent again with the same bytes where no answer comes, and then given up', async () => {
    const logger = await open({ deaf: 3 })
    const id = await ask('1011')
    await isIn(id, 'timed-out')
    expect(await rowOf(id)).toMatchObject({ why: 'no-answer', sends: 3 })
    const frames = await framesOf(id)
    expect(frames.map(({ direction, note }) => `${direction} ${note}`)).toEqual([
      'out null',
      'out resend',
      'out resend',
    ])
    expect(new Set(frames.map(({ text }) => text)).size).toBe(1)
    expect(logger.heard).toHaveLength(3)
  })

  test('that is answered at the second try is executed once', async () => {
    await open({ deaf: 1 })
    const id = await ask('1011')
    await isIn(id, 'executed')
    expect(await rowOf(id)).toMatchObject({ sends: 2 })
  })

  test('is refused by the device in its own words', async () => {
    await open({ qnRtn: 3 })
    const id = await ask('1012')
    await isIn(id, 'refused')
    expect(await db.query(`select c.qn_rtn as n from device_command as c where c.id = $1`, [id])).toEqual([{ n: 3 }])
  })

  test('is understood by replies without a QN, which is told', async () => {
    await open({ withoutQn: true })
    const id = await ask('1012')
    await isIn(id, 'executed')
    expect((await framesOf(id)).map(({ note }) => note)).toEqual([null, 'qn-differs', 'qn-differs'])
  })

  test('ends with the link', async () => {
    const logger = await open({ neverDone: true })
    const id = await ask('3012', { PolId: 'w01018' })
    await isIn(id, 'accepted')
    logger.close()
    await isIn(id, 'timed-out')
    expect((await rowOf(id)).why).toBe('link-lost')
  })

  test('that cannot be written in the edition of the device fails and says so', async () => {
    await open()
    const id = await ask('3022')
    await isIn(id, 'failed')
    expect((await rowOf(id)).why).toBe('not-encodable')
  })

  test('expires where nobody came for it', async () => {
    const id = await ask('1011', {}, '-1 second')
    await isIn(id, 'expired')
  })

  test('for a new password changes the register with the device, and leaves no secret behind', async () => {
    const logger = await open()
    const id = await ask('1072', { NewPW: 'abcdef' })
    await isIn(id, 'executed')
    expect(logger.password).toBe('abcdef')
    await eventually(async () => {
      const [device] = await db.query<{ password: string }>('select d.password from device as d where d.mn = $1', [MN])
      return device?.password === 'abcdef'
    }, 'the register has the new password')
    expect((await rowOf(id)).params).toEqual({ NewPW: '******' })
  })

  test('for history is done when its data is in the store', async () => {
    const logger = await open()
    const at = [3, 4, 5].map((n) => HOUR - n * HOUR_MS)
    for (const [n, hour] of at.entries()) logger.hours.set(hour, 20 + n)
    const clock = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().replace(/\D/g, '').slice(0, 14)
    const id = await ask('2061', { BeginTime: clock(HOUR - 5 * HOUR_MS), EndTime: clock(HOUR - 3 * HOUR_MS) })
    await isIn(id, 'executed')
    expect(await rowOf(id)).toMatchObject({ dataFrames: 3, exeRtn: 1 })
    const values = await db.query<{ value: number }>(
      `select v.value from reading_value as v where v.kind = 'hour' order by v.at`,
    )
    expect(values.map(({ value }) => value)).toEqual([22, 21, 20])
  })
})

test('a device that asks for the time gets it once, however often it asks', async () => {
  await db.execute(`delete from device_command`)
  const logger = await open()
  logger.askTime()
  logger.askTime()
  await eventually(() => logger.heard.some(({ cn }) => cn === '1012'), 'the clock is set')
  await pause(300)
  const asked = await db.query(`select c.cause, c.asked_by as "by" from device_command as c where c.cn = '1012'`)
  expect(asked).toEqual([{ cause: 'device-asked', by: 'gateway' }])
})

describe('sessions', () => {
  test('stand in the store while they last, and say why they ended', async () => {
    const logger = await open()
    await eventually(async () => (await openSessions()).some(({ mn }) => mn === MN), 'the session is there')
    logger.close()
    await eventually(async () => (await openSessions()).length === 0, 'the session is closed')
    const [last] = await db.query(
      `select s.closed_why as why, s.site_id as "siteId" from device_session as s order by s.id desc limit 1`,
    )
    expect(last).toEqual({ why: 'device-closed', siteId: 11 })
  })

  test('commands go to the newest connection of an MN', async () => {
    const older = await open()
    await pause(50)
    const newer = await open()
    await pause(100)
    await isIn(await ask('1061'), 'executed')
    expect({ older: older.heard.length, newer: newer.heard.length }).toEqual({ older: 0, newer: 1 })
  })

  test('several devices share the connection of a concentrator', async () => {
    const logger = await open()
    await db.execute(`update device set edition = '2017' where mn = $1`, [OTHER_MN])
    const other = new TestLogger(logger.socket, { mn: OTHER_MN })
    other.sendHeartbeat()
    await eventually(async () => (await openSessions()).length === 2, 'two sessions on one connection')
    logger.close()
  })
})
