// One return of a unit: what it asks for, what is filled in, and keeping what is.
import type { EntryDraft, ReturnLine, readReturn as route, saveReturn as saveRoute } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { checkEntry, missingOf, quantitiesOf } from '#domain/progress/entries.ts'
import { getPeriod } from '#domain/progress/period.ts'
import type { Asked } from '#domain/progress/return-table.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import type { AssignmentInForce } from '../assignments-in-force.ts'
import { findPlan } from '../plan-store.ts'
import { findCase } from '../procedures/case-store.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { readCase } from '../procedures/queries.ts'
import { entriesBefore, entriesOfCase, type ReturnKey } from './entries.ts'
import { askedOf, returnKeyOf } from './hooks.ts'
import { listBriefs, listsByObligation } from './standing.ts'

const notFound = (id: number): Refusal =>
  refuse('progress.return-not-found', { zh: `没有填报 ${id}`, en: `There is no return ${id}` })

const FILLERS = ['unit-officer', 'unit-head']
const mayFill = ({ posts }: Person, unit: string): boolean =>
  posts.some((post) => post.unit === unit && FILLERS.includes(post.role))

type Reading = { planId: string; caseId: number; person: Person; now: EpochMs; hooks: CaseHooks }

export async function readReturn(
  db: Database,
  { planId, caseId, person, now, hooks }: Reading,
): Promise<ReplyOf<typeof route> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const key = await findReturn(db, { planId, caseId })
  if (isRefusal(key)) return key
  const view = await readCase(db, { id: caseId, person, now, hooks })
  if (isRefusal(view)) return view
  const due = view.events.findLast((event) => 'inputs' in event && event.inputs.fields?.due !== undefined)
  return {
    case: view.case,
    unit: key.unit,
    period: key.period,
    due: due !== undefined && 'inputs' in due ? String(due.inputs.fields?.due) : '',
    mayFill: view.case.state === 'to-fill' && mayFill(person, key.unit),
    maySubmit: view.acts.some(({ act, refused }) => act === 'submit' && refused === null),
    lines: await linesOf(db, model, key),
    lists: listBriefs(model),
  }
}

async function findReturn(
  db: Queryable,
  { planId, caseId }: { planId: string; caseId: number },
): Promise<ReturnKey | Refusal> {
  const stored = await findCase(db, caseId)
  const key = isRefusal(stored) ? undefined : returnKeyOf(stored)
  return key?.planId === planId ? key : notFound(caseId)
}

/** What is asked for, in the order of the plan; an entry whose assignment has ended since stays in sight. */
async function linesOf(db: Queryable, model: PlanModel, key: ReturnKey): Promise<ReturnLine[]> {
  const [assignments, entries] = await Promise.all([askedOf(db, key), entriesOfCase(db, key.caseId)])
  const assigned = new Map(assignments.map((one) => [one.obligationId, one]))
  const filled = new Map(entries.map((entry) => [entry.obligationId, entry]))
  const ids = [...model.obligations.keys()].filter((id) => assigned.has(id) || filled.has(id))
  const before = await entriesBefore(db, key, ids)
  const lists = listsByObligation(model)
  return ids.map((id) =>
    toLine(model, id, {
      assignment: assigned.get(id),
      entry: filled.get(id),
      before: before.get(id) ?? null,
      lists: lists.get(id) ?? [],
      unit: key.unit,
    }),
  )
}

type Filled = Pick<ReturnLine, 'before' | 'lists'> & {
  assignment: AssignmentInForce | undefined
  entry: EntryDraft | undefined
  unit: string
}

function toLine(model: PlanModel, id: string, { assignment, entry, before, lists, unit }: Filled): ReturnLine {
  const obligation = model.obligations.get(id)?.obligation
  const shown = entry ?? { obligationId: id, shareDone: null, quantities: {}, narrative: '', obstacle: '' }
  return {
    obligationId: id,
    titleZh: obligation?.titleZh ?? id,
    titleEn: obligation?.titleEn ?? id,
    role: assignment?.lead === unit ? 'lead' : 'assist',
    ends: assignment?.ends ?? '',
    quantities: quantitiesOf(obligation ?? {}),
    lists,
    entry: shown,
    before,
    lacks: missingOf(shown) ?? null,
  }
}

/** The lines of a return, for its file. */
export async function linesOfReturn(
  db: Database,
  { planId, caseId }: { planId: string; caseId: number },
): Promise<{ key: ReturnKey; lines: ReturnLine[] } | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const key = await findReturn(db, { planId, caseId })
  return isRefusal(key) ? key : { key, lines: await linesOf(db, model, key) }
}

/** What a filled-in table is held against. */
export async function askedInReturn(
  db: Database,
  asked: { planId: string; caseId: number },
): Promise<Asked[] | Refusal> {
  const found = await linesOfReturn(db, asked)
  if (isRefusal(found)) return found
  return found.lines.map(({ obligationId, quantities, before }) => ({
    obligationId,
    quantities,
    before: before ?? undefined,
  }))
}

type Saving = { planId: string; caseId: number; entries: readonly EntryDraft[]; person: Person }

/** 填写进展 — keeps what changed; what stood is closed. Where one entry has a fault, nothing is kept. */
export async function saveReturn(
  db: Database,
  { planId, caseId, entries, person }: Saving,
): Promise<ReplyOf<typeof saveRoute> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  return inTransaction(db, async (tx) => {
    const stored = await findCase(tx, caseId, true)
    const key = isRefusal(stored) ? undefined : returnKeyOf(stored)
    if (isRefusal(stored) || key?.planId !== planId) return notFound(caseId)
    if (!mayFill(person, key.unit)) {
      return refuse('progress.not-your-unit', {
        zh: `须由“${key.unit}”的经办人填写：当前账号没有该单位的岗位`,
        en: `Only ${key.unit} fills it in: the account has no post there`,
      })
    }
    if (stored.current.state !== 'to-fill') {
      return refuse('progress.not-open', {
        zh: '填报已提交，退回后方可修改',
        en: 'It has been handed in and can be changed only after it was sent back',
      })
    }
    const lines = new Map((await linesOf(tx, model, key)).map((line) => [line.obligationId, line]))
    const faults = entries.flatMap((entry) => faultsOf(entry, lines.get(entry.obligationId)))
    if (faults.length > 0) return { saved: 0, faults }
    return { saved: await keepEntries(tx, { key, entries, by: person.name }), faults: [] }
  })
}

function faultsOf(entry: EntryDraft, line: ReturnLine | undefined): ReplyOf<typeof saveRoute>['faults'] {
  const { obligationId } = entry
  if (line === undefined)
    return [{ obligationId, zh: '本单位本期没有这项任务', en: 'The return has no such obligation' }]
  return checkEntry(entry, line.quantities, line.before ?? undefined).map((fault) => ({ obligationId, ...fault }))
}

type Keeping = { key: ReturnKey; entries: readonly EntryDraft[]; by: string }

const INCOMING = `select r."obligationId" as obligation_id, r."shareDone" as share_done, r.quantities, r.narrative, r.obstacle
   from jsonb_to_recordset($1) as r ("obligationId" text, "shareDone" numeric, quantities jsonb, narrative text, obstacle text)`

/** Closes what differs and adds it anew; gives the number of entries that changed. */
async function keepEntries(tx: Transaction, { key, entries, by }: Keeping): Promise<number> {
  const { planId, unit, period, caseId } = key
  const rows = JSON.stringify(entries)
  await tx.execute(
    `update progress_entry as e set known_until = now() from (${INCOMING}) as r
      where e.plan_id = $2 and e.obligation_id = r.obligation_id and e.unit = $3 and e.period = $4 and e.known_until = 'infinity'
        and (e.case_id, e.share_done, e.quantities, e.narrative, e.obstacle)
            is distinct from ($5, r.share_done, r.quantities, r.narrative, r.obstacle)`,
    [rows, planId, unit, period, caseId],
  )
  return tx.execute(
    `insert into progress_entry (plan_id, obligation_id, unit, period, period_until, case_id, share_done, quantities,
                                 narrative, obstacle, author)
     select $2, r.obligation_id, $3, $4, $6, $5, r.share_done, r.quantities, r.narrative, r.obstacle, $7
       from (${INCOMING}) as r
      where not exists (
        select 1 from progress_entry as e
         where e.plan_id = $2 and e.obligation_id = r.obligation_id and e.unit = $3 and e.period = $4
           and e.known_until = 'infinity')`,
    [rows, planId, unit, period, caseId, timestamptz(getPeriod(period).until), by],
  )
}
