// The look for deviations: once a day by the clock and whenever asked; what the rules say opens by itself is opened.

import type { ReplyOf } from '#contract/route.ts'
import type { lookForDeviations as route } from '#contract/supervision.ts'
import { startOfDay } from '#domain/calendar/day.ts'
import { type Deviation, type DeviationFacts, findDeviations } from '#domain/deviations/find.ts'
import { type DeviationChange, followDeviations } from '#domain/deviations/follow.ts'
import type { DeviationRule } from '#domain/deviations/rule.ts'
import { officeOfPlan, type PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'
import { CLOCK } from '../procedures/case-store.ts'
import { loadCalendar } from '../working-calendar.ts'
import { openOnce, prepareText } from './open-case.ts'
import { lockDeviations, type StoredDeviation, standingDeviations, writeRow } from './store.ts'

/** What the rules look at, handed in from the features that know it. */
export type GatherFacts = (db: Database, asked: { model: PlanModel; now: EpochMs }) => Promise<DeviationFacts>

type Looking = { planId: string; by: string; at: EpochMs }
type Looked = ReplyOf<typeof route>

/** 偏差排查 — finds what deviates now, keeps what changed since the last look, and opens what opens by itself. */
export async function lookForDeviations(db: Database, gather: GatherFacts, asked: Looking): Promise<Looked | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const facts = await gather(db, { model, now: asked.at })
  const found = model.pack.deviations.flatMap((rule) => findDeviations(rule, facts))
  return inTransaction(db, async (tx) => {
    await lockDeviations(tx, asked.planId)
    const standing = await standingDeviations(tx, asked.planId)
    const changes = followDeviations(standing, found)
    const byNumber = new Map(standing.map((one) => [one.number, one]))
    for (const change of changes) await keep(tx, change, { ...asked, byNumber })
    const opened = await openByRule(tx, model, asked)
    await tx.execute(
      'insert into deviation_look (plan_id, at, author, found) values ($1, $2, $3, $4) on conflict do nothing',
      [asked.planId, timestamptz(asked.at), asked.by, found.length],
    )
    const count = (kind: DeviationChange['kind']): number => changes.filter((one) => one.kind === kind).length
    return { found: found.length, appeared: count('appeared'), changed: count('changed'), gone: count('gone'), opened }
  })
}

type Keeping = Looking & { byNumber: ReadonlyMap<number, StoredDeviation> }

async function keep(tx: Transaction, change: DeviationChange, { byNumber, ...asked }: Keeping): Promise<void> {
  const { at } = asked
  if (change.kind === 'appeared') {
    const next = { ...change.found, number: null, state: 'open', firstSeen: at, lastSeen: at } as const
    await writeRow(tx, next, asked)
    return
  }
  const before = byNumber.get(change.number)
  if (before === undefined) throw new Error(`Cannot follow deviation ${change.number} as it is not there`)
  const { remark, firstSeen } = before
  await writeRow(
    tx,
    change.kind === 'changed'
      ? { ...change.found, number: change.number, state: 'open', firstSeen, lastSeen: at }
      : { ...contentOf(before), number: change.number, state: 'gone', remark, firstSeen, lastSeen: before.lastSeen },
    asked,
  )
}

const contentOf = ({ rule, subject, name, units, reason }: StoredDeviation): Deviation => ({
  rule,
  subject,
  name,
  units,
  reason,
})

/** Open ones of rules that open by themselves, so far as it is known whom to press; the others wait for the plan office. */
async function openByRule(tx: Transaction, model: PlanModel, { planId, by, at }: Looking): Promise<number> {
  const rules = new Map<string, DeviationRule>(
    model.pack.deviations.filter(({ opens }) => opens.how === 'by-itself').map((rule) => [rule.id, rule]),
  )
  const office = officeOfPlan(model)
  const calendar = await loadCalendar(tx)
  let opened = 0
  for (const row of await standingDeviations(tx, planId)) {
    const rule = rules.get(row.rule)
    if (rule === undefined || row.state !== 'open' || row.units.length === 0) continue
    const text = prepareText({ rule, row, at }, calendar)
    const clock = { name: CLOCK, posts: [{ unit: office, role: 'office-officer' }] }
    const caseId = await openOnce(tx, { planId, rule, row, text, by: clock, office, at })
    // It stays to be decided: who opens it by hand is told why it cannot be opened.
    if (isRefusal(caseId)) continue
    await writeRow(tx, handledBy(row, caseId, at), { planId, by, at })
    opened += 1
  }
  return opened
}

/** The row that says which case was opened for a deviation. */
export const handledBy = (row: StoredDeviation, caseId: number, at: EpochMs) =>
  ({ ...contentOf(row), number: row.number, state: 'handled', caseId, firstSeen: row.firstSeen, lastSeen: at }) as const

/** The row that says why it was set aside. */
export const dismissedFor = (row: StoredDeviation, remark: string, at: EpochMs) =>
  ({
    ...contentOf(row),
    number: row.number,
    state: 'dismissed',
    remark,
    firstSeen: row.firstSeen,
    lastSeen: at,
  }) as const

/** Looks in every plan with rules that was not looked at on this day of Beijing; gives the number of cases opened. */
export async function lookDaily(db: Database, gather: GatherFacts, now: EpochMs): Promise<number> {
  let opened = 0
  for (const planId of await listPlanIds(db)) {
    const model = await findPlan(db, planId)
    if (isRefusal(model) || model.pack.deviations.length === 0) continue
    const [seen] = await db.query('select 1 from deviation_look as l where l.plan_id = $1 and l.at >= $2 limit 1', [
      planId,
      timestamptz(startOfDay(beijingDate(now))),
    ])
    if (seen !== undefined) continue
    const looked = await lookForDeviations(db, gather, { planId, by: CLOCK, at: now })
    if (!isRefusal(looked)) opened += looked.opened
  }
  return opened
}
