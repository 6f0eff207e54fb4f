// The story of an unknown logger, over a real socket: seen, understood, accepted, completed, its clock set. And the queries beside it.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Account } from '#contract/session.ts'
import { type Gateway, startGateway } from '#gateway/gateway.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, MN, registerTwo } from '../../../test/gateway/device.ts'
import { TestLogger } from '../../../test/gateway/logger.ts'
import { askCommands, cancelCommand, dismissGaps, fetchGaps } from './ask.ts'
import { listCommands, listForms, readCommand } from './command-queries.ts'
import { readDevice } from './device.ts'
import { addEntry, withdrawEntry } from './entries.ts'
import { listDevices } from './list.ts'
import { encodeFrame, listPackets, tryFrame } from './packets.ts'
import { acceptProfile, changeProfile } from './profiles.ts'
import { listUnknown, readProposal } from './proposal.ts'

const db = await freshDatabase(inject('database'))
const STRANGER = '4403070F00000000000000F9'
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
const account: Account = { id: 1, name: 'officer', displayName: '', role: 'officer', mustChangePassword: false }
const caller = { account, key: undefined }
let gateway: Gateway
let logger: TestLogger

beforeAll(async () => {
  await registerTwo(db)
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
})
afterAll(async () => {
  logger?.close()
  await gateway.stop()
  await db.drop()
})

function ok<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`${value.refused}: ${value.because}`)
  return value
}
const refusedAs = (value: unknown): string | undefined => (isRefusal(value) ? value.refused : undefined)
const hoursStored = async (): Promise<number> =>
  (
    await db.query(
      `select 1 from reading as r join device as d on d.site_id = r.site_id where d.mn = $1 and r.kind = 'hour'`,
      [STRANGER],
    )
  ).length
const stateOf = async (id: number): Promise<string> => ok(await readCommand(db, id)).state

describe('an unknown logger', () => {
  test('is seen, with what it says and why it is refused', async () => {
    logger = await TestLogger.open(gateway.port, { mn: STRANGER })
    // Two days and a half ago up to now, one day of which it has not sent.
    for (let ago = 60; ago >= 1; ago -= 1) logger.hours.set(HOUR - ago * HOUR_MS, 10 + (ago % 24))
    for (const at of logger.hours.keys()) {
      const ago = (HOUR - at) / HOUR_MS
      if (ago > 40 || ago <= 16) logger.sendHour(at)
    }
    await eventually(async () => (await listUnknown(db)).rows[0]?.frames === 36, 'its frames are in quarantine')
    await eventually(async () => (await listUnknown(db)).rows[0]?.connected === true, 'it is connected')
    const [unknown] = (await listUnknown(db)).rows
    expect(unknown).toMatchObject({ mn: STRANGER, frames: 36 })
    expect(unknown?.reasons).toMatchObject([{ code: 'device.unknown', frames: 36 }])
    expect((await listDevices(db, { page: 1, pageSize: 50 })).unknown).toBe(1)
  })

  test('is understood: the proposal names what its frames show', async () => {
    const { profile, evidence, siteKind } = ok(await readProposal(db, STRANGER))
    expect(profile).toMatchObject({
      systemCode: '32',
      edition: '2017',
      password: '123456',
      answerPolicy: 'as-flagged',
      periodStamp: 'start',
      intervals: { hour: 3600 },
      factors: ['w01018'],
    })
    expect(siteKind).toBe('outfall')
    expect(evidence.find(({ field }) => field === 'password')?.isWeak).toBe(true)
    expect(evidence[0]?.records[0]).toMatch(/^record\/\d+$/)
  })

  test('is accepted, and what it had said is in the store', async () => {
    const { profile } = ok(await readProposal(db, STRANGER))
    const place = { newSite: { name: '新排口', kind: 'outfall' as const } }
    const accepted = ok(await acceptProfile(db, account, STRANGER, { ...place, profile }))
    expect(accepted.requestIds).toHaveLength(1)
    await eventually(async () => (await hoursStored()) === 36, 'its hours are readings now')
    expect((await listUnknown(db)).rows).toEqual([])
    expect(refusedAs(await acceptProfile(db, account, STRANGER, { ...place, profile }))).toBe('records.device-exists')
    const [event] = await db.query<{ payload: object }>(
      `select e.payload from domain_event as e where e.type = 'DeviceRegistered'`,
    )
    expect(event?.payload).not.toHaveProperty('password')
  })

  test('has its missing day proposed and fetched', async () => {
    await eventually(async () => ok(await readDevice(db, STRANGER)).gaps.length > 0, 'the gap is found', 15_000)
    const [gap] = ok(await readDevice(db, STRANGER)).gaps
    expect(gap).toMatchObject({ kind: 'hour', periods: 24, state: 'open', from: HOUR - 40 * HOUR_MS })
    const asked = ok(await fetchGaps(db, caller, STRANGER, { ids: [gap?.id ?? 0], reason: '补取缺失的一天' }))
    const [id = 0] = asked.commandIds
    await eventually(async () => (await stateOf(id)) === 'executed', 'the fetch is done')
    expect(await hoursStored()).toBe(60)
    const command = ok(await readCommand(db, id))
    expect(command).toMatchObject({ cn: '2061', dataFrames: 24, result: { zh: 'ExeRtn=1 执行成功' } })
    expect(command.frames[0]?.saying.zh).toContain('2061')
    expect(command.frames.at(-1)?.saying.zh).toBe('9012 执行结果：ExeRtn=1 执行成功')
    await eventually(
      async () => ok(await readDevice(db, STRANGER)).gaps.every(({ state }) => state === 'filled'),
      'the gap is filled',
    )
  })

  test('has its clock set', async () => {
    expect(logger.clockOffsetMs).toBe(-3 * HOUR_MS)
    const body = { commands: [{ cn: '1012', params: {} }], reason: '时钟慢三小时', expiresInMin: 60 }
    const { ids } = ok(await askCommands(db, caller, STRANGER, body))
    await eventually(async () => (await stateOf(ids[0] ?? 0)) === 'executed', 'the clock is set')
    expect(Math.abs(logger.clockOffsetMs)).toBeLessThan(2_500)
    const events = await db.query<{ type: string; actor: string }>(
      `select e.type, e.actor from domain_event as e where e.stream = 'device' and e.payload ->> 'command' = $1 order by e.id`,
      [String(ids[0])],
    )
    expect(events).toEqual([
      { type: 'CommandAsked', actor: 'officer' },
      { type: 'CommandFinished', actor: 'gateway' },
    ])
  })

  test('stands in the list as connected and conforming', async () => {
    const { rows, connected, all } = await listDevices(db, { page: 1, pageSize: 50, q: '新排口' })
    expect(rows).toMatchObject([{ mn: STRANGER, connected: true, silent: false, gaps: 0, rival: false }])
    expect(rows[0]?.score).toBeGreaterThan(99)
    expect({ connected, all }).toEqual({ connected: 1, all: 3 })
    expect((await listDevices(db, { page: 1, pageSize: 50, state: 'silent' })).rows).toHaveLength(2)
  })
})

describe('commands', () => {
  const ask = (cn: string, params: Record<string, string> = {}) =>
    askCommands(db, caller, MN, { commands: [{ cn, params }], reason: 'test', expiresInMin: 1 })

  test('what the edition does not have, or a bound forbids, is refused before it is queued', async () => {
    expect(refusedAs(await ask('3022'))).toBe('devices.command-unfit')
    expect(refusedAs(await ask('1062', { RtdInterval: '5' }))).toBe('devices.command-unfit')
    expect(refusedAs(await askCommands(db, caller, 'nobody', { commands: [], reason: 'x', expiresInMin: 1 }))).toBe(
      'devices.not-found',
    )
    expect((await listCommands(db, MN, { page: 1, pageSize: 10 })).total).toBe(0)
  })

  test('a key that is held to other sites may not command', async () => {
    const key = { id: 1, name: 'k', may: ['device.command'] as const, siteIds: [12] }
    const body = { commands: [{ cn: '1011', params: {} }], reason: 'test', expiresInMin: 1 }
    expect(refusedAs(await askCommands(db, { account, key }, MN, body))).toBe('access.site-not-granted')
  })

  test('one that waits can be taken back, once; a password is shown to nobody', async () => {
    const { ids } = ok(await ask('1072', { NewPW: 'secret' }))
    const id = ids[0] ?? 0
    expect(ok(await readCommand(db, id)).params).toEqual({ NewPW: '******' })
    expect(ok(await cancelCommand(db, caller, id, '不需要了'))).toEqual({})
    expect(await db.query('select c.params from device_command as c where c.id = $1', [id])).toEqual([
      { params: { NewPW: '******' } },
    ])
    expect(refusedAs(await cancelCommand(db, caller, id, '不需要了'))).toBe('devices.command-under-way')
    const told = await db.query(`select 1 from domain_event as e where e.payload::text like '%secret%'`)
    expect(told).toEqual([])
  })

  test('the forms of an edition are those of its table', () => {
    const codes = (edition: '2005' | '2017' | '2025') => listForms({ edition }).forms.map(({ cn }) => cn)
    expect(codes('2005')).toContain('1022')
    expect(codes('2017')).not.toContain('1022')
    expect(codes('2025')).toContain('3024')
  })
})

describe('profile and file', () => {
  test('a unit that cannot become the unit of storage is refused', async () => {
    const { profile } = ok(await readDevice(db, MN))
    const body = { profile: { ...profile, units: { a34004: 'mg/L' } }, reingest: false }
    expect(refusedAs(await changeProfile(db, account, MN, body))).toBe('devices.unit-unknown')
    ok(await changeProfile(db, account, MN, { profile: { ...profile, tolerates: ['crc.modbus'] }, reingest: false }))
    expect(ok(await readDevice(db, MN))).toMatchObject({
      profile: { tolerates: ['crc.modbus'] },
      profiledBy: 'officer',
    })
  })

  test('entries are added, and taken back without vanishing', async () => {
    const plain = { until: null, manufacturer: null, serialNo: null, text: '', person: '张工', at: HOUR }
    expect(refusedAs(await addEntry(db, account, MN, { ...plain, kind: 'replacement', model: null }))).toBe(
      'devices.entry-unfit',
    )
    const { id } = ok(await addEntry(db, account, MN, { ...plain, kind: 'installation', model: 'K37A' }))
    ok(await withdrawEntry(db, account, { mn: MN, id, reason: '登记错误' }))
    expect(ok(await readDevice(db, MN)).entries).toMatchObject([{ model: 'K37A', withdrawnBy: 'officer' }])
    expect(refusedAs(await withdrawEntry(db, account, { mn: MN, id, reason: '再次' }))).toBe('devices.entry-not-found')
  })

  test('dismissed gaps stay dismissed', async () => {
    await db.execute(
      `insert into device_gap (site_id, mn, kind, from_at, until_at, periods) values (11, $1, 'hour', now(), now(), 1)`,
      [MN],
    )
    const [gap] = ok(await readDevice(db, MN)).gaps
    expect(ok(await dismissGaps(db, caller, MN, { ids: [gap?.id ?? 0], reason: '停产' }))).toEqual({ dismissed: 1 })
    expect(refusedAs(await fetchGaps(db, caller, MN, { ids: [9_999_999], reason: '补取' }))).toBe(
      'devices.gap-not-open',
    )
  })
})

describe('packets', () => {
  test('are listed decoded, page by page', async () => {
    const first = await listPackets(db, STRANGER, { limit: 10, only: 'all' })
    expect(first.rows).toHaveLength(10)
    expect(first.rows[0]?.reading.header.find(({ name }) => name === 'MN')?.value).toBe(STRANGER)
    expect((await listPackets(db, STRANGER, { limit: 10, only: 'quarantined' })).rows).toEqual([])
    const second = await listPackets(db, STRANGER, { limit: 10, only: 'all', before: first.next ?? 0 })
    expect(second.rows[0]?.id).toBeLessThan(first.rows.at(-1)?.id ?? 0)
  })

  test('what is pasted is taken apart, with places and advice; nothing is refused kindly', () => {
    const text =
      'noise##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&0759'
    const { frames, noise } = ok(tryFrame({ text }))
    expect(noise).toEqual(['noise'])
    expect(frames[0]).toMatchObject({ ok: false, command: { zh: '设置实时数据间隔' } })
    expect(frames[0]?.findings[0]).toMatchObject({
      code: 'crc.modbus',
      advice: { en: expect.stringContaining('annex A') },
    })
    const [mark] = frames[0]?.marks ?? []
    expect(frames[0]?.text.slice(mark?.from, mark?.until)).toBe('0759')
    expect(ok(tryFrame({ hex: Buffer.from(text).toString('hex') })).frames).toEqual(frames)
    expect(refusedAs(tryFrame({ text: '  ' }))).toBe('devices.nothing-to-decode')
    expect(refusedAs(tryFrame({ hex: 'abc' }))).toBe('devices.nothing-to-decode')
  })

  test('what is encoded decodes to itself', () => {
    const made = ok(encodeFrame({ message: { st: '32', cn: '1062', mn: 'A', flag: 5, cp: { RtdInterval: '30' } } }))
    expect(ok(tryFrame({ text: made.text })).frames[0]).toMatchObject({ ok: true, findings: [] })
    expect(ok(encodeFrame({ segment: 'CP=&&&&' })).crc).toBe('F781')
    expect(refusedAs(encodeFrame({ message: { cp: 7 } }))).toBe('devices.cannot-encode')
  })
})
