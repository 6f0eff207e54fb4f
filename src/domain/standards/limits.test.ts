// What holds for every subject that tables of limits judge, whatever the facts: never an exception, never NaN, monotone, repeatable.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { EMISSION_EDITIONS } from './catalog/limit-editions.ts'
import type { EmissionEdition } from './catalog/limit-tables.ts'
import { evaluate, reevaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import type { LimitSubject, LimitVerdict } from './limit-verdict.ts'
import type { Facts } from './verdict.ts'

const AT = Date.parse('2026-06-01T12:00:00+08:00')

/** Facts that choose the limits, and one item whose value grows. */
const SAMPLES: Readonly<Record<LimitSubject, { chosen: Facts; item: string; other: string }>> = {
  'noise-zone': { chosen: { zone: '2' }, item: 'ln', other: 'ld' },
  'noise-region': { chosen: {}, item: 'ld', other: 'ln' },
  'noise-road': { chosen: {}, item: 'ld', other: 'ln' },
  'noise-factory': { chosen: { zone: '3' }, item: 'ln', other: 'ld' },
  'noise-social': { chosen: { zone: '2' }, item: 'ld', other: 'ln' },
  'noise-construction': { chosen: {}, item: 'ln', other: 'ld' },
  groundwater: { chosen: {}, item: 'nh3n', other: 'hardness' },
  'soil-construction': { chosen: { land: '1' }, item: 'as', other: 'pb' },
  emission: { chosen: { industry: 'town-sewage', grade: '1A' }, item: 'cod', other: 'tp' },
  'soil-farmland': { chosen: { use: '水田', ph: '6' }, item: 'cd', other: 'pb' },
}
/** Facts that only some subjects know. */
const EXTRA = [
  'industry',
  'fuel',
  'built',
  'averaging',
  'o2',
  'permit-cod',
  'ullage',

  'ln-background',
  'ld-background',
  'lmax',
  'event',
  'indoor',
  'distance',
  'room',
  'room-day',
  'octave-night-63',
]
const SUBJECTS = Object.keys(SAMPLES) as LimitSubject[]

function judge(subject: LimitSubject, facts: Facts): LimitVerdict {
  const verdict = evaluate(subject, facts, { at: AT })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict
}

const junk = fc.oneof(
  fc.string(),
  fc.double(),
  fc.constantFrom(
    '<0.5L',
    '0.05L',
    'ND',
    '未检出',
    '--',
    '-1',
    '1e400',
    '999999999999999999',
    '2',
    '4b',
    'yes',
    'A',
    null,
    undefined,
    ' 7 ',
  ),
)

describe.each(SUBJECTS)('%s', (subject) => {
  const { chosen, item, other } = SAMPLES[subject]

  test('never throws, never says NaN, and gives itself again byte for byte', () => {
    const keys = [...Object.keys(chosen), item, other, ...EXTRA, 'unknown', '__proto__']
    const facts = fc.dictionary(fc.constantFrom(...keys), junk)
    fc.assert(
      fc.property(facts, fc.boolean(), (random, isChosen) => {
        const verdict = judge(subject, isChosen ? { ...random, ...chosen } : random)
        const text = JSON.stringify(verdict)
        const { grade, multiples, items } = verdict
        const told = JSON.stringify([
          grade,
          multiples,
          items.map(({ limits, steps, multiple }) => [limits, steps, multiple]),
        ])
        expect(told).not.toMatch(/NaN|Infinity|undefined/)
        expect(JSON.stringify(reevaluate(verdict))).toBe(text)
        expect(explain(verdict).sureness).toBe(verdict.sureness)
      }),
    )
  })

  test('is never better for more of an item, and never better than its worst item', () => {
    const amount = fc.integer({ min: 0, max: 160_000 }).map((units) => units / 1000)
    fc.assert(
      fc.property(amount, amount, amount, (a, b, fixed) => {
        const [low, high] = a <= b ? [a, b] : [b, a]
        const [less, more] = [low, high].map((value) => judge(subject, { ...chosen, [item]: value, [other]: fixed }))
        expect(more?.grade).toBeGreaterThanOrEqual(less?.grade ?? 0)
        const grades = more?.items.flatMap(({ grade }) => (grade === null ? [] : [grade])) ?? []
        expect(more?.grade).toBe(Math.max(...grades))
      }),
    )
  })

  test('cannot be judged without a value, and says why', () => {
    const verdict = judge(subject, { ...chosen, [item]: 'rubbish' })
    expect([verdict.judged, verdict.grade, verdict.outcome]).toEqual([false, null, null])
    expect(verdict.why?.code).toMatch(/^[a-z]+\.[a-z-]+$/)
    const findings = verdict.findings.map(({ code }) => code)
    expect(findings.filter((code) => code !== 'emission.fact-assumed')).toEqual(['value.not-a-number'])
  })
})

test('standards of one industry bring an item to the same reference oxygen, so that one value is compared with all', () => {
  const rows = EMISSION_EDITIONS.flatMap((edition: EmissionEdition) =>
    (edition.oxygen ?? []).flatMap(({ converts, when, referencePercent }) =>
      edition.industries.flatMap((industry) =>
        converts.flatMap((item) =>
          (when?.fuel ?? ['']).map((fuel) => ({ key: `${industry} ${item} ${fuel}`, referencePercent })),
        ),
      ),
    ),
  )
  for (const [, same] of Map.groupBy(rows, ({ key }) => key)) {
    expect(new Set(same.map(({ referencePercent }) => referencePercent)).size).toBe(1)
  }
})
