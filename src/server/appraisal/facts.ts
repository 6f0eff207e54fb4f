// The facts behind points as they stand now: indicators, obligations, returns, evidence, cases, and what people entered.
import { leavesOf, type Scheme, type Source, type SourceKind } from '#domain/appraisal/scheme.ts'
import type { FactsOf } from '#domain/appraisal/score.ts'
import { beijingYearStart, type EpochMs, endOf } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import type { Asking, UnitFacts } from './asking.ts'
import { caseFacts } from './facts-cases.ts'
import { enteredFact, type StandingEntry } from './facts-entered.ts'
import { evidenceFacts } from './facts-evidence.ts'
import { indicatorFacts } from './facts-indicators.ts'
import { obligationFacts } from './facts-obligations.ts'
import { returnFacts } from './facts-returns.ts'
import type { AppraisalSources } from './sources.ts'
import type { NamedUnit } from './units.ts'

type Reading = (db: Queryable, asked: Asking) => Promise<(source: Source) => UnitFacts>

const READINGS: Readonly<Record<Exclude<SourceKind, 'self-report' | 'reviewer'>, Reading>> = {
  indicator: indicatorFacts,
  obligations: obligationFacts,
  returns: returnFacts,
  evidence: evidenceFacts,
  cases: caseFacts,
}

type Facing = {
  scheme: Scheme
  planId: string
  year: number
  nowMs: EpochMs
  units: readonly NamedUnit[]
  entries: readonly StandingEntry[]
  sources: AppraisalSources
}

/** Reads what the scheme asks for, each kind of source once, whatever the number of units. */
export async function readFacts(db: Queryable, facing: Facing): Promise<FactsOf> {
  const { scheme, units, entries, year } = facing
  const from = beijingYearStart(year)
  const asked: Asking = { ...facing, from, until: endOf('year', from) }
  const leaves = leavesOf(scheme.items)
  const kinds = new Set(leaves.map(({ rule }) => rule.source.from))
  const readings = new Map<SourceKind, (source: Source) => UnitFacts>()
  for (const [kind, read] of Object.entries(READINGS) as [SourceKind, Reading][])
    if (kinds.has(kind)) readings.set(kind, await read(db, asked))
  const byItem = new Map(leaves.map(({ id, rule }) => [id, readings.get(rule.source.from)?.(rule.source)]))
  const byUnit = new Map(units.map((unit) => [unit.id, unit]))
  return (unitId, id) => {
    const unit = byUnit.get(unitId)
    const read = byItem.get(id)
    if (unit === undefined) throw new Error(`Cannot score unit ${unitId} as it is none of the appraisal`)
    return read === undefined ? enteredFact(scheme, entries, { unitId, itemId: id }) : read(unit)
  }
}
