// Accounts, sessions and the door, over a real socket as browsers use it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { type Server, startServer } from '../main.ts'
import { createAccount, disableAccount, resetPassword } from './accounts.ts'
import { ensureFirstAccount } from './first-account.ts'

const db = await freshDatabase(inject('database'))
const folder = mkdtempSync(join(tmpdir(), 'shanshui-access-'))
let server: Server
const gateway = { port: () => null, trouble: () => null }
beforeAll(async () => {
  const log = createLog('test', { level: 'error' })
  server = await startServer({
    db,
    host: '127.0.0.1',
    port: 0,
    webDir: folder,
    uploadDir: folder,
    filesDir: folder,
    log,
    gateway,
  })
})
afterAll(async () => {
  await server.stop()
  await db.drop()
  rmSync(folder, { recursive: true, force: true })
})

type Answer = { status: number; body: Record<string, unknown>; cookie: string }

async function ask(
  method: string,
  path: string,
  asked: { body?: unknown; cookie?: string; headers?: object } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(asked.cookie === undefined ? {} : { cookie: asked.cookie }),
      ...asked.headers,
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  })
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, cookie }
}

const signIn = (name: string, password: string) => ask('POST', '/api/session', { body: { name, password } })

async function account(
  name: string,
  role: 'reader' | 'officer' | 'administrator',
): Promise<{ cookie: string; password: string }> {
  const made = await createAccount(db, { name, displayName: name, role }, 'test')
  if (isRefusal(made)) throw new Error(made.because)
  const { cookie } = await signIn(name, made.password)
  const password = `${name}-of-his-own-1`
  await ask('POST', '/api/session/password', { cookie, body: { current: made.password, next: password } })
  return { cookie, password }
}

const DEVICE = { mn: '1', systemCode: '22', newSite: { name: '新站', kind: 'air' } }

test('ensureFirstAccount() makes one account and only once', async () => {
  const first = await ensureFirstAccount(db)
  expect(first?.name).toBe('admin')
  expect(await ensureFirstAccount(db)).toBeUndefined()
  const { body, cookie } = await signIn('admin', first?.password ?? '')
  expect(body).toMatchObject({ role: 'administrator', mustChangePassword: true })
  expect((await ask('GET', '/api/sites', { cookie })).body).toMatchObject({ refused: 'access.password-first' })
})

test('nobody is let in without a session', async () => {
  expect(await ask('GET', '/api/sites')).toMatchObject({ status: 401, body: { refused: 'session.required' } })
})

test('a reader reads and does not write; an officer does', async () => {
  const reader = await account('reader', 'reader')
  const officer = await account('officer', 'officer')
  expect((await ask('GET', '/api/sites', { cookie: reader.cookie })).status).toBe(200)
  const refused = await ask('POST', '/api/devices', { cookie: reader.cookie, body: DEVICE })
  expect(refused).toMatchObject({ status: 403, body: { refused: 'access.not-allowed' } })
  expect((await ask('POST', '/api/devices', { cookie: officer.cookie, body: DEVICE })).status).toBe(200)
})

test('what another site sends is refused, signed in or not', async () => {
  const { cookie } = await account('careful', 'officer')
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'http://elsewhere.example' }
  expect((await ask('POST', '/api/devices', { cookie, body: DEVICE, headers })).status).toBe(403)
})

test('a known and an unknown name are told the same, and wrong passwords lock', async () => {
  const { password } = await account('locked', 'reader')
  const wrong = await signIn('locked', 'not-it')
  expect(await signIn('nobody-at-all', 'not-it')).toEqual(wrong)
  for (let n = 0; n < 12; n += 1) await signIn('locked', 'not-it')
  expect((await signIn('locked', password)).body).toMatchObject({ refused: 'session.locked' })
})

test('changing the password ends the other sessions of the account', async () => {
  const { cookie, password } = await account('changing', 'reader')
  const other = await signIn('changing', password)
  await ask('POST', '/api/session/password', { cookie, body: { current: password, next: 'another-one-of-mine' } })
  expect((await ask('GET', '/api/sites', { cookie: other.cookie })).status).toBe(401)
  expect((await ask('GET', '/api/sites', { cookie })).status).toBe(200)
})

test('resetPassword() and disableAccount() end sessions, and the last administrator stays', async () => {
  const one = await account('leaving', 'officer')
  const reset = await resetPassword(db, 'leaving', 'test')
  expect((await ask('GET', '/api/sites', { cookie: one.cookie })).status).toBe(401)
  const again = await signIn('leaving', isRefusal(reset) ? '' : reset.password)
  expect(again.body).toMatchObject({ mustChangePassword: true })
  expect(await disableAccount(db, 'leaving', 'test')).toBeUndefined()
  expect((await ask('GET', '/api/session', { cookie: again.cookie })).status).toBe(401)
  expect(await disableAccount(db, 'admin', 'test')).toMatchObject({ refused: 'access.last-administrator' })
})

test('a key of another system may what it was granted until it is revoked', async () => {
  await db.execute(`insert into site (code, kind, name) values ('K-1', 'air', '龙城'), ('K-2', 'air', '横岗')`)
  const { cookie } = await account('key-maker', 'administrator')
  const make = (body: object) => ask('POST', '/api/keys', { cookie, body })
  const made = await make({ name: '城市平台', may: ['site.read'], sites: ['K-1'] })
  expect(made.status).toBe(200)
  const headers = { authorization: `Bearer ${made.body.secret}` }

  expect((await ask('GET', '/api/sites', { headers })).status).toBe(200)
  expect((await ask('GET', '/api/keys', { headers })).body.refused).toBe('access.not-allowed')
  expect((await ask('GET', '/api/sites', { headers: { authorization: 'Bearer shs_nothing' } })).status).toBe(401)
  // A header that names no key is not overlooked in favour of the cookie beside it.
  expect((await ask('GET', '/api/sites', { cookie, headers: { authorization: 'Basic abc' } })).status).toBe(401)

  expect((await make({ name: '城市平台', may: ['site.read'] })).body.refused).toBe('access.key-exists')
  expect((await make({ name: 'x', may: ['site.read'], sites: ['K-9'] })).body.refused).toBe('access.site-not-found')
  expect((await make({ name: 'y', may: ['account.manage'] })).body.refused).toBe('access.grant-not-for-keys')

  const { keys } = (await ask('GET', '/api/keys', { cookie })).body as { keys: Record<string, unknown>[] }
  expect(keys[0]).toMatchObject({ name: '城市平台', may: ['site.read'], sites: [{ code: 'K-1', name: '龙城' }] })
  expect(keys[0]?.lastUsedAt).not.toBeNull()
  expect(JSON.stringify(keys)).not.toContain(String(made.body.secret))

  await ask('DELETE', `/api/keys/${made.body.id}`, { cookie })
  expect((await ask('GET', '/api/sites', { headers })).status).toBe(401)
})
