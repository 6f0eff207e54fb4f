// The type of a station is learnt only where the published classes tell rivers and lakes apart.
import { expect, test } from 'vitest'
import { learntType, noVotes, vote } from './learn-water-type.ts'
import type { ImportedRow } from './read-row.ts'

const row = (tp: number, publishedClass: string | null): ImportedRow => ({
  site: { name: '某断面', city: null, province: null, street: null, basin: null },
  atMs: Date.UTC(2020, 5, 1),
  kind: 'sample',
  values: [
    { factor: 'w01001', value: 7.5 },
    { factor: 'w01009', value: 8 },
    { factor: 'w01019', value: 1.5 },
    { factor: 'w21003', value: 0.1 },
    { factor: 'w21011', value: tp },
  ],
  flag: 'N',
  publishedClass,
  findings: [],
})

const learn = (...rows: ImportedRow[]) => {
  const votes = noVotes()
  for (const one of rows) vote(votes, one)
  return learntType(votes)
}

test('total phosphorus 0.06 mg/L published as class Ⅳ is a lake (GB 3838—2002 table 1)', () => {
  expect(learn(row(0.06, 'Ⅳ'), row(0.06, 'IV'))).toEqual({ type: 'lake', source: 'learnt' })
})
test('the same published as class Ⅱ is a river', () => {
  expect(learn(row(0.06, 'Ⅱ'))).toEqual({ type: 'river', source: 'learnt' })
})
test('where both types give the same class nothing is learnt', () => {
  expect(learn(row(0.005, 'I'))).toEqual({ type: 'river', source: 'assumed' })
})
test('a row without a published class says nothing', () => {
  expect(learn(row(0.06, null))).toEqual({ type: 'river', source: 'assumed' })
})
