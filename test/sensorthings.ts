// A SensorThings service over a store of its own, asked the way other systems ask: through the door, with a key.
import type { Account } from '#contract/session.ts'
import { createLog } from '#platform/log.ts'
import { createKey, findApiKey } from '#server/access/api-keys.ts'
import { refusePermission } from '#server/access/door.ts'
import { buildApp } from '#server/http/app.ts'
import { sensorThings } from '#server/sensorthings/interface.ts'
import type { FreshDatabase } from './database.ts'

export const NOW = Date.UTC(2026, 0, 15, 4)

export type Json = Record<string, unknown> & { '@iot.id'?: number; value?: Json[] }
export type Reply = { status: number; body: Json; text: string; headers: Record<string, unknown> }
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Sent = { version?: 'v1.0' | 'v1.1'; body?: unknown; type?: string; key?: string }

/** Sites, held to which a key may write, are given by code. */
export async function sensorThingsService(db: FreshDatabase) {
  const log = createLog('test', { level: 'error' })
  const officer: Account = { id: 1, name: 'officer', displayName: '', role: 'officer', mustChangePassword: false }
  const app = await buildApp({
    routes: [],
    streams: [],
    foreign: [sensorThings({ db, log, now: () => NOW, uploadDir: '/nowhere' })],
    findAccount: async (token) => (token === 'officer' ? officer : undefined),
    findKey: (secret) => findApiKey(db, secret),
    refusePermission,
    checkReplies: true,
    whyNotReady: async () => undefined,
    webDir: '/nowhere',
    log,
  })
  const keyOf = async (name: string, may: ('site.read' | 'data.write')[], sites: string[] | null = null) => {
    const made = await createKey(db, { name, may, sites, by: 'test' })
    if (!('secret' in made)) throw new Error(made.because)
    return made.secret
  }
  const usual = await keyOf('hub', ['site.read', 'data.write'])

  async function ask(
    method: Method,
    path: string,
    { version = 'v1.1', body, type, key = usual }: Sent = {},
  ): Promise<Reply> {
    const isText = typeof body === 'string'
    const reply = await app.inject({
      method,
      url: path.startsWith('/') ? path : `/sta/${version}/${path}`,
      headers: {
        host: 'sta.example',
        ...(key === '' ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    })
    const isJson = String(reply.headers['content-type']).startsWith('application/json')
    return {
      status: reply.statusCode,
      body: isJson ? reply.json<Json>() : {},
      text: reply.body,
      headers: reply.headers,
    }
  }
  return {
    app,
    keyOf,
    ask,
    get: (path: string, sent: Sent = {}) => ask('GET', path, sent),
    post: (path: string, body: unknown, sent: Sent = {}) => ask('POST', path, { ...sent, body }),
    close: () => app.close(),
  }
}

export const encoded = (filter: string): string => encodeURIComponent(filter)
export const valuesOf = (reply: Reply): Json[] => {
  if (!Array.isArray(reply.body.value)) throw new Error(`${reply.status}: ${reply.text}`)
  return reply.body.value
}
