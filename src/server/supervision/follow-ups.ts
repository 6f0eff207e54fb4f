// What a consultation hands out: orders and proposed assignments, opened together or not at all, linked both ways.
import type { FollowUp } from '#contract/supervision.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { contentHash } from '#platform/content-hash.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#platform/database.ts'
import { findUnknownUnit } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { findCase, type StoredCase } from '../procedures/case-store.ts'
import { openCaseIn } from '../procedures/commands.ts'
import { linkCases } from '../procedures/links.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { AFTER_MEETING, CONSULTATION } from './hooks.ts'

type Asked = { planId: string; caseId: number; items: readonly FollowUp[]; by: Person; at: EpochMs }

/** A refusal inside the transaction must undo what was opened before it. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

export async function openFollowUps(db: Database, asked: Asked): Promise<{ opened: number[] } | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const office = officeOf(asked.by, 'officer')
  if (office === undefined) return noOfficePost('supervision', 'officer')
  const unknown = await findUnknownUnit(db, asked.items.flatMap(unitsOf), asked.at)
  if (unknown !== undefined) return unknown.refusal
  try {
    return await inTransaction(db, async (tx) => {
      const stored = await findCase(tx, asked.caseId, true)
      if (isRefusal(stored)) return stored
      if (!canHandOut(stored, asked.planId)) return notHeld()
      const opened: number[] = []
      for (const item of asked.items) opened.push(await openOne(tx, item, { ...asked, model, office, stored }))
      return { opened }
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

const unitsOf = (item: FollowUp): string[] => (item.kind === 'order' ? item.units : [item.lead, ...item.assists])

const canHandOut = ({ procedure, planId, current }: StoredCase, plan: string): boolean =>
  procedure.id === CONSULTATION && planId === plan && AFTER_MEETING.includes(current.state)

const notHeld = (): Refusal =>
  refuse('supervision.not-held', {
    zh: '只有会商已记录、尚未销号时才能交办后续事项',
    en: 'Follow-ups are handed out once the consultation was recorded and before it is closed',
  })

type Opening = Asked & { model: PlanModel; office: string; stored: StoredCase }

async function openOne(tx: Transaction, item: FollowUp, asked: Opening): Promise<number> {
  const { planId, caseId, by, at } = asked
  const prepared = item.kind === 'order' ? orderOf(item, asked) : await assignmentOf(tx, item, asked)
  const opened = await openCaseIn(tx, { planId, by, at, ...prepared })
  if (isRefusal(opened)) throw new Refused(opened)
  await linkCases(tx, { from: caseId, to: opened.id, by: by.name })
  return opened.id
}

/** About the same as the consultation, whose record is its ground. */
const orderOf = (
  { title, demand, due, units }: Extract<FollowUp, { kind: 'order' }>,
  { caseId, office, stored: { current } }: Opening,
) => ({
  procedure: 'supervision-order',
  title,
  about: current.about,
  inputs: {
    fields: { matter: `会商（办件 ${caseId}）交办：${current.title}`, demand, 'proposed-due': due },
    evidence: [
      {
        kind: 'document' as const,
        ref: `case/${caseId}`,
        name: `会商记录：${current.title}`,
        hash: contentHash(current.events),
      },
    ],
    parties: [{ unit: office, relation: 'office' }, ...units.map((unit) => ({ unit, relation: 'addressee' }))],
  },
})

async function assignmentOf(
  tx: Queryable,
  item: Extract<FollowUp, { kind: 'assignment' }>,
  { planId, model, office }: Opening,
) {
  const { obligationId, lead, assists, begins, ends, evidence } = item
  const placed = model.obligations.get(obligationId)
  if (placed === undefined) {
    throw new Refused(
      refuse('supervision.unknown-obligation', {
        zh: `规划没有任务 ${obligationId}`,
        en: `The plan has no obligation ${obligationId}`,
      }),
    )
  }
  // Two assignments of one obligation under way at once: nobody would know which of them holds.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`division ${planId}`])
  const [open] = await tx.query<{ id: number }>(
    `select c.id from procedure_case as c where c.plan_id = $1 and c.procedure_id = 'assignment'
        and c.about_kind = 'obligation' and c.about_ref = $2 and c.is_open limit 1`,
    [planId, obligationId],
  )
  if (open !== undefined) {
    throw new Refused(
      refuse('supervision.under-way', {
        zh: `任务 ${obligationId} 的分工正在办理（办件 ${open.id}），请先办结或取消`,
        en: `The assignment of ${obligationId} is under way (case ${open.id}): finish or cancel it first`,
      }),
    )
  }
  return {
    procedure: 'assignment',
    title: placed.obligation.titleZh,
    about: { kind: 'obligation', ref: obligationId },
    inputs: {
      fields: { begins, ends, 'expected-evidence': evidence },
      parties: [
        { unit: office, relation: 'office' },
        { unit: lead, relation: 'lead' },
        ...assists.map((unit) => ({ unit, relation: 'assist' })),
      ],
    },
  }
}
