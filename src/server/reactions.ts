// What one feature sets off in another: facts that indicators give to cases, and cases that a missed indicator opens.
import { formatRef } from '#contract/trace-ref.ts'
import { type CaseEvent, openingOf, type Person } from '#domain/engine/procedure/case.ts'
import { officeOfPlan } from '#domain/plans/plan-model.ts'
import { isRefusal } from '#kit/refusal.ts'
import { beijingYear, beijingYearStart, type EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { appraisalHooks } from './appraisal/hooks.ts'
import { appraisalSources } from './appraisal-sources.ts'
import { gatherFacts } from './deviation-facts.ts'
import { findPlan } from './plan-store.ts'
import { ADJUSTMENT, FIRST_STRUCTURED, refuseAdjustment } from './plans/adjustments.ts'
import { applyAdjustments } from './plans/apply-adjustments.ts'
import { CLOCK, type StoredCase } from './procedures/case-store.ts'
import { openCaseIn } from './procedures/commands.ts'
import type { CaseHooks } from './procedures/hooks.ts'
import { progressHooks } from './progress/hooks.ts'
import { ABOUT_REPORT, followCase, RELEASE } from './reports/edit.ts'
import { supervisionHooks } from './supervision/hooks.ts'
import { lookDaily } from './supervision/look.ts'

const SIGN_OFF = 'annual-sign-off'
const CORRECTIVE = 'corrective-plan'
/** What a corrective plan is about: `<plan>/<indicator>/<year>`. */
const ABOUT = 'indicator-year'

/** Acts by which an adjustment comes nearer to its effect; withdrawing one that cannot be applied stays open. */
const ADJUSTING: ReadonlySet<string | null> = new Set([null, 'submit', 'review', 'approve'])

const appraisal = appraisalHooks(appraisalSources)

export const caseHooks: CaseHooks = {
  refuse: async (db, asked) =>
    asked.procedure === ADJUSTMENT && asked.version >= FIRST_STRUCTURED && ADJUSTING.has(asked.act)
      ? refuseAdjustment(db, asked)
      : appraisal.refuse(db, asked),
  facts: async (db, stored): Promise<Record<string, boolean>> => ({
    ...(stored.procedure.id === SIGN_OFF ? { 'values-frozen': await isYearFrozen(db, stored) } : {}),
    ...(await progressHooks.facts(db, stored)),
    ...(await appraisal.facts(db, stored)),
    ...(await supervisionHooks.facts(db, stored)),
  }),
  inputs: progressHooks.inputs,
  react: async (tx, stored, events) => {
    await followReport(tx, stored, events)
    await appraisal.react(tx, stored, events)
  },
  open: async (db, now) => {
    await applyAdjustments(db, now)
    return (await openMissed(db, now)) + (await lookDaily(db, gatherFacts, now))
  },
}

/** A report follows the case by which it is signed: its content must still have the hash that was submitted. */
async function followReport(tx: Transaction, { procedure, current }: StoredCase, events: readonly CaseEvent[]) {
  if (procedure.id !== RELEASE || current.about.kind !== ABOUT_REPORT) return
  const [signed] = openingOf(current).inputs.evidence ?? []
  await followCase(tx, {
    id: Number(current.about.ref),
    state: current.state,
    signedHash: signed?.hash,
    by: actorOf(events),
  })
}

const actorOf = (events: readonly CaseEvent[]): string => {
  const last = events.at(-1)
  return last !== undefined && 'by' in last && last.by !== null ? last.by : CLOCK
}

/** Whether the values of the year that the case names were signed off. */
async function isYearFrozen(db: Queryable, { planId, current }: StoredCase): Promise<boolean> {
  const opened = current.events.find((event) => event.type === 'opened')
  const year = Number(opened?.inputs.fields?.year)
  if (!Number.isInteger(year)) return false
  const found = await db.query('select 1 from indicator_signoff as s where s.plan_id = $1 and s.at = $2 limit 1', [
    planId,
    timestamptz(beijingYearStart(year)),
  ])
  return found.length > 0
}

type Missed = {
  planId: string
  id: string
  nameZh: string
  unit: string
  target: string
  at: EpochMs
  value: string
  inputsHash: string
}

/**
 * Opens a corrective plan for every binding indicator that missed a year which is over, once; simulated values open none.
 * Gives the number opened.
 */
export function openMissed(db: Database, now: EpochMs): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [CORRECTIVE])
    const years = await missedYears(tx, now)
    for (const missed of years) await openFor(tx, missed, { office: await officeOf(db, missed.planId), at: now })
    return years.length
  })
}

const missedYears = (tx: Transaction, now: EpochMs): Promise<Missed[]> =>
  tx.query<Missed>(
    `select v.plan_id as "planId", v.indicator_id as id, i.name_zh as "nameZh",
            i.body ->> 'unit' as unit, i.body -> 'target' ->> 'text' as target, v.at, v.value, v.inputs_hash as "inputsHash"
       from indicator_value as v
       join plan_indicator as i on i.plan_id = v.plan_id and i.id = v.indicator_id
       join procedure_version as o on o.plan_id = v.plan_id and o.id = $2 and o.in_force
      where v.period = 'year' and v.basis = 'in-force' and v.known_until = 'infinity' and v.status = 'not-met'
        and not v.is_demo and v.at < $1 and i.body ->> 'attribute' = 'binding'
        and not exists (select 1 from procedure_case as c
                         where c.about_kind = $3
                           and c.about_ref = v.plan_id || '/' || v.indicator_id || '/' || extract(year from v.at at time zone 'Asia/Shanghai'))
      order by v.at, i.ordinal`,
    [timestamptz(beijingYearStart(beijingYear(now))), CORRECTIVE, ABOUT],
  )

/** The product opens it in the post of the plan office, which then names the unit in charge: the plan names none. */
async function openFor(
  tx: Transaction,
  missed: Missed,
  { office, at }: { office: string; at: EpochMs },
): Promise<void> {
  const { planId, id, nameZh, unit, value, target, inputsHash } = missed
  const year = beijingYear(missed.at)
  const by: Person = { name: CLOCK, posts: [{ unit: office, role: 'office-officer' }] }
  const opened = await openCaseIn(tx, {
    planId,
    procedure: CORRECTIVE,
    title: `${year} 年${nameZh}未达标整改`,
    about: { kind: ABOUT, ref: `${planId}/${id}/${year}` },
    inputs: {
      fields: { missed: `${year} 年${nameZh}为 ${value} ${unit}，目标 ${target}，未达标。` },
      evidence: [
        {
          kind: 'reading-extract',
          ref: formatRef('indicator', planId, id, 'year', missed.at, 'in-force'),
          name: `${year} 年${nameZh}`,
          hash: inputsHash,
        },
      ],
      parties: [{ unit: office, relation: 'office' }],
    },
    by,
    at,
  })
  if (isRefusal(opened)) throw new Error(`Cannot open the corrective plan for ${id} of ${year}: ${opened.because}`)
}

async function officeOf(db: Database, planId: string): Promise<string> {
  const model = await findPlan(db, planId)
  if (isRefusal(model))
    throw new Error(`Cannot open a corrective plan as plan ${planId} cannot be read: ${model.because}`)
  return officeOfPlan(model)
}
