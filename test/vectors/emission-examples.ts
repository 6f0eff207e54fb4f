// Worked examples of emission standards and of monitoring data.
import { GB39731_2020 } from '#domain/standards/catalog/gb39731-2020.ts'
import {
  benchmarkWater,
  emissionRate,
  nitrogenOxides,
  shownValue,
  toBaseAir,
  toBaseWater,
  toDry,
  toReferenceOxygen,
  toStandardState,
} from '#domain/standards/emission-conversion.ts'
import {
  flowWeightedMean,
  flueDayMean,
  flueSubstitute,
  isWithinTolerance,
  waterSubstitute,
} from '#domain/standards/emission-periods.ts'
import { furnaceTemperature, incinerationDay } from '#domain/standards/incineration.ts'
import { nozzleSample } from '#domain/standards/petrol-station.ts'
import { fumeMean, inspectDustMeasures, stoveCount } from '#domain/standards/site-measures.ts'
import { getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { judged, type WorkedExample } from './worked-example.ts'

const exact = (value: number): Rational => toRational(getDecimal(value))
const rounded = (value: Rational | Refusal, digits: number): string =>
  isRefusal(value) ? value.refused : roundRational(value, digits)
const emission = { subject: 'emission', at: '2026-06-01' } as const
const gas = { industry: '锅炉', fuel: 'gas', built: '2020-05-01' }
const COD = [42, 55, 38, 61, 47, 40, 52, 49, 36, 44, 50, 45]
const day = Array.from({ length: 24 }, () => ({ values: { pm: 8, nox: 200, so2: 80, hcl: 10, co: 20 } }))

export const EMISSION_EXAMPLES: readonly WorkedExample[] = [
  {
    edition: 'GB13271-2014',
    clause: '5.2',
    says: 'nitrogen oxides of 62 at 7.5 % oxygen are 80.37 at 3.5 %',
    run: () => rounded(toReferenceOxygen(exact(62), exact(7.5), exact(3.5)), 2),
    expected: '80.37',
  },
  judged(
    {
      ...emission,
      edition: 'DB44-765-2019',
      clause: '表2',
      says: 'the gas boiler keeps 150',
      facts: { ...gas, nox: 62, o2: 7.5 },
    },
    { outcome: '达标', items: { nox: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'DB44-765-2019',
      clause: '表3',
      says: 'and fails the special limit of 50',
      facts: { ...gas, special: 'yes', nox: 62, o2: 7.5 },
    },
    { outcome: '超标', items: { nox: '超标 0.61' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB13271-2014',
      clause: '表1',
      says: 'a boiler in use in 2018 may emit 400',
      at: '2018-01-01',
      facts: { ...gas, built: '2010-01-01', nox: 390, o2: 3.5 },
    },
    { outcome: '达标', items: { nox: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'DB44-765-2019',
      clause: '表3 执行范围',
      says: 'coal boilers from 35 t/h keep table 3 from 2021',
      facts: { industry: 'boiler', fuel: 'coal', built: '2015-01-01', capacity: 35, so2: 36, o2: 9 },
    },
    { outcome: '超标', items: { so2: '超标 0.03' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB13223-2011',
      clause: '表1、表2',
      says: 'particulates of 25 keep the general limit of coal',
      facts: { industry: 'power', fuel: 'coal', pm: 25, o2: 6 },
    },
    { outcome: '达标', items: { pm: '达标' } },
  ),
  {
    edition: 'GB18485-2014',
    clause: '基准氧含量',
    says: 'particulates of 14 at 8.2 % oxygen are 10.94 at 11 %',
    run: () => rounded(toReferenceOxygen(exact(14), exact(8.2), exact(11)), 2),
    expected: '10.94',
  },
  judged(
    {
      ...emission,
      edition: 'GB18485-2014',
      clause: '表4',
      says: 'the hourly and the daily limit differ',
      facts: { industry: 'incineration', averaging: 'day', pm: 21, hcl: 50, o2: 11 },
    },
    { outcome: '超标', items: { pm: '超标 0.05', hcl: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB18485-2014',
      clause: '表4',
      says: '21 keeps the hourly limit',
      facts: { industry: 'incineration', averaging: 'hour', pm: 21, o2: 11 },
    },
    { outcome: '达标', items: { pm: '达标' } },
  ),
  {
    edition: 'GB18918-2002',
    clause: '4.1.4',
    says: 'twelve two-hour values of equal flow average to 46.58; 55, 61 and 52 are no violations',
    run: () => flowWeightedMean(COD.map((value) => ({ value, flow: 1 }))).value,
    expected: '46.583333',
  },
  judged(
    {
      ...emission,
      edition: 'GB18918-2002',
      clause: '表1',
      says: 'the daily mean keeps grade 1A',
      facts: { industry: '城镇污水处理厂', grade: '一级A', cod: 46.58 },
    },
    { outcome: '达标', items: { cod: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB18918-2002',
      clause: '4.1.4',
      says: 'an hour of 61 is not judged',
      facts: { industry: 'town-sewage', grade: '1A', averaging: 'hour', cod: 61 },
    },
    { outcome: null, items: {} },
  ),
  judged(
    {
      ...emission,
      edition: 'GB18918-2002',
      clause: '表1 序号8',
      says: 'ammonia of 7 keeps 1A in water of 12 °C',
      facts: { industry: 'town-sewage', grade: '1A', 'water-temperature': 12, nh3n: 7 },
    },
    { outcome: '达标', items: { nh3n: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB18918-2002',
      clause: '表1 序号8、9',
      says: 'and not above it; phosphorus of a plant of 2005 may reach 1',
      facts: { industry: 'town-sewage', grade: '1A', built: '2005-12-31', 'water-temperature': 12.1, w21003: 7, tp: 1 },
    },
    { outcome: '超标', items: { nh3n: '超标 0.40', tp: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB18918-2002',
      clause: '表2',
      says: 'alkyl mercury must not be detected',
      facts: { industry: 'town-sewage', grade: '1A', 'alkyl-mercury': '未检出', hg: 0.002 },
    },
    { outcome: '超标', items: { hg: '超标 1.00', 'alkyl-mercury': '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'DB44-26-2001',
      clause: '与国家标准的关系',
      says: 'into water of class Ⅲ Guangdong’s 90 decides over 100',
      facts: { receiving: 'Ⅲ', cod: 95, ph: 9.1 },
    },
    { outcome: '超标', items: { ph: '超标', cod: '超标 0.06' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB8978-1996',
      clause: '表1',
      says: 'nickel of 1.1 at the workshop',
      facts: { point: '车间', ni: 1.1 },
    },
    { outcome: '超标', items: { ni: '超标 0.10' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB39731-2020',
      clause: '表1',
      says: 'the permit is stricter than both standards',
      facts: { industry: '电子工业', receiving: 'sewer', cod: 180, 'permit-cod': 160 },
    },
    { outcome: '超标', items: { cod: '超标 0.12' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB39731-2020',
      clause: '基准排水量',
      says: 'twice the benchmark of water doubles the concentration',
      facts: {
        industry: 'electronics',
        discharge: 'indirect',
        grade: '3',
        cu: 1.2,
        water: 200,
        'benchmark-water': 100,
      },
    },
    { outcome: '超标', items: { cu: '超标 0.20' } },
  ),
  {
    edition: 'GB39731-2020',
    clause: '表2',
    says: 'benchmark of 100 m² of a board of 2 + 4 layers, and flexible',
    run: () =>
      [false, true].map((isFlexible) =>
        rounded(benchmarkWater([{ kind: 'multilayer', areaM2: 100, layers: 4, isFlexible }]), 2),
      ),
    expected: ['234.00', '315.90'],
  },
  {
    edition: 'GB39731-2020',
    clause: '基准排水量',
    says: 'less water than the benchmark changes nothing',
    run: () => [GB39731_2020.benchmarkWater.length, rounded(toBaseWater(exact(1), exact(50), exact(100)), 2)],
    expected: [5, '1.00'],
  },
  {
    edition: 'HJ75-2017',
    clause: '附录C',
    says: 'wet to dry, to standard state, nitrogen oxides and rate',
    run: () => [
      rounded(toDry(exact(20), exact(12)), 3),
      rounded(
        toStandardState(exact(100), { atmospherePa: exact(101_325), staticPa: exact(0), celsius: exact(273) }),
        1,
      ),
      rounded(nitrogenOxides(exact(100), exact(10)), 1),
      shownValue(emissionRate(exact(50), exact(20_000))),
    ],
    expected: ['22.727', '200.0', '163.0', '1'],
  },
  {
    edition: 'HJ75-2017',
    clause: '失效数据处理',
    says: 'a capture rate of 95 % and a gap of 30 h ask for the last 720 hours',
    run: () => {
      const before = [999, ...Array.from({ length: 720 }, (_, at) => at / 10)]
      const substitutes = [
        flueSubstitute({ captureRate: 95, gapHours: 30, before }),
        flueSubstitute({ captureRate: 95, gapHours: 24, before }),
        flueSubstitute({ captureRate: 80, gapHours: 1, before }),
        flueSubstitute({ captureRate: 74.9, gapHours: 1, before }),
      ]
      return substitutes.map((one) => (isRefusal(one) ? one.refused : [one.hours, one.value]))
    },
    expected: [[720, '71.9'], [180, '71.9'], [2160, '999'], 'standards.capture-rate-too-low'],
  },
  {
    edition: 'HJ75-2017',
    clause: '有效日均值',
    says: 'three of four operating hours make a day, two do not',
    run: () => {
      const hour = (validMinutes: number, isOperating = true) => ({ value: 10, validMinutes, isOperating })
      const three = flueDayMean([hour(45), hour(60), hour(50), hour(44), hour(60, false)])
      return [three, flueDayMean([hour(45), hour(60), hour(44), hour(44)]).isValid]
    },
    expected: [{ value: '10', valid: 3, expected: 4, isValid: true }, false],
  },
  {
    edition: 'HJ356-2019',
    clause: '日均值',
    says: 'ammonia weighted by flow',
    run: () => [
      flowWeightedMean([
        { value: 2, flow: 100 },
        { value: 4, flow: 50 },
        { value: 1, flow: 250 },
      ]),
      flowWeightedMean([
        { value: 'x', flow: 1 },
        { value: 3, flow: 0 },
      ]).value,
    ],
    expected: [{ value: '1.625', valid: 3, expected: 3, isValid: true }, null],
  },
  {
    edition: 'HJ356-2019',
    clause: '缺失数据处理',
    says: 'the period before the gap, pH by its median, further back where it is empty',
    run: () => [
      waterSubstitute('cod', 3, [90, 10, 20, 30]),
      waterSubstitute('ph', 3, [7, 9, 7.2]),
      waterSubstitute('cod', 2, [10, 20, null, null]),
      waterSubstitute('cod', 2, []),
    ],
    expected: [
      { value: '20', used: 3, periodsBack: 1 },
      { value: '7.2', used: 3, periodsBack: 1 },
      { value: '15', used: 2, periodsBack: 2 },
      { value: null, used: 0, periodsBack: 0 },
    ],
  },
  {
    edition: 'HJ356-2019',
    clause: 'HJ 355 比对允许误差',
    says: 'within 15 % from 100 mg/L and 5 mg/L below 30',
    run: () => [
      isWithinTolerance('cod', 115, 100),
      isWithinTolerance('cod', 115.1, 100),
      isWithinTolerance('cod', 34, 29),
      isWithinTolerance('xyz', 1, 1),
    ],
    expected: [true, false, true, undefined],
  },
  {
    edition: 'MSW-AUTO-2019',
    clause: '超标认定',
    says: 'a daily mean at the limit is kept, six cold means are a violation, five are not',
    run: () => {
      const cold = (count: number) => Array.from({ length: 288 }, (_, at) => (at < count ? 849 : 900))
      const five = incinerationDay(day, cold(5))
      return [five.exceeded, five.coldFurnace, incinerationDay(day, cold(6)).coldFurnace]
    },
    expected: [false, false, true],
  },
  {
    edition: 'MSW-AUTO-2019',
    clause: '工况标记',
    says: 'a marked hour is left out while its budget lasts, a wrong mark counts',
    run: () => {
      const withMark = (mark: string) => [{ values: { so2: 2000, pm: 8 }, mark }, ...day.slice(1)]
      const so2 = (mark: string, used = {}) => incinerationDay(withMark(mark), [900], used)
      return [
        so2('启炉').exceeded,
        so2('启炉', { furnace: 60 }).marks,
        so2('午休').exceeded,
        so2('启炉', { furnace: 59 }).used.furnace,
      ]
    },
    expected: [false, [{ hour: 0, mark: '启炉', accepted: false, because: 'budget-used' }], true, 60],
  },
  {
    edition: 'MSW-AUTO-2019',
    clause: '炉膛温度',
    says: 'the mean of the medians of two sections',
    run: () => [furnaceTemperature([860, 900, 870], [840, 850]), furnaceTemperature([], [850])],
    expected: [857.5, undefined],
  },
  {
    edition: 'GB18483-2001',
    clause: '基准风量换算',
    says: 'fumes of 1.5 in 12 000 m³/h over 4 stoves, and samples of which one is too small',
    run: () => [
      rounded(toBaseAir(exact(1.5), exact(12_000), exact(4)), 2),
      fumeMean([2, 2.2, 1.8, 2, 0.4]),
      stoveCount({ hoodM2: 4.4 }),
      stoveCount({ heatJPerH: 334_000_000 }),
    ],
    expected: ['2.25', { value: '2', used: 4, dropped: 1 }, '4', '2'],
  },
  judged(
    {
      ...emission,
      edition: 'GB18483-2001',
      clause: '表2',
      says: 'the canteen exceeds 2.0 and its cleaning of 74 % is too weak',
      facts: { industry: '餐饮', fume: 1.5, flow: 12_000, stoves: 4, 'fume-removal': 74 },
    },
    { outcome: '超标', items: { fume: '超标 0.12', 'fume-removal': '超标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB20952-2020',
      clause: '表1',
      says: 'resistance must be below 40 Pa, the ratio may be 1.2',
      facts: { industry: '加油站', 'nitrogen-flow': 18, resistance: 40, 'vapour-liquid-ratio': 1.2 },
    },
    { outcome: '超标', items: { resistance: '超标', 'vapour-liquid-ratio': '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB20952-2020',
      clause: '表2',
      says: 'tightness of 182 Pa at 1893 L and 6 nozzles',
      facts: { industry: 'petrol-station', ullage: 1893, nozzles: 6, tightness: 182 },
    },
    { outcome: '达标', items: { tightness: '达标' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB20952-2020',
      clause: '表2 内插',
      says: 'between 22 710 and 26 495 L with 12 nozzles the least lies between 456 and 461',
      facts: { industry: 'petrol-station', ullage: 24_602.5, nozzles: 12, tightness: 458.4 },
    },
    { outcome: '超标', items: { tightness: '超标' } },
  ),
  {
    edition: 'GB20952-2020',
    clause: '气液比抽检',
    says: 'all of 6, 8 of 15, 12 of 30',
    run: () => [nozzleSample(6), nozzleSample(15), nozzleSample(30), nozzleSample(0)],
    expected: [{ sample: 6, failAt: 1 }, { sample: 8, failAt: 2 }, { sample: 12, failAt: 3 }, undefined],
  },
  judged(
    {
      ...emission,
      edition: 'GB36886-2018',
      clause: '表1',
      says: 'a digger of stage three with 37 kW is held to 0.8',
      facts: { industry: '非道路移动机械', stage: '国三', power: 37, opacity: 0.81 },
    },
    { outcome: '超标', items: { opacity: '超标 0.01' } },
  ),
  judged(
    {
      ...emission,
      edition: 'GB37822-2019',
      clause: '表A.1',
      says: 'inside the plant 10 in an hour and 6 in special areas',
      facts: { 'nmhc-plant': 8, special: 'yes' },
    },
    { outcome: '超标', items: { 'nmhc-plant': '超标 0.33' } },
  ),
  judged(
    {
      ...emission,
      edition: 'DB44-2367-2022',
      clause: '基准氧含量',
      says: 'organic compounds after combustion at 12 % oxygen',
      facts: { nmhc: 50, combustion: 'yes', o2: 12 },
    },
    { outcome: '超标', items: { nmhc: '超标 0.25' } },
  ),
  judged(
    {
      ...emission,
      edition: 'DUST-SZ-2017',
      clause: '场界限值',
      says: 'particles at the boundary of a site',
      facts: { industry: '建筑工地', tsp: 1.01 },
    },
    { outcome: '超标', items: { tsp: '超标 0.01' } },
  ),
  {
    edition: 'DUST-SZ-2017',
    clause: '处罚规定',
    says: 'two failed measures are a yellow card, three stop the work, again a red card',
    run: () => {
      const shares = { enclosure: 99, hardened: 50, washing: 100, 'wet-work': null }
      const three = { ...shares, covered: 0 }
      return [
        inspectDustMeasures(shares).act,
        inspectDustMeasures(three).act,
        inspectDustMeasures(three, true).act,
        inspectDustMeasures(shares).unknown,
      ]
    },
    expected: ['yellow-card', 'stop-work', 'red-card', ['wet-work', 'covered', 'tsp-monitor', 'seventh']],
  },
]
