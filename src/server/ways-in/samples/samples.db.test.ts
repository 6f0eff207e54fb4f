// Samples through the real door: limits kept beside values, revisions with reasons, workbooks, and the class they are judged by.
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../../test/database.ts'
import { accountOf, openDoor } from '../../../../test/door.ts'
import { evaluateAll } from '../../evaluation/evaluate-all.ts'
import { sampleRoutes } from './routes.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const NOW = Date.UTC(2026, 10, 25, 8)
const AT = Date.UTC(2026, 10, 20, 2)
const app = await openDoor({
  routes: sampleRoutes({ db, log, now: () => NOW, uploadDir: '/nowhere' }),
  log,
  account: () => accountOf('anna'),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})
beforeAll(() =>
  db.execute(
    `insert into site (code, kind, name, water_type, water_type_source) values ('S1', 'section', '一号断面', 'river', 'given')`,
  ),
)
const post = async (url: string, payload: object) => {
  const reply = await app.inject({ method: 'POST', url, payload })
  return { status: reply.statusCode, body: reply.json() }
}
const get = async (url: string) => (await app.inject({ url })).json()
const result = (factor: string, text: string, limit = '') => ({
  factor,
  result: text,
  limit,
  unit: '',
  method: 'HJ 535',
})
const entry = (results: object[], over: object = {}) => ({
  siteCode: 'S1',
  sampledAt: AT,
  sampleNo: 'A-1',
  laboratory: '市站',
  sampledBy: '张三',
  results,
  ...over,
})
const read = () => db.query('select v.factor, v.value, v.flag from reading_value as v order by v.at, v.factor')

test('POST /api/samples keeps the limit beside the value and lists what stands', async () => {
  const results = [result('w21003', '未检出', '0.025'), result('w21011', '0.12'), result('w01019', '<0.5')]
  expect(await post('/api/samples', { entries: [entry(results)] })).toMatchObject({ body: { stored: 3, revised: 0 } })
  expect(await read()).toEqual([
    { factor: 'w01019', value: 0.5, flag: 'L' },
    { factor: 'w21003', value: 0.025, flag: 'L' },
    { factor: 'w21011', value: 0.12, flag: 'N' },
  ])
  const { rows } = await get('/api/samples?search=张三')
  expect(rows).toMatchObject([
    { factor: 'w01019', result: '<0.5', value: null, limit: 0.5, isBelow: true, versions: 1 },
    { factor: 'w21003', result: '未检出', limit: 0.025, method: 'HJ 535', laboratory: '市站' },
    { factor: 'w21011', value: 0.12, isBelow: false },
  ])
  const [record] = await db.query<{ body: Buffer; channel: string }>('select r.body, r.channel from raw_record as r')
  expect(record?.channel).toBe('manual')
  expect(JSON.parse(Buffer.from(record?.body ?? '').toString())).toMatchObject({
    sampleNo: 'A-1',
    enteredBy: 'anna',
    results: [{ result: '未检出', limit: '0.025' }, {}, {}],
  })
})

test('a result below detection is judged by half its limit, also in the mean of the month', async () => {
  await evaluateAll(db, { now: () => NOW })
  const [verdict] = await db.query<{ body: unknown }>(
    `select v.body from verdict as v where v.subject = 'water-sample'`,
  )
  expect(JSON.stringify(verdict?.body)).toContain('0.0125')
  const [month] = await db.query<{ items: Record<string, { exact: string }> }>(
    `select a.items from average as a where a.period = 'month'`,
  )
  expect(month?.items.nh3n?.exact).toBe('0.0125')
})

test('a result that stands changes only with a reason, and its versions stay', async () => {
  const changed = { entries: [entry([result('w21003', '0.31')])] }
  expect(await post('/api/samples', changed)).toMatchObject({
    status: 422,
    body: { refused: 'samples.reason-missing' },
  })
  expect(await post('/api/samples', { ...changed, reason: '复核' })).toMatchObject({ body: { revised: 1 } })
  expect(await post('/api/samples', changed)).toMatchObject({ body: { unchanged: 1, revised: 0 } })
  const { versions } = await get(`/api/samples/versions?siteCode=S1&at=${AT}&factor=w21003`)
  expect(versions).toMatchObject([
    { result: '0.31', reason: '复核', knownUntil: null },
    { result: '未检出', limit: 0.025 },
  ])
  const [old] = await db.query('select v.value, v.flag, v.reason, v.author from reading_revision as v')
  expect(old).toEqual({ value: 0.025, flag: 'L', reason: '复核', author: 'anna' })
})

test('a withdrawn result no longer counts and stays readable', async () => {
  const one = { siteCode: 'S1', at: AT, factor: 'w21011' }
  expect(await post('/api/samples/withdraw', { ...one, reason: '' })).toMatchObject({ status: 400 })
  expect(await post('/api/samples/withdraw', { ...one, reason: '样品污染' })).toMatchObject({ status: 200 })
  expect((await get('/api/samples')).rows.map((row: { factor: string }) => row.factor)).toEqual(['w01019', 'w21003'])
  expect((await get(`/api/samples/versions?siteCode=S1&at=${AT}&factor=w21011`)).versions).toMatchObject([
    { result: '', reason: '样品污染' },
    { result: '0.12' },
  ])
  expect(await post('/api/samples/withdraw', { ...one, reason: 'x' })).toMatchObject({ status: 404 })
})

test.each([
  [entry([result('w21003', 'ND')]), 'samples.limit-missing'],
  [entry([result('w21003', '1'), result('w21003', '2')]), 'samples.factor-twice'],
  [entry([result('nope', '1')]), 'samples.factor-not-found'],
  [entry([result('w21003', '1')], { siteCode: 'S9' }), 'samples.site-not-found'],
  [entry([result('w21003', '1')], { sampledAt: NOW + 86_400_000 }), 'samples.time-unfit'],
])('POST /api/samples refuses what is unfit whole: %#', async (unfit, refused) => {
  const before = await db.query('select count(*) from lab_result')
  const good = entry([result('w01001', '7')], { sampledAt: AT + 60_000 })
  expect(await post('/api/samples', { entries: [good, unfit] })).toMatchObject({ body: { refused } })
  expect(await db.query('select count(*) from lab_result')).toEqual(before)
})

test('the template can be filled in and read: rows of one sample become one entry, faults name their row', async () => {
  const file = await app.inject({ url: '/api/samples/template.xlsx' })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.rawPayload as unknown as ExcelJS.Buffer)
  const sheet = book.getWorksheet('样品')
  const put = (row: number, values: (string | number | Date)[]): void =>
    values.forEach(
      (value, i) => void (sheet?.getCell(row, i + 1) && Object.assign(sheet.getCell(row, i + 1), { value })),
    )
  const time = new Date(Date.UTC(2026, 10, 21, 9, 30))
  put(2, ['S1 一号断面', time, 'B-1', 'w21003 氨氮', '<0.025', '', 'mg/L', 'HJ 535', '市站', '李四'])
  put(3, ['S1', '2026-11-21 09:30', 'B-1', '总磷', 0.1, '', '', 'GB 11893', '市站', '李四'])
  put(5, ['S1', '2026-11-21 09:30', 'B-1', '总氮', 'ND', '', '', 'HJ 636', '市站', '李四'])
  put(6, ['S7', '2026-11-21 09:30', 'B-1', '总氮', 1, '', '', 'HJ 636', '市站', '李四'])
  const filled = Buffer.from(await book.xlsx.writeBuffer())
  const boundary = 'xxxx'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n`
  const reply = await app.inject({
    method: 'POST',
    url: '/api/samples/read',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), filled, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  const taken = reply.json()
  expect(taken).toMatchObject({
    rows: 4,
    entries: [
      {
        siteCode: 'S1',
        sampledAt: Date.UTC(2026, 10, 21, 1, 30),
        results: [
          { factor: 'w21003', result: '<0.025' },
          { factor: 'w21011', result: '0.1' },
        ],
      },
    ],
    faults: [{ row: 5, zh: '未检出须填写检出限' }, { row: 6 }],
  })
  expect(await post('/api/samples', { entries: taken.entries, origin: 'a.xlsx' })).toMatchObject({
    body: { stored: 2 },
  })
})
