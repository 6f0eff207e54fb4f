// What every evaluation shares: facts, findings, why nothing could be judged, and the explanation tree.
import type { Sureness } from './edition.ts'

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
export type ItemBase = {
  key: string
  value: string | null
  used?: string
  unit: string
  status: ItemStatus
  clause: string
}

/** What every verdict says, whatever it judges. */
export type VerdictBase = {
  edition: string
  judged: boolean
  why?: Why
  /** 1 is the best: air level or water class 1–6, 1 and 2 for a limit kept and exceeded; null where not judged. */
  grade: number | null
  /** Official colour `#RRGGBB`; null where not judged. */
  colour: string | null
  findings: Finding[]
  sureness: Sureness
  /** The facts that were looked at, as text; with `settings` they give the same verdict again. */
  inputs: Record<string, string>
}

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
