// Every figure of every edition reaches the page, under a heading a person can read.
import { describe, expect, test } from 'vitest'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import { HJ633_2026 } from './catalog/hj633-2026.ts'
import { EDITIONS } from './editions.ts'
import { FIELD_WORDS, TABLE_WORDS, tablesOf } from './tables.ts'

describe('tablesOf()', () => {
  test('has words for every field and every list of every edition', () => {
    const tables = EDITIONS.flatMap((edition) => tablesOf(edition).map((table) => ({ edition: edition.id, ...table })))
    expect(tables.filter(({ id }) => !TABLE_WORDS[id]).map(({ edition, id }) => `${edition} ${id}`)).toEqual([])
    const silent = tables.flatMap(({ edition, columns }) =>
      columns.filter(({ key }) => !FIELD_WORDS[key.split('.')[0] ?? '']).map(({ key }) => `${edition} ${key}`),
    )
    expect([...new Set(silent)]).toEqual([])
  })

  test('spreads classes over columns and leaves absent figures empty', () => {
    const table = tablesOf(GB3838_2002).find(({ id }) => id === 'limits')
    const oxygen = table?.rows.find(({ item }) => item === 'do')
    const at = (key: string): string | null =>
      oxygen?.cells[table?.columns.findIndex((one) => one.key === key) ?? 0] ?? null
    expect([at('atLeast.Ⅰ'), at('atLeast.Ⅴ'), at('atMost.Ⅰ')]).toEqual(['7.5', '2', null])
  })

  test('gives the break points against their sub-indices', () => {
    const table = tablesOf(HJ633_2026).find(({ id }) => id === 'limits')
    const ozone = table?.rows.find(({ item }) => item === 'O3_8h')
    expect(ozone?.cells).toEqual(['0', '100', '160', '215', '265', '800', null, null])
  })
})
