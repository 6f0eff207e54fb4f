// Which point of a chart a key leads to.
import { expect, test } from 'vitest'
import { movedBy } from './figure-box.tsx'

test('movedBy() goes point by point, stops at the ends, and leaves other keys alone', () => {
  expect(movedBy('ArrowRight', undefined, 3)).toBe(0)
  expect(movedBy('ArrowLeft', undefined, 3)).toBe(2)
  expect(movedBy('ArrowRight', 2, 3)).toBe(2)
  expect(movedBy('ArrowLeft', 0, 3)).toBe(0)
  expect(movedBy('Home', 2, 3)).toBe(0)
  expect(movedBy('End', 0, 3)).toBe(2)
  expect(movedBy('Tab', 1, 3)).toBeUndefined()
  expect(movedBy('ArrowRight', undefined, 0)).toBeUndefined()
})
