// Numbers that departments report: what is computed, what is refused, and how far a value has come.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'
import { askedInputs, checkReport, computeReported, type ReportedFormula, type ReportedResult } from './reported.ts'
import { reportedFaults } from './reported-faults.ts'

const formula = (result: ReportedResult): ReportedFormula => ({
  op: 'reported',
  inputs: [
    { id: 'part', zh: '达标点次', en: 'checks that comply', unit: '点次' },
    { id: 'whole', zh: '监测点次', en: 'checks', unit: '点次' },
  ],
  result,
  decimals: 2,
  source: '规划表1',
  sureness: 'memory',
  text: { zh: '达标点次 ÷ 监测点次', en: 'complying ÷ all' },
})
const share = formula({ percent: ['part', 'whole'] })
const report = (part: string, whole: string) => ({ id: 7, values: { part, whole }, source: '文件', author: 'officer' })
const computed = (result: ReportedResult, part: string, whole: string) =>
  computeReported(formula(result), report(part, whole)).value

test('computeReported() gives shares, falls, ratios, changes and amounts on exact numbers', () => {
  expect(computed({ percent: ['part', 'whole'] }, '270', '360')).toBe('75.00')
  expect(computed({ percent: ['part', 'whole'] }, '269', '360')).toBe('74.72')
  expect(computed({ reduction: ['part', 'whole'] }, '0.0801', '0.1')).toBe('19.90')
  expect(computed({ ratio: ['part', 'whole'] }, '1.5', '3')).toBe('0.50')
  expect(computed({ change: ['part', 'whole'] }, '140.1', '140.25')).toBe('-0.15')
  expect(computed({ amount: 'part' }, '85', '1')).toBe('85.00')
})

test('computeReported() tells what it was computed from, and why where nothing was reported', () => {
  const { body } = computeReported(share, report('270', '360'))
  expect(body.report).toEqual({ id: 7, values: { part: '270', whole: '360' }, source: '文件', author: 'officer' })
  expect(body.steps).toMatchObject({ formula: '270 ÷ 360 × 100 = 75.00', value: '75.00' })
  expect(computeReported(share, undefined)).toMatchObject({
    value: null,
    completeness: '0',
    body: { why: { code: 'indicator.not-reported' } },
  })
})

test('checkReport() refuses what cannot be, with the number it stumbled on', () => {
  const because = (values: Record<string, string>) => checkReport(share, values)?.because
  expect(because({ part: '270', whole: '360' })).toBeUndefined()
  expect(because({ part: '270' })).toMatch(/checks|监测点次/)
  expect(because({ part: '二百', whole: '360' })).toContain('二百')
  expect(because({ part: '-1', whole: '360' })).toContain('-1')
  expect(because({ part: '361', whole: '360' })).toContain('361')
  expect(because({ part: '0', whole: '0' })).toMatch(/checks|监测点次/)
  expect(because({ part: '1', whole: '2', other: '3' })).toContain('other')
})

test('an input that is made of others is not asked for, and is computed exactly on the way', () => {
  const intensity: ReportedFormula = {
    ...formula({ reduction: ['now', 'base'] }),
    inputs: [
      { id: 'energy', zh: '能耗', en: 'energy', unit: '吨' },
      { id: 'gdp', zh: '产值', en: 'gdp', unit: '万元' },
      { id: 'now', zh: '强度', en: 'intensity', unit: '吨/万元', from: { ratio: ['energy', 'gdp'] } },
      { id: 'base', zh: '基年强度', en: 'intensity of the base year', unit: '吨/万元' },
    ],
  }
  const values = { energy: '1', gdp: '3', base: '0.4' }
  expect(askedInputs(intensity).map(({ id }) => id)).toEqual(['energy', 'gdp', 'base'])
  expect(checkReport(intensity, values)).toBeUndefined()
  expect(checkReport(intensity, { ...values, now: '5' })?.because).toContain('now')
  expect(checkReport(intensity, { ...values, gdp: '0' })?.because).toContain('gdp')
  // 1 − (1/3)/0.4 = 1/6
  const { value, body } = computeReported(intensity, { id: 1, values, source: '文件', author: 'officer' })
  expect(value).toBe('16.67')
  expect(body.steps?.children[2]).toMatchObject({ value: '0.3333', formula: '1 ÷ 3 = 0.3333' })
  expect(reportedFaults(intensity)).toEqual([])
})

test('what checkReport() lets pass is computed, never more than the whole', () => {
  const number = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value.toFixed(3))
  fc.assert(
    fc.property(number, number, (part, whole) => {
      if (checkReport(share, { part, whole })) return
      const { value } = computeReported(share, report(part, whole))
      expect(Number(value)).toBeGreaterThanOrEqual(0)
      expect(Number(value)).toBeLessThanOrEqual(100)
    }),
  )
})

test('progressOf() is the share of the way, in either direction', () => {
  expect(progressOf('21.2', '20.4', '22')).toBe('50.0')
  expect(progressOf('22.8', '25.2', '22')).toBe('75.0')
  expect(progressOf('26', '25.2', '22')).toBe('-25.0')
  expect(progressOf('96', '96', '96')).toBeUndefined()
  expect(progressOf('96', null, '96')).toBeUndefined()
})
