// Rates of noise zones and means of a city: nothing valid, one point, points of unequal days, roads without length.
import { describe, expect, test } from 'vitest'
import { complianceRate, regionMean, roadMean, type ZonePoint, zoneRates } from './noise-rates.ts'

test.each([
  [15, 16, '93.8'],
  [25, 32, '78.1'],
  [0, 7, '0.0'],
  [7, 7, '100.0'],
  [1, 16, '6.2'],
  [0, 0, undefined],
  [0, -1, undefined],
])('%i of %i point-times are %s %% (HJ 640—2012 功能区监测结果与评价)', (kept, valid, expected) => {
  expect(complianceRate({ kept, valid })).toBe(expected)
})

describe('zoneRates() (环办监测〔2024〕33号 总体达标率)', () => {
  const point = (zone: string, day: [number, number], night: [number, number]): ZonePoint => ({
    zone,
    day: { kept: day[0], valid: day[1] },
    night: { kept: night[0], valid: night[1] },
  })

  test('is the mean of the rates of points, by zone in order and in total', () => {
    const rates = zoneRates([
      point('3', [30, 30], [15, 30]),
      point('1', [30, 30], [0, 30]),
      point('4a', [10, 20], [1, 3]),
      point('1', [1, 2], [30, 30]),
    ])
    // Day total: (100 + 100 + 50 + 50) ÷ 4; night: (50 + 0 + 33.33… + 100) ÷ 4 = 45.83…
    expect(rates).toEqual([
      { zone: '1', points: 2, day: '75.0', night: '50.0' },
      { zone: '3', points: 1, day: '100.0', night: '50.0' },
      { zone: '4a', points: 1, day: '50.0', night: '33.3' },
      { zone: null, points: 4, day: '75.0', night: '45.8' },
    ])
  })

  test('a point without valid nights counts for the day alone', () => {
    expect(zoneRates([point('2', [1, 2], [0, 0]), point('2', [2, 2], [0, 1])])).toEqual([
      { zone: '2', points: 2, day: '75.0', night: '0.0' },
      { zone: null, points: 2, day: '75.0', night: '0.0' },
    ])
    expect(zoneRates([point('2', [0, 0], [0, 0])])[0]).toEqual({
      zone: '2',
      points: 1,
      day: undefined,
      night: undefined,
    })
  })

  test('no points give one empty total', () => {
    expect(zoneRates([])).toEqual([{ zone: null, points: 0, day: undefined, night: undefined }])
  })
})

test.each([
  [[], undefined],
  [[55.2], '55.2'],
  [[55.2, 56.1, 57.3], '56.2'],
  // 54.05 goes to the even digit.
  [[54, 54.1], '54.0'],
])('the region %j is %s (HJ 640—2012 区域监测结果与评价)', (levels, expected) => {
  expect(regionMean(levels)).toBe(expected)
})

describe('roadMean() (HJ 640—2012 道路交通监测结果与评价)', () => {
  test.each([
    [[{ level: 68, lengthKm: 2 }], undefined, '68.0'],
    [
      [
        { level: 70, lengthKm: 1 },
        { level: 66, lengthKm: 3 },
      ],
      undefined,
      '67.0',
    ],
    // (70.5·1.2 + 68.1·3.4 + 66·0.4) ÷ 5 = 68.508
    [
      [
        { level: 70.5, lengthKm: 1.2 },
        { level: 68.1, lengthKm: 3.4 },
        { level: 66, lengthKm: 0.4 },
      ],
      2,
      '68.51',
    ],
    [
      [
        { level: 70.5, lengthKm: 1.2 },
        { level: 68.1, lengthKm: 3.4 },
        { level: 66, lengthKm: 0.4 },
      ],
      0,
      '69',
    ],
    [[{ level: 70, lengthKm: 0 }], undefined, undefined],
    [
      [
        { level: 70, lengthKm: 0 },
        { level: 60, lengthKm: 1 },
      ],
      undefined,
      '60.0',
    ],
    [[], undefined, undefined],
  ])('%j with %s decimals is %s', (segments, digits, expected) => {
    expect(digits === undefined ? roadMean(segments) : roadMean(segments, digits)).toBe(expected)
  })
})
