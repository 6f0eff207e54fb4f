// Means of a day of air from its hours, each with how many hours counted and why it is not valid.
import { ambientLimit } from '#domain/standards/ambient-air.ts'
import { editionFor } from '#domain/standards/editions.ts'
import { mda8 } from '#domain/standards/statistics.ts'
import { exactText, getDecimal, meanOf, type Rational, roundRational, toRational, wholeNumber } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'

export type Why = { code: string; zh: string; en: string }

/** 均值 — `value` is rounded as the day's value is reported, `exact` keeps six places for further means. */
export type Average = {
  value: string | null
  exact: string | null
  /** Hours, days or windows that counted, and how many there should be. */
  used: number
  expected: number
  valid: boolean
  why: Why | null
}

export type DayItem = 'PM2.5' | 'PM10' | 'SO2' | 'NO2' | 'CO' | 'O3_8h'
export const DAY_ITEMS = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_8h'] as const satisfies readonly DayItem[]

/** Hourly values of one pollutant: 24 decimal texts, the first of the hour 00–01; undefined where missing or flagged. */
export type DayHours = readonly (string | undefined)[]

const HOURS = 24
const exactOf = (value: Rational): string => exactText(value, 6) ?? roundRational(value, 6)

const tooFew = (used: number, least: number): Why => ({
  code: 'average.too-few-hours',
  zh: `仅有 ${used} 个有效小时，少于所需的 ${least} 个`,
  en: `Only ${used} valid hours where ${least} are needed`,
})

/**
 * 24-hour mean of a pollutant, or the largest eight-hour mean of ozone, by the rules in force on the day.
 * @source GB 3095—2012 数据统计的有效性规定
 * @source HJ 663—2013 臭氧日最大8小时平均规则
 */
export function dayAverage(item: DayItem, hours: DayHours, dayStart: EpochMs): Average | undefined {
  const evaluation = editionFor('air-evaluation', dayStart)
  const ambient = editionFor('ambient-air', dayStart)
  if (!evaluation || !ambient) return undefined
  const values = hours.map((text) => (text === undefined ? undefined : toRational(getDecimal(text))))
  const present = values.filter((value) => value !== undefined)
  const key = item === 'O3_8h' ? 'O3' : item
  const digits = evaluation.decimals.find((one) => one.item === key)?.day ?? 0
  if (item === 'O3_8h') {
    const limit = ambientLimit('O3', 'day-max-8h', dayStart)
    const day = mda8(values, evaluation.ozoneDay, wholeNumber(limit?.grade2 ?? 160))
    const why = day.valid ? null : tooFew(day.windows, evaluation.ozoneDay.leastWindows)
    return averageOf(day.value, { digits, used: day.windows, expected: 17, why })
  }
  const least = ambient.validity.dayHours
  const why = present.length >= least ? null : tooFew(present.length, least)
  const mean = present.length === 0 ? undefined : meanOf(present)
  return averageOf(mean, { digits, used: present.length, expected: HOURS, why })
}

type Counts = { digits: number; used: number; expected: number; why: Why | null }

function averageOf(mean: Rational | undefined, { digits, used, expected, why }: Counts): Average {
  if (!mean) return { value: null, exact: null, used, expected, valid: false, why }
  return { value: roundRational(mean, digits), exact: exactOf(mean), used, expected, valid: why === null, why }
}
