// What an evaluation says: plain values that can be stored, compared byte for byte and computed again from their inputs.
import type { IndexSubject, IndexVerdict } from './index-verdict.ts'
import type { LimitSubject, LimitVerdict } from './limit-verdict.ts'
import type { ItemBase, VerdictBase } from './verdict-parts.ts'

export type { Explanation, Facts, FactValue, Finding, Why } from './verdict-parts.ts'

/** One hour or one day of air at one place. */
export type AirSubject = 'air-hour' | 'air-day'

/** `iaqi` 空气质量分指数 — null where there is none; `column` names the row of the break-point table. */
export type AirItem = ItemBase & { column: string; iaqi: number | null }

/** `grade` 1–6 (6 is worse than Ⅴ), null where the item has none; items that do not count are reported aside. */
export type WaterItem = ItemBase & {
  grade: number | null
  class: string | null
  counts: boolean
  /** Multiple over class Ⅲ, two decimals, where it exceeds it. */
  multiple?: string
  /** Dissolved oxygen saturation in percent, one decimal, where the temperature was given. */
  saturation?: string
  /** Limit of drinking-water sources kept or not, for items of tables 2 and 3. */
  meets?: boolean
}

export type OnGap = 'publish' | 'withhold'

/** 空气质量指数结论 — `level` is 优 … 严重污染; `primary` holds the item keys that tie, empty at 50 or below. */
export type AirVerdict = VerdictBase & {
  subject: AirSubject
  aqi: number | null
  level: string | null
  primary: string[]
  items: AirItem[]
  settings?: { onGap?: OnGap; notMonitored?: string[]; dailyOzone?: 'eight-hour' }
}

export type WaterType = 'river' | 'lake'

/** 水质类别结论 — `worst` holds the item keys whose class is the verdict's; `main` the named indicators (only worse than Ⅲ). */
export type WaterVerdict = VerdictBase & {
  subject: 'water'
  type: WaterType
  class: string | null
  quality: string | null
  worst: string[]
  multiples: Record<string, string>
  main: { key: string; multiple?: string }[]
  items: WaterItem[]
}

/** Which verdict answers for a subject. Verdicts of other modules rest on verdict-parts.ts and are added here. */
export type VerdictBySubject = Record<AirSubject, AirVerdict> & { water: WaterVerdict } & Record<
    LimitSubject,
    LimitVerdict
  > &
  Record<IndexSubject, IndexVerdict>

/** 评价对象 — what is judged. */
export type Subject = keyof VerdictBySubject
export type Verdict = VerdictBySubject[Subject]
