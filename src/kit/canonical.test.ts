// Equal values have one text, different ones do not share it.
import { expect, test } from 'vitest'
import { canonicalText } from './canonical.ts'

test('canonicalText() does not look at the order of fields', () => {
  expect(canonicalText({ b: 1, a: { d: [1, null], c: 'x' } })).toBe('{"a":{"c":"x","d":[1,null]},"b":1}')
  expect(canonicalText({ a: { c: 'x', d: [1, null] }, b: 1 })).toBe(
    canonicalText({ b: 1, a: { d: [1, null], c: 'x' } }),
  )
})

test('canonicalText() leaves absent fields out and keeps null', () => {
  expect(canonicalText({ a: undefined, b: null })).toBe('{"b":null}')
  expect(canonicalText([undefined])).toBe('[null]')
})
