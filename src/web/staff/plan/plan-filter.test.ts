// The plan filter in the address bar.
import { expect, test } from 'vitest'
import { isSearching, readFilter, writeFilter } from './plan-filter.ts'

test('readFilter() gives back what writeFilter() wrote', () => {
  const filter = {
    q: '臭氧',
    chapter: 'c05',
    verb: 'monitor',
    role: 'assist',
    hasTarget: true,
    page: 3,
  } as const
  expect(readFilter(writeFilter(filter))).toEqual(filter)
})

test('readFilter() takes nonsense as not given', () => {
  const filter = readFilter({ q: 22, role: 'boss', page: -1, target: 'yes', chapter: '' })
  expect(filter).toEqual({
    q: '22',
    chapter: undefined,
    verb: undefined,
    role: undefined,
    hasTarget: false,
    page: 1,
  })
})

test('isSearching() is true for a filter alone', () => {
  expect(isSearching(readFilter({}))).toBe(false)
  expect(isSearching(readFilter({ q: '  ' }))).toBe(false)
  expect(isSearching(readFilter({ role: 'lead' }))).toBe(true)
})
