// Deviations: rules read with their faults, worked examples of each watch, and what becomes of them from look to look.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { checkDeviationRules } from './check-rules.ts'
import {
  type Deviation,
  type DeviationFacts,
  findDeviations,
  type IndicatorFacts,
  type ObligationFacts,
} from './find.ts'
import { followDeviations, type StandingDeviation } from './follow.ts'
import { type DeviationRule, readDeviationRule, type Watch } from './rule.ts'
import { prepareCase, reasonInWords } from './words.ts'

const words = (zh: string) => ({ zh, en: zh })
const RULE: DeviationRule = {
  id: 'rule',
  name: words('规则'),
  basis: ['c13.s04.m01.t05'],
  threshold: 'setting',
  because: words('设定'),
  watches: { what: 'unit-late', least: 2 },
  opens: { procedure: 'supervision-order', how: 'proposed', relation: 'addressee' },
  to: ['unit'],
  dueWorkingDays: 10,
  demand: words('限期赶上'),
}
const FILE = 'deviations/rule.json'
const rule = (watches: Watch, to: DeviationRule['to']): DeviationRule => ({ ...RULE, watches, to })

const FOREST: IndicatorFacts = {
  id: 'ind.15',
  name: words('森林覆盖率'),
  attribute: 'binding',
  target: '≥30.05 %',
  projected: { year: 2025, chancePercent: 12, value: '25.8 %' },
  missed: { year: 2024, value: '26.03 %' },
  units: { lead: ['规自局'], assist: ['水务局', '规自局'] },
}
const GREENWAY: ObligationFacts = {
  id: 'c06.s04.m01.t03',
  name: words('碧道'),
  isRed: true,
  why: [words('落后 40 个百分点')],
  redPeriods: { month: ['2024-06', '2024-05'], quarter: ['2024-Q2'] },
  lead: '水务局',
  units: { lead: ['水务局'] },
}
const PARK: ObligationFacts = { ...GREENWAY, id: 'c08.s03.m01.t04', name: words('公园') }
const FACTS: DeviationFacts = {
  indicators: [FOREST],
  obligations: [GREENWAY, PARK],
  projects: [
    {
      id: 'p1',
      name: words('污水厂'),
      exceptions: [
        { rule: 'late-milestone', milestone: '开工' },
        { rule: 'late-milestone', milestone: '主体完工' },
        { rule: 'idle-money', milestone: null },
      ],
      units: { owner: ['水务局'] },
    },
  ],
  returns: [
    {
      unit: '住建局',
      newest: [
        { period: '2024-Q2', isMissing: true },
        { period: '2024-Q1', isMissing: true },
        { period: '2023-Q4', isMissing: false },
      ],
    },
  ],
}
const find = (watches: Watch, to: DeviationRule['to']) => findDeviations(rule(watches, to), FACTS)

test('an indicator less likely than the threshold deviates, each unit being named once', () => {
  const watch = { what: 'indicator-chance', attribute: 'binding', belowPercent: 50 } as const
  const found = find(watch, ['lead', 'assist'])
  expect(found).toEqual([
    {
      rule: 'rule',
      subject: { kind: 'indicator', ref: 'ind.15' },
      name: words('森林覆盖率'),
      units: ['规自局', '水务局'],
      reason: {
        what: 'indicator-chance',
        year: 2025,
        chancePercent: 12,
        limitPercent: 50,
        value: '25.8 %',
        target: '≥30.05 %',
      },
    },
  ])
  expect(find({ ...watch, belowPercent: 12 }, ['lead'])).toEqual([])
  expect(find({ ...watch, attribute: 'anticipatory' }, ['lead'])).toEqual([])
  expect(find({ what: 'indicator-missed', attribute: 'any' }, ['lead'])[0]?.reason).toEqual({
    what: 'indicator-missed',
    year: 2024,
    value: '26.03 %',
    target: '≥30.05 %',
  })
})

test('an obligation deviates when it is red and was at the end of so many periods; one that caught up does not', () => {
  const watch = { what: 'obligation-red', each: 'month', periods: 2 } as const
  expect(find(watch, ['lead']).map(({ subject }) => subject.ref)).toEqual([GREENWAY.id, PARK.id])
  expect(find({ ...watch, periods: 3 }, ['lead'])).toEqual([])
  expect(find({ ...watch, each: 'quarter' }, ['lead'])).toEqual([])
  // Caught up: yellow now for a whole period, though it was red at the ends of both months.
  const yellow = { ...FACTS, obligations: [{ ...GREENWAY, isRed: false }] }
  expect(findDeviations(rule(watch, ['lead']), yellow)).toEqual([])
})

test('exceptions of the named rules are counted, and late obligations by the unit that leads them', () => {
  const late = { what: 'project-exceptions', rules: ['late-milestone'], least: 2 } as const
  expect(find({ ...late, rules: [...late.rules] }, ['owner'])[0]).toMatchObject({ units: ['水务局'] })
  expect(find({ ...late, rules: ['idle-money'] }, ['owner'])).toEqual([])
  expect(find({ what: 'unit-late', least: 2 }, ['unit'])).toMatchObject([
    {
      subject: { kind: 'unit', ref: '水务局' },
      units: ['水务局'],
      reason: { obligations: [{ id: GREENWAY.id }, { id: PARK.id }] },
    },
  ])
  expect(find({ what: 'unit-late', least: 3 }, ['unit'])).toEqual([])
})

test('returns count in a row from the newest on', () => {
  expect(find({ what: 'return-missing', periods: 2 }, ['unit'])[0]?.reason).toEqual({
    what: 'return-missing',
    periods: ['2024-Q2', '2024-Q1'],
  })
  expect(find({ what: 'return-missing', periods: 3 }, ['unit'])).toEqual([])
})

test('a looser threshold never finds less', () => {
  const percent = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(fc.array(percent), percent, percent, (chances, a, b) => {
      const indicators = chances.map((chancePercent, n) => ({
        ...FOREST,
        id: `ind.${n}`,
        projected: { year: 2025, chancePercent, value: '' },
      }))
      const found = (belowPercent: number) =>
        findDeviations(rule({ what: 'indicator-chance', attribute: 'any', belowPercent }, ['lead']), {
          ...FACTS,
          indicators,
        }).length
      expect(found(Math.max(a, b))).toBeGreaterThanOrEqual(found(Math.min(a, b)))
      expect(found(b)).toBe(chances.filter((chance) => chance < b).length)
    }),
  )
})

test('prepareCase() words the matter with its figures', () => {
  const [found] = find({ what: 'return-missing', periods: 2 }, ['unit'])
  if (found === undefined) throw new Error('Nothing was found')
  expect(reasonInWords(found.reason).zh).toBe('连续 2 期未按期填报：2024 年第 2 季度、2024 年第 1 季度')
  expect(prepareCase(RULE, found)).toMatchObject({
    title: { zh: '住建局：规则' },
    matter: { zh: '住建局：连续 2 期未按期填报：2024 年第 2 季度、2024 年第 1 季度。' },
  })
})

test('readDeviationRule() tells every fault with file, path and reason', () => {
  expect(readDeviationRule(RULE, FILE)).toEqual(RULE)
  const because = (json: unknown) => {
    const read = readDeviationRule(json, FILE)
    return Array.isArray(read) ? read.map((one) => one.because) : []
  }
  expect(because({ ...RULE, threshold: 'guess', extra: 1 })).toEqual([
    `${FILE} $.threshold: must be one of plan, setting, current value is "guess"`,
    `${FILE} $.extra: is not a field of a plan pack`,
  ])
  expect(because({ ...RULE, watches: { what: 'weather' } })).toEqual([
    expect.stringContaining(`${FILE} $.watches.what: must be one of indicator-chance`),
  ])
  expect(because({ ...RULE, watches: { what: 'unit-late', least: 0.5 } })).toEqual([
    `${FILE} $.watches.least: must be a whole number, current value is 0.5`,
  ])
  expect(
    because({
      ...RULE,
      watches: { what: 'indicator-chance', attribute: 'any', belowPercent: 120 },
      to: ['lead', 'owner'],
      dueWorkingDays: 0,
    }),
  ).toEqual([
    `${FILE} $.watches.belowPercent: must lie between 1 and 100, current value is 120`,
    `${FILE} $.dueWorkingDays: must lie between 1 and 250, current value is 0`,
    `${FILE} $.to[1]: indicator-chance can be sent to lead, assist only`,
  ])
  expect(because({ ...RULE, watches: { what: 'project-exceptions', rules: [], least: 1 }, to: [] })).toEqual([
    `${FILE} $.watches.rules: must hold a rule`,
    `${FILE} $.to: must say to whom`,
  ])
})

test('checkDeviationRules() refuses what leads nowhere', () => {
  const order = {
    id: 'supervision-order',
    relations: [{ id: 'addressee' }],
    opening: { fields: [{ id: 'matter' }, { id: 'demand' }, { id: 'proposed-due' }] },
  } as unknown as Procedure
  const isPart = (id: string) => id === 'c13.s04.m01.t05'
  const check = (part: Partial<DeviationRule>, procedures = [order]) =>
    checkDeviationRules({ deviations: [{ ...RULE, ...part }], procedures, borrows: false, isPart }).map(
      ({ because }) => because,
    )
  expect(check({})).toEqual([])
  expect(check({ basis: ['c99'] })).toEqual([`${FILE} $.basis[0]: refers to c99, which the pack does not hold`])
  expect(check({}, [])).toEqual([`${FILE} $.opens.procedure: the pack has no procedure supervision-order`])
  expect(check({ opens: { ...RULE.opens, relation: 'nobody' } })).toEqual([
    `${FILE} $.opens.relation: procedure supervision-order has no relation nobody`,
  ])
  expect(check({}, [{ ...order, opening: { who: [], fields: [] } }])).toHaveLength(3)
  const borrowed = { deviations: [RULE], procedures: [], borrows: true, isPart }
  expect(checkDeviationRules(borrowed)).toEqual([])
})

const deviation = (ref: string, n = 1): Deviation => ({
  rule: 'rule',
  subject: { kind: 'unit', ref },
  name: words(ref),
  units: [ref],
  reason: {
    what: 'unit-late',
    obligations: Array.from({ length: n }, (_, at) => ({ id: `t${at}`, name: words('任务') })),
  },
})
const standing = (ref: string, part: Partial<StandingDeviation> = {}): StandingDeviation => ({
  ...deviation(ref),
  number: 7,
  state: 'open',
  isCaseOpen: false,
  ...part,
})

test('followDeviations() keeps what people decided', () => {
  const follow = (before: StandingDeviation[], now: Deviation[]) => followDeviations(before, now)
  expect(follow([], [deviation('a')])).toEqual([{ kind: 'appeared', found: deviation('a') }])
  expect(follow([standing('a')], [deviation('a', 2)])).toEqual([
    { kind: 'changed', number: 7, found: deviation('a', 2) },
  ])
  expect(follow([standing('a')], [])).toEqual([{ kind: 'gone', number: 7, state: 'open' }])
  expect(follow([standing('a', { state: 'dismissed' })], [deviation('a', 2)])).toEqual([])
  expect(follow([standing('a', { state: 'dismissed' })], [])).toEqual([{ kind: 'gone', number: 7, state: 'dismissed' }])
  const handled = { state: 'handled' } as const
  expect(follow([standing('a', { ...handled, isCaseOpen: true })], [deviation('a', 2)])).toEqual([])
  expect(follow([standing('a', handled)], [deviation('a')])).toEqual([])
  expect(follow([standing('a', handled)], [deviation('a', 2)])).toEqual([
    { kind: 'appeared', found: deviation('a', 2) },
  ])
  expect(follow([standing('a', handled)], [])).toEqual([])
  expect(follow([standing('a', { state: 'gone' })], [deviation('a')])).toHaveLength(1)
})

test('followDeviations() has nothing to do at a second look that finds the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')), fc.integer({ min: 1, max: 3 }), (refs, n) => {
      const found = refs.map((ref) => deviation(ref, n))
      const after = followDeviations([], found).flatMap((change, at) =>
        change.kind === 'appeared' ? [{ ...change.found, number: at, state: 'open' as const, isCaseOpen: false }] : [],
      )
      expect(followDeviations(after, found.toReversed())).toEqual([])
    }),
  )
})
