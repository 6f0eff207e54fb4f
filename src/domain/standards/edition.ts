// The shape of one edition of a standard in the catalogue: identity, dates, rules and limits, each with its clause.
import type { Family } from './families.ts'

export type { Family } from './families.ts'

/** How sure a figure or rule is: two independent sources, one source, or memory only (an editable default). */
export type Sureness = 'verified' | 'single-source' | 'memory'

/** One rule of a standard in our words; `source` is the clause, or the table or rule where the clause number is not known. */
export type Rule = { id: string; zh: string; en: string; source: string; sureness: Sureness; formula?: string }

/** What every row of every limit table says, whatever else it holds. */
export type Limit = { item: string; unit: string; source: string; sureness: Sureness }

/** 标准版本 — `from` and `until` are Beijing dates, half-open; `until` null means in force until replaced. */
export type Edition<L extends Limit = Limit> = {
  id: string
  code: string
  family: Family
  zh: string
  en: string
  issuer: string
  issued: string | null
  from: string
  until: string | null
  sureness: Sureness
  rules: readonly Rule[]
  limits: readonly L[]
}

const ORDER: readonly Sureness[] = ['verified', 'single-source', 'memory']

/** The weaker of two degrees of sureness: a result is only as sure as the least sure rule it used. */
export const leastSure = (a: Sureness, b: Sureness): Sureness => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b)

/** The rule of that id; throws where the edition has none, which is an error in the program. */
export function getRule(edition: Pick<Edition, 'id' | 'rules'>, ruleId: string): Rule {
  const rule = edition.rules.find((candidate) => candidate.id === ruleId)
  if (!rule) throw new Error(`Cannot find rule "${ruleId}" as ${edition.id} must define it`)
  return rule
}
