// The ranking of units: shares compared exactly, equals share a place, and few obligations make no rank.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LEAST_LED, rankUnits } from './ranking.ts'
import { PROGRESS_STATUSES, type ProgressStatus } from './status.ts'

const led = (unit: string, counts: Partial<Record<ProgressStatus, number>>) =>
  Object.entries(counts).flatMap(([status, n]) =>
    Array.from({ length: n }, () => ({ unit, status: status as ProgressStatus })),
  )

test('rankUnits() ranks by the share that is as it should be; equals share a place and the next is further', () => {
  const { ranked, tooFew } = rankUnits([
    ...led('甲', { 'on-track': 4, done: 4, late: 2 }),
    ...led('乙', { done: 8, 'at-risk': 2 }),
    ...led('丙', { done: 3, late: 3 }),
    ...led('丁', { done: 5 }),
    ...led('戊', { done: 4 }),
  ])
  expect(ranked.map(({ place, unit, share, late }) => [place, unit, share, late])).toEqual([
    [1, '丁', '100.0', 0],
    [2, '甲', '80.0', 2],
    [2, '乙', '80.0', 0],
    [4, '丙', '50.0', 3],
  ])
  expect(tooFew.map(({ unit }) => unit)).toEqual(['戊'])
})

test('rankUnits() leaves out what has not begun', () => {
  expect(rankUnits(led('甲', { 'not-started': 9, done: 4 })).ranked).toEqual([])
  expect(rankUnits(led('甲', { 'not-started': 9, done: 5 })).ranked).toMatchObject([{ led: 5, share: '100.0' }])
})

test('rankUnits() places a unit above another exactly where its share is greater, whatever is rounded for print', () => {
  const statuses = fc.array(fc.constantFrom(...PROGRESS_STATUSES), { minLength: LEAST_LED, maxLength: 40 })
  fc.assert(
    fc.property(fc.array(statuses, { minLength: 2, maxLength: 6 }), (units) => {
      const { ranked } = rankUnits(units.flatMap((all, at) => all.map((status) => ({ unit: `u${at}`, status }))))
      for (const a of ranked) {
        for (const b of ranked) expect(a.place < b.place).toBe(a.well * b.led > b.well * a.led)
      }
    }),
  )
})
