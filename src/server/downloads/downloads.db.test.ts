// Downloads read back by the programs that read such files: CSV, XLSX, Parquet and GeoJSON of real rows.
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parseCsv } from '#kit/csv.ts'
import { syncFactors } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { accountOf, openDoor } from '../../../test/door.ts'
import { importDownloads } from '../imports/downloads.ts'
import { indicatorDownloads } from '../indicators/downloads.ts'
import { intakeDownloads } from '../intake/downloads.ts'
import { planDownloads } from '../plans/downloads.ts'
import { loadPack } from '../plans/load-pack.ts'
import { siteDownloads } from '../sites/downloads.ts'
import { standardDownloads } from '../standards/downloads.ts'
import { downloadRoutes } from './routes.ts'

const db = await freshDatabase(inject('database'))
const log = createLog('test', { level: 'error' })
const NOW = Date.UTC(2026, 2, 10, 4, 30)
const deps = { db, log, now: () => NOW, uploadDir: '/nowhere' }
const app = await openDoor({
  routes: downloadRoutes(deps, [
    ...siteDownloads(deps),
    ...indicatorDownloads(deps),
    ...planDownloads(deps),
    ...standardDownloads(deps),
    ...intakeDownloads(deps),
    ...importDownloads(deps),
  ]),
  log,
  account: () => accountOf('reader', { role: 'reader' }),
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const HOURS = 30
const FIRST = Date.UTC(2026, 2, 1)
beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs/longgang-14fyp'))
  await db.execute(
    `insert into site (id, code, kind, name, lon, lat) values (901, 'X-1', 'air', '=龙城', 114.25, 22.72), (902, 'X-2', 'section', '无坐标断面', null, null)`,
  )
  const ids = await syncFactors(db, [
    { code: 'a21005', zh: '一氧化碳', en: 'CO', unit: 'mg/m³', decimals: 1 },
    { code: 'a34004', zh: '细颗粒物 PM2.5', en: 'PM2.5', unit: 'µg/m³', decimals: 0 },
  ])
  const [co, pm25] = [ids.get('a21005') ?? 0, ids.get('a34004') ?? 0]
  const records = Array.from({ length: HOURS }, (_, n) => {
    const receivedAtMs = FIRST + n * 3600_000
    return {
      id: nextRecordId(receivedAtMs),
      receivedAtMs,
      atMs: receivedAtMs,
      siteId: 901,
      importId: null,
      lineNo: null,
      channel: 'hj212' as const,
      state: 'stored' as const,
      kind: 'hour' as const,
      peer: null,
      mn: 'MN1',
      body: Buffer.from(`##frame ${n}`),
      findings: [],
    }
  })
  const messages = records.map(({ id, atMs }, n) => ({
    siteId: 901,
    atMs,
    kind: 'hour' as const,
    flags: n % 2 === 0 ? 'NN' : 'DN',
    factors: [co, pm25],
    values: [n === 3 ? null : 0.55 + n, 10 + n],
    low: null,
    high: null,
    total: null,
    source: id,
  }))
  await storeBatch(db, { records, messages, reason: 'test', author: 'test' })
})

const get = async (url: string) => {
  const reply = await app.inject({ url: `/api/downloads/${url}` })
  return {
    status: reply.statusCode,
    type: reply.headers['content-type'],
    name: decodeURIComponent(String(reply.headers['content-disposition']).replace(/^.*''/, '')),
    bytes: reply.rawPayload,
  }
}
const lines = (bytes: Buffer): string[][] => parseCsv(bytes.toString('utf8')).map(({ cells }) => cells)

test('CSV has a byte-order mark, Chinese headings, Beijing times, digits as reported and a last line about itself', async () => {
  const { status, type, name, bytes } = await get('readings.csv?site=X-1&kind=hour')
  expect([status, type, name]).toEqual([
    200,
    'text/csv; charset=utf-8',
    '_龙城-小时监测数据-20260310-1230.csv'.replace('_', '='),
  ])
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [heading = [], newest = [], ...rest] = lines(bytes)
  expect([...heading.slice(0, 3), ...heading.slice(5, 7)]).toEqual(
    ['时间', '时段起点', '时段终点', 'PM2.5（µg/m³）', 'PM2.5 数据标记'].map((text) => expect.stringContaining(text)),
  )
  expect(newest.slice(0, 7)).toEqual([
    '2026-03-02 14:00',
    '2026-03-02 13:00:00',
    '2026-03-02 14:00:00',
    '29.6',
    'D',
    '39',
    'N',
  ])
  expect(rest).toHaveLength(HOURS)
  expect(rest.at(-1)?.[0]).toContain('来源：龙岗区')
  expect(rest.at(-1)?.[0]).toContain('导出时间：2026-03-10 12:30:00')
  const bare = await get('readings.csv?site=X-1&kind=hour&about=false')
  expect(lines(bare.bytes)).toHaveLength(HOURS + 1)
})

test('XLSX holds numbers as numbers, times as the clock of Beijing shows them, and a sheet about itself', async () => {
  const { bytes, type } = await get('readings.xlsx?site=X-1&kind=hour')
  expect(type).toContain('spreadsheetml')
  const book = new exceljs.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer as never)
  const sheet = book.worksheets[0]
  expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['数据', HOURS + 1],
    ['说明', 5],
  ])
  expect(sheet?.getRow(2).getCell(6).value).toBe(39)
  expect(sheet?.getRow(2).getCell(2).value).toEqual(new Date('2026-03-02T13:00:00Z'))
  expect(book.worksheets[1]?.getRow(1).getCell(1).value).toBe('来源')
})

test('Parquet is read by another reader with types, nulls and metadata', async () => {
  const { bytes } = await get('readings.parquet?site=X-1&kind=hour')
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  expect(rows).toHaveLength(HOURS)
  expect(rows[0]).toMatchObject({ at: new Date('2026-03-02T05:00:00Z'), a34004: 39, 'a34004.flag': 'N', isDemo: false })
  expect(rows.find((row) => row.a34004 === 13)).toMatchObject({ a21005: null, 'a21005.flag': 'D' })
  const { key_value_metadata: told } = parquetMetadata(file)
  expect(told?.find(({ key }) => key === 'about')?.value).toContain('导出时间')
  expect(JSON.parse(told?.find(({ key }) => key === 'headings')?.value ?? '{}')).toMatchObject({ at: '时段起点' })
})

test('GeoJSON has a feature a site, without a geometry where there is no place', async () => {
  const { bytes, type } = await get('sites.geojson?q=X-')
  expect(type).toContain('application/geo+json')
  const { features, about } = JSON.parse(bytes.toString())
  expect(features).toMatchObject([
    { type: 'Feature', geometry: { type: 'Point', coordinates: [114.25, 22.72] }, properties: { code: 'X-1' } },
    { type: 'Feature', geometry: null, properties: { code: 'X-2' } },
  ])
  expect(about).toContain('q=X-')
})

test('a text that a spreadsheet would run as a formula is shown as text', async () => {
  const { bytes } = await get('sites.csv?q=X-1')
  expect(lines(bytes)[1]?.[1]).toBe("'=龙城")
})

test('every list can be had in every kind of file, also where it is empty', async () => {
  for (const asked of [
    'sites.F?kind=noise',
    'readings.F?site=X-2&kind=minute',
    'verdicts.F?site=X-1&subject=air-hour',
    'indicators.F?plan=longgang-14fyp',
    'indicator-breakdown.F?plan=longgang-14fyp&id=ind.04&year=2026&by=street',
    'obligations.F?plan=longgang-14fyp',
    'standard.F?id=GB3838-2002',
    'records.F?mn=MN1',
    'imports.F?',
  ]) {
    for (const format of ['csv', 'xlsx', 'parquet']) {
      const { status, bytes } = await get(asked.replace('F?', `${format}?`))
      expect([asked, format, status, bytes.length > 100]).toEqual([asked, format, 200, true])
    }
  }
  expect(lines((await get('records.csv?about=false')).bytes)).toHaveLength(HOURS + 1)
  expect(lines((await get('obligations.csv?plan=longgang-14fyp&about=false')).bytes).length).toBeGreaterThan(100)
  expect(lines((await get('indicators.csv?plan=longgang-14fyp&lang=en')).bytes)[0]).toContain('completeness')
})

test('a download that cannot be is refused as its list would be', async () => {
  expect((await get('readings.csv?site=nowhere&kind=hour')).status).toBe(404)
  expect((await get('readings.geojson?site=X-1&kind=hour')).status).toBe(400)
  expect((await get('sites.exe')).status).toBe(400)
  expect((await get('obligations.csv?plan=longgang-14fyp&node=x')).status).toBe(404)
})

test('the older address still gives the reading table as CSV', async () => {
  const reply = await app.inject({ url: '/api/sites/X-1/readings.csv?kind=hour' })
  expect(reply.statusCode).toBe(200)
  expect(lines(reply.rawPayload)).toHaveLength(HOURS + 1)
})

test('files made on disk are gone once they were sent', async () => {
  const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('shanshui-download-'))
  const before = await left()
  await get('sites.parquet')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await left()).filter((name) => !before.includes(name))).toEqual([])
})
