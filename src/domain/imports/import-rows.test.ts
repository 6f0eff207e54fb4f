// Lines of the field's files, good and bad.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingDateTime } from '#kit/time.ts'
import { plainName, recogniseColumn, recogniseLayout } from './columns.ts'
import { rowReader, spanValue } from './read-row.ts'

const columnsOf = (header: string, which: 'raw' | 'shown' = 'raw') =>
  header.split(',').map((name) => recogniseColumn(name, which))
const AIR = 'city,date,hour,station,AQI,level,primary,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2'
const WATER_ZH = '省份,流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),氨氮(mg/L),总磷(mg/L),站点情况'

describe('recogniseLayout()', () => {
  test('knows the hourly air file with city', () => {
    expect(recogniseLayout(columnsOf(AIR))?.id).toBe('air-city-hourly')
  })
  test('knows the air file without city', () => {
    expect(
      recogniseLayout(columnsOf('Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2'))
        ?.id,
    ).toBe('air-station-hourly')
  })
  test('knows the Chinese water header with units in brackets', () => {
    expect(recogniseLayout(columnsOf(WATER_ZH))?.id).toBe('water-samples')
  })
  test('does not know a file of names and addresses', () => {
    expect(recogniseLayout(columnsOf('name,address,telephone'))).toBeUndefined()
  })
})

describe('recogniseColumn()', () => {
  test('takes the raw column of a pair and leaves the shown one', () => {
    expect(recogniseColumn('tp_raw', 'raw').target).toBe('w21011')
    expect(recogniseColumn('tp_shown', 'raw').target).toBe('ignore')
  })
  test('the rolling eight-hour ozone is not the ozone of the hour', () => {
    expect(recogniseColumn('O3_8h', 'raw').target).toBe('ignore')
  })
})

test('plainName() drops mark-up and unit', () => {
  expect(plainName("水温<br/><span class='unit'>(℃)</span>")).toBe('水温')
})

test('spanValue() reads both numbers of an original page cell', () => {
  expect(spanValue("<span title='原始值：7.995'>8.00</span>", 'raw')).toBe('7.995')
  expect(spanValue("<span title='原始值：7.995'>8.00</span>", 'shown')).toBe('8.00')
})

describe('rowReader()', () => {
  const air = rowReader({ kind: 'air', columns: columnsOf(AIR), hourLabel: 'end', year: null }, 'raw')

  test('an hour labelled by its end starts an hour earlier', () => {
    const row = air('深圳,20200402,08,荔园,63,良,细颗粒物(PM2.5),45,63,0.9,24,61,61,8'.split(','))
    if (isRefusal(row)) throw new Error(row.because)
    expect(beijingDateTime(row.atMs)).toBe('2020-04-02 07:00:00')
    expect(row.values).toContainEqual({ factor: 'a34004', value: 45 })
    expect(row.values).toHaveLength(6)
  })
  test('hour 00 labelled by its end belongs to the evening before', () => {
    const row = air('深圳,20200402,00,荔园,,,,45,,,,,,'.split(','))
    if (isRefusal(row)) throw new Error(row.because)
    expect(beijingDateTime(row.atMs)).toBe('2020-04-01 23:00:00')
  })
  test('a line without any value is refused with its reason', () => {
    expect(air('七台河,20200402,08,新建　,,,,,,,,,,'.split(','))).toMatchObject({ refused: 'imports.no-value' })
  })
  test('a broken date is refused, not guessed', () => {
    expect(air('深圳,20200231,08,荔园,,,,45,,,,,,'.split(','))).toMatchObject({ refused: 'imports.time-unreadable' })
  })
  test('a value that cannot be is left out with a finding and the rest stays', () => {
    const row = air('深圳,20200402,08,荔园,,,,-999,63,abc,24,61,61,8'.split(','))
    if (isRefusal(row)) throw new Error(row.because)
    expect(row.values.map((value) => value.factor)).toEqual(['a34002', 'a21004', 'a05024', 'a21026'])
    expect(row.findings.map((finding) => finding.code)).toEqual([
      'imports.value-out-of-range',
      'imports.value-not-number',
    ])
  })
  test('carbon monoxide in µg/m³ is stored in mg/m³', () => {
    const columns = columnsOf(AIR).map((column) => (column.column === 'CO' ? { ...column, unit: 'µg/m³' } : column))
    const row = rowReader(
      { kind: 'air', columns, hourLabel: 'start', year: null },
      'raw',
    )('北京,20130301,0,东四,,,,9,9,300,17,89,,3'.split(','))
    if (isRefusal(row)) throw new Error(row.because)
    expect(row.values).toContainEqual({ factor: 'a21005', value: 0.3 })
  })

  const water = (year: number | null) =>
    rowReader({ kind: 'water', columns: columnsOf(WATER_ZH), hourLabel: 'end', year }, 'raw')
  const line = '广东省,珠江流域,七星岗,04-01 04:00,Ⅱ,23.6,7.17,6.88,0.133,0.029,维护'.split(',')

  test('a time without a year takes the year named for the file', () => {
    const row = water(2021)(line)
    if (isRefusal(row)) throw new Error(row.because)
    expect(beijingDateTime(row.atMs)).toBe('2021-04-01 04:00:00')
    expect(row.flag).toBe('M')
    expect(row.publishedClass).toBe('II')
  })
  test('without a year the line is refused', () => {
    expect(water(null)(line)).toMatchObject({ refused: 'imports.year-unknown' })
  })
  test('the year of the file date serves, and late December before it belongs to the year before', () => {
    const header = 'file,prov,basin,street,section,time,cls,nh3n_raw,status'
    const read = rowReader({ kind: 'water', columns: columnsOf(header), hourLabel: 'end', year: null }, 'raw')
    const row = read('2021-01-01.json,北京市,海河流域,太师屯镇,古北口,12-31 20:00,Ⅱ,0.03,正常'.split(','))
    if (isRefusal(row)) throw new Error(row.because)
    expect(beijingDateTime(row.atMs)).toBe('2020-12-31 20:00:00')
    expect(row.site).toMatchObject({ street: '太师屯镇', basin: '海河流域' })
  })
})
