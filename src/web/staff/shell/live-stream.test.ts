// Events of the live stream.
import { expect, test } from 'vitest'
import { parseLiveEvent } from './live-stream.ts'

test('parseLiveEvent() takes known events and leaves out what it cannot read', () => {
  expect(parseLiveEvent('{"type":"readings","siteIds":[3]}')).toEqual({ type: 'readings', siteIds: [3] })
  expect(parseLiveEvent('{"type":"history","done":1,"total":2}')).toEqual({ type: 'history', done: 1, total: 2 })
  expect(parseLiveEvent('{"type":"readings"}')).toBeUndefined()
  expect(parseLiveEvent('{"type":"constructor"}')).toBeUndefined()
  expect(parseLiveEvent('not json')).toBeUndefined()
  expect(parseLiveEvent('null')).toBeUndefined()
})
