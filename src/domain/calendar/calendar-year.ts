// What a year's holiday notice says, as data.
import type { Day } from './day.ts'

/** 节假日 — one holiday of a notice: its days off, first and last included. */
export type Holiday = { nameZh: string; nameEn: string; from: Day; to: Day }

/**
 * 节假日安排 — one year's notice. `verified` says whether somebody has held the days against the notice itself;
 * `makeUpDays` are weekend days that are worked in exchange (调休上班).
 */
export type CalendarYear = {
  year: number
  source: string
  verified: boolean
  holidays: readonly Holiday[]
  makeUpDays: readonly Day[]
}
