// Classes of samples: what is needed, what is excused, what is reported aside, and properties of every sample.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { GB3838_2002 } from './catalog/gb3838-2002.ts'
import { evaluate, reevaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import { evaluateWater } from './surface-water.ts'
import type { Explanation, Facts } from './verdict.ts'
import { periodMeans } from './water-evaluation.ts'

const CLEAN: Facts = { ph: 7.2, do: 8, codmn: 1.5, nh3n: 0.1, tp: 0.015 }
const judge = (facts: Facts) => evaluateWater(GB3838_2002, facts)

describe('evaluateWater()', () => {
  test('takes a limit itself as met and pH outside 6 to 9 as worse than Ⅴ', () => {
    expect(judge({ ...CLEAN, codmn: 6 }).class).toBe('Ⅲ')
    expect(judge({ ...CLEAN, codmn: '6.000001' }).class).toBe('Ⅳ')
    expect(judge({ ...CLEAN, do: 5 }).class).toBe('Ⅲ')
    expect([judge({ ...CLEAN, ph: 9 }).class, judge({ ...CLEAN, ph: 9.01 }).class]).toEqual(['Ⅰ', '劣Ⅴ'])
  })

  test('never counts total nitrogen or faecal coliforms', () => {
    const verdict = judge({ ...CLEAN, tn: 9, 'faecal-coliforms': 900_000, type: 'lake', tp: 0.005 })
    expect([verdict.class, verdict.items.find(({ key }) => key === 'tn')?.class]).toEqual(['Ⅰ', '劣Ⅴ'])
    expect(judge({ ...CLEAN, tn: 9 }).items.find(({ key }) => key === 'tn')).toMatchObject({
      class: null,
      counts: false,
    })
  })

  test.each(['ph', 'do', 'codmn', 'nh3n'])('does not judge where %s is missing', (key) => {
    for (const mark of ['', '--', '*', null, -1, 'x']) {
      const verdict = judge({ ...CLEAN, [key]: mark })
      expect([verdict.judged, verdict.class, verdict.why?.code]).toEqual([false, null, 'water.core-missing'])
    }
  })

  test('judges by the other four where the station has no phosphorus analyser, not where its value is lost', () => {
    for (const mark of ['', '*', null, undefined]) {
      const verdict = judge({ ...CLEAN, tp: mark })
      expect([verdict.class, verdict.findings.map(({ code }) => code)]).toEqual([
        'Ⅰ',
        ['water.phosphorus-not-monitored'],
      ])
      expect(verdict.sureness).toBe('single-source')
    }
    for (const mark of ['--', 'NA', '—', -0.1]) expect(judge({ ...CLEAN, tp: mark }).judged).toBe(false)
  })

  test('does not judge an unknown water type', () => {
    expect(judge({ ...CLEAN, type: 'pond' }).why?.code).toBe('water.type-unknown')
    expect(judge({ ...CLEAN, type: '水库', tp: 0.03 }).class).toBe('Ⅲ')
  })

  test('takes half of a detection limit, and a non-detect without limit as missing', () => {
    const verdict = judge({ ...CLEAN, nh3n: '0.5L', hg: '<0.00008', cu: '未检出' })
    expect(verdict.items.find(({ key }) => key === 'nh3n')).toMatchObject({ used: '0.25', class: 'Ⅱ' })
    expect(verdict.items.find(({ key }) => key === 'hg')).toMatchObject({ used: '0.00004', class: 'Ⅰ' })
    expect(verdict.findings.map(({ code, item }) => [code, item])).toEqual([
      ['value.below-detection', 'nh3n'],
      ['value.detection-limit-unknown', 'cu'],
      ['value.below-detection', 'hg'],
    ])
    expect(judge({ ...CLEAN, nh3n: 'ND' }).judged).toBe(false)
  })

  test('accepts the codes of HJ 212 and reports the limits of drinking-water sources aside', () => {
    const verdict = judge({ w01001: 7, w01009: 8, w01019: 3, w21003: 0.1, w21011: 0.015, sulphate: 251, 苯: 0.01 })
    expect([verdict.class, verdict.worst]).toEqual(['Ⅱ', ['codmn']])
    expect(verdict.items.flatMap(({ key, meets }) => (meets === undefined ? [] : [[key, meets]]))).toEqual([
      ['sulphate', false],
      ['苯', true],
    ])
  })

  test('marks an unusable temperature and goes on without it', () => {
    const verdict = judge({ ...CLEAN, do: 7.45, temperature: 99 })
    expect([verdict.class, verdict.findings[0]?.code]).toEqual(['Ⅱ', 'value.out-of-range'])
  })
})

describe('evaluate()', () => {
  test('picks the edition by the time of the facts and refuses where none can be picked', () => {
    const hour = { 'PM2.5': 58 }
    const at = (year: number, month: number, day: number) =>
      evaluate('air-hour', hour, { at: beijingInstant(year, month, day) })
    expect(at(2026, 2, 28)).toMatchObject({ edition: 'HJ633-2012', aqi: 79 })
    expect(at(2026, 3, 1)).toMatchObject({ edition: 'HJ633-2026', aqi: null })
    expect(at(2010, 1, 1)).toMatchObject({ refused: 'standards.no-edition-in-force' })
    expect(evaluate('water', CLEAN)).toMatchObject({ refused: 'standards.time-needed' })
    expect(evaluate('water', CLEAN, { edition: 'HJ633-2012' })).toMatchObject({ refused: 'standards.unknown-edition' })
  })
})

const steps = (step: Explanation): Explanation[] => [step, ...step.children.flatMap(steps)]

test('explain() fills in the comparison, the saturation and the multiple', () => {
  const verdict = evaluate('water', { ...CLEAN, do: 7.45, temperature: 25, nh3n: 2.6 }, { edition: 'GB3838-2002' })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  const formulas = steps(explain(verdict)).flatMap(({ formula }) => formula ?? [])
  expect(formulas).toContain('90.1 % ≥ 90 %')
  expect(formulas).toContain('2.6 > 2（Ⅴ）')
  expect(formulas).toContain('(2.6 − 1) ÷ 1 = 1.60')
})

describe('periodMeans()', () => {
  const month = (nh3n: string): Facts => ({ ...CLEAN, nh3n, type: 'lake' })
  test('needs six samples for a year and evaluates the means', () => {
    expect(periodMeans([month('1')], 'year')).toMatchObject({ why: { code: 'water.too-few-samples' } })
    const means = periodMeans(['0.1', '0.2', '0.3', '0.02L', '0.4', '0.19'].map(month), 'year')
    expect(means).toMatchObject({ facts: { nh3n: '0.2', type: 'lake' }, counts: { nh3n: 6 } })
  })
  test('leaves an item with too few samples missing', () => {
    const means = periodMeans(['0.1', '0.2', '0.3', '--', '0.4', '0.19'].map(month), 'year')
    expect('facts' in means && judge(means.facts).why?.code).toBe('water.core-missing')
  })
})

const value = fc.integer({ min: 0, max: 30_000 }).map((thousandths) => String(thousandths / 1000))
const sample = fc.record({
  ph: fc.integer({ min: 600, max: 900 }).map((hundredths) => String(hundredths / 100)),
  do: value,
  codmn: value,
  nh3n: value,
  tp: value,
  cod: fc.option(value, { nil: undefined }),
  type: fc.constantFrom('river', 'lake'),
})

describe('for every sample', () => {
  test('the class is the worst of its items and worsens with no better value', () => {
    fc.assert(
      fc.property(sample, value, (facts, more) => {
        const verdict = judge(facts)
        const grades = verdict.items.filter(({ counts }) => counts).map(({ grade }) => grade ?? 0)
        expect(verdict.grade).toBe(Math.max(...grades))
        const dirtier = judge({ ...facts, codmn: String(Math.max(Number(facts.codmn), Number(more))) })
        expect(dirtier.grade ?? 0).toBeGreaterThanOrEqual(verdict.grade ?? 0)
        const lake = judge({ ...facts, type: 'lake' })
        expect(lake.grade ?? 0).toBeGreaterThanOrEqual(judge({ ...facts, type: 'river' }).grade ?? 0)
      }),
    )
  })

  test('nonsense never throws and inputs give the same verdict and explanation again', () => {
    const anything = fc.dictionary(
      fc.constantFrom(...GB3838_2002.limits.map(({ item }) => item), 'temperature', 'type', '苯', 'sulphate'),
      fc.oneof(fc.double(), fc.string(), value, fc.constantFrom('0.02L', '<1', 'ND', '*', '--', null, undefined)),
    )
    fc.assert(
      fc.property(anything, (facts) => {
        const verdict = judge(facts)
        const text = JSON.stringify(verdict)
        expect(JSON.stringify(reevaluate(verdict))).toBe(text)
        expect(JSON.stringify(explain(JSON.parse(text)))).toBe(JSON.stringify(explain(verdict)))
      }),
    )
  })
})
