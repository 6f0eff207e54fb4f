// The money of a project as it added up.
import { expect, test } from 'vitest'
import { runOf } from './money-chart.ts'

const entry = (id: number, kind: 'budget' | 'payment', on: string, amount: string) => ({
  id,
  kind,
  source: 'district' as const,
  on,
  amount,
  purpose: '',
  milestone: null,
  document: '',
  author: 'a',
  knownFrom: 0,
  reason: '',
})

test('runOf() adds up day by day, exactly, and keeps what stood where nothing is entered', () => {
  const money = [
    entry(3, 'payment', '2024-03-01', '0.2'),
    entry(2, 'payment', '2024-02-01', '0.1'),
    entry(1, 'budget', '2024-01-01', '10'),
  ]
  expect(runOf(money)).toEqual({
    days: ['2024-01-01', '2024-02-01', '2024-03-01'],
    kinds: [
      { kind: 'budget', sums: ['10', '10', '10'] },
      { kind: 'payment', sums: ['0', '0.1', '0.3'] },
    ],
  })
})
