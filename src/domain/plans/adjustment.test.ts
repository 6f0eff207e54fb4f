// An adjustment of the plan: what it changes in the pack, and what it may not.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Adjustment, checkAdjustment, editsOf, nextVersion, readAdjustment } from './adjustment.ts'
import type { Pack } from './pack-parts.ts'

const DIR = join(import.meta.dirname, '../../../packs/longgang-14fyp')
const json = (name: string) => JSON.parse(readFileSync(join(DIR, name), 'utf8'))
/** The parts that an adjustment reads. */
const PACK = {
  about: json('pack.json'),
  chapters: json('plan.json').chapters,
  indicators: json('indicators.json').indicators,
} as Pack

const OBLIGATION = { kind: 'obligation', ref: 'c03.s01.m01.t01' }
const FOREST = { kind: 'indicator', ref: 'ind.15' }
const DAY = '2024-07-01'
const read = (about: typeof OBLIGATION, fields: Record<string, string>): Adjustment => {
  const adjustment = readAdjustment(about, { effective: DAY, ...fields })
  if ('refused' in adjustment) throw new Error(adjustment.because)
  return adjustment
}

test('readAdjustment() takes the three kinds apart', () => {
  expect(read(OBLIGATION, { what: 'wording', wording: ' 新表述 ' })).toEqual({
    what: 'wording',
    effective: DAY,
    obligationId: OBLIGATION.ref,
    titleZh: '新表述',
    titleEn: null,
  })
  expect(read(OBLIGATION, { what: 'deadline', year: '2024' })).toMatchObject({ what: 'deadline', year: 2024 })
  expect(read(FOREST, { what: 'target', comparator: 'at-least', value: '29.50' })).toEqual({
    what: 'target',
    effective: DAY,
    indicatorId: 'ind.15',
    comparator: '>=',
    value: 29.5,
    text: '≥29.5',
  })
  expect(read(FOREST, { what: 'target', comparator: 'not-decrease' })).toMatchObject({ value: null, text: '不降低' })
})

describe('readAdjustment() refuses', () => {
  const cases: [string, typeof OBLIGATION, Record<string, string>, string][] = [
    ['a value that is no number', FOREST, { what: 'target', comparator: 'at-least', value: '三十' }, 'no-number'],
    ['a comparator without a value', FOREST, { what: 'target', comparator: 'at-most' }, 'value-missing'],
    ['a target without a comparator', FOREST, { what: 'target', value: '3' }, 'incomplete'],
    ['a target of an obligation', OBLIGATION, { what: 'target', comparator: 'above', value: '3' }, 'unknown-thing'],
    ['a deadline of an indicator', FOREST, { what: 'deadline', year: '2024' }, 'unknown-thing'],
    ['a deadline that is no year', OBLIGATION, { what: 'deadline', year: '2024.5' }, 'incomplete'],
    ['a wording that is not there', OBLIGATION, { what: 'wording' }, 'incomplete'],
    ['a day that is none', OBLIGATION, { what: 'wording', wording: 'x', effective: '2024-02-30' }, 'incomplete'],
  ]
  for (const [name, about, fields, code] of cases)
    test(name, () => {
      expect(readAdjustment(about, { effective: DAY, ...fields })).toMatchObject({
        refused: `plans.adjustment-${code}`,
      })
    })
})

test('editsOf() names the file and path of the one field', () => {
  const path = ['chapters', 2, 'sections', 0, 'measures', 0, 'obligations', 0]
  expect(editsOf(PACK, read(OBLIGATION, { what: 'wording', wording: '新表述' }), '7')).toEqual([
    { file: 'plan.json', path: [...path, 'titleZh'], value: '新表述' },
  ])
  expect(editsOf(PACK, read(OBLIGATION, { what: 'deadline', year: '2024' }), '7')).toEqual([
    { file: 'plan.json', path: [...path, 'deadline', 'year'], value: 2024 },
    { file: 'plan.json', path: [...path, 'deadline', 'basis'], value: 'explicit' },
  ])
})

test('editsOf() of a target puts the case in the place of every wording', () => {
  const at = PACK.indicators.findIndex(({ id }) => id === 'ind.15')
  const edits = editsOf(PACK, read(FOREST, { what: 'target', comparator: 'at-least', value: '29.5' }), '7')
  expect(edits).toEqual([
    {
      file: 'indicators.json',
      path: ['indicators', at, 'target'],
      value: { year: 2025, comparator: '>=', assumedComparator: null, value: 29.5, text: '≥29.5', setBy: 'plan' },
    },
    {
      file: 'indicators.json',
      path: ['indicators', at, 'readings'],
      value: [expect.objectContaining({ text: '≥29.5', sourceZh: '规划调整（办件 7）', assumed: false })],
    },
  ])
})

describe('checkAdjustment() refuses', () => {
  const cases: [string, Adjustment, number | undefined, string][] = [
    [
      'an obligation that is not there',
      read({ ...OBLIGATION, ref: 'c99.s01.m01.t01' }, { what: 'deadline', year: '2024' }),
      undefined,
      'unknown-thing',
    ],
    ['a year before the plan', read(OBLIGATION, { what: 'deadline', year: '2020' }), undefined, 'year-outside'],
    ['a year after the plan', read(OBLIGATION, { what: 'deadline', year: '2026' }), undefined, 'year-outside'],
    [
      'a target that the city sets',
      read({ ...FOREST, ref: 'ind.01' }, { what: 'target', comparator: 'at-most', value: '3' }),
      undefined,
      'target-of-city',
    ],
    [
      'what the plan says already',
      read(FOREST, { what: 'target', comparator: 'at-least', value: '30.05' }),
      undefined,
      'unchanged',
    ],
    [
      'a day within a year that was signed off',
      read(OBLIGATION, { what: 'deadline', year: '2024' }),
      2025,
      'year-signed',
    ],
  ]
  for (const [name, adjustment, signedUntil, code] of cases)
    test(name, () => {
      expect(checkAdjustment(PACK, adjustment, signedUntil)).toMatchObject({ refused: `plans.adjustment-${code}` })
    })
})

test('checkAdjustment() lets a day after the last signed year pass', () => {
  expect(checkAdjustment(PACK, read(OBLIGATION, { what: 'deadline', year: '2024' }), 2024)).toBeUndefined()
})

test('nextVersion() counts the last part on', () => {
  expect(nextVersion('1.0.9')).toBe('1.0.10')
})
