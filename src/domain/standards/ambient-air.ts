// Concentration limits of ambient air by the day of the data, and by how much a value exceeds one.
import {
  compareDecimals,
  type Decimal,
  divide,
  getDecimal,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import type { AmbientLimit, AveragingTime } from './catalog/ambient-tables.ts'
import { editionFor, startOfDate } from './editions.ts'

/** The limit row in force at the instant of the data (transitional or final set); undefined where there is none. */
export function ambientLimit(item: string, averaging: AveragingTime, at: EpochMs): AmbientLimit | undefined {
  return editionFor('ambient-air', at)?.limits.find(
    (limit) =>
      limit.item === item &&
      limit.averaging === averaging &&
      startOfDate(limit.from) <= at &&
      (limit.until === null || at < startOfDate(limit.until)),
  )
}

/** Whether a concentration keeps a limit: at or below it. */
export const keepsLimit = (concentration: Decimal, limit: number): boolean =>
  compareDecimals(concentration, getDecimal(limit)) <= 0

/**
 * 超标倍数 (C − S) / S with two decimals; undefined where the value keeps the limit.
 * @source HJ 663—2013 超标倍数公式
 * @example 92 against 75 is 0.23
 */
export function exceedanceMultiple(concentration: Decimal, limit: number): string | undefined {
  if (keepsLimit(concentration, limit)) return undefined
  const standard = toRational(getDecimal(limit))
  return roundRational(divide(subtract(toRational(concentration), standard), standard), 2)
}
