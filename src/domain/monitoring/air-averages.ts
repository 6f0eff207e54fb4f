// Means of a day of air from its hours, each with how many hours counted and why it is not valid.
import { ambientLimit } from '#domain/standards/ambient-air.ts'
import { editionFor, editionsOf } from '#domain/standards/editions.ts'
import { mda8 } from '#domain/standards/statistics.ts'
import type { Why } from '#domain/standards/verdict.ts'
import { exactText, getDecimal, meanOf, type Rational, roundRational, toRational, wholeNumber } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import type { AverageItem } from './average-items.ts'

export type DayItem = 'PM2.5' | 'PM10' | 'SO2' | 'NO2' | 'CO' | 'O3_8h'
export const DAY_ITEMS = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3_8h'] as const satisfies readonly DayItem[]

/** Hourly values of one pollutant: 24 decimal texts, the first of the hour 00–01; undefined where missing or flagged. */
export type DayHours = readonly (string | undefined)[]

const HOURS = 24
const EXACT_DIGITS = 6

/** The mean as text: exact where its decimals end within six places, else half-even to six. */
export const exactOf = (value: Rational): string => exactText(value, EXACT_DIGITS) ?? roundRational(value, EXACT_DIGITS)

/** The rules of evaluation in force on a day; days before the first edition are averaged by the first. */
export function airRulesOn(dayStart: EpochMs) {
  const evaluation = editionFor('air-evaluation', dayStart) ?? editionsOf('air-evaluation')[0]
  const ambient = editionFor('ambient-air', dayStart) ?? editionsOf('ambient-air')[0]
  if (!evaluation || !ambient) throw new Error('Cannot average air as the catalogue must hold its rules')
  return { evaluation, ambient }
}

/** Decimals an item is kept to: of a day, or of a month or year. */
export function decimalsOf(item: DayItem, of: 'day' | 'period', at: EpochMs): number {
  const key = item === 'O3_8h' ? 'O3' : item
  return airRulesOn(at).evaluation.decimals.find((one) => one.item === key)?.[of] ?? 0
}

const tooFewHours = (used: number, least: number): Why => ({
  code: 'average.too-few-hours',
  zh: `仅有 ${used} 个有效小时，少于所需的 ${least} 个`,
  en: `Only ${used} valid hours where ${least} are needed`,
})
const tooFewWindows = (used: number, least: number): Why => ({
  code: 'average.too-few-windows',
  zh: `仅有 ${used} 个有效的 8 小时滑动平均，少于所需的 ${least} 个，且最大值未超标`,
  en: `Only ${used} valid eight-hour means where ${least} are needed, and the largest keeps the limit`,
})
const inProgress = (used: number): Why => ({
  code: 'average.day-in-progress',
  zh: `当日未结束，已有 ${used} 个有效小时，尚不能评价`,
  en: `The day is not over: ${used} valid hours so far, so it cannot be judged yet`,
})

/**
 * 24-hour mean of a pollutant, or the largest eight-hour mean of ozone, by the rules in force on the day.
 * `isOver` false says that the day still runs: what has too few hours is then not judged yet, rather than invalid.
 * @source GB 3095—2012 数据统计的有效性规定
 * @source HJ 663—2013 臭氧日最大8小时平均规则
 */
export function dayAverage(item: DayItem, hours: DayHours, day: { start: EpochMs; isOver: boolean }): AverageItem {
  const { evaluation, ambient } = airRulesOn(day.start)
  const values = hours.map((text) => (text === undefined ? undefined : toRational(getDecimal(text))))
  const present = values.filter((value) => value !== undefined)
  const digits = decimalsOf(item, 'day', day.start)
  if (item === 'O3_8h') {
    const { ozoneDay } = evaluation
    const limit = ambientLimit('O3', 'day-max-8h', day.start)
    const ozone = mda8(values, ozoneDay, wholeNumber(limit?.grade2 ?? 160))
    const expected = ozoneDay.lastEndHour - ozoneDay.firstEndHour + 1
    const why = tooFewWindows(ozone.windows, ozoneDay.leastWindows)
    return item8h(ozone.value, { digits, used: ozone.windows, expected, valid: ozone.valid, why, day, present })
  }
  const least = ambient.validity.dayHours
  const mean = present.length === 0 ? undefined : meanOf(present)
  const counts = { used: present.length, expected: HOURS, valid: present.length >= least }
  return averageItem(mean, {
    digits,
    ...counts,
    why: day.isOver ? tooFewHours(present.length, least) : inProgress(present.length),
  })
}

type Ozone = Counts & { day: { isOver: boolean }; present: readonly Rational[] }
const item8h = (value: Rational | undefined, { day, present, ...counts }: Ozone): AverageItem =>
  averageItem(value, { ...counts, why: day.isOver ? counts.why : inProgress(present.length) })

type Counts = { digits: number; used: number; expected: number; valid: boolean; why: Why }

/** An average with its counts; `why` is kept only where it is not valid. */
export function averageItem(mean: Rational | undefined, { digits, used, expected, valid, why }: Counts): AverageItem {
  const counted = { used, expected, valid: valid && mean !== undefined }
  const reason = counted.valid ? {} : { why }
  if (!mean) return { value: null, ...counted, ...reason }
  return { value: roundRational(mean, digits), exact: exactOf(mean), ...counted, ...reason }
}
