// Worked examples of noise, and two compliance rates as they were published.
import { evaluate } from '#domain/standards/evaluate.ts'
import {
  dayEveningNightLevel,
  dayNightLevel,
  energyMean,
  leq,
  percentileLevel,
  roundLevel,
} from '#domain/standards/noise-levels.ts'
import { complianceRate, regionMean, roadMean, zoneRates } from '#domain/standards/noise-rates.ts'
import type { Facts } from '#domain/standards/verdict.ts'
import { isRefusal } from '#kit/refusal.ts'
import { judged, type WorkedExample } from './worked-example.ts'

const zone = { edition: 'GB3096-2008', subject: 'noise-zone' } as const
const factory = { edition: 'GB12348-2008', subject: 'noise-factory' } as const
const social = { edition: 'GB22337-2008', subject: 'noise-social' } as const
const NIGHT = [44.8, 44.1, 43.2, 42.6, 42.9, 44, 47.5, 45]
const two = (level: number | undefined): string => (level === undefined ? '' : roundLevel(level, 2))
const steps = Array.from({ length: 100 }, (_, at) => 50 + at / 10)

const xinjiang = [
  ['1', 32, 929, 894],
  ['2', 41, 954, 973],
  ['3', 21, 972, 964],
  ['4', 19, 998, 827],
] as const

export const NOISE_EXAMPLES: readonly WorkedExample[] = [
  {
    edition: 'ACOUSTICS',
    clause: '等效声级',
    says: '60 dB for 10 min, 70 for 5 and 55 for 5',
    run: () =>
      two(
        leq([
          [60, 10],
          [70, 5],
          [55, 5],
        ]),
      ),
    expected: '64.88',
  },
  {
    edition: 'ACOUSTICS',
    clause: '昼间、夜间等效声级',
    says: 'eight night hours are averaged in energy, not arithmetically',
    run: () => two(energyMean(NIGHT)),
    expected: '44.54',
  },
  {
    edition: 'ACOUSTICS',
    clause: '昼夜等效声级',
    says: 'day 58.4 and night 49.2',
    run: () => two(dayNightLevel(58.4, 49.2)),
    expected: '58.68',
  },
  {
    edition: 'ACOUSTICS',
    clause: '昼晚夜等效声级',
    says: 'day 58.4, evening 54.0, night 49.2',
    run: () => two(dayEveningNightLevel(58.4, 54, 49.2)),
    expected: '58.78',
  },
  {
    edition: 'ACOUSTICS',
    clause: '累积百分声级',
    says: '100 values from 50.0 to 59.9',
    run: () => [10, 50, 90].map((percent) => percentileLevel(steps, percent)),
    expected: [59, 55, 51],
  },
  judged(
    {
      ...factory,
      clause: '测量结果修正',
      says: '58.6 over 53.1 is 6 apart and corrected to 58',
      facts: { zone: 2, ld: 58.6, 'ld-background': 53.1 },
    },
    { outcome: '达标', items: { ld: '达标' } },
  ),
  {
    edition: 'HJ706-2014',
    clause: '5.2、5.4',
    says: '60.3 over 55.8: 4.5 goes to 4 and is corrected by 2 to 58',
    run: () => judgedSteps({ zone: 2, ld: 60.3, 'ld-background': 55.8 }),
    expected: ['60.3 − 55.8 ⇒ 4 ⇒ -2', '60.3 − 2 ⇒ 58'],
  },
  judged(
    {
      ...factory,
      edition: 'GB12348-2008',
      clause: 'HJ 706 差值小于 3 dB',
      says: '58 over 56 with a limit of 60 counts as below it',
      facts: { zone: 2, ld: 58, 'ld-background': 56 },
    },
    { outcome: '达标', items: { ld: '达标' } },
  ),
  judged(
    {
      ...factory,
      clause: 'HJ 706 差值小于 3 dB',
      says: '58 over 56 with a limit of 50 cannot be judged',
      facts: { zone: 0, ld: 58, 'ld-background': 56 },
    },
    { outcome: null, items: {} },
  ),
  judged(
    {
      ...factory,
      clause: '4.1.3',
      says: 'occasional noise of 66 at night is above 50 + 15',
      facts: { zone: 2, lmax: 66, event: 'occasional' },
    },
    { outcome: '超标', items: { lmax: '超标 0.02' } },
  ),
  judged(
    {
      ...factory,
      clause: '4.1.3',
      says: 'occasional noise of 65 at night is kept',
      facts: { zone: 2, lmax: 65, event: 'occasional' },
    },
    { outcome: '达标', items: { lmax: '达标' } },
  ),
  judged(
    {
      ...factory,
      clause: '4.1.2',
      says: 'frequent noise of 61 at night is above 50 + 10',
      facts: { zone: 2, lmax: 61, event: 'frequent' },
    },
    { outcome: '超标', items: { lmax: '超标 0.02' } },
  ),
  judged(
    {
      ...factory,
      clause: '4.1.5',
      says: 'a boundary 0.6 m from a dwelling is held to 50 indoors by day',
      facts: { zone: '2类', ld: 51, distance: 0.6 },
    },
    { outcome: '超标', items: { ld: '超标 0.02' } },
  ),
  judged(
    {
      ...factory,
      clause: '表2、表3',
      says: 'a bedroom in zone 2: 36 at night and 60 in the band of 63 Hz',
      facts: { zone: 2, room: 'A', 'room-night': 36, 'octave-night-63': 55, 'octave-day-63': 63 },
    },
    { outcome: '超标', items: { 'room-night': '超标 0.03', 'octave-night-63': '达标', 'octave-day-63': '达标' } },
  ),
  judged(
    {
      ...social,
      clause: '4.2.3',
      says: 'unsteady noise may be 10 above the limit',
      facts: { zone: 1, lmax: 55, event: 'unsteady' },
    },
    { outcome: '达标', items: { lmax: '达标' } },
  ),
  judged(
    {
      ...zone,
      clause: '5.4',
      says: 'sudden noise at night in zone 2 may reach 65',
      facts: { zone: 2, ld: 60, ln: 50, lmax: 65 },
    },
    { outcome: '达标', items: { ld: '达标', ln: '达标', lmax: '达标' } },
  ),
  judged(
    {
      ...zone,
      clause: '表1',
      says: 'the same level keeps zone 4b and not 4a at night',
      facts: { zone: '4a', ld: 70, ln: 60 },
    },
    { outcome: '超标', items: { ld: '达标', ln: '超标 0.09' } },
  ),
  judged(
    {
      ...zone,
      clause: '5.3',
      says: 'an existing trunk line is held to 70 and 55',
      facts: { zone: '4b', 'existing-railway': 'yes', ld: 68, ln: 56 },
    },
    { outcome: '超标', items: { ld: '达标', ln: '超标 0.02' } },
  ),
  judged(
    {
      edition: 'GB12523-2011',
      subject: 'noise-construction',
      clause: '4.2',
      says: 'the last day of 2025 is judged by the text of 2011',
      at: '2025-12-31',
      facts: { ln: 55, lmax: 71 },
    },
    { outcome: '超标', items: { ln: '达标', lmax: '超标 0.01' } },
  ),
  judged(
    {
      edition: 'GB12523-2025',
      subject: 'noise-construction',
      clause: '排放限值',
      says: 'from 2026 by the text of 2025',
      at: '2026-01-01T00:00:00+08:00',
      facts: { ld: 70.1, ln: 55 },
    },
    { outcome: '超标', items: { ld: '超标 0.00', ln: '达标' } },
  ),
  judged(
    {
      edition: 'HJ640-2012',
      subject: 'noise-region',
      clause: '等级划分表',
      says: 'a mean of 55.3 by day is grade three',
      facts: { ld: 55.3 },
    },
    { outcome: '三级（一般）', items: { ld: '三级（一般）' } },
  ),
  judged(
    {
      edition: 'HJ640-2012',
      subject: 'noise-road',
      clause: '等级划分表',
      says: 'roads of 68.776 are 68.8 and grade two',
      facts: { ld: 68.776 },
    },
    { outcome: '二级（较好）', items: { ld: '二级（较好）' } },
  ),
  {
    edition: 'HJ640-2012',
    clause: '道路交通监测结果与评价',
    says: 'three segments weighted by length',
    run: () => {
      const segments = [
        { level: 68.5, lengthKm: 12 },
        { level: 70.8, lengthKm: 8 },
        { level: 66.2, lengthKm: 5 },
      ]
      return [roadMean(segments, 2), roadMean(segments), regionMean([55.2, 55.4])]
    },
    expected: ['68.78', '68.8', '55.3'],
  },
  {
    edition: 'HJ640-2012',
    clause: '功能区监测结果与评价',
    says: '8 points in 4 quarters, 2 days and 7 nights failed',
    run: () => [complianceRate({ kept: 30, valid: 32 }), complianceRate({ kept: 25, valid: 32 })],
    expected: ['93.8', '78.1'],
  },
  {
    edition: 'HJ640-2012',
    clause: '功能区监测结果与评价',
    says: 'Hunan, fourth quarter of 2021, as published',
    run: () => [complianceRate({ kept: 151, valid: 156 }), complianceRate({ kept: 139, valid: 156 })],
    expected: ['96.8', '89.1'],
  },
  {
    edition: 'FZ-EVAL-2024',
    clause: '总体达标率',
    says: 'Xinjiang, March 2025: the total as published from the rates of the classes',
    run: () => {
      const points = xinjiang.flatMap(([name, count, day, night]) =>
        Array.from({ length: count }, () => ({
          zone: name,
          day: { kept: day, valid: 1000 },
          night: { kept: night, valid: 1000 },
        })),
      )
      const total = zoneRates(points).at(-1)
      return [total?.points, total?.day, total?.night]
    },
    expected: [113, '95.8', '92.4'],
  },
]

/** Formulas of the steps of a factory's day level. */
function judgedSteps(facts: Facts): string[] {
  const verdict = evaluate('noise-factory', facts, { edition: 'GB12348-2008' })
  if (isRefusal(verdict)) return []
  return verdict.items.flatMap((item) => item.steps.map(({ formula }) => formula))
}
