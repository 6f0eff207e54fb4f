// Batches over HTTP through the real door: outcomes row by row, repetition, quarantine and reading again.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Account } from '#contract/session.ts'
import { type BatchReply, HIDDEN_SECRET, type SourceMapping } from '#contract/ways-in.ts'
import { STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { createKey, findApiKey } from '../access/api-keys.ts'
import { refusePermission } from '../access/door.ts'
import { buildApp } from '../http/app.ts'
import { waysInRoutes } from './routes.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const NOW = Date.UTC(2026, 10, 25, 8)
const officer: Account = { id: 1, name: 'officer', displayName: '', role: 'officer', mustChangePassword: false }
const app = await buildApp({
  routes: waysInRoutes({ db, log, now: () => NOW, uploadDir: '/nowhere' }),
  streams: [],
  findAccount: async (token) => (token === 'officer' ? officer : undefined),
  findKey: (secret) => findApiKey(db, secret),
  refusePermission,
  checkReplies: true,
  whyNotReady: async () => undefined,
  webDir: '/nowhere',
  log,
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

let secret = ''
let narrow = ''
beforeAll(async () => {
  await db.execute(
    `insert into site (code, kind, name) values ('S1', 'section', '一号断面'), ('S2', 'section', '二号断面')`,
  )
  const keyOf = async (name: string, sites: string[] | null, may: 'data.write' | 'site.read' = 'data.write') => {
    const key = await createKey(db, { name, may: [may], sites, by: 'officer' })
    return 'secret' in key ? key.secret : ''
  }
  secret = await keyOf('hub', null)
  narrow = await keyOf('firm', ['S2'])
})

type Sent = { text: string | Buffer; type?: string; url?: string; key?: string; headers?: Record<string, string> }
async function post({ text, type = 'application/json', url = '/api/readings', key = secret, headers = {} }: Sent) {
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${key}`, 'content-type': type, ...headers },
    payload: text,
  })
  return { status: reply.statusCode, body: reply.json<BatchReply & { refused?: string }>() }
}
const asOfficer = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const reply = await app.inject({
    method,
    url,
    cookies: { shanshui_session: 'officer' },
    ...(payload ? { payload } : {}),
  })
  return { status: reply.statusCode, body: reply.json() }
}
const row = (site: string, time: string, values: Record<string, unknown>) => ({ site, time, kind: 'sample', values })
const valuesAt = async (site: string, factor: string) =>
  (
    await db.query<{ value: number }>(
      'select v.value from reading_value as v join site as s on s.id = v.site_id where s.code = $1 and v.factor = $2 order by v.at',
      [site, factor],
    )
  ).map(({ value }) => value)

test('POST /api/readings stores what it can and lists the rest with row and reason', async () => {
  const rows = [
    row('S1', '2026-11-25 08:00', { w21003: 0.5, w01001: '7.2' }),
    row('S9', '2026-11-25 08:00', { w21003: 1 }),
    row('S2', '2026-11-25 09:00', { w21003: '<0.025', nope: 3 }),
    { site: 'S1' },
  ]
  const { status, body } = await post({ text: JSON.stringify(rows) })
  expect(status).toBe(207)
  expect(body).toMatchObject({ rows: 4, stored: 2, quarantined: 2, repeated: false })
  expect(body.outcomes.map((one) => [one.row, one.outcome, one.findings.map(({ code }) => code)])).toEqual([
    [2, 'quarantined', ['site.unknown']],
    [3, 'stored', ['value.below-detection', 'factor.unknown']],
    [4, 'quarantined', ['kind.unknown']],
  ])
  expect(await valuesAt('S2', 'w21003')).toEqual([0.025])
  const kept = await db.query<{ body: Buffer; state: string; line: number }>(
    'select w.body, w.state, w.line_no as line from raw_record as w where w.run_id = $1 order by w.line_no',
    [body.run],
  )
  expect(kept.map(({ body: bytes, state, line }) => [line, state, JSON.parse(Buffer.from(bytes).toString())])).toEqual(
    rows.map((one, i) => [i + 1, i % 2 === 0 ? 'stored' : 'quarantined', one]),
  )
})

test('POST /api/readings answers a repeated key with the first answer and refuses other content under it', async () => {
  const text = JSON.stringify(row('S1', '2026-11-24 08:00', { w21003: 0.7 }))
  const headers = { 'idempotency-key': 'a-1' }
  const all = await Promise.all([1, 2, 3, 4].map(() => post({ text, headers })))
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(all.map(({ body }) => body.run)).size).toBe(1)
  expect(all.filter(({ body }) => body.repeated).length).toBe(3)
  expect(await post({ text: '[]', headers })).toMatchObject({ status: 422, body: { refused: 'ways-in.key-reused' } })
})

test('POST /api/readings stores an equal batch once and a corrected value as a revision', async () => {
  const text = JSON.stringify(row('S1', '2026-11-23 08:00', { w21003: 0.7 }))
  await post({ text })
  expect((await post({ text })).body).toMatchObject({ unchanged: 1, stored: 0 })
  expect((await post({ text: text.replace('0.7', '0.8') })).body).toMatchObject({ revised: 1 })
})

test('POST /api/readings reads CSV in GB18030 and JSON Lines', async () => {
  const csv =
    'site,time,kind,factor,value,unit\nS2,2026-11-20 08:00,样品,w21003,400,ug/L\nS2,2026-11-20 08:00,样品,w01001,7,\n'
  const gbk = Buffer.concat([
    Buffer.from(csv.slice(0, csv.indexOf('样')), 'ascii'),
    Buffer.from([0xd1, 0xf9, 0xc6, 0xb7]),
    Buffer.from(',w21003,400,ug/L\n', 'ascii'),
  ])
  expect((await post({ text: csv, type: 'text/csv' })).body).toMatchObject({ rows: 2, stored: 1, revised: 1 })
  expect((await post({ text: gbk, type: 'text/csv' })).body).toMatchObject({ rows: 1, unchanged: 1 })
  const lines = [row('S2', '2026-11-19', { w21003: 1 }), row('S2', '2026-11-18', { w21003: 2 })].map((one) =>
    JSON.stringify(one),
  )
  const sent = await post({ text: `${lines[0]}\n{"site":\n${lines[1]}\n`, type: 'application/x-ndjson' })
  expect(sent).toMatchObject({
    status: 207,
    body: { rows: 3, stored: 2, outcomes: [{ row: 2, findings: [{ code: 'payload.malformed' }] }] },
  })
})

test('POST /api/readings: of two rows that contradict each other the later counts, however often they come', async () => {
  const text = JSON.stringify([row('S1', '2026-11-10', { w21003: 1 }), row('S1', '2026-11-10', { w21003: 2 })])
  expect((await post({ text })).body).toMatchObject({
    stored: 1,
    quarantined: 1,
    outcomes: [{ row: 1, findings: [{ code: 'row.contradicted' }] }],
  })
  expect((await post({ text })).body).toMatchObject({ unchanged: 1, revised: 0 })
})

test('POST /api/readings holds a key to its sites, wants the permission, and refuses what is too large unread', async () => {
  const text = JSON.stringify(row('S1', '2026-11-09', { w21003: 1 }))
  expect(await post({ text, key: narrow })).toMatchObject({
    status: 422,
    body: { outcomes: [{ findings: [{ code: 'site.not-yours' }] }] },
  })
  expect(await post({ text, key: 'shs_wrong' })).toMatchObject({ status: 401 })
  expect(await post({ text: Buffer.alloc(17 * 1024 * 1024, 32) })).toMatchObject({
    status: 413,
    body: { refused: 'http.too-large' },
  })
})

test('a mended mapping places what is in quarantine, under the head its lines came with', async () => {
  const path = (text: string) => ({ from: 'path', path: text }) as const
  const mapping: SourceMapping = {
    format: 'auto',
    encoding: 'auto',
    rows: '',
    site: path('点位'),
    siteBy: 'code',
    sites: {},
    kind: { from: 'fixed', text: 'sample' },
    time: path('时间'),
    zone: '+08:00',
    stamp: 'start',
    values: [{ at: path('氨氮'), factor: { from: 'fixed', text: 'w21003' }, unit: null, flag: null }],
    entries: null,
    factors: {},
  }
  const settings = { way: 'http' }
  const { body: made } = await asOfficer('POST', '/api/intake-sources', { name: '水站', settings, mapping })
  const url = `/api/readings?source=${encodeURIComponent('水站')}`
  const csv = '时间,点位,氨氮\n2026-11-01 08:00,甲,0.11\n2026-11-01 08:00,乙,0.12\n'
  expect(await post({ text: csv, type: 'text/csv', url })).toMatchObject({ status: 422, body: { quarantined: 2 } })
  const mended = { name: '水站', settings, mapping: { ...mapping, sites: { 甲: 'S1' } }, version: 1 }
  expect(await asOfficer('POST', `/api/intake-sources/${made.id}`, mended)).toMatchObject({ body: { version: 2 } })
  expect(await asOfficer('POST', `/api/intake-sources/${made.id}`, mended)).toMatchObject({
    body: { refused: 'ways-in.changed-meanwhile' },
  })
  expect(await asOfficer('POST', `/api/intake-sources/${made.id}/reingest`)).toMatchObject({
    body: { reingested: 1, still: 1 },
  })
  expect((await valuesAt('S1', 'w21003'))[0]).toBe(0.11)
  const { body: list } = await asOfficer('GET', '/api/intake-sources')
  expect(list.sources).toMatchObject([{ name: '水站', inQuarantine: 1, rowsToday: 2, lastRun: { quarantined: 2 } }])
  expect((await asOfficer('GET', `/api/intake-sources/${made.id}/runs`)).body.rows).toMatchObject([
    { findings: [{ code: 'site.unknown', rows: 2, firstRow: 1 }] },
  ])
  const preview = await asOfficer('POST', '/api/intake-sources/preview', { mapping: mended.mapping, sample: csv })
  expect(preview.body).toMatchObject({
    total: 2,
    leaves: [{ path: '时间' }, { path: '点位' }, { path: '氨氮' }],
    rows: [{ placed: true, values: [{ factor: 'w21003', value: 0.11, unit: 'mg/L' }] }, { placed: false }],
  })
})

test('the Authorization header of a pull is shown to nobody, stays where the host stays, and goes where it changes', async () => {
  const settings = {
    way: 'pull',
    from: 'http',
    address: 'https://data.example.org/a',
    schedule: '0 * * * *',
    authorization: 'Bearer only-for-them',
  }
  const body = { name: 'secretive', settings, mapping: STANDARD_MAPPING }
  const { id } = (await asOfficer('POST', '/api/intake-sources', body)).body
  const shown = async () => (await asOfficer('GET', '/api/intake-sources')).body
  const stored = async () =>
    (
      await db.query<{ said: string | null }>(
        `select i.settings ->> 'authorization' as said from intake_source as i where i.id = $1`,
        [id],
      )
    )[0]?.said
  const change = (version: number, part: object) =>
    asOfficer('POST', `/api/intake-sources/${id}`, { ...body, version, settings: { ...settings, ...part } })

  await change(1, { authorization: HIDDEN_SECRET, address: 'https://data.example.org/b' })
  expect(await stored()).toBe('Bearer only-for-them')
  expect(JSON.stringify(await shown())).not.toContain('only-for-them')
  expect(JSON.stringify(await db.query('select e.* from domain_event as e'))).not.toContain('only-for-them')
  await change(2, { authorization: HIDDEN_SECRET, address: 'https://elsewhere.example.org/b' })
  expect(await stored()).toBeNull()
  expect((await change(3, { address: 'https://me:pass@data.example.org/' })).body).toMatchObject({
    refused: 'ways-in.settings-unfit',
  })
})

test('what does not fit the contract is told in both languages', async () => {
  const { body } = await asOfficer('POST', '/api/intake-sources/preview', { mapping: STANDARD_MAPPING, sample: 5 })
  expect(body).toMatchObject({
    refused: 'http.bad-request',
    zh: '请求中的 body.sample 不符合要求：无效输入：期望 string，实际接收 数字',
    because: 'Cannot read body.sample: Invalid input: expected string, received number',
  })
})
