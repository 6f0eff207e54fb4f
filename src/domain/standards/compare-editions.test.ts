// Two editions side by side and figures as tables: every kind of cell, columns that spread, items told apart by their place.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { GB3095_2012 } from './catalog/gb3095-2012.ts'
import { GB3095_2026 } from './catalog/gb3095-2026.ts'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import { HJ633_2012 } from './catalog/hj633-2012.ts'
import { compareEditions, compareTables } from './compare-editions.ts'
import type { Edition, Limit } from './edition.ts'
import { type CatalogTable, tablesOf } from './tables.ts'

const row = (item: string, fields: Record<string, unknown> = {}): Limit =>
  ({ item, unit: 'mg/L', source: '表1', sureness: 'verified', ...fields }) as Limit
const editionWith = (limits: readonly Limit[], more: Record<string, unknown> = {}): Edition => ({
  ...HJ633_2012,
  rules: [],
  limits,
  ...more,
})
const table = (limits: readonly Limit[]): CatalogTable | undefined => tablesOf({ ...onlyLimits, limits })[0]
const onlyLimits: Edition = {
  id: 'X',
  code: 'X',
  family: 'aqi',
  zh: '',
  en: '',
  issuer: '',
  issued: null,
  from: '2020-01-01',
  until: null,
  sureness: 'verified',
  rules: [],
  limits: [],
}

describe('tablesOf()', () => {
  test('a table says whose rows it has, what they are called and how sure they are', () => {
    expect(table([row('a', { zh: '甲', en: 'A', code: 'w01' }), row('b', { zh: '乙' }), row('c')])).toEqual({
      id: 'limits',
      title: { zh: '限值与项目', en: 'Limits and items' },
      columns: [{ key: 'code', words: { zh: '因子编码', en: 'factor code' } }],
      rows: [
        { item: 'a', name: { zh: '甲', en: 'A' }, unit: 'mg/L', cells: ['w01'], source: '表1', sureness: 'verified' },
        { item: 'b', name: { zh: '乙', en: '乙' }, unit: 'mg/L', cells: [null], source: '表1', sureness: 'verified' },
        { item: 'c', name: null, unit: 'mg/L', cells: [null], source: '表1', sureness: 'verified' },
      ],
    })
  })

  test.each<[unknown, string | null]>([
    [7, '7'],
    [0, '0'],
    ['0.05', '0.05'],
    [true, '✓'],
    [false, 'false'],
    [null, null],
    [undefined, null],
    [[6, 9], '6 – 9'],
    [[6, null], '6 – —'],
    [[], ''],
    [{ fuel: ['gas'], built: null, special: true }, 'fuel: gas; built: —; special: ✓'],
    ['year', '年 year'],
    ['hour', '1 h'],
    ['mean', '均值 mean'],
  ])('a cell of %j reads %s', (value, text) => {
    expect(table([row('a', { hint: value })])?.rows[0]?.cells).toEqual([text])
  })

  test('a list spreads over its heads where a row has them all, and stands in the first where one has not', () => {
    const spread = table([row('a', { atMost: [1, 2, 3, 4, 5] }), row('b', { atMost: 9 }), row('c', { atMost: [1, 2] })])
    expect(spread?.columns.map(({ key, words }) => [key, words.zh, words.en])).toEqual(
      ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'].map((head) => [`atMost.${head}`, `限值（不大于） ${head}`, `at most ${head}`]),
    )
    expect(spread?.rows.map(({ cells }) => cells)).toEqual([
      ['1', '2', '3', '4', '5'],
      ['9', null, null, null, null],
      ['1 – 2', null, null, null, null],
    ])
    const plain = table([row('a', { atMost: 9 }), row('b', { atMost: [1, 2] })])
    expect([plain?.columns.map(({ key }) => key), plain?.rows.map(({ cells }) => cells)]).toEqual([
      ['atMost'],
      [['9'], ['1 – 2']],
    ])
  })

  test('an unknown field or list is called by its key', () => {
    expect(table([row('a', { mystery: 1 })])?.columns).toEqual([
      { key: 'mystery', words: { zh: 'mystery', en: 'mystery' } },
    ])
    const more = tablesOf({ ...onlyLimits, oddities: [row('a')] } as Edition)
    expect(more).toMatchObject([{ id: 'oddities', title: { zh: 'oddities', en: 'oddities' } }])
  })

  test('only lists of rows are tables', () => {
    const lists = {
      empty: [],
      words: ['a'],
      half: [row('a'), 'b'],
      nulls: [null],
      bare: [{ item: 'a' }],
      sourced: [{ item: 'a', source: 'x' }],
    }
    expect(tablesOf({ ...onlyLimits, ...lists } as Edition)).toEqual([])
    const lackingItem = { source: 'x', sureness: 'verified' }
    const lackingSource = { item: 'x', sureness: 'verified' }
    expect(tablesOf({ ...onlyLimits, a: [lackingItem], b: [lackingSource] } as unknown as Edition)).toEqual([])
  })
})

describe('compareTables()', () => {
  const a = editionWith([row('x', { grade1: 1, grade2: 2 }), row('y', { grade2: 3 })])

  test('tells each figure that differs, and rows that one side lacks', () => {
    const b = editionWith([row('x', { grade1: 1, grade2: 5 }), row('z', { grade1: 9 })])
    expect(compareTables(a, b)).toEqual([
      { where: 'limits x', field: 'grade2', a: '2', b: '5' },
      { where: 'limits y', field: 'grade2', a: '3', b: null },
      { where: 'limits z', field: 'grade1', a: null, b: '9' },
    ])
    expect(compareTables(a, a)).toEqual([])
    expect(compareTables(a, b, new Set(['x']))).toHaveLength(1)
    expect(compareTables(a, b, new Set())).toEqual([])
  })

  test('rows of one item are told apart by their place', () => {
    const twice = editionWith([
      row('x', { grade1: 1 }),
      row('y', { grade1: 4 }),
      row('x', { grade1: 2 }),
      row('x', { grade1: 3 }),
    ])
    const other = editionWith([
      row('x', { grade1: 1 }),
      row('y', { grade1: 4 }),
      row('x', { grade1: 7 }),
      row('x', { grade1: 8 }),
    ])
    expect(compareTables(twice, other)).toEqual([
      { where: 'limits x #2', field: 'grade1', a: '2', b: '7' },
      { where: 'limits x #3', field: 'grade1', a: '3', b: '8' },
    ])
  })

  test('PM10 of GB 3095: 70 and 150 became 60 and 120, then 50 and 100', () => {
    const grade2 = compareTables(GB3095_2012, GB3095_2026, new Set(['PM10'])).filter(({ field }) => field === 'grade2')
    expect(grade2.map(({ a: before, b: after }) => [before, after])).toEqual(
      expect.arrayContaining([
        ['70', '60'],
        ['150', '120'],
      ]),
    )
  })
})

describe('compareEditions()', () => {
  const DAY = { SO2: 12, NO2: 38, PM10: 135, 'PM2.5': 41, CO: '0.9', O3_8h: 147 }

  test('reports class and items and limits that differ, and nothing of the shape', () => {
    const report = compareEditions('air-day', DAY, 'HJ633-2012', 'HJ633-2026')
    if (isRefusal(report)) throw new Error(report.because)
    expect([report.subject, report.a.edition, report.b.edition, report.agree]).toEqual([
      'air-day',
      'HJ633-2012',
      'HJ633-2026',
      false,
    ])
    // PM10 135: 50 + 50 × 85 ÷ 100 = 92.5; 100 + 50 × 15 ÷ 130 = 105.8. PM2.5 41: 57.5; 50 + 50 × 6 ÷ 25 = 62.
    expect(report.items.filter(({ field }) => field === 'iaqi')).toEqual([
      { where: 'PM2.5', field: 'iaqi', a: '58', b: '62' },
      { where: 'PM10', field: 'iaqi', a: '93', b: '106' },
    ])
    expect(report.verdict).toContainEqual({ where: 'verdict', field: 'aqi', a: '93', b: '106' })
    expect(report.verdict).toContainEqual({ where: 'verdict', field: 'level', a: '良', b: '轻度污染' })
    const fields = report.verdict.map(({ field }) => field)
    for (const aside of ['subject', 'edition', 'inputs', 'settings', 'items', 'findings', 'steps', 'sureness']) {
      expect(fields).not.toContain(aside)
    }
    expect(report.items.map(({ field }) => field)).not.toContain('clause')
    expect(report.limits).toContainEqual({ where: 'limits PM10_24h', field: 'breakpoints.100', a: '150', b: '120' })
    expect(report.limits.every(({ where }) => !where.includes('1h'))).toBe(true)
  })

  test('an item that only one edition judges stands with null on the other side', () => {
    const report = compareEditions('air-day', { ...DAY, O3_1h: 300 }, 'HJ633-2012', 'HJ633-2026')
    if (isRefusal(report)) throw new Error(report.because)
    const ozone = report.items.filter(({ where }) => where === 'O3_1h')
    expect(ozone).toContainEqual({ where: 'O3_1h', field: 'iaqi', a: '150', b: null })
  })

  test('agrees with itself', () => {
    const facts = { ph: 7, do: 8, codmn: 2, nh3n: 0.1, tp: 0.02 }
    const same = compareEditions('water', facts, GB3838_2002.id, GB3838_2002.id)
    expect(same).toMatchObject({ agree: true, verdict: [], items: [], limits: [] })
  })

  test('refuses an edition that is none, on either side', () => {
    const refused = { refused: 'standards.unknown-edition' }
    expect(compareEditions('air-day', DAY, 'HJ633-2012', 'X')).toMatchObject(refused)
    expect(compareEditions('air-day', DAY, 'X', 'HJ633-2012')).toMatchObject(refused)
  })
})
