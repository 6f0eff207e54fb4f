// Cells as people read them.
import { expect, test } from 'vitest'
import type { Column } from '../http/download.ts'
import { headingOf, textOf } from './format-cell.ts'

const column = (kind: Column['kind'], decimals?: number): Column => ({
  key: 'x',
  words: { zh: '值', en: 'value' },
  kind,
  unit: 'mg/L',
  ...(decimals === undefined ? {} : { decimals }),
})

test('textOf() writes the digits a value is reported with, an exact half to the even digit', () => {
  const digits = (value: number, decimals: number): string => textOf(value, column('number', decimals), 'zh')
  expect([digits(3, 2), digits(3.1, 2), digits(3.125, 2), digits(3.135, 2), digits(-0.5, 0), digits(7, 0)]).toEqual([
    '3.00',
    '3.10',
    '3.12',
    '3.14',
    '0',
    '7',
  ])
  expect(digits(1e-7, 2)).toBe('0.00')
  expect(textOf(1.5, column('number'), 'zh')).toBe('1.5')
})

test('textOf() writes times of Beijing, words for yes and no, and nothing for nothing', () => {
  expect(textOf(Date.UTC(2026, 2, 1), column('instant'), 'zh')).toBe('2026-03-01 08:00:00')
  expect([textOf(true, column('truth'), 'zh'), textOf(false, column('truth'), 'en')]).toEqual(['是', 'no'])
  expect(textOf(null, column('text'), 'zh')).toBe('')
})

test('headingOf() names the unit once', () => {
  expect([headingOf(column('number'), 'zh'), headingOf(column('number'), 'en')]).toEqual(['值（mg/L）', 'value (mg/L)'])
  expect(headingOf({ ...column('text'), unit: '' }, 'zh')).toBe('值')
})
