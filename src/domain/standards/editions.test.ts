// The catalogue says for every figure where it is written, and the register picks editions by date.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beijingInstant, DAY_MS } from '#kit/time.ts'
import { GB3095_2026 } from './catalog/gb3095-2026.ts'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import type { Family, Limit } from './edition.ts'
import { EDITIONS, edition, editionFor, editionOf, editionsOf, startOfDate } from './editions.ts'
import { FAMILY_WORDS } from './families.ts'

const FAMILIES = Object.keys(FAMILY_WORDS) as Family[]
const DATE = /^\d{4}-\d{2}-\d{2}$/

describe('the catalogue', () => {
  test('gives every edition names, issuer, dates and sureness', () => {
    for (const { id, code, zh, en, issuer, from, until, sureness } of EDITIONS) {
      expect([id, code, zh, en, issuer, sureness].every((text) => text !== '')).toBe(true)
      expect(from).toMatch(DATE)
      if (until !== null) expect(startOfDate(until)).toBeGreaterThan(startOfDate(from))
    }
  })

  test('gives every limit and rule a clause of a standard, a sureness and a unit', () => {
    const reference: Limit[] = [
      ...GB3838_2002.sourceLimits,
      ...GB3838_2002.chosenSourceLimits,
      ...GB3095_2026.referenceLimits,
    ]
    const limits = [...EDITIONS.flatMap((entry): readonly Limit[] => entry.limits), ...reference]
    const silent = limits.filter(({ source, unit, sureness }) => !/\d{4}/.test(source) || unit === '' || !sureness)
    expect(silent).toEqual([])
    const rules = EDITIONS.flatMap((entry) => entry.rules.map((rule) => ({ edition: entry.id, ...rule })))
    expect(rules.filter(({ source, zh, en }) => !/\d{4}/.test(source) || zh === '' || en === '')).toEqual([])
  })

  test('has each id and each rule of an edition once', () => {
    expect(new Set(EDITIONS.map(({ id }) => id)).size).toBe(EDITIONS.length)
    for (const { rules } of EDITIONS) expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  })

  test('holds table 1 (23 items with limits), 2 (5) and 3 (80) of GB 3838, none looser in a better class', () => {
    expect([GB3838_2002.limits.length, GB3838_2002.sourceLimits.length, GB3838_2002.chosenSourceLimits.length]).toEqual(
      [23, 5, 80],
    )
    for (const { item, atMost, atLeast, lake } of GB3838_2002.limits) {
      const ascending = (row: readonly number[] = []) =>
        row.every((figure, at) => at === 0 || figure >= (row[at - 1] ?? 0))
      expect([item, ascending(atMost), ascending(lake), ascending(atLeast && [...atLeast].reverse())]).toEqual([
        item,
        true,
        true,
        true,
      ])
    }
  })
})

describe('editionFor()', () => {
  test('changes at Beijing midnight of 1 March 2026', () => {
    const midnight = beijingInstant(2026, 3, 1)
    expect([editionFor('aqi', midnight - 1)?.id, editionFor('aqi', midnight)?.id]).toEqual(['HJ633-2012', 'HJ633-2026'])
    expect([editionFor('ambient-air', midnight - 1)?.id, editionFor('ambient-air', midnight)?.id]).toEqual([
      'GB3095-2012',
      'GB3095-2026',
    ])
    expect(new Date(midnight).toISOString()).toBe('2026-02-28T16:00:00.000Z')
  })

  test('gives none before the first edition', () => {
    expect(editionFor('aqi', beijingInstant(2015, 12, 31, 23))).toBeUndefined()
    expect(editionFor('aqi', beijingInstant(2016, 1, 1))?.id).toBe('HJ633-2012')
  })

  test('never finds two editions of a family in force at once', () => {
    const day = fc.integer({ min: 0, max: 12_000 }).map((days) => beijingInstant(2002, 1, 1) + days * DAY_MS)
    fc.assert(
      fc.property(day, fc.constantFrom(...FAMILIES), (at, family) => {
        const inForce = editionsOf(family).filter(
          ({ from, until }) => startOfDate(from) <= at && (until === null || at < startOfDate(until)),
        )
        expect(inForce.length).toBeLessThanOrEqual(1)
        expect(editionFor(family, at)).toBe(inForce[0])
      }),
    )
  })
})

test('edition() and editionOf() find by id, and editionOf() only within the family', () => {
  expect(edition('GB3838-2002')?.code).toBe('GB 3838—2002')
  expect(edition('GB3838-1988')).toBeUndefined()
  expect(editionOf('aqi', 'GB3838-2002')).toBeUndefined()
  expect(editionOf('aqi', 'HJ633-2026')?.floor).toBe(1)
})
