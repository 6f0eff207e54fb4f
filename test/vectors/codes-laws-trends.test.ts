// Worked examples of codes, laws in time, trends, annual air and units, each with its clause.
import { describe, expect, test } from 'vitest'
import { intensityFall } from '#domain/standards/account.ts'
import {
  type AirDay,
  areaMean,
  DUST_ITEMS,
  evaluateAirYear,
  evaluateAirYearBothWays,
  goodDayShare,
  threeYearMean,
} from '#domain/standards/air-year.ts'
import { blackOdorousBody, blackOdorousPoint } from '#domain/standards/black-odorous.ts'
import { BLACK_ODOROUS_2015 } from '#domain/standards/catalog/black-odorous-2015.ts'
import { EQI_2021 } from '#domain/standards/catalog/eqi-2021.ts'
import { GB3095_2012 } from '#domain/standards/catalog/gb3095-2012.ts'
import { GB3095_2026 } from '#domain/standards/catalog/gb3095-2026.ts'
import { HJ192_2015 } from '#domain/standards/catalog/hj192-2015.ts'
import { HJ663_2013 } from '#domain/standards/catalog/hj663-2013.ts'
import { SZ_WATER_TARGETS_2022 } from '#domain/standards/catalog/sz-water-targets-2022.ts'
import {
  checkBatchCode,
  checkCreditCode,
  checkDivisionCode,
  checkFacilityCode,
  checkMachineNumber,
  checkManifestNumber,
  checkOrganisationCode,
  checkPermitNumber,
  checkWasteCode,
} from '#domain/standards/codes.ts'
import { compareEditions, compareTables } from '#domain/standards/compare-editions.ts'
import { ecologyChange, ecologyShare } from '#domain/standards/ecology.ts'
import { legalBasesBetween, legalBasisAt } from '#domain/standards/legal.ts'
import { leastInspections, ranksOf, worksReduction } from '#domain/standards/scores.ts'
import { basinChange, basinMainIndicators, rankTrend, sectionChange } from '#domain/standards/trends.ts'
import {
  convertGasState,
  convertUnit,
  microgramsToPpb,
  parseUnit,
  ppbToMicrograms,
  REFERENCE_STATE,
  STANDARD_STATE,
} from '#domain/standards/units.ts'
import { cityWaterChange, cityWaterIndex } from '#domain/standards/water-indices.ts'
import { targetVerdict } from '#domain/standards/water-rates.ts'
import { getDecimal, roundRational, toRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS } from '#kit/time.ts'

const rational = (text: string) => toRational(getDecimal(text))

describe('codes', () => {
  test('credit code: GB 32100—2015 校验码计算', () => {
    expect(checkCreditCode('91440101MA5CJQ4N59')).toMatchObject({
      isWellFormed: true,
      isValid: true,
      parts: { division: '440101', check: '9' },
    })
    const early = checkCreditCode('91350203M0001QAY9B')
    expect([early.isWellFormed, early.isValid, early.findings.map(({ code }) => code)]).toEqual([
      true,
      false,
      ['code.check-character'],
    ])
    expect(early.findings[0]?.zh).toContain('应为 9')
    expect(checkCreditCode('91440101ma5cjq4n59 ').isValid).toBe(true)
    expect(checkCreditCode('9144010IMA5CJQ4N59').isWellFormed).toBe(false)
  })

  test('organisation code: GB 11714—1997 校验码', () => {
    expect(checkOrganisationCode('D2143569-X').isValid).toBe(true)
    expect(checkOrganisationCode('D2143569-1').findings.map(({ code }) => code)).toEqual(['code.check-character'])
  })

  test('permit and outlet: HJ 608—2017', () => {
    expect(checkPermitNumber('91130200699229617X001P')).toMatchObject({
      isWellFormed: true,
      parts: { serial: '001', letter: 'P' },
    })
    expect(checkPermitNumber('91130200699229617X001').isWellFormed).toBe(false)
    expect(checkPermitNumber('91130200699229617X001Y').isWellFormed).toBe(true)
    expect(checkFacilityCode('outlet', 'DA001')).toMatchObject({
      isValid: true,
      parts: { element: 'A', serial: '001' },
    })
    expect(['DB001', 'DA01', 'da001'].map((code) => checkFacilityCode('outlet', code).isValid)).toEqual([
      false,
      false,
      true,
    ])
    expect(['TA001', 'TX001'].map((code) => checkFacilityCode('treatment', code).isValid)).toEqual([true, false])
    expect(['MF0001', 'MF001'].map((code) => checkFacilityCode('production', code).isValid)).toEqual([true, false])
  })

  test('manifest, waste and batch: 危险废物转移管理办法 2022, HJ 1259—2022', () => {
    expect(checkManifestNumber('20264403000123').parts).toEqual({
      year: '2026',
      province: '44',
      city: '03',
      serial: '000123',
    })
    expect(checkManifestNumber('2026440300012').isValid).toBe(false)
    expect(checkWasteCode('HW08 900-214-08')).toMatchObject({ isValid: true, parts: { category: 'HW08' } })
    expect([checkWasteCode('900-214-08').isValid, checkWasteCode('HW49 900-214-08').isValid]).toEqual([true, false])
    expect([checkBatchCode('HWCS20260131001').isValid, checkBatchCode('HWCS20260231001').isValid]).toEqual([
      true,
      false,
    ])
  })

  test('division and machine: GB/T 2260—2007, 非道路移动机械编码登记', () => {
    expect(checkDivisionCode('440307').parts).toMatchObject({ name: '龙岗区', province: '44' })
    expect([checkDivisionCode('440307011').isValid, checkDivisionCode('94030').isValid]).toEqual([true, false])
    expect([checkMachineNumber('3-BJ000001').isValid, checkMachineNumber('x').isValid]).toEqual([true, false])
  })
})

describe('legal basis', () => {
  const day = (year: number, month: number, date: number) => beijingInstant(year, month, date)
  const cite = (at: number, decidedAt?: number) => {
    const basis = legalBasisAt('noise', at, decidedAt === undefined ? {} : { decidedAt })
    if (isRefusal(basis)) throw new Error(basis.because)
    return basis
  }

  test('changes at Beijing midnight of 15 August 2026 (生态环境法典第1242条)', () => {
    const midnight = day(2026, 8, 15)
    expect([cite(midnight - 1).zh, cite(midnight).zh]).toEqual([
      '中华人民共和国噪声污染防治法',
      '中华人民共和国生态环境法典',
    ])
    expect([cite(midnight - 1).sureness, cite(midnight).sureness]).toEqual(['memory', 'verified'])
  })

  test('notes the lighter law where an old act is decided under the Code (第1057条)', () => {
    expect(cite(day(2026, 8, 14), day(2026, 9, 1)).notes.map(({ id }) => id)).toEqual(['transition'])
    expect(cite(day(2026, 8, 14), day(2026, 8, 14)).notes).toEqual([])
    expect(legalBasesBetween('air', day(2026, 8, 1), day(2026, 9, 1)).map(({ edition }) => edition)).toEqual([
      'ECO-LAWS',
      'ECO-CODE-2026',
    ])
  })

  test('refuses where the catalogue has no text of that day', () => {
    expect(legalBasisAt('noise', day(2021, 1, 1))).toMatchObject({ refused: 'legal.no-text-in-force' })
    expect(legalBasisAt('permits', day(2025, 1, 1))).toMatchObject({ refused: 'legal.no-text-in-force' })
  })
})

describe('trends (环办〔2011〕22号)', () => {
  test('秩相关系数法: five falling years are significant, a mixed five are not', () => {
    expect(rankTrend([1.8, 1.6, 1.5, 1.1, 0.9])).toMatchObject({
      ranks: ['5', '4', '3', '2', '1'],
      sumD2: '40',
      rs: '-1.0000',
      critical: '0.900',
      trend: '显著下降',
    })
    expect(rankTrend([1.8, 1.2, 1.6, 1.1, 1.4])).toMatchObject({ sumD2: '30', rs: '-0.5000', trend: '下降不显著' })
  })

  test('r_s of exactly −0.9 does not exceed 0.900', () => {
    expect(rankTrend([5, 4, 3, 1, 2])).toMatchObject({ sumD2: '38', rs: '-0.9000', isSignificant: false })
  })

  test('too few periods are not judged, and missing ones do not count', () => {
    expect(rankTrend([1, '--', 2, 3, 4])).toMatchObject({ why: { code: 'trend.too-few-periods' } })
    expect(rankTrend([1, 1, 1, 1, 1])).toMatchObject({ trend: '无变化' })
  })

  test('断面水质变化 compares qualities, not classes', () => {
    expect([
      sectionChange(1, 2),
      sectionChange(4, 3),
      sectionChange(3, 4),
      sectionChange(6, 4),
      sectionChange(2, 6),
    ]).toEqual(['无明显变化', '有所好转', '有所变差', '明显好转', '明显变差'])
  })

  test('流域水质变化 at its bounds of 10 and 20 points', () => {
    const before = { total: 10, good: 5, worst: 2 }
    expect(basinChange(before, { total: 10, good: 6, worst: 2 })).toEqual({ points: '10.00', change: '无明显变化' })
    expect(basinChange(before, { total: 10, good: 6, worst: 1 })).toEqual({ points: '20.00', change: '有所好转' })
    expect(basinChange(before, { total: 10, good: 3, worst: 3 })).toEqual({ points: '-30.00', change: '明显变差' })
  })

  test('流域主要污染指标 by the share of sections', () => {
    const section = (...keys: string[]) => ({
      items: keys.map((key) => ({
        key,
        grade: 4,
        class: 'Ⅳ',
        counts: true,
        value: '1',
        unit: 'mg/L',
        status: 'ok' as const,
        clause: '',
      })),
    })
    const sections = [section('nh3n', 'tp'), section('tp'), section('cod'), section('tp'), section('nh3n')]
    expect(basinMainIndicators(sections)).toEqual([
      { key: 'tp', share: '60.0' },
      { key: 'nh3n', share: '40.0' },
      { key: 'cod', share: '20.0' },
    ])
    expect(basinMainIndicators(sections.slice(0, 4))).toEqual([])
  })
})

describe('a year of air (HJ 663—2013 年评价项目表)', () => {
  const clean = { SO2: '8', NO2: '22', PM10: '40', 'PM2.5': '20', CO: '0.8', O3: '120' }
  const dates = (year: number): string[] =>
    Array.from({ length: 365 }, (_, at) =>
      new Date(beijingInstant(year, 1, 1) + at * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10),
    )
  const yearOf = (year: number, values: Record<string, string> = {}): AirDay[] =>
    dates(year).map((date) => ({ date, values: { ...clean, ...values } }))

  test('PM2.5 of 32 passes in 2025, fails in 2026 and 2031 (GB 3095—2026 过渡期规定)', () => {
    const meets = (year: number) =>
      evaluateAirYear(yearOf(year, { 'PM2.5': '32' }), year)?.items.find(
        ({ item, statistic }) => item === 'PM2.5' && statistic === 'mean',
      )
    expect([2025, 2026, 2031].map((year) => [meets(year)?.limit, meets(year)?.meets])).toEqual([
      [35, true],
      [30, false],
      [25, false],
    ])
    expect(evaluateAirYear(yearOf(2026), 2026)?.edition).toBe('HJ663-2026')
  })

  test('the whole year complies where all six items do, and has its composite index', () => {
    const verdict = evaluateAirYear(yearOf(2025), 2025)
    expect([verdict?.allComply, verdict?.composite]).toEqual([
      true,
      { sum: '2.78', largest: '0.75', largestItem: 'O3' },
    ])
    expect(verdict?.sureness).toBe('memory')
  })

  test('a year with too few days or too thin a month judges nothing', () => {
    expect(evaluateAirYear(yearOf(2025).slice(0, 323), 2025)?.allComply).toBeNull()
    const thin = yearOf(2025).filter(({ date }) => !/^2025-02-(?:0[1-5])/.test(date))
    const item = evaluateAirYear(thin, 2025)?.items[0]
    expect([item?.isValid, item?.meets, item?.why?.code, item?.value]).toEqual([
      false,
      null,
      'air.too-few-days-in-month',
      '8',
    ])
  })

  test('an annual mean of 22.5 is 22 as judged and kept beside (GB/T 8170—2008)', () => {
    const days = yearOf(2024)
      .map((day, at) => ({ ...day, values: { ...day.values, 'PM2.5': at % 2 === 0 ? '22' : '23' } }))
      .slice(0, 364)
    const item = evaluateAirYear(days, 2024)?.items.find((row) => row.item === 'PM2.5' && row.statistic === 'mean')
    expect([item?.exact, item?.judged]).toEqual(['22.5', '22'])
  })

  test('dust days leave particles out of the assessment and stay in the original (环监测〔2016〕120号)', () => {
    const days = yearOf(2025).map((day, at) =>
      at < 20 ? { ...day, values: { ...day.values, PM10: '900' }, excluded: DUST_ITEMS } : day,
    )
    const both = evaluateAirYearBothWays(days, 2025)
    expect([both?.assessed.complies.PM10, both?.original.complies.PM10]).toEqual([true, false])
    expect(both?.assessed.items.find(({ item }) => item === 'SO2')?.days).toBe(365)
  })

  test('three-year mean and area mean', () => {
    expect([threeYearMean(['20', '21', '23']), threeYearMean(['20', null, '23'])]).toEqual(['21.3', undefined])
    expect(areaMean(['1', '2', null, '3'], HJ663_2013)).toBeDefined()
    expect(areaMean(['1', '2', null, null], HJ663_2013)).toBeUndefined()
    expect(areaMean(['1', null], HJ663_2013)).toBeDefined()
  })
})

test('good days: 347 of 360 valid are 96.4 %, a dust day leaves both parts (优良天数比例指标口径 2021)', () => {
  const day = (aqi: number | null, key = 'PM10', isDust = false) => ({
    verdict: {
      aqi,
      items: [{ key, column: key, iaqi: aqi, value: '1', unit: 'µg/m³', status: 'ok' as const, clause: '' }],
    },
    isDust,
  })
  const year = [
    ...Array.from({ length: 347 }, () => day(80)),
    ...Array.from({ length: 13 }, () => day(120)),
    ...Array.from({ length: 5 }, () => day(null)),
  ]
  expect(goodDayShare(year).original).toEqual({ good: 347, valid: 360, share: '96.4' })
  const dust = [day(80), day(150, 'PM10', true), day(150, 'O3', true)]
  expect(goodDayShare(dust)).toEqual({
    assessed: { good: 1, valid: 2, share: '50.0' },
    original: { good: 1, valid: 3, share: '33.3' },
  })
})

describe('units', () => {
  const unit = (text: string) => {
    const found = parseUnit(text)
    if (isRefusal(found)) throw new Error(found.because)
    return found
  }
  const convert = (value: string, from: string, to: string) => {
    const found = convertUnit(rational(value), unit(from), unit(to))
    return isRefusal(found) ? found.refused : roundRational(found, 6)
  }

  test('convert within a dimension and refuse across', () => {
    expect(convert('1', 'mg/L', 'µg/m3')).toBe('1000000.000000')
    expect(convert('1', '万m³', 'L')).toBe('10000000.000000')
    expect(convert('1', 'kgCO2/kWh', 'tCO2/MWh')).toBe('1.000000')
    expect(convert('1', 'mg/L', 'kg')).toBe('unit.dimension')
    expect(parseUnit('furlong')).toMatchObject({ refused: 'unit.unknown' })
  })

  test('NO2 of 50 at 273.15 K is 45.8075 at 298.15 K (GB 3095—2012 修改单 参比状态)', () => {
    expect(roundRational(convertGasState(rational('50'), STANDARD_STATE, REFERENCE_STATE), 4)).toBe('45.8075')
  })

  test('ppb state temperature and pressure: 1 ppb of ozone is 1.9619 µg/m³ at 298.15 K', () => {
    const found = ppbToMicrograms(rational('1'), 'O3', REFERENCE_STATE)
    expect(isRefusal(found) ? found : [roundRational(found.value, 4), found.state]).toEqual(['1.9619', REFERENCE_STATE])
    const back = microgramsToPpb(rational('1.9619'), 'O3', REFERENCE_STATE)
    expect(isRefusal(back) ? back : roundRational(back.value, 3)).toBe('1.000')
    expect(ppbToMicrograms(rational('1'), 'PM2.5', REFERENCE_STATE)).toMatchObject({ refused: 'unit.molar-mass' })
    expect(ppbToMicrograms(rational('1'), 'O3', { temperatureK: '0', pressureHpa: '1013.25' })).toMatchObject({
      refused: 'unit.gas-state',
    })
  })
})

describe('further rules', () => {
  test('random inspection: 环办〔2015〕88号 抽查比例', () => {
    expect(leastInspections('county-key', { units: 41, officers: 0 })).toBe(11)
    expect(leastInspections('city-key', { units: 41, officers: 0 })).toBe(3)
    expect(leastInspections('county-general', { units: 1000, officers: 12 })).toBe(120)
    expect(leastInspections('city-general', { units: 40, officers: 12 })).toBe(40)
    expect(leastInspections('village', { units: 1, officers: 1 })).toBeUndefined()
  })

  test('black-odorous points and bodies: 城市黑臭水体整治工作指南 2015 级别判定', () => {
    const point = (...severe: number[]) =>
      blackOdorousPoint(
        severe.map((count) => ({ values: 10, black: 0, severe: count })),
        BLACK_ODOROUS_2015,
      )
    expect([point(7), point(6), point(4, 4), point(4, 3), point(0)]).toEqual([3, 2, 3, 2, 1])
    expect(blackOdorousBody([1, 3, 3, 3, 1, 2, 1], BLACK_ODOROUS_2015)).toEqual({
      grade: 2,
      severeStretches: [{ from: 1, to: 3 }],
    })
    expect(blackOdorousBody([3, 3, 1, 3], BLACK_ODOROUS_2015)).toEqual({ grade: 3, severeStretches: [] })
    expect(blackOdorousBody([], BLACK_ODOROUS_2015)).toEqual({ grade: 1, severeStretches: [] })
  })

  test('city water index: 环办监测〔2017〕51号 城市水质指数、变化程度', () => {
    expect(cityWaterIndex({ index: '6', sections: 3 }, { index: '8', sections: 1 })).toBe('6.5000')
    expect([cityWaterChange('6.5', '6.0'), cityWaterChange('5.4', '6.0')]).toEqual(['8.33', '-10.00'])
  })

  test('section targets: 粤环委办〔2022〕5号', () => {
    const [, xihu] = SZ_WATER_TARGETS_2022.limits
    expect([
      targetVerdict(4, xihu ?? { controlGrade: 3, stages: [] }, 2024),
      targetVerdict(3, { controlGrade: 3, stages: [] }, 2025),
    ]).toEqual([
      { control: false, stage: true },
      { control: true, stage: undefined },
    ])
  })

  test('ecological changes and shares: HJ 192—2015、环监测〔2021〕99号', () => {
    expect(ecologyChange(HJ192_2015.changes, '60', '63')).toMatchObject({
      change: '3.00',
      level: { zh: '明显变化' },
      direction: 1,
    })
    expect(ecologyChange(EQI_2021.changes, '60', '59.01')).toMatchObject({ level: { zh: '基本稳定' }, direction: -1 })
    expect([ecologyShare('3005', '10000'), ecologyShare('1', '0')]).toEqual(['30.05', undefined])
  })

  test('intensity and works: 省级温室气体清单编制指南、“十四五”总量减排', () => {
    expect(intensityFall({ amount: '100', gdp: '50' }, { amount: '120', gdp: '80' })).toBe('25.00')
    expect(
      worksReduction({ flow: '100', inflow: '200', outflow: '50' }, { flow: '120', inflow: '220', outflow: '20' }),
    ).toBe('90.0000')
    expect(ranksOf(['2.88', '3.05', '2.88', 'x', '4'])).toEqual([1, 3, 1, undefined, 4])
  })

  test('two editions of the index give their differences on one day of PM2.5', () => {
    const day = { 'PM2.5': 58, PM10: 60, SO2: 10, NO2: 30, CO: 0.8, O3_8h: 90 }
    const report = compareEditions('air-day', day, 'HJ633-2012', 'HJ633-2026')
    if (isRefusal(report)) throw new Error(report.because)
    expect(report.agree).toBe(false)
    expect(report.verdict).toContainEqual({ where: 'verdict', field: 'aqi', a: '79', b: '96' })
    expect(report.items).toContainEqual({ where: 'PM2.5', field: 'iaqi', a: '79', b: '96' })
    expect(report.limits.some(({ where }) => where.includes('PM2.5'))).toBe(true)
    expect(compareEditions('air-day', day, 'HJ633-2012', 'GB3838-2002')).toMatchObject({
      refused: 'standards.unknown-edition',
    })
    const same = compareEditions('air-day', day, 'HJ633-2012', 'HJ633-2012')
    expect(same).toMatchObject({ agree: true, verdict: [], items: [], limits: [] })
  })

  test('two editions of ambient air differ in the limits of particles (GB 3095—2026 过渡期规定)', () => {
    const changed = compareTables(GB3095_2012, GB3095_2026, new Set(['PM2.5'])).filter(
      ({ field }) => field === 'grade2',
    )
    expect(changed).toContainEqual({ where: 'limits PM2.5', field: 'grade2', a: '35', b: '30' })
    expect(changed).toContainEqual({ where: 'limits PM2.5 #2', field: 'grade2', a: '75', b: '60' })
  })
})
