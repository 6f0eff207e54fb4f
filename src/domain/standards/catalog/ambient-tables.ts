// What the two editions of the ambient air standard share: the shape of their limits and of their validity counts.
import type { Edition, Limit } from '../edition.ts'

export type AveragingTime = 'hour' | 'day' | 'day-max-8h' | 'month' | 'quarter' | 'year' | 'growing-season'

/** 污染物浓度限值 — for areas of grade one (一类区) and two (二类区), in force for data of [from, until). */
export type AmbientLimit = Limit & {
  averaging: AveragingTime
  grade1: number
  grade2: number
  from: string
  until: string | null
}

/** 数据有效性的最低要求 — least counts that make an average valid. */
export type ValidityCounts = {
  hourMinutes: number
  dayHours: number
  eightHourHours: number
  monthDays: number
  februaryDays: number
  yearDays: number
}

export type AmbientAirEdition = Edition<AmbientLimit> & {
  family: 'ambient-air'
  /** Reference limits for local use, without grades. */
  referenceLimits: readonly (Limit & { averaging: AveragingTime; zh: string; atMost: number; use?: string })[]
  validity: ValidityCounts
}
