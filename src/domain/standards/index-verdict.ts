// What the evaluation of an index, an account line, a score or a grade says: one shape for all of them.
import type { ItemBase, VerdictBase } from './verdict-parts.ts'

/** 评价对象 — everything that is computed by a formula or a rule and not by a table of limits. */
export type IndexSubject =
  | 'air-composite'
  | 'aqhi'
  | 'aqhi-local'
  | 'tli'
  | 'cwqi'
  | 'water-factor'
  | 'black-odorous'
  | 'sewage-collection'
  | 'ei'
  | 'eqi'
  | 'biodiversity'
  | 'gep'
  | 'ecosystem-value'
  | 'ghg'
  | 'pollutant-reduction'
  | 'credit'
  | 'emergency'
  | 'heavy-pollution'
  | 'heavy-pollution-key-region'
  | 'waste-producer'

/** One fact of an index; `result` is what it contributes, `formula` the rule with its numbers filled in. */
export type IndexItem = ItemBase & { result: string | null; formula?: string }

/** One step between the items and the result: the rule of the edition, its numbers and what came out. */
export type IndexStep = { rule: string; formula: string; value: string }

/**
 * 指数结论 — `value` is decimal text in `unit` (null where there is none), `level` the official name of the grade.
 * `grade` counts in the official order of the levels.
 */
export type IndexVerdict = VerdictBase & {
  subject: IndexSubject
  value: string | null
  unit: string
  level: string | null
  items: IndexItem[]
  steps: IndexStep[]
}
