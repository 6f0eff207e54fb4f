// Days of a waste incineration line at the bounds of limits, marks and budgets; furnaces, stations, kitchens and sites.
import { describe, expect, test } from 'vitest'
import { getDecimal, toRational } from '#kit/rational.ts'
import type { Refusal } from '#kit/refusal.ts'
import { furnaceTemperature, type IncinerationHour, incinerationDay, type UsedHours } from './incineration.ts'
import { leastPressure, nozzleSample } from './petrol-station.ts'
import { fumeMean, inspectDustMeasures, stoveCount } from './site-measures.ts'

const clean = { pm: 10, nox: 100, so2: 20, hcl: 10, co: 20 }
const hours = (count: number, values: IncinerationHour['values'] = clean): IncinerationHour[] =>
  Array.from({ length: count }, () => ({ values }))

describe('incinerationDay() (GB 18485—2014 表4, 令第10号 超标认定)', () => {
  test.each([
    ['pm', 20],
    ['nox', 250],
    ['so2', 80],
    ['hcl', 50],
    ['co', 80],
  ] as const)('a daily mean of %s at %i is kept, above it is not', (key, limit) => {
    const day = (value: number) => incinerationDay(hours(24, { ...clean, [key]: value }), [])
    expect([day(limit).exceeded, day(limit + 0.001).exceeded]).toEqual([false, true])
    const item = day(limit).items.find((row) => row.key === key)
    expect(item).toMatchObject({ key, mean: String(limit), hours: 24, limit, exceeded: false })
    expect(item?.clause).toContain('GB 18485—2014')
  })

  test('means are of what is there; nothing there is not judged', () => {
    const day = incinerationDay(
      [
        { values: { so2: 100 } },
        { values: { so2: '61' } },
        { values: { so2: null } },
        { values: { so2: -5, pm: 'x' } },
      ],
      [],
    )
    expect(day.items.map(({ key, mean, hours: count, exceeded }) => [key, mean, count, exceeded])).toEqual([
      ['pm', null, 0, null],
      ['nox', null, 0, null],
      ['so2', '80.5', 2, true],
      ['hcl', null, 0, null],
      ['co', null, 0, null],
    ])
    expect(day).toMatchObject({
      edition: 'MSW-AUTO-2019',
      exceeded: true,
      coldMeans: 0,
      coldFurnace: null,
      sureness: 'single-source',
    })
    // Nought is a value, blanks around one are not.
    const zero = incinerationDay([{ values: { so2: 0 } }, { values: { so2: ' 100 ' } }], [])
    expect(zero.items[2]).toMatchObject({ mean: '50', hours: 2, exceeded: false })
    expect(incinerationDay([], [])).toMatchObject({ exceeded: null, coldFurnace: null, marks: [], used: {} })
  })

  test('the sixth five-minute mean below 850 °C is a violation (令第10号 炉膛温度)', () => {
    const day = (cold: number, value = 849.9) =>
      incinerationDay([], [...Array.from({ length: cold }, () => value), 850, 900, null, Number.NaN])
    expect([day(5).coldMeans, day(5).coldFurnace, day(6).coldMeans, day(6).coldFurnace]).toEqual([5, false, 6, true])
    expect(day(10, 850).coldFurnace).toBe(false)
    expect(incinerationDay([], [null, Number.NaN]).coldFurnace).toBeNull()
  })

  describe('marks (50号公告 工况标记)', () => {
    const bad = { ...clean, so2: 5000 }
    const judge = (marks: (string | undefined)[], before?: UsedHours, values: IncinerationHour['values'] = bad) =>
      incinerationDay(
        [...marks.map((mark) => ({ values, ...(mark === undefined ? {} : { mark }) })), ...hours(4)],
        [],
        before,
      )

    test.each([
      ['启炉', 'furnace', 60],
      ['停炉', 'furnace', 60],
      ['故障', 'furnace', 60],
      ['事故', 'furnace', 60],
      ['starting', 'furnace', 60],
      ['烘炉', 'drying', 700],
      ['停炉降温', 'drying', 700],
      ['CEMS维护', 'monitor', 30],
      ['热电偶故障', 'thermocouple', 60],
    ] as const)('%s lasts while %s has hours of its %i', (mark, budget, most) => {
      const last = judge([mark], { [budget]: most - 1 })
      expect(last).toMatchObject({
        exceeded: false,
        marks: [{ hour: 0, mark, accepted: true }],
        used: { [budget]: most },
      })
      expect(last.marks[0]?.because).toBeUndefined()
      const spent = judge([mark], { [budget]: most })
      expect(spent.marks).toEqual([{ hour: 0, mark, accepted: false, because: 'budget-used' }])
      expect([spent.exceeded, spent.used]).toEqual([true, { [budget]: most }])
    })

    test.each(['停运', '通讯中断'])('%s has no budget', (mark) => {
      expect(judge([mark, mark], { furnace: 60 })).toMatchObject({
        exceeded: false,
        marks: [
          { hour: 0, accepted: true },
          { hour: 1, accepted: true },
        ],
        used: { furnace: 60 },
      })
    })

    test('an unknown mark counts, a blank one is none', () => {
      expect(judge(['午休']).marks).toEqual([{ hour: 0, mark: '午休', accepted: false, because: 'unknown-mark' }])
      expect(judge(['午休']).exceeded).toBe(true)
      expect(judge(['', undefined])).toMatchObject({ marks: [], exceeded: true, sureness: 'single-source' })
      expect(judge(['启炉']).sureness).toBe('memory')
    })

    test('budgets are spent in order of the hours', () => {
      const day = judge(['启炉', undefined, '停炉', '故障'], { furnace: 58 })
      expect(day.marks.map(({ hour, accepted, because }) => [hour, accepted, because])).toEqual([
        [0, true, undefined],
        [2, true, undefined],
        [3, false, 'budget-used'],
      ])
      expect(day.used).toEqual({ furnace: 60 })
      // Hours 1 and 3 count: (2 × 5000 + 4 × 20) ÷ 6.
      expect(day.items.find(({ key }) => key === 'so2')).toMatchObject({ hours: 6, mean: '1680' })
    })

    test('particulates above 150 are not excused in furnace marks, and are in others', () => {
      const high = { ...bad, pm: 150.1 }
      expect(judge(['启炉'], {}, high)).toMatchObject({
        exceeded: true,
        marks: [{ hour: 0, mark: '启炉', accepted: false, because: 'particulates-high' }],
        used: { furnace: 1 },
      })
      expect(judge(['启炉'], {}, { ...bad, pm: 150 }).marks[0]?.accepted).toBe(true)
      expect(judge(['启炉'], {}, { ...bad, pm: null }).marks[0]?.accepted).toBe(true)
      expect(judge(['烘炉'], {}, high).marks[0]?.accepted).toBe(true)
    })

    test('what was used before is left as it was', () => {
      const before = { furnace: 3 }
      judge(['启炉'], before)
      expect(before).toEqual({ furnace: 3 })
    })
  })
})

test.each([
  [[860, 900, 870], [840, 850], 857.5],
  [[850], [850], 850],
  [[900, 800], [700, 1000, 800], 825],
  [[Number.NaN, 900], [800, Number.POSITIVE_INFINITY], 850],
  [[1000, 9, 80], [80], 80],
  [[], [850], undefined],
  [[850], [], undefined],
  [[Number.NaN], [850], undefined],
])('furnace of %j above and %j in the middle is %s °C (令第10号 炉膛温度)', (upper, middle, expected) => {
  expect(furnaceTemperature(upper, middle)).toBe(expected)
})

describe('petrol stations (GB 20952—2020)', () => {
  const at = (ullage: string, nozzles: number) => {
    const found = leastPressure(toRational(getDecimal(ullage)), nozzles)
    return [found?.pascal, found?.isInterpolated]
  }
  test.each([
    ['1893', 1, '182', false],
    ['1893', 6, '182', false],
    ['1893', 7, '172', false],
    ['1893', 12, '172', false],
    ['1893', 13, '162', false],
    ['1893', 18, '162', false],
    ['1893', 19, '152', false],
    ['1893', 24, '152', false],
    ['1893', 25, '142', false],
    // Below the table its first row, above it the last.
    ['100', 6, '182', false],
    ['1892.9', 6, '182', false],
    ['94625', 25, '486', false],
    ['99999', 6, '488', false],
    ['3028', 6, '267', false],
    // 182 + 17 × 94.5 ÷ 189 and 456 + 5 × 1892.5 ÷ 3785.
    ['1987.5', 6, '190.5', true],
    ['24602.5', 12, '458.5', true],
    // 182 + 17 × 1 ÷ 189 = 182.09
    ['1894', 6, '182.1', true],
    ['2081', 6, '198.9', true],
    ['94624', 6, '488.0', true],
  ])('%s L and %i nozzles leave %s Pa (表2)', (ullage, nozzles, pascal, isInterpolated) => {
    expect(at(ullage, nozzles)).toEqual([pascal, isInterpolated])
  })

  test.each([
    [1, 1, 1],
    [6, 6, 1],
    [7, 6, 1],
    [10, 6, 1],
    [11, 8, 2],
    [15, 8, 2],
    [16, 10, 2],
    [20, 10, 2],
    [21, 12, 3],
    [100, 12, 3],
  ])('of %i nozzles %i are checked and %i fail the station (气液比抽检)', (nozzles, sample, failAt) => {
    expect(nozzleSample(nozzles)).toEqual({ sample, failAt })
  })
  test.each([0, -1, 1.5, Number.NaN])('%s nozzles are none', (nozzles) => expect(nozzleSample(nozzles)).toBeUndefined())
})

describe('kitchens (GB 18483—2001)', () => {
  const few = (kept: number): Refusal => ({
    refused: 'standards.too-few-samples',
    because: `Cannot average as three usable samples must remain: current value is ${kept}`,
  })
  test.each([
    [[2, 2.2, 1.8, 2, 0.4], { value: '2', used: 4, dropped: 1 }],
    // A quarter of the largest itself stays.
    [[4, 1, 1], { value: '2', used: 3, dropped: 0 }],
    [[4, 4, 4, 0.99], { value: '4', used: 3, dropped: 1 }],
    [[4, 0.99, 4], few(2)],
    [['1.5', ' 1.5 ', 3], { value: '2', used: 3, dropped: 0 }],
    [[0, 0, 0], { value: '0', used: 3, dropped: 0 }],
    [[1, 1, 2], { value: '1.333333', used: 3, dropped: 0 }],
    [[1, 1], few(2)],
    [[1, 1, 1, 'x'], few(3)],
    [[1, 1, 1, -1], few(3)],
    [[], few(0)],
  ])('fumes %j (采样)', (samples, expected) => expect(fumeMean(samples)).toEqual(expected))

  const NO_STOVE = {
    refused: 'standards.no-stove',
    because: 'Cannot count stoves as the heat or the area of the hoods must be above zero',
  }
  test.each([
    [{ heatJPerH: 167_000_000 }, '1'],
    [{ heatJPerH: 167_000_000, hoodM2: 11 }, '1'],
    [{ hoodM2: 1.1 }, '1'],
    [{ hoodM2: 1 }, '0.909091'],
    [{ heatJPerH: 0, hoodM2: 2.2 }, '2'],
    [{ heatJPerH: -1, hoodM2: 2.2 }, '2'],
    [{ heatJPerH: 0, hoodM2: 0 }, NO_STOVE],
    [{ hoodM2: -1 }, NO_STOVE],
    [{}, NO_STOVE],
  ])('stoves of %j (饮食业单位规模)', (kitchen, expected) => expect(stoveCount(kitchen)).toEqual(expected))
})

describe('dust of sites (SZDB/Z 247—2017 处罚规定)', () => {
  const ITEMS = ['enclosure', 'hardened', 'washing', 'wet-work', 'covered', 'tsp-monitor', 'seventh']
  const all = Object.fromEntries(ITEMS.map((item) => [item, 100]))

  test.each([
    [[], false, 'none'],
    [['enclosure'], false, 'none'],
    [['enclosure', 'washing'], false, 'yellow-card'],
    [['enclosure', 'washing'], true, 'yellow-card'],
    [['enclosure', 'washing', 'covered'], false, 'stop-work'],
    [['enclosure', 'washing', 'covered'], true, 'red-card'],
    [ITEMS.slice(0, 6), false, 'stop-work'],
  ] as const)('%j failed, repeated %s: %s', (failed, isRepeated, act) => {
    const shares = { ...all, ...Object.fromEntries(failed.map((item) => [item, 99.9])) }
    expect(inspectDustMeasures(shares, isRepeated)).toEqual({
      failed: [...failed],
      unknown: [],
      act,
      sureness: 'single-source',
    })
  })

  test('what was not looked at is unknown, and the seventh measure is from memory', () => {
    expect(inspectDustMeasures({})).toEqual({ failed: [], unknown: ITEMS, act: 'none', sureness: 'single-source' })
    expect(inspectDustMeasures({ ...all, covered: null, washing: Number.NaN, seventh: 0 })).toEqual({
      failed: ['seventh'],
      unknown: ['washing', 'covered'],
      act: 'none',
      sureness: 'memory',
    })
    const inherited = Object.create({ enclosure: 0 }) as Record<string, number>
    expect(inspectDustMeasures(inherited).unknown).toContain('enclosure')
  })
})
