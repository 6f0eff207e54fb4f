// Each way in which a formula of a pack can be wrong, with its place, its reason and the name that was meant.
import { expect, test } from 'vitest'
import { formulaFaults } from './formula-faults.ts'
import type { ReportedFormula } from './reported.ts'
import { reportedFaults } from './reported-faults.ts'

const words = { decimals: 2, source: '规划', text: { zh: '算法', en: 'how' } }
const share = {
  ...words,
  op: 'percent',
  over: 'district-air',
  numerator: { count: 'air-day', where: { aqi: { '<=': 100 } } },
  denominator: { count: 'air-day', where: { judged: true } },
}
const mean = { ...words, op: 'mean', over: 'district-air', of: { average: 'day', item: 'PM2.5' } }
const told = (formula: unknown, unit?: string) => formulaFaults(formula, unit).map(({ path, en }) => `${path}: ${en}`)
const where = (condition: unknown) => ({ ...share, numerator: { count: 'air-day', where: condition } })

test('formulaFaults() finds nothing in a formula that can be run', () => {
  expect(told(share, '%')).toEqual([])
  expect(told(mean, '微克/立方米')).toEqual([])
})

test.each([
  [
    { ...share, op: 'percnt' },
    '.op: must be one of percent, mean, reported, current value is "percnt"; did you mean "percent"?',
  ],
  [
    { ...share, over: 'distict-air' },
    '.over: must be one of district-air, district-water, current value is "distict-air"; did you mean "district-air"?',
  ],
  [
    { ...mean, of: { average: 'day', item: 'PM25' } },
    '.of.item: must be one of PM2.5, PM10, SO2, NO2, CO, O3_8h, current value is "PM25"; did you mean "PM2.5"?',
  ],
  [
    where({ aqui: { '<=': 100 } }),
    '.numerator.where.aqui: must be one of judged, aqi, class, current value is "aqui"; did you mean "aqi"?',
  ],
  [
    where({ aqi: { '=<': 100 } }),
    '.numerator.where.aqi["=<"]: must be one of <=, <, >=, >, =, current value is "=<"; did you mean "<="?',
  ],
  [where({ aqi: { '<=': null } }), '.numerator.where.aqi["<="]: must have a number to compare with'],
  [where({ aqi: {} }), '.numerator.where.aqi: must be a comparison, such as {"<=": 100}'],
  [
    where({ class: { '<=': 'Ⅵ' } }),
    '.numerator.where.class["<="]: must be one of Ⅰ, Ⅱ, Ⅲ, Ⅳ, Ⅴ, 劣Ⅴ, current value is "Ⅵ"',
  ],
  [{ ...share, decimals: 7 }, '.decimals: must be 0 to 6'],
])('formulaFaults() tells place, reason and what was meant %#', (formula, line) => {
  expect(told(formula)).toEqual([line])
})

test('formulaFaults() holds the unit of the formula against that of the indicator', () => {
  expect(told(share, '天')).toEqual([': gives % where the unit of the indicator is 天'])
  expect(told(mean, '%')).toEqual([': gives 微克/立方米 where the unit of the indicator is %'])
})

test('formulaFaults() tells all faults at once', () => {
  expect(told({ ...where({ wind: {} }), decimals: 9, over: 'sky' })).toHaveLength(3)
})

const input = (id: string, unit: string, from?: object) => ({ id, zh: id, en: id, unit, ...(from ? { from } : {}) })
const reported = (part: Partial<Record<keyof ReportedFormula, unknown>>) => ({
  ...words,
  op: 'reported',
  inputs: [input('part', '吨'), input('whole', '吨')],
  result: { percent: ['part', 'whole'] },
  ...part,
})
const reportedTold = (part: Parameters<typeof reported>[0], unit = '%') =>
  reportedFaults(reported(part), unit).map(({ path, en }) => `${path}: ${en}`)

test.each([
  [{ inputs: [] }, '.inputs: inputs must name at least one number'],
  [
    { inputs: [{ id: 'part', zh: 'a', en: 'a' }] },
    '.inputs[0].unit: is missing: each input must have id, zh, en and unit',
  ],
  [{ inputs: [input('part', '吨'), input('part', '吨'), input('whole', '吨')] }, '.inputs[1].id: "part" is used twice'],
  [
    { result: { share: ['part', 'whole'] } },
    '.result: must be one of percent, reduction, ratio, change, amount, current value is "share"',
  ],
  [{ result: { percent: ['part'] } }, '.result.percent: must name 2 of the inputs'],
  [
    { result: { percent: ['part', 'hole'] } },
    '.result.percent: names "hole", which is no input; did you mean "whole"?',
  ],
  [{ inputs: [input('part', '吨'), input('whole', '千克')] }, '.result.percent: has two units: 吨 and 千克'],
  [{ decimals: 9 }, '.decimals: must be 0 to 6'],
])('reportedFaults() tells place, reason and what was meant %#', (part, line) => {
  expect(reportedTold(part)).toEqual([line])
})

test('reportedFaults() holds the unit of the result against that of the indicator', () => {
  expect(reportedTold({}, '%')).toEqual([])
  expect(reportedTold({}, '吨')).toEqual(['.result.percent: gives % where the unit of the indicator is 吨'])
  expect(reportedTold({ result: { change: ['part', 'whole'] } }, '吨')).toEqual([])
})

test('reportedFaults() finds inputs that are made of each other, and tells each circle once', () => {
  const inputs = [
    input('part', '吨', { amount: 'b' }),
    input('b', '吨', { change: ['whole', 'part'] }),
    input('whole', '吨'),
  ]
  expect(reportedTold({ inputs })).toEqual(['.inputs[0].from: is made of itself: part → b → part'])
})
