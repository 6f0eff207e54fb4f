// Points by hand: curves, rounding, weights given away, caps, vetoes, places; and what holds for any facts.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compareDecimals, getDecimal, type Rational } from '#kit/rational.ts'
import { compareSheets } from './compare.ts'
import { shareOf } from './curve.ts'
import { EXAMPLE_SCHEME } from './example-scheme.ts'
import type { Fact, KnownFact } from './fact.ts'
import type { Scheme } from './scheme.ts'
import { scoreSheet } from './score.ts'
import { weightsFor } from './weights.ts'

const both = (text: string) => ({ zh: text, en: text })
const known = (value: string, part: Partial<KnownFact> = {}): Fact => ({
  state: 'known',
  value,
  words: both(value),
  to: null,
  ...part,
})
const MISSING: Fact = { state: 'missing', because: both('未填'), to: null }
const APART: Fact = { state: 'not-applicable', because: both('不适用'), to: null }

const units = (...ids: string[]) => ids.map((id) => ({ id, unit: id, group: 'departments' }))
const score = (facts: Record<string, Fact>, scheme: Scheme = EXAMPLE_SCHEME) => {
  const [one] = scoreSheet(scheme, units('水务局'), (_, id) => facts[id] ?? MISSING).units
  if (one === undefined) throw new Error('Cannot go on without the unit')
  return one
}
const pointsOf = (facts: Record<string, Fact>, scheme?: Scheme) =>
  score(facts, scheme).items.map(({ id, points }) => [id, points])

/** 90 % on track: (90−50)/50 = 0.8 of 40 = 32; 80 % in time: 60 % of 20 = 12; missed: half of 30; 95 % of 10 = 9.5. */
const FACTS: Record<string, Fact> = {
  'on-track': known('90', { sample: 10 }),
  returns: known('80'),
  noise: known('74', { target: '75', isMet: false }),
  own: known('95'),
}

test('scoreSheet() gives points item by item and a total that adds what is printed', () => {
  expect(pointsOf(FACTS)).toEqual([
    ['on-track', '32.00'],
    ['returns', '12.00'],
    ['noise', '15.00'],
    ['own', '9.50'],
  ])
  expect(score(FACTS)).toMatchObject({ sum: '68.50', total: '68.50', place: 1, open: 0 })
})

test('scoreSheet() rounds an item once, an exact half to the even digit', () => {
  const scheme = { ...EXAMPLE_SCHEME, decimals: 1 }
  expect(score({ ...FACTS, own: known('94.5') }, scheme).items.at(-1)?.points).toBe('9.4')
  expect(score({ ...FACTS, own: known('95.5') }, scheme).items.at(-1)?.points).toBe('9.6')
})

test('a sample below the least does not count, and its weight goes to the sibling', () => {
  const one = score({ ...FACTS, 'on-track': known('100', { sample: 2 }) })
  expect(one.items.slice(0, 2)).toMatchObject([
    { id: 'on-track', state: 'not-applicable', points: null },
    { id: 'returns', weight: '60.00', points: '36.00' },
  ])
  expect(one.items[0]?.because.zh).toBe('只有 2 件，少于最小样本 3 件，不计此项')
})

test('where all below an item do not apply, its weight goes one level up in proportion', () => {
  const one = score({ ...FACTS, 'on-track': APART, returns: APART })
  expect(one.items.map(({ weight }) => weight)).toEqual(['0.00', '0.00', '75.00', '25.00'])
  expect(one.applicable).toBe('40.00')
})

test('a scheme may spread such weight over all other items instead', () => {
  const one = score({ ...FACTS, 'on-track': APART }, { ...EXAMPLE_SCHEME, notApplicable: 'whole' })
  expect(one.items.map(({ weight }) => weight)).toEqual(['0.00', '33.33', '50.00', '16.67'])
})

test('what nobody has given earns nothing and keeps the sheet open, or does not apply, as its rule says', () => {
  const one = score({ 'on-track': FACTS['on-track'] ?? MISSING, noise: MISSING })
  expect(one.items.map(({ state }) => state)).toEqual(['scored', 'missing', 'not-applicable', 'missing'])
  expect(one.open).toBe(2)
})

test('bonus and deduction stop at their own cap and at the cap of all', () => {
  const one = score({ ...FACTS, praise: known('9'), complaint: known('2') })
  expect(one.adjustments.map(({ points }) => points)).toEqual(['2.00', '-2.00'])
  expect(one.sum).toBe('68.00')
})

test('deductions do not go below nothing', () => {
  expect(score({ complaint: known('5') }).sum).toBe('0.00')
})

test('a veto caps the total or takes it away, the harder one counts; the sum stays readable', () => {
  expect(score({ ...FACTS, accident: known('1') })).toMatchObject({ sum: '68.50', total: '59.00' })
  expect(score({ ...FACTS, accident: known('1'), forgery: known('1') }).total).toBe('0.00')
})

test('a veto that caps does not lift a total that is lower', () => {
  expect(
    score({
      ...FACTS,
      noise: known('1', { isMet: false }),
      'on-track': known('50', { sample: 9 }),
      accident: known('1'),
    }).total,
  ).toBe('36.50')
})

test('equal totals share a place and the next is as many further; groups are ranked apart', () => {
  const own: Record<string, string> = { a: '100', b: '100', c: '50', d: '10' }
  const asked = [...units('a', 'b', 'c'), { id: 'd', unit: 'd', group: 'streets' }]
  const sheet = scoreSheet(EXAMPLE_SCHEME, asked, (unit, id) => (id === 'own' ? known(own[unit] ?? '0') : MISSING))
  expect(sheet.units.map(({ place }) => place)).toEqual([1, 1, 3, 1])
})

test('a unit to which too little applies is not ranked, and takes no place from others', () => {
  const scheme = { ...EXAMPLE_SCHEME, leastApplicable: '60' }
  const sheet = scoreSheet(scheme, units('a', 'b'), (unit, id) => (unit === 'a' && id !== 'own' ? APART : known('100')))
  expect(sheet.units.map(({ unit, applicable, place }) => [unit, applicable, place])).toEqual([
    ['a', '10.00', null],
    ['b', '100.00', 1],
  ])
})

test('shareOf() falls where less is better, stops at both ends, and takes the target of the indicator', () => {
  const days = { kind: 'linear', zeroAt: '20', fullAt: '0' } as const
  const share = (value: string) => shareOf(days, known(value) as KnownFact)
  expect([share('0'), share('5'), share('40')].map(({ n, d }) => Number(n) / Number(d))).toEqual([1, 0.75, 0])
  const toTarget = { kind: 'linear', zeroAt: '50', fullAt: 'target' } as const
  const { n, d } = shareOf(toTarget, known('60', { target: '75' }) as KnownFact)
  expect([n * 5n, d * 2n]).toSatisfy(([a, b]) => a === b)
})

test('compareSheets() says unit by unit and item by item what changed', () => {
  const sheet = (facts: Record<string, Fact>) =>
    scoreSheet(EXAMPLE_SCHEME, units('水务局'), (_, id) => facts[id] ?? MISSING)
  expect(compareSheets(sheet(FACTS), sheet({ ...FACTS, own: known('100') }))).toEqual([
    {
      id: '水务局',
      unit: '水务局',
      group: 'departments',
      before: { total: '68.50', place: 1 },
      after: { total: '69.00', place: 1 },
      difference: '0.50',
      items: [{ id: 'own', before: '9.50', after: '10.00' }],
    },
  ])
})

test('compareSheets() keeps a unit that is in one sheet only', () => {
  const sheet = (...ids: string[]) => scoreSheet(EXAMPLE_SCHEME, units(...ids), () => MISSING)
  const [, gone] = compareSheets(sheet('a', 'b'), sheet('a'))
  expect(gone).toMatchObject({ id: 'b', after: null, difference: null })
})

const share = fc.integer({ min: 0, max: 1000 }).map((tenths) => String(tenths / 10))
const fact = fc.oneof(
  share.map((value) => known(value, { sample: 5, isMet: true })),
  fc.constant(APART),
  fc.constant(MISSING),
)
const facts = fc.record({ 'on-track': fact, returns: fact, noise: fact, own: fact })

test('weights of what applies sum to the full marks exactly, whatever does not apply', () => {
  fc.assert(
    fc.property(fc.subarray(['on-track', 'returns', 'noise', 'own'], { minLength: 1 }), fc.boolean(), (ids, whole) => {
      const notApplicable = whole ? 'whole' : 'siblings'
      const weights = weightsFor(
        { ...EXAMPLE_SCHEME, notApplicable },
        { group: 'streets', applies: (id) => ids.includes(id) },
      )
      const { n, d } = [...weights.values()].reduce<Rational>(add, { n: 0n, d: 1n })
      expect(n === d * 100n).toBe(true)
    }),
  )
})

test('totals stay between nothing and the full marks with the most that bonuses come to', () => {
  fc.assert(
    fc.property(facts, share, share, (of, praise, complaint) => {
      const total = Number(score({ ...of, praise: known(praise), complaint: known(complaint) }).total)
      expect(total).toBeGreaterThanOrEqual(0)
      expect(total).toBeLessThanOrEqual(101.52)
    }),
  )
})

test('a better figure never earns less', () => {
  fc.assert(
    fc.property(facts, share, share, (of, a, b) => {
      const [low, high] = Number(a) < Number(b) ? [a, b] : [b, a]
      const totalWith = (own: string) => getDecimal(score({ ...of, own: known(own) }).total)
      expect(compareDecimals(totalWith(high), totalWith(low))).toBeGreaterThanOrEqual(0)
    }),
  )
})
