// Excerpts of found texts.
import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

test('excerptOf() keeps the found words marked after cutting the beginning', () => {
  const text = `${'甲'.repeat(100)}臭氧${'乙'.repeat(10)}`
  const excerpt = excerptOf(text, [{ from: 100, until: 102 }])
  const [range] = excerpt.ranges
  expect(excerpt.text.slice(range?.from, range?.until)).toBe('臭氧')
  expect(excerpt.text).toBe(`…${'甲'.repeat(18)}臭氧${'乙'.repeat(10)}`)
})

test('excerptOf() leaves a text alone whose find is near its beginning, or that has none', () => {
  expect(excerptOf('治理臭氧', [{ from: 2, until: 4 }])).toEqual({ text: '治理臭氧', ranges: [{ from: 2, until: 4 }] })
  expect(excerptOf('治理臭氧', [])).toEqual({ text: '治理臭氧', ranges: [] })
})
