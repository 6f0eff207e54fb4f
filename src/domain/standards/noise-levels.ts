// Arithmetic of sound levels: from samples to equivalent, day, night and percentile levels, each night one night.
import { getDecimal, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { beijingDate, type EpochMs, HOUR_MS, startOf } from '#kit/time.ts'

/** A level in dB(A) and how long it lasted, in any unit that is the same for all. */
export type TimedLevel = readonly [level: number, duration: number]

const energy = (level: number): number => 10 ** (level / 10)
const level = (power: number): number => 10 * Math.log10(power)

/**
 * 等效连续 A 声级 — mean of energy weighted by duration, unrounded dB(A); undefined where nothing lasted.
 * @source GB/T 3222.1—2006 等效声级
 * @example leq([[60, 10], [70, 5], [55, 5]]) // 64.88
 */
export function leq(levels: readonly TimedLevel[]): number | undefined {
  const total = levels.reduce((sum, [, duration]) => sum + duration, 0)
  if (!(total > 0)) return undefined
  return level(levels.reduce((sum, [value, duration]) => sum + duration * energy(value), 0) / total)
}

/** Mean of energy of levels that lasted equally long; undefined without any. */
export const energyMean = (levels: readonly number[]): number | undefined => leq(levels.map((value) => [value, 1]))

/**
 * 昼夜等效声级 of a day (16 h) and a night (8 h) level, unrounded dB(A).
 * @source GB/T 3222.1—2006 昼夜等效声级
 */
export const dayNightLevel = (day: number, night: number): number =>
  level((16 * energy(day) + 8 * energy(night + 10)) / 24)

/**
 * Day-evening-night level of 12, 4 and 8 hours, unrounded dB(A); not a Chinese quantity.
 * @source GB/T 3222.1—2006 昼晚夜等效声级
 */
export const dayEveningNightLevel = (day: number, evening: number, night: number): number =>
  level((12 * energy(day) + 4 * energy(evening + 5) + 8 * energy(night + 10)) / 24)

/**
 * 累积百分声级 L_N — the level exceeded `percent` % of the time; undefined without samples.
 * @source GB/T 3222.1—2006 累积百分声级
 */
export function percentileLevel(levels: readonly number[], percent: number): number | undefined {
  const sorted = [...levels].sort((a, b) => b - a)
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length - 1e-9)) - 1]
}

/** Decimal text of a level with `digits` places; an exact half of its shortest decimal text goes to the even digit. */
export function roundLevel(value: number, digits: number): string {
  const exact: Rational = toRational(getDecimal(value.toFixed(9)))
  return roundRational(exact, digits)
}

/** One level of a continuous record; `excluded` hours of rain, snow, lightning or strong wind are left out. */
export type NoiseSample = { at: EpochMs; level: number | null; excluded?: boolean }

/** Hours of the day at which day and night begin, Beijing time. */
export type NoiseHours = { dayFrom: number; nightFrom: number }
/** @source GB 3096—2008 3.4、3.5 */
export const NOISE_HOURS: NoiseHours = { dayFrom: 6, nightFrom: 22 }

export type NoiseDayOptions = {
  hours?: NoiseHours
  /** Least share of samples in an hour and of hours in a day or night, in percent. */
  leastPercent?: number
}

/** 噪声日 — from the morning hour of a date to the next: one day and the one night that follows it. Levels in dB(A), two decimals. */
export type NoiseDay = {
  date: string
  ld: string | null
  ln: string | null
  ldn: string | null
  leq: string | null
  l10: string | null
  l50: string | null
  l90: string | null
  /** Valid hours of the day and of the night, and how many there are. */
  dayHours: number
  dayHoursOf: number
  nightHours: number
  nightHoursOf: number
  samples: number
  /** Samples without a usable level, or excluded. */
  leftOut: number
}

const LOWEST = 0
const HIGHEST = 160

const isUsable = ({ level: value, excluded }: NoiseSample): boolean =>
  excluded !== true && value !== null && Number.isFinite(value) && value >= LOWEST && value <= HIGHEST

/** The usual distance between samples, at most an hour. */
function intervalOf(samples: readonly NoiseSample[]): number {
  const counts = new Map<number, number>()
  samples.forEach((sample, at) => {
    const gap = sample.at - (samples[at - 1]?.at ?? Number.NaN)
    if (gap > 0 && gap <= HOUR_MS) counts.set(gap, (counts.get(gap) ?? 0) + 1)
  })
  const usual = [...counts].reduce<readonly [number, number]>(
    (best, entry) => (entry[1] > best[1] ? entry : best),
    [0, 0],
  )
  return usual[0] || HOUR_MS
}

/** Start of the noise day an instant belongs to: hours before the morning belong to the night of the day before. */
const startOfNoiseDay = (at: EpochMs, { dayFrom }: NoiseHours): EpochMs =>
  startOf('day', at - dayFrom * HOUR_MS) + dayFrom * HOUR_MS

type Hour = { isDay: boolean; levels: number[] }

function hoursOf(samples: readonly NoiseSample[], start: EpochMs, { dayFrom, nightFrom }: NoiseHours): Hour[] {
  const hours: Hour[] = Array.from({ length: 24 }, (_, hour) => ({ isDay: hour < nightFrom - dayFrom, levels: [] }))
  for (const sample of samples) {
    const hour = hours[Math.floor((sample.at - start) / HOUR_MS)]
    if (isUsable(sample) && sample.level !== null) hour?.levels.push(sample.level)
  }
  return hours
}

const shown = (value: number | undefined): string | null => (value === undefined ? null : roundLevel(value, 2))

/** Mean of energy of the valid hours, where there are enough of them. */
function periodLevel(hours: readonly Hour[], leastSamples: number, leastPercent: number) {
  const valid = hours.flatMap(({ levels }) => {
    const mean = levels.length > 0 && levels.length >= leastSamples ? energyMean(levels) : undefined
    return mean === undefined ? [] : [mean]
  })
  const isEnough = valid.length > 0 && valid.length * 100 >= hours.length * leastPercent
  return { hours: valid.length, of: hours.length, value: isEnough ? energyMean(valid) : undefined }
}

/**
 * Day and night levels of a continuous record, a noise day an entry, oldest first. Samples need no order. An hour counts with
 * `leastPercent` of the samples its interval promises, a day or night with that share of its hours; else its level is null.
 * The percentile levels and `leq` are of all usable samples of the 24 hours.
 * @source GB 3096—2008 附录B
 */
export function noiseDays(samples: readonly NoiseSample[], options: NoiseDayOptions = {}): NoiseDay[] {
  const { hours = NOISE_HOURS, leastPercent = 75 } = options
  const sorted = [...samples].sort((a, b) => a.at - b.at)
  const leastSamples = (Math.round(HOUR_MS / intervalOf(sorted)) * leastPercent) / 100
  const byDay = Map.groupBy(sorted, ({ at }) => startOfNoiseDay(at, hours))
  return [...byDay].map(([start, ofDay]) => {
    const all = hoursOf(ofDay, start, hours)
    const levels = all.flatMap((hour) => hour.levels)
    const day = periodLevel(
      all.filter(({ isDay }) => isDay),
      leastSamples,
      leastPercent,
    )
    const night = periodLevel(
      all.filter(({ isDay }) => !isDay),
      leastSamples,
      leastPercent,
    )
    const both =
      day.value !== undefined && night.value !== undefined ? dayNightLevel(day.value, night.value) : undefined
    return {
      date: beijingDate(start),
      ld: shown(day.value),
      ln: shown(night.value),
      ldn: shown(both),
      leq: shown(energyMean(levels)),
      l10: shown(percentileLevel(levels, 10)),
      l50: shown(percentileLevel(levels, 50)),
      l90: shown(percentileLevel(levels, 90)),
      dayHours: day.hours,
      dayHoursOf: day.of,
      nightHours: night.hours,
      nightHoursOf: night.of,
      samples: ofDay.length,
      leftOut: ofDay.length - levels.length,
    }
  })
}
