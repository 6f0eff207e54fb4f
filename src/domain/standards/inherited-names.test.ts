// Words every object answers to (constructor, toString …) are no water type, kind of land, smell or fuel.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { evaluate } from './evaluate.ts'
import type { Facts, Subject } from './verdict.ts'
import { parseWaterType } from './water-limits.ts'

function whyOf(subject: Subject, facts: Facts, edition: string): string | undefined {
  const verdict = evaluate(subject, facts, { edition })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict.judged ? 'judged' : verdict.why?.code
}

describe.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s', (word) => {
  const CLEAN = { ph: 7, do: 8, codmn: 2, nh3n: 0.1, tp: 0.02 }
  test.each<[Subject, Facts, string, string]>([
    ['water', { ...CLEAN, type: word }, 'GB3838-2002', 'water.type-unknown'],
    ['cwqi', { nh3n: 1, type: word }, 'CWQI-2017', 'cwqi.type-unknown'],
    ['water-factor', { nh3n: 1, type: word }, 'HJ2.3-2018', 'water-factor.type-unknown'],
    ['soil-construction', { as: 70, land: word }, 'GB36600-2018', 'limits.fact-unknown'],
    ['soil-farmland', { cd: 1, ph: 7, use: word }, 'GB15618-2018', 'limits.fact-unknown'],
    ['groundwater', { odour: word }, 'GBT14848-2017', 'limits.nothing-to-judge'],
    ['emission', { industry: word, nox: 20 }, 'GB13271-2014', 'emission.industry-unknown'],
  ])('of %s with %j', (subject, facts, edition, why) => expect(whyOf(subject, facts, edition)).toBe(why))

  test('as a fuel is shown as it was given', () => {
    const verdict = evaluate('emission', { industry: '锅炉', fuel: word, nox: 20 }, { edition: 'GB13271-2014' })
    expect(isRefusal(verdict) ? verdict : [verdict.judged, verdict.inputs.fuel]).toEqual([false, word])
  })
})

test.each([
  ['', 'river'],
  ['河流', 'river'],
  ['River', 'river'],
  [' 湖库 ', 'lake'],
  ['水库', 'lake'],
  ['LAKE', 'lake'],
  ['pond', undefined],
])('the water type “%s” is %s', (text, expected) => expect(parseWaterType(text)).toBe(expected))
