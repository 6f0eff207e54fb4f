// Compliance of functional zones and means of a city's noise.
import { add, getDecimal, meanOf, multiply, type Rational, roundRational, toRational } from '#kit/rational.ts'

/** Point-times that were valid, and those of them that kept the limit. */
export type Compliance = { kept: number; valid: number }

/**
 * 功能区声环境达标率 in percent, one decimal; undefined where nothing was valid.
 * @source HJ 640—2012 功能区监测结果与评价
 */
export function complianceRate({ kept, valid }: Compliance): string | undefined {
  if (valid <= 0) return undefined
  return roundRational({ n: BigInt(kept) * 100n, d: BigInt(valid) }, 1)
}

/** One point in a month or year: its zone and its valid days and nights. */
export type ZonePoint = { zone: string; day: Compliance; night: Compliance }
export type ZoneRates = { zone: string | null; points: number; day: string | undefined; night: string | undefined }

function meanRate(points: readonly ZonePoint[], period: 'day' | 'night'): string | undefined {
  const rates = points.flatMap((point): Rational[] => {
    const { kept, valid } = point[period]
    return valid > 0 ? [{ n: BigInt(kept) * 100n, d: BigInt(valid) }] : []
  })
  return rates.length === 0 ? undefined : roundRational(meanOf(rates), 1)
}

/**
 * Rates of day and night by zone and (zone null, last) in total: the mean of the rates of the points.
 * @source 环办监测〔2024〕33号 总体达标率
 */
export function zoneRates(points: readonly ZonePoint[]): ZoneRates[] {
  const groups: [string | null, readonly ZonePoint[]][] = [
    ...[...Map.groupBy(points, ({ zone }) => zone)].sort(([a], [b]) => (a < b ? -1 : 1)),
    [null, points],
  ]
  return groups.map(([zone, ofZone]) => ({
    zone,
    points: ofZone.length,
    day: meanRate(ofZone, 'day'),
    night: meanRate(ofZone, 'night'),
  }))
}

const exact = (value: number): Rational => toRational(getDecimal(value))

/**
 * 城市区域环境噪声 — arithmetic mean of grid points in dB(A), one decimal; undefined without points.
 * @source HJ 640—2012 区域监测结果与评价
 */
export const regionMean = (levels: readonly number[]): string | undefined =>
  levels.length === 0 ? undefined : roundRational(meanOf(levels.map(exact)), 1)

/**
 * 道路交通噪声 — mean weighted by the length of segments in dB(A), with `digits` decimals; undefined without length.
 * @source HJ 640—2012 道路交通监测结果与评价
 */
export function roadMean(segments: readonly { level: number; lengthKm: number }[], digits = 1): string | undefined {
  const zero: Rational = { n: 0n, d: 1n }
  const length = segments.reduce((sum, { lengthKm }) => add(sum, exact(lengthKm)), zero)
  if (length.n <= 0n) return undefined
  const weighted = segments.reduce((sum, one) => add(sum, multiply(exact(one.level), exact(one.lengthKm))), zero)
  return roundRational({ n: weighted.n * length.d, d: weighted.d * length.n }, digits)
}
