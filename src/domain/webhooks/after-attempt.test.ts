// What follows an attempt, by answer and by how often it was tried.
import { expect, test } from 'vitest'
import { DELAYS_MS, followingOf } from './after-attempt.ts'

const FIRST = { attempts: 1, deadInARow: 0 }

test('followingOf() counts every 2xx as taken and nothing else', () => {
  for (const status of [200, 202, 204, 299]) expect(followingOf({ status }, FIRST)).toEqual({ do: 'deliver' })
  for (const status of [199, 300, 301, 308, 400, 404, 500]) expect(followingOf({ status }, FIRST).do).toBe('wait')
  expect(followingOf({ failure: 'refused' }, FIRST).do).toBe('wait')
})

test('followingOf() waits longer each time and buries after the last delay', () => {
  const told = DELAYS_MS.map((_, n) => followingOf({ status: 500 }, { attempts: n + 1, deadInARow: 0 }))
  expect(told).toEqual(DELAYS_MS.map((delayMs) => ({ do: 'wait', delayMs })))
  expect(DELAYS_MS).toEqual([...DELAYS_MS].sort((a, b) => a - b))
  expect(followingOf({ status: 500 }, { attempts: DELAYS_MS.length + 1, deadInARow: 0 })).toEqual({
    do: 'bury',
    stop: false,
  })
})

test('followingOf() stops the webhook at the third dead letter in a row, and at once where the receiver is gone', () => {
  const last = DELAYS_MS.length + 1
  expect(followingOf({ status: 500 }, { attempts: last, deadInARow: 1 })).toEqual({ do: 'bury', stop: false })
  expect(followingOf({ status: 500 }, { attempts: last, deadInARow: 2 })).toEqual({ do: 'bury', stop: true })
  expect(followingOf({ status: 410 }, FIRST)).toEqual({ do: 'bury', stop: true })
})

test('followingOf() gives the receiver the pause it asks for, an hour at most', () => {
  expect(followingOf({ status: 429, retryAfterS: 90 }, FIRST)).toEqual({ do: 'wait', delayMs: 90_000 })
  expect(followingOf({ status: 503, retryAfterS: 1 }, FIRST)).toEqual({ do: 'wait', delayMs: 5000 })
  expect(followingOf({ status: 503, retryAfterS: 1e9 }, FIRST)).toEqual({ do: 'wait', delayMs: 3_600_000 })
})
