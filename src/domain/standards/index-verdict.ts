// What the evaluation of an index, an account line, a score or a code says: one shape for all of them.
import type { Sureness } from './edition.ts'
import type { Finding, ItemStatus, Why } from './verdict.ts'

/** 评价对象 — everything that is computed by a formula or a rule and not by a table of limits. */
export type IndexSubject =
  | 'aqhi'
  | 'aqhi-local'
  | 'air-composite'
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
  | 'waste-producer'
  | 'code'

/** One fact of an index; `result` is what it contributes, `formula` the rule with its numbers filled in. */
export type IndexItem = {
  key: string
  value: string | null
  used?: string
  unit: string
  status: ItemStatus
  clause: string
  result: string | null
  formula?: string
}

/** One step between the items and the result: the rule of the edition, its numbers and what came out. */
export type IndexStep = { rule: string; formula: string; value: string }

/** 指数结论 — `value` is decimal text in `unit` (null where there is none), `level` the official name of the grade. */
export type IndexVerdict = {
  subject: IndexSubject
  edition: string
  judged: boolean
  why?: Why
  value: string | null
  unit: string
  level: string | null
  /** Grade from 1 (best) on; null where the index has no grades or was not judged. */
  grade: number | null
  colour: string | null
  items: IndexItem[]
  steps: IndexStep[]
  findings: Finding[]
  sureness: Sureness
  /** The facts that were looked at, as text; with `settings` they give the same verdict again. */
  inputs: Record<string, string>
  settings?: Readonly<Record<string, unknown>>
}
