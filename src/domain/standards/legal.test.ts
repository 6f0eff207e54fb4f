// Laws at the midnights on which they begin and end, and the texts of a span of time.
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import type { LegalTopic } from './catalog/legal-basis.ts'
import { legalBasesBetween, legalBasisAt } from './legal.ts'

const CODE = '中华人民共和国生态环境法典'
const TOPICS: readonly LegalTopic[] = [
  'general',
  'impact-assessment',
  'marine',
  'air',
  'water',
  'soil',
  'solid-waste',
  'noise',
  'radiation',
  'clean-production',
]
const midnight = beijingInstant(2026, 8, 15)
function cite(topic: LegalTopic, at: number, decidedAt?: number) {
  const basis = legalBasisAt(topic, at, decidedAt === undefined ? {} : { decidedAt })
  if (isRefusal(basis)) throw new Error(basis.because)
  return basis
}

describe('legalBasisAt() (生态环境法典第1242条)', () => {
  test.each(TOPICS)('%s changes to the Code at Beijing midnight of 15 August 2026', (topic) => {
    expect(cite(topic, midnight - 1)).toMatchObject({ topic, edition: 'ECO-LAWS', until: '2026-08-15', notes: [] })
    expect(cite(topic, midnight - 1).zh).not.toBe(CODE)
    expect(cite(topic, midnight)).toMatchObject({
      topic,
      edition: 'ECO-CODE-2026',
      zh: CODE,
      from: '2026-08-15',
      until: null,
    })
  })

  test('says everything, the hint only where there is one', () => {
    const air = cite('air', midnight)
    expect({ ...air, notes: air.notes.map(({ id }) => id) }).toEqual({
      topic: 'air',
      zh: CODE,
      en: 'Environmental Code: air',
      edition: 'ECO-CODE-2026',
      from: '2026-08-15',
      until: null,
      clause: '中华人民共和国生态环境法典（2026）第1242条',
      sureness: 'verified',
      notes: ['articles'],
    })
    expect(cite('permits', midnight).hint).toBe('第174—183条')
    expect('hint' in cite('noise', midnight - 1)).toBe(false)
  })

  test('notes the lighter law only for an old act decided under the Code (第1057条)', () => {
    const notes = (at: number, decidedAt?: number) => cite('water', at, decidedAt).notes.map(({ id }) => id)
    expect([notes(midnight - 1), notes(midnight - 1, midnight - 1), notes(midnight - 1, midnight)]).toEqual([
      [],
      [],
      ['transition'],
    ])
    expect(notes(midnight, midnight + 1)).toEqual(['articles'])
  })

  test('a law holds from its own first day', () => {
    const began = beijingInstant(2022, 6, 5)
    expect(cite('noise', began).zh).toBe('中华人民共和国噪声污染防治法')
    expect(legalBasisAt('noise', began - 1)).toEqual({
      refused: 'legal.no-text-in-force',
      because: 'Cannot cite a law on noise as none of the catalogue was in force on 2022-06-04',
    })
    expect(legalBasisAt('permits', midnight - 1)).toMatchObject({ refused: 'legal.no-text-in-force' })
    expect(legalBasisAt('air', beijingInstant(1999, 1, 1))).toMatchObject({ refused: 'legal.no-text-in-force' })
  })
})

describe('legalBasesBetween()', () => {
  const between = (topic: LegalTopic, from: number, until: number) =>
    legalBasesBetween(topic, from, until).map(({ edition }) => edition)

  test.each([
    ['before and after', 'air', beijingInstant(2026, 8, 1), beijingInstant(2026, 9, 1), ['ECO-LAWS', 'ECO-CODE-2026']],
    ['up to the midnight', 'air', beijingInstant(2026, 8, 1), midnight, ['ECO-LAWS']],
    ['one millisecond more', 'air', beijingInstant(2026, 8, 1), midnight + 1, ['ECO-LAWS', 'ECO-CODE-2026']],
    ['from the midnight', 'air', midnight, midnight + 1, ['ECO-CODE-2026']],
    [
      'nothing yet, then the Code',
      'permits',
      beijingInstant(2026, 1, 1),
      beijingInstant(2027, 1, 1),
      ['ECO-CODE-2026'],
    ],
    ['a law that began within', 'noise', beijingInstant(2022, 1, 1), beijingInstant(2022, 12, 31), ['ECO-LAWS']],
    ['a law that began on its last day', 'noise', beijingInstant(2022, 1, 1), beijingInstant(2022, 6, 5), []],
    ['all three', 'noise', beijingInstant(2022, 1, 1), beijingInstant(2027, 1, 1), ['ECO-LAWS', 'ECO-CODE-2026']],
    [
      'a law of another topic that began within',
      'air',
      beijingInstant(2022, 1, 1),
      beijingInstant(2022, 12, 31),
      ['ECO-LAWS'],
    ],
    ['nothing at all', 'permits', beijingInstant(2020, 1, 1), beijingInstant(2021, 1, 1), []],
    ['no time at all', 'air', midnight, midnight, []],
  ] as const)('%s', (_says, topic, from, until, expected) => expect(between(topic, from, until)).toEqual(expected))
})
