// Changed weights reach every level of a scheme and nothing else.
import { expect, test } from 'vitest'
import { withWeights } from './weights.ts'

test('withWeights() changes what is named at any level and leaves the rest', () => {
  const body = {
    id: 's',
    weight: 'x',
    items: [
      { id: 'a', weight: '60', items: [{ id: 'b', weight: '60', rule: {} }] },
      { id: 'c', weight: '40' },
    ],
  }
  expect(withWeights(body, { b: '50', c: '30', s: '1' })).toEqual({
    id: 's',
    weight: 'x',
    items: [
      { id: 'a', weight: '60', items: [{ id: 'b', weight: '50', rule: {} }] },
      { id: 'c', weight: '30' },
    ],
  })
})
