// The filter of the site list in the address.
import { expect, test } from 'vitest'
import { isFiltered, readSiteFilter, writeSiteFilter } from './site-filter.ts'

test('readSiteFilter() and writeSiteFilter() are inverse', () => {
  const search = { q: '龙岗', kind: 'air,section', state: 'late', demo: 'true', sort: 'latest', order: 'desc', page: 3 }
  expect(writeSiteFilter(readSiteFilter(search))).toEqual(search)
})

test('readSiteFilter() drops what is not a choice', () => {
  const filter = readSiteFilter({ kind: 'toString,air', state: 'constructor', sort: 'x', page: -2, demo: 1 })
  expect(filter).toEqual({
    q: undefined,
    kinds: ['air'],
    state: undefined,
    demo: undefined,
    sort: 'kind',
    order: 'asc',
    page: 1,
  })
  expect(isFiltered(filter)).toBe(true)
  expect(isFiltered(readSiteFilter({ page: 2 }))).toBe(false)
})
