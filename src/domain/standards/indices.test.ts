// Properties of every index: nonsense never throws or gives NaN, inputs give the same verdict again, worse facts no better result.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getDecimal, roundRational, toRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { AQHI_HK_2013 } from './catalog/aqhi-hk-2013.ts'
import { CREDIT_2013 } from './catalog/credit-2013.ts'
import { GB32100_2015 } from './catalog/gb32100-2015.ts'
import { HJ192_2015 } from './catalog/hj192-2015.ts'
import { checkCreditCode, checkPermitNumber, creditCheckCharacter } from './codes.ts'
import { compareEditions } from './compare-editions.ts'
import { diversityOf } from './diversity.ts'
import { evaluate, reevaluate } from './evaluate.ts'
import { explain } from './explain.ts'
import type { IndexSubject, IndexVerdict } from './index-verdict.ts'
import { rankTrend } from './trends.ts'
import { convertUnit, parseUnit } from './units.ts'
import type { Facts } from './verdict.ts'

/** Facts that mean something to each subject, beside those of nonsense. */
const KEYS: Readonly<Record<IndexSubject, readonly string[]>> = {
  'air-composite': ['SO2', 'NO2', 'PM10', 'PM2.5', 'CO', 'O3', 'limits'],
  aqhi: ['NO2', 'SO2', 'O3', 'PM10', 'PM2.5'],
  'aqhi-local': ['NO2', 'SO2', 'O3', 'PM10', 'PM2.5', 'beta-NO2', 'bands'],
  tli: ['chla', 'tp', 'tn', 'sd', 'codmn'],
  cwqi: ['type', 'ph', 'do', 'codmn', 'nh3n', 'tp'],
  'water-factor': ['type', 'target', 'temperature', 'ph', 'do', 'nh3n'],
  'black-odorous': ['sd', 'do', 'orp', 'nh3n', 'depth'],
  'sewage-collection': ['bod5', 'inflow', 'persons'],
  ei: [
    'region-area',
    'forest',
    'ndvi',
    'river-length',
    'water-resource',
    'mean-water-resource',
    'built-land',
    'COD',
    'precipitation',
    'bio',
    'stress',
    'restriction',
  ],
  eqi: ['pattern', 'function', 'biodiversity', 'stress'],
  biodiversity: ['甲', '乙', '__proto__', 'constructor'],
  gep: ['quantity', 'quantity_unit', 'price', 'price_unit'],
  'ecosystem-value': ['cultivated', 'orchard', 'forest', 'grass', 'water', 'other'],
  ghg: ['source', 'activity', 'unit', 'year', 'factor', 'factor_unit'],
  'pollutant-reduction': ['pollutant', 'base', 'reductions', 'emission'],
  credit: ['score', 'veto-crime'],
  emergency: ['deaths', 'poisoned', 'evacuated', 'loss', 'water_source', 'reach', 'sensitive'],
  'heavy-pollution': ['aqi'],
  'heavy-pollution-key-region': ['aqi'],
  'waste-producer': ['amount', 'own_disposal', 'licence'],
}
const SUBJECTS = Object.keys(KEYS) as IndexSubject[]
const number = fc.integer({ min: 0, max: 100_000 }).map((hundredths) => String(hundredths / 100))
const nonsense = fc.oneof(
  number,
  fc.double(),
  fc.string(),
  fc.constantFrom(
    '0.02L',
    '<1',
    'ND',
    '--',
    '*',
    '',
    null,
    undefined,
    'river',
    '湖库',
    't',
    '1e8 m3',
    'CNY/m3',
    'diesel',
    'electricity',
    'NE',
    'toString',
    'constructor',
    '201,310',
    '是',
  ),
)
const AT = beijingInstant(2025, 6, 1)

function judge(subject: IndexSubject, facts: Facts): IndexVerdict {
  const verdict = evaluate(subject, facts, { at: AT })
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict
}

describe.each(SUBJECTS)('%s', (subject) => {
  test('never throws, never says NaN, and is the same again from its inputs', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...KEYS[subject]), nonsense), (facts) => {
        const verdict = judge(subject, facts)
        const text = JSON.stringify(verdict)
        const { value, items, steps } = verdict
        expect(JSON.stringify([value, items.map(({ result, used }) => [result, used]), steps])).not.toMatch(
          /NaN|Infinity/,
        )
        expect(verdict.judged).toBe(verdict.why === undefined)
        expect(JSON.stringify(reevaluate(verdict))).toBe(text)
        expect(JSON.stringify(explain(JSON.parse(text)))).toBe(JSON.stringify(explain(verdict)))
      }),
      { numRuns: 60 },
    )
  })

  test('is not judged on nothing, and says why', () => {
    const verdict = judge(subject, {})
    expect([verdict.judged, verdict.value, verdict.why?.code.split('.')[0]]).toEqual([false, null, subject])
  })
})

/** Order of Hong Kong's numbers. */
const rankOf = (aqhi: string | null): number => (aqhi === '10+' ? 11 : Number(aqhi))

describe('indices worsen with worse facts', () => {
  const air = fc.record({ NO2: number, SO2: number, O3: number, PM10: number, 'PM2.5': number })
  test('AQHI in each pollutant', () => {
    fc.assert(
      fc.property(air, fc.constantFrom(...AQHI_HK_2013.limits.map(({ item }) => item)), number, (facts, item, more) => {
        const worse = { ...facts, [item]: String(Number(facts[item]) + Number(more)) }
        expect(rankOf(judge('aqhi', worse).value)).toBeGreaterThanOrEqual(rankOf(judge('aqhi', facts).value))
      }),
    )
  })

  test('the credit level in the score, the ecological index in stress', () => {
    const score = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10)
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(judge('credit', { score: low }).grade ?? 0).toBeGreaterThanOrEqual(
          judge('credit', { score: high }).grade ?? 0,
        )
        const parts = { bio: 50, veg: 50, water: 50, load: 10 }
        expect(judge('ei', { ...parts, stress: high }).grade ?? 0).toBeGreaterThanOrEqual(
          judge('ei', { ...parts, stress: low }).grade ?? 0,
        )
      }),
    )
    expect(CREDIT_2013.levels.length).toBe(4)
  })

  test('greenhouse gases are proportional to activity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (tonnes) => {
        const ten = judge('ghg', { source: 'CH4', activity: tonnes * 10, unit: 't' }).value
        expect(Number(ten)).toBe(Number(judge('ghg', { source: 'CH4', activity: tonnes, unit: 't' }).value) * 10)
      }),
    )
  })
})

test('a habitat weight of the ecological index is its part times its share', () => {
  const sum = HJ192_2015.limits
    .filter(({ group }) => group === 'habitat')
    .reduce((total, { weight }) => total + Number(weight), 0)
  expect(sum).toBeCloseTo(1, 10)
  expect(HJ192_2015.parts.reduce((total, { weight }) => total + Number(weight), 0)).toBeCloseTo(1, 10)
})

describe('codes', () => {
  const alphabet = fc.constantFrom(...GB32100_2015.alphabet.split(''))
  const body = fc
    .tuple(
      fc.array(alphabet, { minLength: 2, maxLength: 2 }),
      fc.stringMatching(/^\d{6}$/),
      fc.array(alphabet, { minLength: 9, maxLength: 9 }),
    )
    .map(([head, division, tail]) => head.join('') + division + tail.join(''))

  test('a credit code with its own check character is valid, with any other it is not', () => {
    fc.assert(
      fc.property(body, alphabet, (first17, other) => {
        const check = creditCheckCharacter(first17)
        expect(checkCreditCode(first17 + check).isValid).toBe(true)
        expect(checkCreditCode(first17 + other).isValid).toBe(other === check)
        expect(checkPermitNumber(`${first17}${check}001P`).isValid).toBe(true)
      }),
    )
  })

  test('any text is checked without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(checkCreditCode(text).isValid && text.length < 17).toBe(false)
      }),
    )
  })
})

test('a series and its reverse have opposite rank correlations where no values tie', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 30 }), (series) => {
      const [there, back] = [rankTrend(series), rankTrend([...series].reverse())]
      if ('why' in there || 'why' in back) throw new Error('five periods are enough')
      expect(Number(there.rs) + Number(back.rs)).toBeCloseTo(0, 10)
      expect(Math.abs(Number(there.rs))).toBeLessThanOrEqual(1)
    }),
  )
})

test('a unit there and back gives the value again', () => {
  const units = fc.constantFrom('mg/L', 'µg/m3', 'kg/m³', 'g/L')
  fc.assert(
    fc.property(number, units, units, (value, a, b) => {
      const [from, to] = [parseUnit(a), parseUnit(b)]
      if (isRefusal(from) || isRefusal(to)) throw new Error('known units')
      const there = convertUnit(toRational(getDecimal(value)), from, to)
      const back = isRefusal(there) ? there : convertUnit(there, to, from)
      expect(isRefusal(back) ? back : roundRational(back, 2)).toBe(roundRational(toRational(getDecimal(value)), 2))
    }),
  )
})

test('parseUnit() reads any text without throwing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseUnit(text)).toBeTypeOf('object')
    }),
  )
})

test('diversity is greatest where species are equal, and nought with one', () => {
  expect(diversityOf([10])).toMatchObject({ species: 1, shannon: 0, evenness: 0, simpson: 0, margalef: 0 })
  expect(diversityOf([0, -1, Number.NaN])).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 12 }), (counts) => {
      const found = diversityOf(counts)
      expect(found?.shannon ?? 0).toBeLessThanOrEqual(Math.log(counts.length) + 1e-9)
    }),
  )
})

test('an electricity factor of a year that is not out is carried forward and marked', () => {
  const verdict = judge('ghg', { source: 'electricity:guangdong', activity: 1, unit: 'MWh', year: 2025 })
  expect([verdict.value, verdict.findings.map(({ code }) => code), verdict.sureness]).toEqual([
    '0.4419',
    ['ghg.factor-carried-forward'],
    'memory',
  ])
  expect(judge('ghg', { source: 'electricity:guangdong', activity: 1, unit: 'MWh', year: 2019 }).why?.code).toBe(
    'ghg.no-factor',
  )
  expect(judge('ghg', { source: 'diesel', activity: 1, unit: 'm3' }).why?.code).toBe('ghg.unit')
})

test('compareEditions() gives the bands of the two Hong Kong methods only through their results', () => {
  const report = compareEditions(
    'aqhi',
    { NO2: 48, SO2: 5, O3: 300, PM10: 40, 'PM2.5': 30 },
    'AQHI-HK-2013',
    'AQHI-HK-2025',
  )
  if (isRefusal(report)) throw new Error(report.because)
  expect(report.limits).toContainEqual({ where: 'limits O3', field: 'beta', a: '0.0005116328', b: '0.0004888034' })
  expect(report.items.map(({ where }) => where)).toContain('O3')
})
