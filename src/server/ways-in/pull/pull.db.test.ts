// Scheduled pulls of real HTTP servers and folders: what is new is taken once, what fails is tried again ever later.
import { mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { SourceMapping, SourceSettings } from '#contract/ways-in.ts'
import { createLog } from '#platform/log.ts'
import { parseOutboundRules } from '#platform/outbound.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { askPull, changeSource, createSource, setSourceState } from '../commands.ts'
import { startScheduler } from './scheduler.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const folder = mkdtempSync(join(tmpdir(), 'pull-'))
let answer: (request: IncomingMessage, reply: ServerResponse) => void = (_, reply) => void reply.end('')
const asked: IncomingMessage[] = []
const server = createServer((request, reply) => {
  asked.push(request)
  answer(request, reply)
})
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.csv`
const scheduler = await startScheduler({
  db,
  log: createLog('test', { level: 'error' }),
  now: Date.now,
  rules: parseOutboundRules('127.0.0.1'),
  folders: [folder],
  backOffMs: 300,
})
void log
afterAll(async () => {
  await scheduler.stop()
  server.closeAllConnections()
  server.close()
  await db.drop()
})
beforeAll(() => db.execute(`insert into site (code, kind, name) values ('S1', 'section', '一号断面')`))

const path = (text: string) => ({ from: 'path', path: text }) as const
const MAPPING: SourceMapping = {
  format: 'auto',
  encoding: 'auto',
  rows: '',
  site: { from: 'fixed', text: 'S1' },
  siteBy: 'code',
  sites: {},
  kind: { from: 'fixed', text: 'hour' },
  time: path('时间'),
  zone: '+08:00',
  stamp: 'start',
  values: [{ at: path('氨氮'), factor: { from: 'fixed', text: 'w21003' }, unit: null, flag: null }],
  entries: null,
  factors: {},
}
const settings = (over: Partial<Extract<SourceSettings, { way: 'pull' }>> = {}): SourceSettings => ({
  way: 'pull',
  from: 'http',
  address,
  pattern: '*.csv',
  schedule: '0 0 1 1 *',
  authorization: 'Bearer s3cret',
  timeoutS: 1,
  ...over,
})
type Run = { state: string; rows: number; failure: string | null; cause: string; author: string }
const runsOf = (id: number): Promise<Run[]> =>
  db.query<Run>(
    'select r.state, r.rows, r.failure, r.cause, r.author from intake_run as r where r.source_id = $1 order by r.id',
    [id],
  )
async function untilRuns(id: number, many: number): Promise<Run[]> {
  for (let i = 0; i < 160; i += 1) {
    const runs = await runsOf(id)
    const [source] = await db.query<{ busy: boolean }>(
      'select i.busy_until is not null as busy from intake_source as i where i.id = $1',
      [id],
    )
    if (runs.length >= many && !source?.busy) return runs
    await sleep(50)
  }
  throw new Error(`there are no ${many} runs but ${JSON.stringify(await runsOf(id))}`)
}
async function make(name: string, own: SourceSettings, mapping = MAPPING): Promise<number> {
  const made = await createSource(db, { name, settings: own, mapping }, 'officer')
  if ('refused' in made) throw new Error(made.because)
  return made.id
}

test('a source is pulled at once, answers 304 to its ETag, and is taken again only where it changed', async () => {
  let body = '时间,氨氮\n2026-11-01 08:00,0.5\n'
  answer = (request, reply) => {
    const etag = `"${body.length}"`
    if (request.headers['if-none-match'] === etag) return void reply.writeHead(304).end()
    reply.writeHead(200, { etag, 'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT' }).end(body)
  }
  const id = await make('水站', settings())
  expect(await untilRuns(id, 1)).toMatchObject([{ state: 'done', rows: 1, cause: 'schedule', author: 'officer' }])
  expect(asked.at(-1)?.headers.authorization).toBe('Bearer s3cret')
  await askPull(db, id, 'anna')
  expect(await untilRuns(id, 2)).toMatchObject([{}, { state: 'unchanged', cause: 'person', author: 'anna' }])
  expect(asked.at(-1)?.headers['if-modified-since']).toBe('Sun, 01 Nov 2026 00:00:00 GMT')
  body = `${body}2026-11-01 09:00,0.6\n`
  await askPull(db, id, 'anna')
  expect(await untilRuns(id, 3)).toMatchObject([{}, {}, { state: 'done', rows: 2 }])
  const [count] = await db.query('select count(*)::int as n from reading')
  expect(count).toEqual({ n: 2 })
  await setSourceState(db, { id, state: 'paused', by: 'anna' })
  expect(await askPull(db, id, 'anna')).toMatchObject({ refused: 'ways-in.source-paused' })
})

test('a source that fails is tried again ever later, says why, and recovers by itself', async () => {
  const begun = Date.now()
  const at: number[] = []
  answer = (_, reply) => {
    at.push(Date.now() - begun)
    if (at.length < 3) return void reply.writeHead(503).end()
    reply.end('时间,氨氮\n2026-11-02 08:00,0.5\n')
  }
  const id = await make('坏源', settings())
  const runs = await untilRuns(id, 3)
  expect(runs).toMatchObject([{ state: 'failed', failure: '对方答复 503' }, { state: 'failed' }, { state: 'done' }])
  const [first = 0, second = 0, third = 0] = at
  expect(second - first).toBeGreaterThan(290)
  expect(third - second).toBeGreaterThan(590)
  const [source] = await db.query('select i.failures from intake_source as i where i.id = $1', [id])
  expect(source).toEqual({ failures: 0 })
})

test('what hangs is broken off, what is not allowed is not called', async () => {
  answer = (_, reply) => void reply.write('x')
  const hanging = await make('慢源', settings())
  expect((await untilRuns(hanging, 1))[0]).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('没有答完'),
  })
  await setSourceState(db, { id: hanging, state: 'paused', by: 'x' })
  const inside = await make('内网', settings({ address: 'http://10.0.0.1/' }))
  expect((await untilRuns(inside, 1))[0]).toMatchObject({ failure: expect.stringContaining('SHANSHUI_OUTBOUND_ALLOW') })
  const outside = await make('文件夹', settings({ from: 'folder', address: '/etc', authorization: null }))
  expect((await untilRuns(outside, 1))[0]).toMatchObject({ failure: expect.stringContaining('SHANSHUI_PULL_FOLDERS') })
})

test('a folder gives each file once: CSV in GB18030 and a workbook; a broken one keeps none out', async () => {
  const old = (name: string): void =>
    utimesSync(join(folder, name), new Date(Date.now() - 60_000), new Date(Date.now() - 60_000))
  // 时间,氨氮 in GB18030.
  const head = Buffer.from([0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xb0, 0xb1, 0xb5, 0xaa])
  writeFileSync(join(folder, 'a.csv'), Buffer.concat([head, Buffer.from('\r\n2026-11-03 08:00,0.5\r\n')]))
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('数据')
  sheet.addRow(['时间', '氨氮'])
  sheet.addRow([new Date(Date.UTC(2026, 10, 3, 9)), '<0.025'])
  writeFileSync(join(folder, 'b.xlsx'), Buffer.from(await book.xlsx.writeBuffer()))
  writeFileSync(join(folder, 'c.xlsx'), 'PK\x03\x04 no workbook')
  writeFileSync(join(folder, 'fresh.csv'), '时间,氨氮\n2026-11-03 10:00,0.5\n')
  for (const name of ['a.csv', 'b.xlsx', 'c.xlsx']) old(name)
  const id = await make('共享夹', settings({ from: 'folder', address: folder, pattern: '*', authorization: null }))
  const states = (await untilRuns(id, 3)).map(({ state }) => state)
  expect(states).toEqual(['done', 'done', 'failed'])
  const values = await db.query(
    `select v.value, v.flag from reading_value as v where v.at >= '2026-11-03' and v.at < '2026-11-04' order by v.at`,
  )
  expect(values).toEqual([
    { value: 0.5, flag: 'N' },
    { value: 0.025, flag: 'L' },
  ])
  old('fresh.csv')
  await askPull(db, id, 'anna')
  expect((await untilRuns(id, 4)).map(({ state }) => state)).toEqual([...states, 'done'])
})

test('changeSource() keeps a shown secret only for the same machine, and forgets what was remembered', async () => {
  answer = (_, reply) => void reply.end('时间,氨氮\n2026-11-04 08:00,0.5\n')
  const id = await make('密源', settings())
  await untilRuns(id, 1)
  const secretNow = async (): Promise<unknown> =>
    (
      await db.query('select i.settings->>$2 as secret from intake_source as i where i.id = $1', [id, 'authorization'])
    )[0]
  const kept = { id, name: '密源', mapping: MAPPING, by: 'x' }
  await changeSource(db, { ...kept, settings: settings({ authorization: '••••', timeoutS: 2 }), version: 1 })
  expect(await secretNow()).toEqual({ secret: 'Bearer s3cret' })
  expect(await untilRuns(id, 2)).toMatchObject([{}, { state: 'done' }])
  await changeSource(db, {
    ...kept,
    settings: settings({ authorization: '••••', address: 'http://example.com/' }),
    version: 2,
  })
  expect(await secretNow()).toEqual({ secret: null })
})
