// A scheme that cannot be scored by is refused with file, path, reason and what to do.
import { expect, test } from 'vitest'
import { isSchemeRefused, readScheme } from './check-scheme.ts'
import { EXAMPLE_SCHEME } from './example-scheme.ts'
import type { Scheme, SchemeItem } from './scheme.ts'
import { checkSchemeReferences } from './scheme-references.ts'

const FILE = 'schemes/example.json'
const becauses = (scheme: object): string[] => {
  const read = readScheme(structuredClone(scheme), FILE)
  return isSchemeRefused(read) ? read.map(({ because }) => because) : []
}
const withItem = (n: number, part: Partial<SchemeItem>): Scheme => ({
  ...EXAMPLE_SCHEME,
  items: EXAMPLE_SCHEME.items.map((item, at) => (at === n ? { ...item, ...part } : item)),
})
const noise = EXAMPLE_SCHEME.items[1]
const rule = noise?.rule
if (rule === undefined) throw new Error('Cannot go on without the rule')

test('readScheme() takes the example as it is', () => {
  expect(readScheme(EXAMPLE_SCHEME, FILE)).toBe(EXAMPLE_SCHEME)
})

test('readScheme() refuses weights that do not sum up, at the top and below an item', () => {
  expect(becauses(withItem(1, { weight: '31' }))).toEqual([
    'schemes/example.json $.items: weights sum to 101 (60 + 31 + 10) and must sum to 100: change them',
  ])
  expect(becauses(withItem(0, { weight: '60.0', items: [{ ...noise, weight: '59.5' } as SchemeItem] }))).toContain(
    'schemes/example.json $.items[0].items: weights sum to 59.5 (59.5) and must sum to 60.0: change them',
  )
})

test('readScheme() adds up for each group what it is asked', () => {
  expect(becauses(withItem(1, { groups: ['streets'] }))).toEqual([
    'schemes/example.json $.items: weights sum to 70 (60 + 10) and must sum to 100: change them',
  ])
})

test('readScheme() refuses ids used twice, groups that are not there, and an item that is two things or nothing', () => {
  expect(becauses(withItem(1, { id: 'own', groups: ['nobody', 'departments', 'streets'] }))).toEqual([
    'schemes/example.json $.items[2].id: own is already used: choose another',
    'schemes/example.json $.items[1].groups: there is no group “nobody”, there are departments, streets',
  ])
  const { rule: _, ...bare } = noise as SchemeItem
  expect(
    becauses({ ...EXAMPLE_SCHEME, items: EXAMPLE_SCHEME.items.map((item) => (item === noise ? bare : item)) }),
  ).toEqual(['schemes/example.json $.items[1]: must have exactly one of items and rule'])
})

test.each([
  ['a source without what it needs', { source: { from: 'obligations' } }, 'source.counts: must be present'],
  ['a target where there is no indicator', { source: { from: 'returns' } }, 'curve: only an indicator has a target'],
  [
    'a line that does not rise',
    { curve: { kind: 'linear', zeroAt: '5', fullAt: '5.0' } },
    'curve: zeroAt and fullAt must differ',
  ],
  ['a share above everything', { curve: { kind: 'met', missed: '101' } }, 'curve.missed: must be from 0 to 100'],
  [
    'a step without a bound',
    { curve: { kind: 'steps', steps: [{ percent: '5' }], otherwise: '0' } },
    'steps[0]: must have atLeast',
  ],
  ['a sample of nothing', { leastSample: 0 }, 'leastSample: must be at least 1'],
  [
    'a reviewer without room',
    { source: { from: 'reviewer', asks: rule, least: '5', most: '5' } },
    'source.asks.zh: must be a non-empty text',
  ],
])('readScheme() refuses %s', (_, part, words) => {
  expect(becauses(withItem(1, { rule: { ...rule, ...part } as never })).join('\n')).toContain(words)
})

test('readScheme() refuses a reviewer whose bounds leave no room, and a veto that caps at the full marks', () => {
  const both = { zh: '分', en: 'points' }
  const source = { from: 'reviewer', asks: both, unit: both, least: '5', most: '5' } as const
  const judged = { rule: { ...rule, source, curve: { kind: 'linear', zeroAt: '0', fullAt: '5' } as const } }
  expect(becauses(withItem(1, judged))).toEqual([
    'schemes/example.json $.items[1].rule.source.most: must be above the lower bound',
  ])
  const vetoes = [{ id: 'x', name: both, asks: both, effect: { kind: 'at-most', points: '100' } }]
  expect(becauses({ ...EXAMPLE_SCHEME, vetoes })).toEqual([
    'schemes/example.json $.vetoes[0].effect.points: must be given and below 100',
  ])
})

test('readScheme() refuses to ask that more applies than there is', () => {
  expect(becauses({ ...EXAMPLE_SCHEME, leastApplicable: '101' })).toEqual([
    'schemes/example.json $.leastApplicable: must not be above 100',
  ])
})

test('checkSchemeReferences() names what is not there and what was most likely meant', () => {
  const known = { parts: new Set(['c11.s01.m01.t04']), indicators: new Set(['ind.11']), procedures: new Set<string>() }
  expect(checkSchemeReferences(EXAMPLE_SCHEME, FILE, known).map(({ because }) => because)).toEqual([
    'schemes/example.json $.items[1].rule.source.indicator: the plan has no ind.10: is it ind.11?',
  ])
})
