// The path walked in the drawer.
import { expect, test } from 'vitest'
import { follow, startTrail } from './trail.ts'

test('follow() adds what is new and cuts what lay ahead', () => {
  const walked = ['b', 'c', 'a', 'd'].reduce(follow, startTrail('a'))
  expect(walked).toEqual({ refs: ['a', 'd'], at: 1 })
})

test('follow() goes back and forward on the path without losing it', () => {
  const walked = ['b', 'c'].reduce(follow, startTrail('a'))
  const back = follow(walked, 'a')
  expect(back).toEqual({ refs: ['a', 'b', 'c'], at: 0 })
  expect(follow(back, 'b')).toEqual({ refs: ['a', 'b', 'c'], at: 1 })
  expect(follow(back, 'a')).toBe(back)
})
