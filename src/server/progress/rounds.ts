// Rounds of reporting: the plan office asks every unit for a period, each unit once.
import type { openRound as route } from '#contract/progress.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { getPeriod, periodInWords } from '#domain/progress/period.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#platform/database.ts'
import { assignmentsInForce, unitsIn } from '../assignments-in-force.ts'
import { findPlan } from '../plan-store.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { ABOUT, PROCEDURE } from './hooks.ts'

/** So many at a time: a caller shows how far it is and nobody waits for one long transaction. */
const MOST_AT_ONCE = 20

type Opening = BodyOf<typeof route> & { planId: string; by: Person; at: EpochMs }

/** 发起填报 — opens what is missing, some at a time; asked again, it opens the rest and no second for anybody. */
export async function openRound(db: Database, asked: Opening): Promise<ReplyOf<typeof route> | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const office = officeOf(asked.by, 'officer')
  if (office === undefined) return noOfficePost('progress', 'officer')
  const no = refuseRound(asked)
  if (no) return no
  return inTransaction(db, async (tx) => {
    // Two who open the same round at once: the second meets what the first has opened.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `progress ${asked.planId} ${asked.period}`,
    ])
    const units = await unitsToAsk(tx, asked)
    if (units.length === 0) {
      return refuse('progress.no-units', {
        zh: '还没有生效的分工，没有单位可以填报',
        en: 'No assignment is in force, so that no unit can be asked',
      })
    }
    const standing = await returnsOf(tx, asked)
    const missing = units.filter((unit) => !standing.has(unit))
    const next = missing.slice(0, MOST_AT_ONCE)
    for (const unit of next) await openReturn(tx, unit, { ...asked, office })
    return { opened: next.length, standing: standing.size + next.length, left: missing.length - next.length }
  })
}

function refuseRound({ period, due, at }: Opening): Refusal | undefined {
  const { from, until } = getPeriod(period)
  if (from > at) {
    return refuse('progress.period-ahead', {
      zh: `${periodInWords(period).zh}还没有开始`,
      en: `${periodInWords(period).en} has not begun`,
    })
  }
  // A return is filled in about a period, so that it cannot be due before the period is over, nor in the past.
  if (endOfDay(due) > until && endOfDay(due) > at) return undefined
  return refuse('progress.due-too-early', {
    zh: `截止日期须晚于今天，且不早于${periodInWords(period).zh}结束：${due}`,
    en: `The last day must lie ahead and not before the end of ${periodInWords(period).en}: ${due}`,
  })
}

/** Units with an assignment that begins before the period ends. */
async function unitsToAsk(db: Queryable, { planId, period }: Opening): Promise<string[]> {
  const { until } = getPeriod(period)
  const assignments = await assignmentsInForce(db, planId)
  return unitsIn(new Map([...assignments].filter(([, { from }]) => from < until)))
}

async function returnsOf(tx: Transaction, { planId, period }: Opening): Promise<Set<string>> {
  const rows = await tx.query<{ ref: string }>(
    `select c.about_ref as ref from procedure_case as c
      where c.plan_id = $1 and c.procedure_id = $2 and c.about_kind = $3 and right(c.about_ref, $5) = '/' || $4`,
    [planId, PROCEDURE, ABOUT, period, period.length + 1],
  )
  return new Set(rows.map(({ ref }) => ref.slice(0, -period.length - 1)))
}

async function openReturn(
  tx: Transaction,
  unit: string,
  { planId, period, due, by, at, office }: Opening & { office: string },
): Promise<void> {
  const opened = await openCaseIn(tx, {
    planId,
    procedure: PROCEDURE,
    title: `${unit} ${periodInWords(period).zh}进展填报`,
    about: { kind: ABOUT, ref: `${unit}/${period}` },
    inputs: {
      fields: { period, due },
      parties: [
        { unit: office, relation: 'office' },
        { unit, relation: 'reporter' },
      ],
    },
    by,
    at,
  })
  // The post and the day were looked at before anything was written.
  if (isRefusal(opened)) throw new Error(`Cannot ask ${unit} for ${period}: ${opened.because}`)
}
