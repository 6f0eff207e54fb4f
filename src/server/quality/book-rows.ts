// Flags and corrections as rows of a page or a file.
import type { CorrectionRow } from '#contract/quality.ts'

export const FLAG_ROW = `f.id, s.code as site, s.name as "siteName", x.code as factor, f.kind, f.from_at as "from", f.until_at as until,
  f.state, f.origin, f.code, f.rule_id as rule, f.rule_version as "ruleVersion", f.author, f.reason, f.detail,
  f.known_from as "knownFrom", nullif(f.known_until, 'infinity') as "knownUntil", f.closed_by as "closedBy",
  f.closed_reason as "closedReason"`
export const FLAG_FROM = `quality_flag as f join site as s on s.id = f.site_id left join factor as x on x.id = f.factor_id`

export const CORRECTION_ROW = `c.id, s.code as site, s.name as "siteName", x.code as factor, c.kind, c.from_at as "from",
  c.until_at as until, c.method, c.params, c.instants, c.before_values as "before", c.after_values as "after", c.author,
  c.reason, c.known_from as "knownFrom", nullif(c.known_until, 'infinity') as "knownUntil", c.closed_by as "closedBy",
  c.closed_reason as "closedReason"`
export const CORRECTION_FROM = `correction as c join site as s on s.id = c.site_id join factor as x on x.id = c.factor_id`

export type StoredCorrection = Omit<CorrectionRow, 'values'> & {
  instants: number[]
  before: (number | null)[]
  after: (number | null)[]
}

export function correctionRow({ instants, before, after, ...row }: StoredCorrection): CorrectionRow {
  return { ...row, values: instants.map((at, n) => [at, before[n] ?? null, after[n] ?? null]) }
}
