// Marked pieces of a text.
import { expect, test } from 'vitest'
import { cutAtRanges, findWords } from './highlight.ts'

test('cutAtRanges() keeps every character once whatever the ranges', () => {
  const text = '降低臭氧与PM2.5浓度'
  const pieces = cutAtRanges(text, [
    { from: 5, until: 99 },
    { from: 2, until: 4 },
    { from: 3, until: 6 },
  ])
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['臭氧', '与P', 'M2.5浓度'])
})

test('cutAtRanges() gives the whole text unmarked where there is nothing to mark', () => {
  expect(cutAtRanges('台账', [])).toEqual([{ text: '台账', from: 0, marked: false }])
  expect(cutAtRanges('', [{ from: 0, until: 2 }])).toEqual([])
})

test('findWords() leaves out words that are empty or not there', () => {
  expect(findWords('建立清单并更新清单', ['清单', '', '台账'])).toEqual([{ from: 2, until: 4 }])
})

test('findWords() finds a word the text writes with spaces or other case', () => {
  expect(findWords('单位 GDP 能耗与 pm2.5', ['单位GDP', 'PM2.5'])).toEqual([
    { from: 0, until: 6 },
    { from: 11, until: 16 },
  ])
})
