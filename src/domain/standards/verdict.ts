// What an evaluation says: plain values that can be stored, compared byte for byte and computed again from their inputs.
import type { Sureness } from './edition.ts'

/** 评价对象 — one hour or one day of air at one place, or one sample (or mean) of surface water. */
export type Subject = 'air-hour' | 'air-day' | 'water'

/** A fact as it came; null, undefined, blank and the missing marks mean missing. */
export type FactValue = string | number | null | undefined
export type Facts = Readonly<Record<string, FactValue>>

/** Why nothing can be judged; `code` is `feature.kebab-case`. */
export type Why = { code: string; zh: string; en: string }

/** A remark on a fact: rejected, below detection, above the table. Nothing is dropped without one. */
export type Finding = { code: string; item: string; value: string; zh: string; en: string }

/** `ok` took part; the others say why a value did not, or how. */
export type ItemStatus =
  | 'ok'
  | 'missing'
  | 'rejected'
  | 'not-monitored'
  | 'above-top'
  | 'no-sub-index'
  | 'below-detection'

/** `value` is the text as given; `used` is what the rule worked with where that differs (rounded, half the detection limit). */
type ItemBase = { key: string; value: string | null; used?: string; unit: string; status: ItemStatus; clause: string }

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

type VerdictBase = {
  edition: string
  judged: boolean
  why?: Why
  /** Air level 1–6 or water class 1–6; null where not judged. */
  grade: number | null
  /** Official colour `#RRGGBB`; null where not judged. */
  colour: string | null
  findings: Finding[]
  sureness: Sureness
  /** The facts that were looked at, as text; with `settings` they give the same verdict again. */
  inputs: Record<string, string>
}

export type OnGap = 'publish' | 'withhold'

/** 空气质量指数结论 — `level` is 优 … 严重污染; `primary` holds the item keys that tie, empty at 50 or below. */
export type AirVerdict = VerdictBase & {
  subject: 'air-hour' | 'air-day'
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

export type Verdict = AirVerdict | WaterVerdict

/** 评价说明 — a tree from the result down to its inputs; `formula` has the numbers filled in. */
export type Explanation = {
  zh: string
  en: string
  value?: string
  formula?: string
  clause?: string
  edition?: string
  sureness?: Sureness
  children: Explanation[]
}
