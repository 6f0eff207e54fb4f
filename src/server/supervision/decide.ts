// What the plan office does with deviations: open the prepared case, or set them aside with a reason; each for itself.

import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { acceptDeviations, dismissDeviations } from '#contract/supervision.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { findUnknownUnit } from '../organisation-register.ts'
import { findPlan } from '../plan-store.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { loadCalendar } from '../working-calendar.ts'
import { dismissedFor, handledBy } from './look.ts'
import { openOnce, type Prepared, prepareText } from './open-case.ts'
import { findDeviation, lockDeviations, type StoredDeviation, writeRow } from './store.ts'

type Asked = { planId: string; by: Person; at: EpochMs }
type Decided = ReplyOf<typeof acceptDeviations>
type Item = BodyOf<typeof acceptDeviations>['items'][number]

type Work = (tx: Transaction, row: StoredDeviation) => Promise<number | null | Refusal>

export async function accept(
  db: Database,
  { items, ...asked }: Asked & { items: readonly Item[] },
): Promise<Decided | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  const office = officeOf(asked.by, 'officer')
  if (office === undefined) return noOfficePost('supervision', 'officer')
  return decideEach(db, asked, items, (item) => (tx, row) => acceptOne(tx, row, { ...asked, model, office, item }))
}

export async function dismiss(
  db: Database,
  { numbers, reason, ...asked }: Asked & BodyOf<typeof dismissDeviations>,
): Promise<Decided | Refusal> {
  const model = await findPlan(db, asked.planId)
  if (isRefusal(model)) return model
  if (officeOf(asked.by, 'officer') === undefined) return noOfficePost('supervision', 'officer')
  const { planId, at } = asked
  const items = numbers.map((number) => ({ number }))
  return decideEach(db, asked, items, () => async (tx, row) => {
    await writeRow(tx, dismissedFor(row, reason, at), { planId, by: asked.by.name, at })
    return null
  })
}

/** One that is refused says why and keeps none of the others. */
async function decideEach<T extends { number: number }>(
  db: Database,
  { planId }: Asked,
  items: readonly T[],
  workOf: (item: T) => Work,
): Promise<Decided> {
  const results: Decided['results'] = []
  for (const item of items) {
    const done = await inTransaction(db, async (tx) => {
      await lockDeviations(tx, planId)
      const row = await findDeviation(tx, planId, item.number)
      return row?.state === 'open' ? workOf(item)(tx, row) : notOpen(item.number)
    })
    results.push(
      isRefusal(done)
        ? { number: item.number, caseId: null, refused: wordsOf(done) }
        : { number: item.number, caseId: done, refused: null },
    )
  }
  return { done: results.filter(({ refused }) => refused === null).length, results }
}

const wordsOf = ({ refused, because, zh }: Refusal) => ({ refused, because, ...(zh === undefined ? {} : { zh }) })

const notOpen = (number: number): Refusal =>
  refuse('supervision.not-open', {
    zh: `偏差 ${number} 已处理或已消失，请刷新后再看`,
    en: `Deviation ${number} was decided or is gone: look at the list anew`,
  })

type Accepting = Asked & { model: PlanModel; office: string; item: Item }

async function acceptOne(
  tx: Transaction,
  row: StoredDeviation,
  { planId, by, at, model, office, item }: Accepting,
): Promise<number | Refusal> {
  const rule = model.pack.deviations.find(({ id }) => id === row.rule)
  if (rule === undefined) {
    return refuse('supervision.rule-gone', {
      zh: '规划包已没有这条偏差规则，请排除',
      en: 'The pack no longer has this rule: dismiss the deviation',
    })
  }
  // What an item leaves out is taken as it was prepared.
  const { number: _, ...given } = item
  const text: Prepared = { ...prepareText({ rule, row, at }, await loadCalendar(tx)), ...given }
  if (text.units.length === 0) {
    return refuse('supervision.no-units', {
      zh: '还不知道发给哪个单位：请先分工或登记业主，或在发起时选择单位',
      en: 'Nobody is named to be pressed: divide the work, enter the owner, or choose units when opening it',
    })
  }
  const unknown = await findUnknownUnit(tx, given.units ?? [], at)
  if (unknown !== undefined) return unknown.refusal
  const caseId = await openOnce(tx, { planId, rule, row, text, by, office, at })
  if (isRefusal(caseId)) return caseId
  await writeRow(tx, handledBy(row, caseId, at), { planId, by: by.name, at })
  return caseId
}
