// The sheet of an appraisal: as it would come out now, as it was frozen, and as a frozen one with what was decided on appeal.
import type { Fact } from '#domain/appraisal/fact.ts'
import { type FactsOf, scoreSheet } from '#domain/appraisal/score.ts'
import type { ScoreSheet, UnitScore } from '#domain/appraisal/sheet.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import { readFacts } from './facts.ts'
import { decidedFact, entriesOf, type StandingEntry } from './facts-entered.ts'
import type { AppraisalSources } from './sources.ts'
import { type Appraisal, type FrozenSheet, frozenSheets, type Stage } from './store.ts'
import { type NamedUnit, unitsOf } from './units.ts'

export type Looking = { appraisal: Appraisal; nowMs: EpochMs; sources: AppraisalSources }

/** `basis`: what the sheet rests on; `factsOf` are those behind it. */
export type Shown = {
  basis: 'live' | Stage
  sheet: ScoreSheet
  factsOf: FactsOf
  frozen: FrozenSheet[]
  units: NamedUnit[]
  entries: StandingEntry[]
}

/** Until it is published the sheet lives; then it stays what it was frozen as, but for what is decided on appeal. */
export async function shownSheet(db: Queryable, looking: Looking): Promise<Shown> {
  const { appraisal } = looking
  const frozen = await frozenSheets(db, appraisal.id)
  const last = frozen.at(-1)
  if (last === undefined) return { basis: 'live', ...(await liveSheet(db, looking)), frozen }
  const [units, entries] = await Promise.all([unitsOf(db, appraisal.id), entriesOf(db, appraisal.id)])
  const factsOf =
    last.stage === 'signed' ? frozenFacts(last.body.units) : withDecisions(frozenFacts(last.body.units), entries)
  const sheet = last.stage === 'signed' ? { units: last.body.units } : rescore(appraisal, last.body.units, factsOf)
  return { basis: last.stage, sheet, factsOf, frozen, units, entries }
}

const rescore = ({ scheme }: Appraisal, units: readonly UnitScore[], factsOf: FactsOf): ScoreSheet =>
  scoreSheet(
    scheme,
    units.map(({ id, unit, group }) => ({ id, unit, group })),
    factsOf,
  )

/** As it would come out now, decisions on appeal included. */
export async function liveSheet(
  db: Queryable,
  { appraisal, nowMs, sources }: Looking,
): Promise<Pick<Shown, 'sheet' | 'factsOf' | 'units' | 'entries'>> {
  const [units, entries] = await Promise.all([unitsOf(db, appraisal.id), entriesOf(db, appraisal.id)])
  const { scheme, planId, year } = appraisal
  const facts = await readFacts(db, { scheme, planId, year, nowMs, units, entries, sources })
  const factsOf = withDecisions(facts, entries)
  const scored = units.map(({ id, unit, group }) => ({ id, unit, group }))
  return { sheet: scoreSheet(scheme, scored, factsOf), factsOf, units, entries }
}

const withDecisions =
  (factsOf: FactsOf, entries: readonly StandingEntry[]): FactsOf =>
  (unitId, itemId) =>
    decidedFact(factsOf(unitId, itemId), entries, { unitId, itemId })

const NONE: Fact = { state: 'missing', because: { zh: '没有记录', en: 'none on record' }, to: null }

/** The facts with which a sheet was frozen. */
function frozenFacts(units: readonly UnitScore[]): FactsOf {
  const byUnit = new Map(
    units.map(({ id, items, adjustments, vetoes }) => [
      id,
      new Map([...items, ...adjustments, ...vetoes].map((one) => [one.id, one.fact])),
    ]),
  )
  return (unitId, itemId) => byUnit.get(unitId)?.get(itemId) ?? NONE
}
