// What judging facts against tables of limits says: one shape for noise, groundwater, soil and emissions.
import type { Sureness } from './edition.ts'
import type { ItemBase, VerdictBase } from './verdict-parts.ts'

export type Words = { readonly zh: string; readonly en: string }

/** 评价对象 — what tables of limits judge. */
export type LimitSubject =
  | 'noise-zone'
  | 'noise-region'
  | 'noise-road'
  | 'noise-factory'
  | 'noise-social'
  | 'noise-construction'
  | 'groundwater'
  | 'soil-construction'
  | 'soil-farmland'
  | 'emission'

/** One limit as it was applied: `text` has the bound with its figure, `label` the class it stands for. */
export type AppliedLimit = {
  text: string
  label: Words | null
  meets: boolean
  /** The limit that decides where several apply: the strictest. */
  governs: boolean
  edition: string
  clause: string
  sureness: Sureness
}

/** A step between the value as given and the one compared: the rule of an edition with its numbers filled in. */
export type LimitStep = { edition: string; rule: string; formula: string; value: string }

/** `grade` 1 is the best class or "kept"; null where nothing was judged. `multiple` is over the limit, two decimals. */
export type LimitItem = ItemBase & {
  zh: string
  en: string
  grade: number | null
  outcome: Words | null
  limits: AppliedLimit[]
  steps: LimitStep[]
  multiple?: string
}

/** 限值评价结论 — `worst` holds the items whose grade is the verdict's; `multiples` those above their limit. */
export type LimitVerdict = VerdictBase & {
  subject: LimitSubject
  outcome: Words | null
  worst: string[]
  multiples: Record<string, string>
  items: LimitItem[]
  /** Steps that led to the choice of limits. */
  steps: LimitStep[]
  settings?: Readonly<Record<string, unknown>>
}
