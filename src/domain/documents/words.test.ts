// Words of a document: figures are put in where they are cited, and nothing else may be cited.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import type { Document } from './document.ts'
import { cite, citedIn, fillWords, withWords } from './words.ts'

const DOCUMENT: Document = {
  title: '年度评估',
  subtitle: '',
  about: [],
  figures: { days: { text: '351', to: '/indicators/ind.04' }, all: { text: '365' } },
  blocks: [
    { kind: 'heading', level: 1, text: '总体' },
    { kind: 'words', id: 'summary', text: '优良天数 [[days]] 天，有效 [[all]] 天。' },
  ],
}

test('fillWords() puts the figures where they are cited, line by line', () => {
  expect(fillWords('优良天数 [[days]] 天。\n\n有效 [[all]] 天。', DOCUMENT.figures)).toEqual([
    ['优良天数 ', { text: '351', to: '/indicators/ind.04' }, ' 天。'],
    ['有效 ', { text: '365' }, ' 天。'],
  ])
})

test('fillWords() leaves a figure that is not there as it is cited', () => {
  expect(fillWords('[[gone]]', {})).toEqual([['[[gone]]']])
})

test('fillWords() loses no character of a line, whatever stands in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('[[days]]', '[[x]]', '[[', ']]'))).map((parts) => parts.join('')),
      (text) => {
        const whole = fillWords(text, {})
          .map((stretches) => stretches.join(''))
          .join('\n')
        expect(whole).toBe(
          text
            .split('\n')
            .filter((line) => line.trim() !== '')
            .join('\n'),
        )
      },
    ),
  )
})

test('withWords() changes the words of one block and nothing else', () => {
  const changed = withWords(DOCUMENT, 'summary', '共 [[days]] 天')
  if (isRefusal(changed)) throw new Error(changed.because)
  expect(changed.blocks[1]).toEqual({ kind: 'words', id: 'summary', text: '共 [[days]] 天' })
  expect({ ...changed, blocks: [] }).toEqual({ ...DOCUMENT, blocks: [] })
})

test('withWords() refuses a block and a figure that are not there', () => {
  expect(withWords(DOCUMENT, 'other', '')).toMatchObject({ refused: 'reports.unknown-block' })
  expect(withWords(DOCUMENT, 'summary', '[[day]]')).toMatchObject({
    refused: 'reports.unknown-figure',
    zh: expect.stringContaining('[[days]]'),
  })
})

test('citedIn() finds what cite() writes', () => {
  fc.assert(
    fc.property(fc.array(fc.string().filter((id) => !/[[\]]/.test(id))), (ids) => {
      expect(citedIn(ids.map((id) => `、${cite(id)}，`).join(''))).toEqual(ids)
    }),
  )
})
