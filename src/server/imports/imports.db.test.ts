// Files into the store and back out: encodings, repeats, overlaps, corrections, and the whole import taken back.
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { factorIds } from '#platform/intake/factor-ids.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { freshDatabase } from '../../../test/database.ts'
import { importFile } from './commands.ts'
import { undoImport } from './undo-import.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const NOW = Date.UTC(2020, 3, 10)
const HEAD = 'city,date,hour,station,PM2.5,PM10,SO2,NO2,CO,O3_1h\n'

beforeEach(async () => {
  await db.execute(
    `truncate reading, reading_revision, raw_record, latest, stale_day, import_batch, site restart identity cascade`,
  )
})

async function take(text: string | Uint8Array, name = 'a.csv') {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const result = await importFile(db, { name, bytes }, { author: 'tester', now: () => NOW })
  if (isRefusal(result)) throw new Error(result.because)
  return result
}

async function undo(importId: number) {
  const result = await undoImport(db, importId, 'tester')
  if (isRefusal(result)) throw new Error(result.because)
  return result
}

const readings = () => db.query('select r.* from reading as r order by r.site_id, r.at, r.kind')

/** Values by factor code, without the history of how they came there. */
const values = () =>
  db.query<{ name: string; factor: string; value: number | null; flag: string }>(
    `select s.name, v.factor, v.value, v.flag from reading_value as v join site as s on s.id = v.site_id
      order by s.name, v.at, v.factor`,
  )

const valueNow = async (factor: string): Promise<number | null | undefined> =>
  (await values()).find((row) => row.factor === factor)?.value

describe('importFile()', () => {
  test.each([
    ['utf-8', Buffer.from(`${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n`)],
    ['utf-8-bom', Buffer.from(`\uFEFF${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n`)],
    ['gb18030', iconv.encode(`${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n`, 'gb18030')],
  ])('reads %s', async (encoding, bytes) => {
    await take(bytes)
    const [batch] = await db.query<{ encoding: string }>('select b.encoding from import_batch as b')
    expect(batch?.encoding).toBe(encoding)
    const [site] = await db.query<{ name: string; city: string }>('select s.name, s.city from site as s')
    expect(site).toEqual({ name: '龙岗', city: '深圳' })
    expect(await valueNow('a05024')).toBe(16)
  })

  test('stores an hour under its start and keeps its line', async () => {
    await take(`${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n`)
    const [row] = await db.query<{ at: number; body: Buffer; line: number }>(
      `select r.at, w.body, w.line_no as line from reading as r join raw_record as w on w.id = r.sources[1]`,
    )
    expect(row?.at).toBe(Date.UTC(2020, 3, 1, 23))
    expect(row?.body.toString()).toBe('深圳,20200402,08,龙岗,26,51,5,42,0.7,16')
    expect(row?.line).toBe(2)
  })

  test('the same file again changes nothing', async () => {
    const text = `${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n深圳,20200402,09,龙岗,27,51,5,42,0.7,16\n`
    await take(text)
    const before = await readings()
    const again = await take(text)
    expect(again).toMatchObject({ accepted: 0, rejected: 0, unchanged: 2 })
    expect(await readings()).toEqual(before)
    expect(await db.query('select 1 from reading_revision')).toEqual([])
  })

  test('says of each refused line where it stands and why', async () => {
    const result = await take(
      `${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n深圳,20200402,xx,龙岗,1,,,,,\n深圳,20200402,09,,1,,,,,\n深圳,20200402,09,龙岗,,--,*,NA,,—\n深圳,20200402\n深圳,20990402,09,龙岗,1,,,,,\n深圳,20200402,10,龙岗,abc,5,,,,\n`,
    )
    expect(result).toMatchObject({ accepted: 2, rejected: 5, unchanged: 0 })
    expect(result.findings.map(({ line, code }) => [line, code])).toEqual([
      [3, 'imports.time-unreadable'],
      [4, 'imports.station-missing'],
      [5, 'imports.no-value'],
      [6, 'imports.row-too-short'],
      [7, 'imports.time-implausible'],
      [8, 'imports.value-not-number'],
    ])
    const [kept] = await db.query<{ n: number }>(
      `select count(*)::int as n from raw_record as r where r.state = 'quarantined'`,
    )
    expect(kept?.n).toBe(5)
  })

  test('of two lines of one station and hour the later counts, and again changes nothing', async () => {
    const text = `${HEAD}榆林,20200402,08,世纪广场,26,,,,,\n榆林,20200402,08,世纪广场,44,,,,,\n`
    const result = await take(text)
    expect(result).toMatchObject({ accepted: 1, rejected: 1 })
    expect(result.findings).toMatchObject([{ line: 2, code: 'imports.station-twice' }])
    expect(await valueNow('a34004')).toBe(44)
    expect(await take(text)).toMatchObject({ accepted: 0, rejected: 1, unchanged: 1 })
    expect(await db.query('select 1 from reading_revision')).toEqual([])
  })

  test('takes carbon monoxide in µg/m³ where the values say so', async () => {
    await take(
      'year,month,day,hour,PM2.5,CO,station\n2014,3,1,0,9,300,Dongsi\n2014,3,1,1,9,900,Dongsi\n',
      'beijing.csv',
    )
    const rows = await db.query<{ at: number; value: number }>(
      `select v.at, v.value from reading_value as v where v.factor = 'a21005' order by v.at`,
    )
    expect(rows).toEqual([
      { at: Date.UTC(2014, 1, 28, 16), value: 0.3 },
      { at: Date.UTC(2014, 1, 28, 17), value: 0.9 },
    ])
  })

  test('stations of one name in two cities stay two', async () => {
    await take(`${HEAD}深圳,20200402,08,市监测站,26,,,,,\n东莞,20200402,08,市监测站,30,,,,,\n`)
    await take('Date,Hour,WatchPoint,PM2.5\n20200402,09,市监测站,50\n', 'b.csv')
    await take(`${HEAD}惠州,20200402,08,市监测站,31,,,,,\n`)
    const sites = await db.query<{ code: string }>('select s.code from site as s order by s.id')
    expect(sites.map(({ code }) => code)).toEqual([
      'air-深圳-市监测站',
      'air-东莞-市监测站',
      'air-市监测站',
      'air-惠州-市监测站',
    ])
  })

  test('a file without cities belongs to the city that has its stations, and to none by one name alone', async () => {
    await take(`${HEAD}深圳,20200402,08,荔园,26,,,,,\n深圳,20200402,08,洪湖,30,,,,,\n泉州,20200402,08,南油,7,,,,,\n`)
    const some = await take(
      'Date,Hour,WatchPoint,PM2.5\n20200402,08,荔园,26\n20200402,08,洪湖,30\n20200402,08,南油,65\n',
    )
    expect(some).toMatchObject({ accepted: 1, unchanged: 2 })
    const sites = await db.query<{ code: string }>('select s.code from site as s order by s.id')
    expect(sites.map(({ code }) => code)).toEqual(['air-深圳-荔园', 'air-深圳-洪湖', 'air-泉州-南油', 'air-南油'])
  })

  test('a station that was assumed a river and is learnt a lake is judged again', async () => {
    const head =
      '断面名称,监测时间,水质类别,pH(无量纲),溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),站点情况\n'
    await take(`${head}某水库,2020-04-01 04:00,,7.2,8,1,0.1,0.04,正常\n`, 'w.csv')
    await db.execute('delete from stale_day')
    // 0.04 mg/L of phosphorus is Ⅱ in a river and Ⅲ in a lake.
    await take(`${head}某水库,2020-04-05 04:00,Ⅲ,7.2,8,1,0.1,0.04,正常\n`, 'w.csv')
    expect(await db.query('select s.kind, s.water_type, s.water_type_source from site as s')).toEqual([
      { kind: 'reservoir', water_type: 'lake', water_type_source: 'learnt' },
    ])
    const days = await db.query<{ day: number }>('select distinct d.day from stale_day as d order by d.day')
    expect(days.map(({ day }) => day)).toEqual([Date.UTC(2020, 2, 31, 16), Date.UTC(2020, 3, 4, 16)])
  })
})

describe('undoImport()', () => {
  const FIRST = `${HEAD}深圳,20200402,08,龙岗,26,51,5,42,0.7,16\n深圳,20200402,09,龙岗,27,52,5,42,0.7,16\n`

  test('takes away what only this import brought and retires its sites', async () => {
    const { importId } = await take(FIRST)
    expect(await undo(importId)).toEqual({ removed: 2, restored: 0 })
    expect(await readings()).toEqual([])
    const [site] = await db.query<{ retired: boolean }>('select s.retired_at is not null as retired from site as s')
    expect(site?.retired).toBe(true)
    const [kept] = await db.query<{ n: number }>('select count(*)::int as n from reading_revision')
    expect(kept?.n).toBe(12)
  })

  test('an import that overwrote another gives back exactly what stood before', async () => {
    await take(FIRST)
    const before = await readings()
    const second = await take(
      `${HEAD}深圳,20200402,08,龙岗,99,51,5,,0.7,16\n深圳,20200402,10,龙岗,1,2,3,4,5,6\n`,
      'b.csv',
    )
    expect(await undo(second.importId)).toEqual({ removed: 1, restored: 1 })
    expect(await readings()).toEqual(before)
  })

  test('a value that the import added to a message of another goes', async () => {
    await take(`${HEAD}深圳,20200402,08,龙岗,26,,,,,\n`)
    const before = await readings()
    const second = await take(`${HEAD}深圳,20200402,08,龙岗,,51,,,,\n`, 'b.csv')
    await undo(second.importId)
    expect(await readings()).toEqual(before)
  })

  test('of the first of two imports only what the second confirmed or changed stays', async () => {
    const first = await take(`${HEAD}深圳,20200402,08,龙岗,26,51,5,,,\n`)
    await take(`${HEAD}深圳,20200402,08,龙岗,26,60,,,,\n`, 'b.csv')
    await undo(first.importId)
    expect((await values()).map(({ factor, value }) => [factor, value])).toEqual([
      ['a34002', 60],
      ['a34004', 26],
    ])
  })

  test('the same file twice: undoing either leaves the readings, undoing both leaves none', async () => {
    const first = await take(FIRST)
    const second = await take(FIRST)
    const stood = await values()
    expect(await undo(first.importId)).toEqual({ removed: 0, restored: 0 })
    expect(await values()).toEqual(stood)
    expect(await undo(second.importId)).toEqual({ removed: 2, restored: 0 })
    expect(await values()).toEqual([])
  })

  test('a re-import leaves the readings untouched when it is taken back', async () => {
    await take(FIRST)
    const before = await readings()
    const again = await take(FIRST)
    expect(await undo(again.importId)).toEqual({ removed: 0, restored: 0 })
    expect(await readings()).toEqual(before)
  })

  test('three imports of one hour, the middle ones taken back in either order', async () => {
    const line = (value: number) => `${HEAD}深圳,20200402,08,龙岗,${value},,,,,\n`
    const first = await take(line(1))
    const second = await take(line(2))
    const third = await take(line(3))
    await undo(second.importId)
    expect(await valueNow('a34004')).toBe(3)
    await undo(third.importId)
    expect(await valueNow('a34004')).toBe(1)
    await undo(first.importId)
    expect(await values()).toEqual([])
  })

  test('what someone corrected later stays corrected', async () => {
    const { importId } = await take(FIRST)
    const [reading] = await db.query<{ site_id: number; at: number }>(
      'select r.site_id, r.at from reading as r order by r.at',
    )
    const [pm25] = (await factorIds(db, ['a34004'])).values()
    const record = nextRecordId(NOW)
    const message = {
      siteId: reading?.site_id ?? 0,
      atMs: reading?.at ?? 0,
      kind: 'hour' as const,
      source: record,
      factors: [pm25 ?? 0],
      values: [33],
      low: null,
      high: null,
      total: null,
      flags: 'N',
    }
    await storeBatch(db, { records: [], messages: [message], reason: 'correction', author: 'officer' })
    await undo(importId)
    expect((await values()).map(({ factor, value }) => [factor, value])).toEqual([['a34004', 33]])
  })

  test('what was taken back can be imported anew', async () => {
    const first = await take(FIRST)
    const stood = await values()
    await undo(first.importId)
    expect(await take(FIRST)).toMatchObject({ accepted: 2, unchanged: 0 })
    expect(await values()).toEqual(stood)
    const [site] = await db.query<{ n: number }>('select count(*)::int as n from site as s where s.retired_at is null')
    expect(site?.n).toBe(1)
  })

  test('the newest values and the stale days follow', async () => {
    const first = await take(FIRST)
    const second = await take(`${HEAD}深圳,20200403,08,龙岗,99,51,5,,0.7,16\n`, 'b.csv')
    await db.execute('delete from stale_day')
    await undo(second.importId)
    const [latest] = await db.query<{ at: number }>('select l.at from latest as l')
    expect(latest?.at).toBe(Date.UTC(2020, 3, 2, 0))
    const days = await db.query<{ day: number }>('select d.day from stale_day as d')
    expect(days).toEqual([{ day: Date.UTC(2020, 3, 2, 16) }])
    await undo(first.importId)
    expect(await db.query('select 1 from latest')).toEqual([])
  })

  test('is refused a second time and for a number nobody gave', async () => {
    const { importId } = await take(FIRST)
    await undo(importId)
    expect(await undoImport(db, importId, 'tester')).toMatchObject({ refused: 'imports.not-undoable' })
    expect(await undoImport(db, 999, 'tester')).toMatchObject({ refused: 'imports.not-found' })
  })
})

describe('files that are no CSV', () => {
  const TWO = [
    { city: '深圳', date: '2020-03-01', hour: 1, station: '荔园', 'PM2.5': 12, PM10: 30 },
    { city: '深圳', date: '2020-03-01', hour: 2, station: '荔园', 'PM2.5': 13, PM10: 31 },
  ]
  const lines = TWO.map((row) => JSON.stringify(row)).join('\n')

  async function workbook(): Promise<Buffer> {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('1')
    sheet.addRow(Object.keys(TWO[0] ?? {}))
    // A date cell, as office software makes it.
    for (const row of TWO) sheet.addRow([row.city, new Date(`${row.date}T00:00:00Z`), ...Object.values(row).slice(2)])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  test('a workbook, JSON Lines and an array of objects give what the CSV gives, and all can be taken back', async () => {
    const csv = `${Object.keys(TWO[0] ?? {}).join()}\n${TWO.map((row) => Object.values(row).join()).join('\n')}\n`
    await take(csv)
    const expected = await values()
    const again: [string, string | Uint8Array][] = [
      ['a.xlsx', await workbook()],
      ['a.jsonl', lines],
      ['a.json', JSON.stringify(TWO)],
    ]
    for (const [name, bytes] of again) expect(await take(bytes, name)).toMatchObject({ accepted: 0, unchanged: 2 })
    expect(await values()).toEqual(expected)
    await undo(1)
    expect(await values()).toEqual(expected)
    for (const id of [2, 3, 4]) await undo(id)
    expect(await values()).toEqual([])
  })

  test('a line of JSON Lines that is none is rejected with its number, the others are taken', async () => {
    const result = await take(`${lines}\n{"city":\n`, 'a.jsonl')
    expect(result).toMatchObject({ accepted: 2, rejected: 1 })
    expect(result.findings[0]).toMatchObject({ line: 3 })
  })
})
