// The period a site page shows: so many days up to the end of a day, or up to the newest data.
import type { ReadingKind } from '#contract/sites.ts'
import { beijingDate, DAY_MS, type EpochMs, endOf, HOUR_MS, parseInstant } from '#kit/time.ts'
import type { Words } from '#web/ui/say.ts'
import { SITE_WORDS as W } from './words.ts'

/** `days` may be a part of one; `on` is the last day shown, `YYYY-MM-DD` in Beijing, undefined for the newest data. */
export type Period = { days: number; on: string | undefined }
export type PeriodChoice = { days: number; words: Words }

const QUARTER_DAY = 0.25
const PERIODS: Readonly<Record<ReadingKind, readonly PeriodChoice[]>> = {
  realtime: [
    { days: QUARTER_DAY, words: W.hours6 },
    { days: 1, words: W.day1 },
    { days: 3, words: W.days3 },
  ],
  minute: [
    { days: QUARTER_DAY, words: W.hours6 },
    { days: 1, words: W.day1 },
    { days: 7, words: W.days7 },
  ],
  hour: [
    { days: 1, words: W.day1 },
    { days: 3, words: W.days3 },
    { days: 7, words: W.days7 },
    { days: 30, words: W.days30 },
    { days: 366, words: W.year1 },
  ],
  day: [
    { days: 30, words: W.days30 },
    { days: 90, words: W.days90 },
    { days: 366, words: W.year1 },
  ],
  sample: [
    { days: 7, words: W.days7 },
    { days: 30, words: W.days30 },
    { days: 90, words: W.days90 },
    { days: 366, words: W.year1 },
  ],
}

const USUAL_DAYS: Readonly<Record<ReadingKind, number>> = {
  realtime: QUARTER_DAY,
  minute: 1,
  hour: 3,
  day: 90,
  sample: 30,
}

export const listPeriods = (kind: ReadingKind): readonly PeriodChoice[] => PERIODS[kind]

/** What the address says; a length the kind does not offer, or a day that is none, counts as not chosen. */
export function readPeriod(kind: ReadingKind, days: unknown, on: unknown): Period {
  const asked = Number(days)
  const text = String(on ?? '')
  return {
    days: PERIODS[kind].some((choice) => choice.days === asked) ? asked : USUAL_DAYS[kind],
    on: /^\d{4}-\d{2}-\d{2}$/.test(text) && parseInstant(text) !== undefined ? text : undefined,
  }
}

/** Half-open span of the period; `newest` is the end of the data of this kind. */
export function spanOf({ days, on }: Period, newest: EpochMs): { from: EpochMs; until: EpochMs } {
  const day = on === undefined ? undefined : parseInstant(on)
  // Rounded up, so that each new value does not make another question of it.
  const until = day === undefined ? endOf('hour', newest - 1) : endOf('day', day)
  return { from: until - Math.round((days * DAY_MS) / HOUR_MS) * HOUR_MS, until }
}

/** The period one length earlier (-1) or later (+1), as the last day shown; beyond the newest data it is the newest. */
export function stepPeriod(period: Period, newest: EpochMs, steps: -1 | 1): Period {
  const { until } = spanOf(period, newest)
  const moved = until + steps * Math.max(1, period.days) * DAY_MS
  return { ...period, on: moved >= newest ? undefined : beijingDate(moved - 1) }
}
