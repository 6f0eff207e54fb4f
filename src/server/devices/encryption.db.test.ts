// The keys of a device as an officer keeps them, over a real socket: set, replaced, taken away, renewed, and shown to nobody.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Account } from '#contract/session.ts'
import { type Gateway, startGateway } from '#gateway/gateway.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, MN, registerTwo } from '../../../test/gateway/device.ts'
import { TestLogger } from '../../../test/gateway/logger.ts'
import { readTrace } from '../trace/read-trace.ts'
import { askCommands } from './ask.ts'
import { readCommand } from './command-queries.ts'
import { readDevice } from './device.ts'
import { changeEncryption } from './encryption.ts'
import { listPackets, tryFrame } from './packets.ts'
import { readProposal } from './proposal.ts'

const db = await freshDatabase(inject('database'))
const account: Account = { id: 1, name: 'officer', displayName: '', role: 'officer', mustChangePassword: false }
const caller = { account, key: undefined }
const KEY = '30313233343536373839616263646566'
const WRONG = 'ffffffffffffffffffffffffffffffff'
const HOUR = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
let gateway: Gateway
let logger: TestLogger

beforeAll(async () => {
  await registerTwo(db)
  await db.execute(`update device set edition = '2025', over_time_s = 2 where mn = $1`, [MN])
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
  logger = await TestLogger.open(gateway.port, { mn: MN, sm4Key: parseSm4Key(KEY) ?? new Uint8Array(16) })
})
afterAll(async () => {
  logger.close()
  await gateway.stop()
  await db.drop()
})

function ok<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(`${value.refused}: ${value.because}`)
  return value
}
const refusedAs = (value: unknown): string | undefined => (isRefusal(value) ? value.refused : undefined)
const change = (body: Partial<Parameters<typeof changeEncryption>[3]>) =>
  changeEncryption(db, caller, MN, { policy: 'accepted', reason: 'test', reingest: false, ...body })
const encryption = async () => ok(await readDevice(db, MN)).encryption
const hours = async (): Promise<number> =>
  (await db.query(`select 1 from reading as r where r.site_id = 11 and r.kind = 'hour'`)).length
const packets = async () => ok(await listPackets(db, MN, { before: undefined, limit: 20, only: 'all' })).rows

test('without a key nothing can be required or renewed', async () => {
  expect(await encryption()).toEqual({ policy: 'accepted', keySince: null, hasBefore: false, offeredAt: null })
  expect(refusedAs(await change({ policy: 'required' }))).toBe('devices.key-missing')
  const ask = { commands: [{ cn: '1014', params: {} }], reason: 'test', expiresInMin: 5 }
  expect(refusedAs(await askCommands(db, caller, MN, ask))).toBe('devices.key-missing')
})

test('under a wrong key frames wait in quarantine; the right one takes them out', async () => {
  ok(await change({ key: WRONG }))
  logger.hours.set(HOUR - 2 * HOUR_MS, 17)
  logger.sendHour(HOUR - 2 * HOUR_MS)
  await eventually(async () => (await packets()).length === 1, 'the frame is there')
  expect((await packets())[0]).toMatchObject({ state: 'quarantined', reading: { ok: false, decrypted: false } })
  const { requestIds } = ok(await change({ key: KEY, reingest: true }))
  expect(requestIds).toHaveLength(1)
  await eventually(async () => (await hours()) === 1, 'it is stored')
  expect(await encryption()).toMatchObject({ policy: 'accepted', hasBefore: true, offeredAt: null })
  expect(Math.abs(((await encryption()).keySince ?? 0) - Date.now())).toBeLessThan(10_000)
  expect(refusedAs(await change({ key: KEY.toUpperCase() }))).toBe('devices.key-known')
})

test('its frames are shown in plain text: among the packets, in the trace, and in the profile they speak for', async () => {
  const [packet] = await packets()
  expect(packet?.reading).toMatchObject({ ok: true, decrypted: true, findings: [] })
  expect(packet?.reading.text).toContain('w01018-Avg=17')
  const trace = ok(
    await readTrace(db, { ref: `${packet?.ref}/w01018`, nowMs: Date.now(), page: 1, pageSize: 50, only: 'all' }),
  )
  const { text, highlight, hex } = trace.raw ?? { text: '', highlight: [], hex: '' }
  expect(text.slice(highlight[0]?.from, highlight[0]?.until)).toContain('w01018-Avg=17')
  expect(Buffer.from(hex, 'hex').toString('latin1')).not.toContain('w01018')
  expect(ok(await readProposal(db, MN)).profile.tolerates).toEqual([])
  const tried = ok(tryFrame({ hex, key: KEY }))
  expect(tried.frames[0]).toMatchObject({ ok: true, decrypted: true })
  expect(ok(tryFrame({ hex, key: WRONG })).frames[0]).toMatchObject({ ok: false, decrypted: false })
})

test('a new key is sent at an officer’s word, and neither it nor any other key is shown, told or kept in a command', async () => {
  // What no key opened did not prove itself: the device has no session yet.
  logger.sendHeartbeat()
  const ask = { commands: [{ cn: '1014', params: {} }], reason: '满九十日', expiresInMin: 5 }
  const { ids } = ok(await askCommands(db, caller, MN, ask))
  await eventually(async () => ok(await readCommand(db, ids[0] ?? 0)).state === 'executed', 'it is executed')
  const fresh = Buffer.from(logger.key ?? []).toString('hex')
  expect(fresh).not.toBe(KEY)
  const command = ok(await readCommand(db, ids[0] ?? 0))
  expect(command.frames[0]?.text).toMatch(/CP=&&SKCreateTime=\d{17};NewSK=\*{6}&&/)
  const shown = JSON.stringify([command, await readDevice(db, MN), await packets()]).toLowerCase()
  const [kept] = await db.query<{ all: string }>(
    `select lower(concat((select string_agg(e.payload::text, ' ') from domain_event as e),
                         (select string_agg(c::text, ' ') from device_command as c))) as "all"`,
  )
  for (const key of [fresh, KEY, WRONG]) {
    expect(shown).not.toContain(key)
    expect(kept?.all).not.toContain(key)
  }
  await eventually(async () => (await encryption()).offeredAt === null, 'the new key is in use')
})

test('plain text is refused once encryption is required, and taken again when the keys are taken away', async () => {
  ok(await change({ policy: 'required' }))
  await eventually(async () => (await encryption()).policy === 'required', 'it is required')
  const key = logger.key
  logger.key = undefined
  logger.hours.set(HOUR - 3 * HOUR_MS, 18)
  await new Promise((resume) => setTimeout(resume, 200))
  logger.sendHour(HOUR - 3 * HOUR_MS)
  await eventually(async () => (await packets())[0]?.reading.findings[0]?.code === 'cipher.plain', 'it is refused')
  expect((await packets())[0]?.reading.findings[0]?.advice).not.toBeNull()
  expect(refusedAs(await change({ policy: 'required', key: null }))).toBe('devices.key-missing')
  ok(await change({ policy: 'accepted', key: null, reingest: true }))
  expect(await encryption()).toEqual({ policy: 'accepted', keySince: null, hasBefore: false, offeredAt: null })
  await eventually(async () => (await hours()) === 2, 'it is stored')
  logger.key = key
  expect((await packets()).every(({ reading }) => reading.ok)).toBe(true)
})
