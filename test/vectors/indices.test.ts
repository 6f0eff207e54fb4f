// Worked examples of indices, accounts, scores and grades; each row names its clause.
import { describe, expect, test } from 'vitest'
import { addedRisk, aqhiOf } from '#domain/standards/aqhi.ts'
import { AQHI_HK_2013 } from '#domain/standards/catalog/aqhi-hk-2013.ts'
import { AQHI_HK_2025 } from '#domain/standards/catalog/aqhi-hk-2025.ts'
import { edition } from '#domain/standards/editions.ts'
import { evaluate, FAMILY_OF, reevaluate } from '#domain/standards/evaluate.ts'
import { explain } from '#domain/standards/explain.ts'
import type { IndexVerdict } from '#domain/standards/index-verdict.ts'
import { drinkingSourceRates } from '#domain/standards/water-rates.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import type { Example } from './example.ts'
import { INDEX_EXAMPLES } from './index-examples.ts'

/** The verdict by the example's own edition, or, where it is a table of factors, by the edition that uses it. */
function judge({ edition: id, subject, facts }: Example): IndexVerdict {
  const own = edition(id)?.family === FAMILY_OF[subject] ? { edition: id } : { at: beijingInstant(2024, 6, 1) }
  const verdict = evaluate(subject, facts, own)
  if (isRefusal(verdict)) throw new Error(verdict.because)
  return verdict as IndexVerdict
}

describe('worked examples', () => {
  test.each(INDEX_EXAMPLES.map((example, at) => [`${at + 1} ${example.edition}：${example.clause}`, example] as const))(
    '%s',
    (_, example) => {
      const verdict = judge(example)
      if (example.judged === false) expect(verdict.judged).toBe(false)
      if (example.value !== undefined) expect(verdict.value).toBe(example.value)
      if (example.level !== undefined) expect(verdict.level).toBe(example.level)
      for (const [key, result] of Object.entries(example.results ?? {})) {
        expect(verdict.items.find((item) => item.key === key)?.result).toBe(result)
      }
      expect(JSON.stringify(reevaluate(verdict))).toBe(JSON.stringify(verdict))
      expect(explain(verdict).zh).not.toBe('')
    },
  )
})

describe('the bands of the Hong Kong index', () => {
  test.each([AQHI_HK_2013, AQHI_HK_2025])('$id: a bound belongs to the lower number', ({ bands }) => {
    const next = (at: number): string => (at < 9 ? String(at + 2) : '10+')
    for (const [at, band] of bands.entries()) {
      expect([aqhiOf(Number(band), bands), aqhiOf(Number(band) + 1e-9, bands)]).toEqual([String(at + 1), next(at)])
    }
    expect(aqhiOf(0, bands)).toBe('1')
  })

  test('added risk of the worked example is 6.804 %', () => {
    const risk = (item: string, value: number): number =>
      addedRisk(Number(AQHI_HK_2013.limits.find((term) => term.item === item)?.beta), value)
    const sum = risk('NO2', 48) + risk('SO2', 5) + risk('O3', 66) + Math.max(risk('PM10', 40), risk('PM2.5', 30))
    expect(sum.toFixed(4)).toBe('6.8044')
  })
})

test('drinking-water sources comply by number and by volume (HJ 774—2015 水质达标率)', () => {
  const rates = drinkingSourceRates([
    { isCompliant: true, volume: '3.0' },
    { isCompliant: false, volume: '1.5' },
    { isCompliant: true, volume: '2.5' },
  ])
  expect(rates).toEqual({ bySource: '66.7', byVolume: '78.6' })
})
