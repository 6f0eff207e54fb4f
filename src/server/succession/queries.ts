// What becomes of each obligation, as the page and the page of one obligation ask for it.

import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type * as wire from '#contract/succession.ts'
import type { Obligation } from '#domain/plans/pack.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { prepareSuggestions, suggestSuccessor } from '#domain/plans/succession.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan, listPlanIds } from '../plan-store.ts'
import { entriesFrom, entriesTo, type StandingEntry, sharesDone } from './entries.ts'

type Listed = ReplyOf<typeof wire.listSuccession>
type Filter = Omit<QueryOf<typeof wire.listSuccession>, 'page' | 'pageSize'>
type Row = wire.SuccessionRow

const nameOf = (model: PlanModel) => {
  const { id, titleZh, titleEn } = model.pack.about
  return { id, titleZh, titleEn }
}
const startOf = (model: PlanModel): number => model.pack.about.period.start

/** Plans that begin later, the next one first. */
async function laterPlans(db: Database, model: PlanModel): Promise<PlanModel[]> {
  const models = await Promise.all((await listPlanIds(db)).map((id) => findPlan(db, id)))
  return models
    .filter((one): one is PlanModel => !isRefusal(one) && startOf(one) > startOf(model))
    .toSorted((a, b) => startOf(a) - startOf(b))
}

const FINISHED = 100

export type Found = { later: PlanModel[]; to: PlanModel | undefined; all: Row[]; rows: Row[] }

/** Every obligation of the plan, and those that fit: without a fate first, unfinished before finished. */
export async function successionRows(db: Database, planId: string, filter: Filter): Promise<Found | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [later, entries, shares] = await Promise.all([
    laterPlans(db, model),
    entriesFrom(db, planId),
    sharesDone(db, planId),
  ])
  const to = filter.to === undefined ? later[0] : later.find(({ pack }) => pack.about.id === filter.to)
  if (filter.to !== undefined && to === undefined)
    return refuse('plans.not-found', {
      zh: `“${filter.to}”不是更晚的已装载规划`,
      en: `“${filter.to}” is no loaded plan that begins later`,
    })
  const standing = new Map(entries.map((entry) => [entry.obligationId, entry]))
  const suggest = await suggesting(db, model, to)
  const plans = new Map(later.map((one) => [one.pack.about.id, one]))
  const all = [...model.obligations.values()].map(({ obligation, measureId }): Row => {
    const entry = standing.get(obligation.id)
    const shareDone = shares.get(obligation.id) ?? null
    return {
      obligationId: obligation.id,
      titleZh: obligation.titleZh,
      titleEn: obligation.titleEn,
      measureId,
      shareDone,
      isFinished: shareDone !== null && Number(shareDone) >= FINISHED,
      entry: entry === undefined ? null : toEntry(entry, plans),
      suggestion: entry === undefined ? suggest(obligation) : null,
    }
  })
  const rows = all.filter((row) => fits(row, filter)).toSorted((a, b) => rankOf(a) - rankOf(b))
  return { later, to, all, rows }
}

const rankOf = ({ entry, isFinished }: Row): number => (entry === null ? 0 : 2) + (isFinished ? 1 : 0)

const IN_STATE: Readonly<Record<NonNullable<Filter['state']>, (row: Row) => boolean>> = {
  open: ({ entry }) => entry === null,
  suggested: ({ suggestion }) => suggestion !== null,
  settled: ({ entry }) => entry !== null,
}

const fits = (row: Row, { state, kind, q }: Filter): boolean =>
  (state === undefined || IN_STATE[state](row)) &&
  (kind === undefined || row.entry?.kind === kind) &&
  `${row.obligationId} ${row.titleZh} ${row.titleEn}`.toLowerCase().includes(q?.trim().toLowerCase() ?? '')

function toEntry(entry: StandingEntry, plans: ReadonlyMap<string, PlanModel>): Row['entry'] {
  const { id, kind, toPlanId, toObligationId, reason, author, at } = entry
  if (toPlanId === null || toObligationId === null) return { id, kind, to: null, reason, author, at }
  return { id, kind, to: { planId: toPlanId, ...titleIn(plans.get(toPlanId), toObligationId) }, reason, author, at }
}

/** An obligation that a later version of its plan dropped is called by its id. */
function titleIn(model: PlanModel | undefined, id: string) {
  const found = model?.obligations.get(id)?.obligation
  return { id, titleZh: found?.titleZh ?? id, titleEn: found?.titleEn ?? id }
}

const PERCENT = 100

type Best = ReadonlyMap<string, { id: string; likeness: number }>
/** A plan is kept as long as its content stands, and so is what its obligations are like. */
const bestKept = new WeakMap<PlanModel, WeakMap<PlanModel, Best>>()

function bestOf(model: PlanModel, to: PlanModel): Best {
  const kept = bestKept.get(model) ?? new WeakMap<PlanModel, Best>()
  bestKept.set(model, kept)
  const known = kept.get(to)
  if (known !== undefined) return known
  const among = prepareSuggestions([...to.obligations.values()].map(({ obligation }) => obligation))
  const best = new Map(
    [...model.obligations.values()].flatMap(({ obligation }) => {
      const found = suggestSuccessor(obligation, among)
      return found === undefined ? [] : [[obligation.id, found] as const]
    }),
  )
  kept.set(to, best)
  return best
}

/** What an obligation is most like in the plan that follows; taken where another is carried over to it. */
async function suggesting(
  db: Database,
  model: PlanModel,
  to: PlanModel | undefined,
): Promise<(obligation: Obligation) => Row['suggestion']> {
  if (to === undefined) return () => null
  const all = bestOf(model, to)
  const taken = new Set(
    (await entriesTo(db, to.pack.about.id)).flatMap(({ kind, toObligationId }) =>
      kind === 'carried-over' ? [toObligationId] : [],
    ),
  )
  return ({ id }) => {
    const best = all.get(id)
    if (best === undefined) return null
    return { ...titleIn(to, best.id), likeness: Math.round(best.likeness * PERCENT), isTaken: taken.has(best.id) }
  }
}

export async function listSuccession(
  db: Database,
  planId: string,
  { page, pageSize, ...filter }: QueryOf<typeof wire.listSuccession>,
): Promise<Listed | Refusal> {
  const found = await successionRows(db, planId, filter)
  if (isRefusal(found)) return found
  const { later, to, all, rows } = found
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    total: rows.length,
    page,
    pageSize,
    later: later.map(nameOf),
    to: to === undefined ? null : nameOf(to),
    successors: [...(to?.obligations.values() ?? [])].map(({ obligation: { id, titleZh, titleEn } }) => ({
      id,
      titleZh,
      titleEn,
    })),
    totals: totalsOf(all),
  }
}

function totalsOf(all: readonly Row[]): Listed['totals'] {
  const count = (is: (row: Row) => boolean): number => all.filter(is).length
  const ofKind = (kind: wire.SuccessionKind): number => count(({ entry }) => entry?.kind === kind)
  return {
    all: all.length,
    unfinished: count(({ isFinished }) => !isFinished),
    open: count(({ isFinished, entry }) => !isFinished && entry === null),
    suggested: count(({ suggestion }) => suggestion !== null),
    'carried-over': ofKind('carried-over'),
    merged: ofKind('merged'),
    superseded: ofKind('superseded'),
    dropped: ofKind('dropped'),
  }
}

type Neighbours = ReplyOf<typeof wire.readSuccession>

/** Predecessors and successor of one obligation, each with its progress and evidence so far. */
export async function readSuccession(db: Database, planId: string, id: string): Promise<Neighbours | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [from, to] = await Promise.all([entriesFrom(db, planId, id), entriesTo(db, planId, id)])
  const [own] = from
  const predecessors = await Promise.all(
    to.map((entry) => neighbour(db, entry, { planId: entry.planId, id: entry.obligationId })),
  )
  const successor =
    own === undefined || own.toPlanId === null || own.toObligationId === null
      ? null
      : await neighbour(db, own, { planId: own.toPlanId, id: own.toObligationId })
  return { predecessors, successor, dropped: own?.kind === 'dropped' ? { reason: own.reason } : null }
}

async function neighbour(
  db: Queryable,
  { kind, reason }: StandingEntry,
  { planId, id }: { planId: string; id: string },
): Promise<Neighbours['predecessors'][number]> {
  const model = await findPlan(db, planId)
  const shares = await sharesDone(db, planId, id)
  const [counted] = await db.query<{ n: number }>(
    `select count(*)::int as n from evidence as v
      where v.plan_id = $1 and v.about_kind = 'obligation' and v.about_ref = $2 and v.review_state = 'accepted'
        and v.withdrawn_at is null`,
    [planId, id],
  )
  const about = isRefusal(model) ? undefined : model.pack.about
  return {
    ...titleIn(isRefusal(model) ? undefined : model, id),
    planId,
    planTitleZh: about?.titleZh ?? planId,
    planTitleEn: about?.titleEn ?? planId,
    kind,
    reason,
    shareDone: shares.get(id) ?? null,
    evidence: counted?.n ?? 0,
  }
}
