// Exceptions of projects: worked examples of every rule, and what never becomes one.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findExceptions, type ProjectFacts } from './exceptions.ts'
import {
  amountOf,
  amountText,
  financeMix,
  MONEY_KINDS,
  MONEY_SOURCES,
  mergeTallies,
  type ProjectMoney,
  shareOf,
  sumFrom,
  sumOfKind,
  tallyMoney,
  weighBy,
} from './money.ts'

const LIMITS = { idleMonths: 12, overrunPercent: '0' }
const TODAY = '2024-06-30'
const NOTHING: ProjectFacts = { state: 'building', endsOn: null, estimate: null, money: [], milestones: [] }
const judge = (facts: Partial<ProjectFacts>, today = TODAY, limits = LIMITS) =>
  findExceptions({ ...NOTHING, ...facts }, { today, limits })

let id = 0
const entry = (kind: ProjectMoney['kind'], amount: string, rest: Partial<ProjectMoney> = {}): ProjectMoney => {
  id += 1
  return { id, kind, amount, source: 'district', on: '2024-05-01', purpose: '', milestone: null, ...rest }
}
const rules = (found: ReturnType<typeof judge>): string[] => found.map(({ rule }) => rule)

describe('findExceptions()', () => {
  test('says nothing of a project about which nothing was entered', () => {
    expect(judge({ state: null })).toEqual([])
  })

  test('payment above budget is told by source, exactly', () => {
    const money = [
      entry('budget', '100.10'),
      entry('budget', '900', { source: 'city' }),
      entry('payment', '60.05'),
      entry('payment', '40.06'),
    ]
    expect(judge({ money })).toMatchObject([
      {
        rule: 'paid-above-budget',
        amount: '0.01',
        zh: '区级资金已支付 100.11 万元，预算 100.1 万元，超出 0.01 万元',
      },
    ])
    expect(judge({ money: money.slice(0, 3) })).toEqual([])
  })

  test('idle: the first money in is the first used, and only what is older than the limit counts', () => {
    const money = [
      entry('appropriation', '100', { on: '2023-01-10' }),
      entry('appropriation', '50', { on: '2023-06-30' }),
      entry('appropriation', '70', { on: '2023-07-01' }),
      entry('use', '120', { on: '2024-01-01' }),
    ]
    expect(judge({ money })).toMatchObject([
      { rule: 'idle-money', amount: '30', zh: expect.stringContaining('2023-06-30') },
    ])
    expect(judge({ money }, '2024-06-29')).toEqual([])
    expect(judge({ money }, '2024-07-01')).toMatchObject([{ amount: '100' }])
    // What was paid out is used, though nobody entered its use.
    expect(
      judge({
        money: [entry('appropriation', '9', { on: '2022-01-01' }), entry('budget', '9'), entry('payment', '9')],
      }),
    ).toEqual([])
  })

  test('a limit that ends in a shorter month is drawn back to its last day', () => {
    const money = [entry('appropriation', '5', { on: '2023-02-28' })]
    expect(rules(judge({ money }, '2024-02-29'))).toEqual(['idle-money'])
    expect(judge({ money: [entry('appropriation', '5', { on: '2023-03-01' })] }, '2024-02-29')).toEqual([])
  })

  test('payment before its milestone, by the day', () => {
    const milestone = { name: '主体封顶', plannedOn: '2024-12-31', forecastOn: null, actualOn: null as string | null }
    const money = [entry('budget', '10'), entry('payment', '10', { milestone: '主体封顶' })]
    expect(judge({ money, milestones: [milestone] })).toMatchObject([
      { rule: 'paid-before-milestone', milestone: '主体封顶', entryId: money[1]?.id },
    ])
    expect(rules(judge({ money, milestones: [{ ...milestone, actualOn: '2024-05-02' }] }))).toEqual([
      'paid-before-milestone',
    ])
    expect(judge({ money, milestones: [{ ...milestone, actualOn: '2024-05-01' }] })).toEqual([])
  })

  test('off purpose: only where a budget says what the money is for', () => {
    const use = entry('use', '3', { purpose: '办公' })
    expect(judge({ money: [entry('budget', '10'), use] })).toEqual([])
    expect(judge({ money: [entry('budget', '10', { purpose: '管网' }), use] })).toMatchObject([
      { rule: 'off-purpose', entryId: use.id, zh: '2024-05-01 使用 3 万元于“办公”，预算用途为“管网”' },
    ])
  })

  test('overrun in percent of the approved cost, above the limit only', () => {
    const money = [entry('budget', '200'), entry('payment', '105')]
    expect(judge({ money, estimate: '100' })).toMatchObject([
      { rule: 'overrun', amount: '5', zh: expect.stringContaining('超 5.0%') },
    ])
    expect(judge({ money, estimate: '100' }, TODAY, { ...LIMITS, overrunPercent: '5' })).toEqual([])
    expect(judge({ money, estimate: '105' })).toEqual([])
  })

  test('late and slipping milestones, and a finish that is over', () => {
    const milestones = [
      { name: '开工', plannedOn: '2024-06-30', forecastOn: null, actualOn: null },
      { name: '封顶', plannedOn: '2024-06-20', forecastOn: '2024-09-01', actualOn: null },
      { name: '竣工', plannedOn: '2024-12-31', forecastOn: '2025-01-10', actualOn: null },
      { name: '立项', plannedOn: '2023-01-01', forecastOn: null, actualOn: '2023-02-01' },
    ]
    expect(judge({ milestones, endsOn: '2024-06-29' }).map(({ rule, zh }) => [rule, zh])).toEqual([
      ['late-milestone', '“封顶”应于 2024-06-20 完成，已逾期 10 天'],
      ['slipping-milestone', '“竣工”应于 2024-12-31 完成，预计 2025-01-10，推迟 10 天'],
      ['late-finish', '计划 2024-06-29 完工，已过 1 天'],
    ])
    expect(judge({ milestones, state: 'stopped', endsOn: '2024-06-29' })).toEqual([])
    expect(judge({ endsOn: '2024-06-29', state: 'operating' })).toEqual([])
  })
})

const entries = fc.array(
  fc.record({
    kind: fc.constantFrom(...MONEY_KINDS),
    source: fc.constantFrom(...MONEY_SOURCES),
    cents: fc.integer({ min: 1, max: 99_999_999 }),
    month: fc.integer({ min: 1, max: 12 }),
  }),
  { maxLength: 30 },
)

test('findExceptions() never finds more idle than was appropriated, whatever the order of the entries', () => {
  fc.assert(
    fc.property(entries, (drawn) => {
      const money = drawn.map(({ kind, source, cents, month }) =>
        entry(kind, `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`, {
          source,
          on: `2022-${String(month).padStart(2, '0')}-15`,
        }),
      )
      const idle = (given: ProjectMoney[]) => judge({ money: given }).filter(({ rule }) => rule === 'idle-money')
      const sum = idle(money).reduce((total, { amount }) => total + Number(amount), 0)
      const appropriated = Number(amountText(sumOfKind(tallyMoney(money), 'appropriation')))
      expect(sum).toBeLessThanOrEqual(appropriated + 1e-6)
      expect(idle(money.toReversed()).map(({ amount }) => amount)).toEqual(idle(money).map(({ amount }) => amount))
    }),
  )
})

test('financeMix() gives shares of the budget by source', () => {
  const money = [
    entry('budget', '30', { source: 'central' }),
    entry('budget', '50', { source: 'special-bond' }),
    entry('payment', '99', { source: 'enterprise' }),
  ]
  expect(financeMix(tallyMoney(money))).toEqual([
    { source: 'central', amount: '30', share: '37.5' },
    { source: 'special-bond', amount: '50', share: '62.5' },
  ])
  expect(financeMix(tallyMoney([]))).toEqual([])
})

test('shareOf() is exact, rounds half to even, and has no answer for nothing', () => {
  expect(shareOf(amountOf('1'), amountOf('3'))).toBe('33.3')
  expect(shareOf(amountOf('0.125'), amountOf('100'))).toBe('0.1')
  expect(shareOf(amountOf('1'), amountOf('0'))).toBeNull()
})

test('weighBy() adds 0.1 and 0.2 to 0.3', () => {
  const water = (amount: string) => ({ of: 'water' as const, tally: tallyMoney([entry('budget', amount)]) })
  expect(weighBy(['air', 'water'], [water('0.1'), water('0.2')])).toEqual([
    { of: 'air', projects: 0, budget: '0', paid: '0', share: '0.0' },
    { of: 'water', projects: 2, budget: '0.3', paid: '0', share: '100.0' },
  ])
})

test('mergeTallies() is the tally of all entries together', () => {
  fc.assert(
    fc.property(entries, entries, (left, right) => {
      const made = [left, right].map((drawn) =>
        drawn.map(({ kind, source, cents }) => entry(kind, `${Math.floor(cents / 100)}.${cents % 100}`, { source })),
      )
      const merged = mergeTallies(made.map(tallyMoney))
      const whole = tallyMoney(made.flat())
      for (const kind of MONEY_KINDS)
        for (const source of MONEY_SOURCES)
          expect(amountText(sumFrom(merged, kind, source))).toBe(amountText(sumFrom(whole, kind, source)))
    }),
  )
})
