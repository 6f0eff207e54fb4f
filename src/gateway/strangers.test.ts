// How strangers are kept in bounds: what they repeat is counted, and what they send too fast is read more slowly.
import { describe, expect, test } from 'vitest'
import { Allowance } from './allowance.ts'
import { Repeats } from './repeats.ts'
import { isPassing } from './store-fault.ts'

describe('Repeats', () => {
  test('keeps the first, counts the others for a minute, then tells how many they were and keeps again', () => {
    const repeats = new Repeats<string>()
    expect([0, 1, 59_999].map((at) => repeats.isFirst('a', 'frame', at))).toEqual([true, false, false])
    expect(repeats.take(59_999)).toEqual([])
    expect(repeats.take(60_000)).toEqual([{ count: 2, sinceMs: 0, subject: 'frame' }])
    expect(repeats.isFirst('a', 'frame', 60_001)).toBe(true)
    expect(repeats.take(60_002, true)).toEqual([])
  })

  test('keeps everything past 500 kinds, so that nothing is lost and the memory is bounded', () => {
    const repeats = new Repeats<number>()
    for (let n = 0; n < 500; n += 1) repeats.isFirst(String(n), n, 0)
    expect([repeats.isFirst('new', 1, 0), repeats.isFirst('new', 1, 1)]).toEqual([true, true])
  })
})

describe('Allowance', () => {
  test('lets a burst of 200 through, then ten a second', () => {
    const allowance = new Allowance()
    const waits = Array.from({ length: 201 }, () => allowance.spend('a', 0))
    expect(waits.slice(0, 200).every((wait) => wait === 0)).toBe(true)
    expect(waits[200]).toBe(100)
    expect(allowance.spend('b', 0)).toBe(0)
    expect(allowance.spend('a', 1000)).toBe(0)
  })
})

describe('isPassing()', () => {
  const withCode = (code: string): Error => Object.assign(new Error(code), { code })

  test('waits where the store is in trouble and not where the data are', () => {
    expect(
      ['57P01', '08006', '53300', '40P01', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE'].map((code) =>
        isPassing(withCode(code)),
      ),
    ).toEqual(Array(7).fill(true))
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true)
    expect(['22021', '23505', '42P01'].map((code) => isPassing(withCode(code)))).toEqual([false, false, false])
    expect(isPassing(new RangeError('int4'))).toBe(false)
  })
})
