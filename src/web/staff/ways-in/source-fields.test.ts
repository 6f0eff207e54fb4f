// Name lists of a mapping as text.
import { expect, test } from 'vitest'
import { namesText, parseNames } from './source-fields.ts'

test('parseNames() gives back what namesText() wrote', () => {
  const names = { 甲站: 'S1', 'a = b': 'S2' }
  expect(parseNames(namesText(names))).toEqual(names)
})

test('parseNames() leaves out lines that are not complete yet', () => {
  expect(parseNames('甲\n乙 =\n= S1\n丙 = S2')).toEqual({ 丙: 'S2' })
})
