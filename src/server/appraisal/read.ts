// The page of one appraisal: its sheet, where its case stands, and what the viewer may do.
import type { readAppraisal as route } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import { compareSheets, type UnitChange } from '#domain/appraisal/compare.ts'
import { mannerInWords } from '#domain/appraisal/score-words.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { nameOf, type Procedure } from '#domain/engine/procedure/definition.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { officeOf } from '../procedures/office.ts'
import { readCase } from '../procedures/queries.ts'
import { actsFor } from './acts-for.ts'
import { appealsOf } from './appeals.ts'
import { linesOf } from './lines.ts'
import { setByOf } from './schemes.ts'
import { liveSheet, type Shown, shownSheet } from './sheet.ts'
import type { AppraisalSources } from './sources.ts'
import { type Appraisal, type FrozenSheet, findAppraisal, hashSheet } from './store.ts'
import type { NamedUnit } from './units.ts'

type Reply = ReplyOf<typeof route>
export type Viewing = {
  planId: string
  id: number
  person: Person
  nowMs: EpochMs
  sources: AppraisalSources
  hooks: CaseHooks
}

export async function readAppraisal(db: Database, viewing: Viewing): Promise<Reply | Refusal> {
  const model = await findPlan(db, viewing.planId)
  if (isRefusal(model)) return model
  const appraisal = await findAppraisal(db, viewing)
  if (isRefusal(appraisal)) return appraisal
  const { person, nowMs, sources, hooks } = viewing
  const [view, shown, appeals, others] = await Promise.all([
    readCase(db, { id: appraisal.caseId, person, now: nowMs, hooks }),
    shownSheet(db, { appraisal, nowMs, sources }),
    appealsOf(db, appraisal.id),
    othersOf(db, appraisal),
  ])
  if (isRefusal(view)) return view
  const { scheme } = appraisal
  const strands = strandsOf(shown.units, view.procedure, view.strands)
  return {
    id: appraisal.id,
    year: appraisal.year,
    scheme: {
      id: scheme.id,
      version: scheme.version,
      name: scheme.name,
      setBy: setByOf(scheme, appraisal.document),
      full: scheme.full,
      document: appraisal.document,
    },
    manner: mannerInWords(scheme),
    groups: scheme.groups.map(({ id, name }) => ({ id, name })),
    lines: linesOf(scheme),
    adjustments: (scheme.adjustments ?? []).map(({ id, name, asks }) => ({ id, name, asks })),
    vetoes: (scheme.vetoes ?? []).map(({ id, name, asks }) => ({ id, name, asks })),
    case: view.case,
    strands,
    acts: view.acts,
    basis: shown.basis,
    frozen: shown.frozen.map(toFrozen),
    units: shown.sheet.units,
    heads: shown.frozen.at(-1)?.body.heads ?? {},
    entries: shown.entries,
    appeals,
    differences: await differencesOf(db, { appraisal, nowMs, sources }, shown),
    may: mayOf(person, { shown, state: view.case.state, strands }),
    others,
  }
}

const toFrozen = ({ stage, at, author, hash, body }: FrozenSheet): Reply['frozen'][number] => ({
  stage,
  at,
  author,
  hash,
  holds: hashSheet(body) === hash,
})

/** What a frozen sheet would come out as today, where that is another. */
async function differencesOf(
  db: Queryable,
  looking: { appraisal: Appraisal; nowMs: EpochMs; sources: AppraisalSources },
  { basis, sheet }: Shown,
): Promise<UnitChange[]> {
  if (basis === 'live') return []
  const { sheet: now } = await liveSheet(db, looking)
  return compareSheets(sheet, now).filter(
    ({ items, before, after }) => items.length > 0 || before?.total !== after?.total,
  )
}

type Strand = { unit: string; branch: string; state: string }

function strandsOf(
  units: readonly NamedUnit[],
  { branches = [] }: Pick<Procedure, 'branches'>,
  strands: readonly Strand[],
) {
  return units.flatMap(({ id, unit, names }) => {
    const strand = strands.find((one) => names.includes(one.unit))
    if (strand === undefined) return []
    const states = branches.find((branch) => branch.id === strand.branch)?.states ?? []
    return [{ unitId: id, unit, state: strand.state, stateName: nameOf(states, strand.state) }]
  })
}

type Standing = { shown: Shown; state: string; strands: Reply['strands'] }

function mayOf(person: Person, { shown, state, strands }: Standing): Reply['may'] {
  const inState = (wanted: string): string[] =>
    strands.flatMap(({ unitId, state: own }) => (own === wanted ? [unitId] : []))
  const own = new Set(shown.units.filter((unit) => actsFor(person, unit)).map(({ id }) => id))
  const isHead = officeOf(person, 'head') !== undefined
  return {
    reportFor: inState('to-report').filter((id) => own.has(id)),
    appealFor: inState('may-appeal').filter((id) => own.has(id)),
    judge: officeOf(person) !== undefined && (state === 'reporting' || state === 'reviewing'),
    decideFor: isHead ? inState('appealed') : [],
  }
}

/** Other appraisals of the plan that were published, to compare with. */
const othersOf = (db: Queryable, { planId, id }: Appraisal): Promise<Reply['others']> =>
  db.query(
    `select p.id, p.year from appraisal as p
      where p.plan_id = $1 and p.id <> $2 and exists (select 1 from appraisal_sheet as s where s.appraisal_id = p.id)
      order by p.year desc, p.id desc limit 20`,
    [planId, id],
  )
