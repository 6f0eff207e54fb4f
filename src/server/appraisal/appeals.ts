// Appeals against points and how they are decided: the act in the case and the items beside it, all or nothing.
import type { Appeal, appeal as appealRoute, decideAppeal as decideRoute } from '#contract/appraisal.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Evidence, Person } from '#domain/engine/procedure/case.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { actOnCase } from '../procedures/commands.ts'
import { findAsked, refuseValue } from './asked-item.ts'
import { findUnit, replaceEntry } from './enter.ts'
import { type Appraisal, findAppraisal } from './store.ts'
import type { NamedUnit } from './units.ts'

type By = { planId: string; id: number; person: Person; at: EpochMs }
type Appealing = BodyOf<typeof appealRoute> & By
type Deciding = BodyOf<typeof decideRoute> & By
type Found = { appraisal: Appraisal; unit: NamedUnit; strand: string }

/** What an evidence list of a unit in an appraisal is about. */
const EVIDENCE = 'appraisal-unit'

async function find(db: Database, { planId, id, unitId }: By & { unitId: string }): Promise<Found | Refusal> {
  const appraisal = await findAppraisal(db, { planId, id })
  if (isRefusal(appraisal)) return appraisal
  const unit = await findUnit(db, id, unitId)
  return isRefusal(unit) ? unit : { appraisal, unit, strand: unit.unit }
}

/** 申诉 — the items a unit holds wrong, with the evidence that was handed in for it. */
export async function appeal(db: Database, asked: Appealing): Promise<Record<string, never> | Refusal> {
  const found = await find(db, asked)
  if (isRefusal(found)) return found
  const { appraisal, unit, strand } = found
  for (const { itemId, wanted } of asked.items) {
    const item = findAsked(appraisal.scheme, { group: unit.group, itemId })
    const refusal = isRefusal(item) ? item : refuseValue(item, wanted)
    if (refusal !== undefined) return refusal
  }
  const evidence = await evidenceFor(db, { planId: asked.planId, ref: `${asked.id}/${unit.id}` })
  const items = [...new Map(asked.items.map((item) => [item.itemId, item])).values()]
  const done = await actOnCase(db, {
    id: appraisal.caseId,
    act: 'appeal',
    unit: strand,
    inputs: {
      evidence,
      reason: items.map(({ itemId, wanted, words }) => `${itemId} → ${wanted}：${words}`).join('；'),
    },
    by: asked.person,
    at: asked.at,
    hooks: { react: (tx) => keepAppeals(tx, { ...asked, items }) },
  })
  return isRefusal(done) ? done : {}
}

const evidenceFor = (db: Queryable, { planId, ref }: { planId: string; ref: string }): Promise<Evidence[]> =>
  db.query<Evidence>(
    `select v.kind, 'evidence/' || v.id as ref, v.name, coalesce(v.file_sha256, '') as hash from evidence as v
      where v.plan_id = $1 and v.about_kind = $2 and v.about_ref = $3 and v.withdrawn_at is null order by v.id`,
    [planId, EVIDENCE, ref],
  )

const keepAppeals = async (tx: Transaction, { id, unitId, items, person, at }: Appealing): Promise<void> => {
  await tx.execute(
    `insert into appraisal_appeal (appraisal_id, unit_id, item_id, wanted, words, author, at)
     select $1, $2, r."itemId", r.wanted, r.words, $4, $5
       from jsonb_to_recordset($3) as r ("itemId" text, wanted numeric, words text)`,
    [id, unitId, JSON.stringify(items), person.name, timestamptz(at)],
  )
}

/** 裁定 — every item at once; points follow from the value decided, by the rule of the scheme. */
export async function decideAppeal(db: Database, asked: Deciding): Promise<Record<string, never> | Refusal> {
  const found = await find(db, asked)
  if (isRefusal(found)) return found
  const { appraisal, unit, strand } = found
  const open = (await appealsOf(db, asked.id)).filter((one) => one.unitId === unit.id && one.decision === null)
  const refusal = refuseDecisions(appraisal, unit, { open, decisions: asked.decisions })
  if (refusal !== undefined) return refusal
  const done = await actOnCase(db, {
    id: appraisal.caseId,
    act: 'decide',
    unit: strand,
    inputs: {
      reason: asked.decisions
        .map(({ itemId, isUpheld, value, words }) => `${itemId} ${isUpheld ? `→ ${value}` : '不予支持'}：${words}`)
        .join('；'),
    },
    by: asked.person,
    at: asked.at,
    hooks: { react: (tx) => keepDecisions(tx, asked) },
  })
  return isRefusal(done) ? done : {}
}

type Decisions = { open: readonly Appeal[]; decisions: Deciding['decisions'] }

function refuseDecisions(
  { scheme }: Appraisal,
  { group }: NamedUnit,
  { open, decisions }: Decisions,
): Refusal | undefined {
  const decided = new Map(decisions.map((one) => [one.itemId, one]))
  const isWhole =
    decided.size === open.length &&
    open.every(({ itemId }) => {
      const decision = decided.get(itemId)
      return decision !== undefined && (!decision.isUpheld || decision.value !== null)
    })
  if (!isWhole) {
    return refuse('appraisal.decision-incomplete', {
      zh: `须对申诉的每一项逐一裁定（共 ${open.length} 项），支持的须写明数值`,
      en: `Every item of the appeal must be decided (${open.length}); an upheld one needs its value`,
    })
  }
  for (const { itemId, isUpheld, value } of decisions) {
    const item = findAsked(scheme, { group, itemId })
    const refusal = isRefusal(item) ? item : isUpheld && value !== null ? refuseValue(item, value) : undefined
    if (refusal !== undefined) return refusal
  }
  return undefined
}

async function keepDecisions(tx: Transaction, { id, unitId, decisions, person, at }: Deciding): Promise<void> {
  for (const { itemId, isUpheld, value, words } of decisions) {
    const kept = isUpheld ? value : null
    await tx.execute(
      `update appraisal_appeal as a
          set is_upheld = $4, decided_value = $5::numeric, decided_words = $6, decided_by = $7, decided_at = $8
        where a.appraisal_id = $1 and a.unit_id = $2 and a.item_id = $3 and a.is_upheld is null`,
      [id, unitId, itemId, isUpheld, kept, words, person.name, timestamptz(at)],
    )
    if (kept !== null)
      await replaceEntry(tx, {
        appraisalId: id,
        unitId,
        itemId,
        kind: 'decided',
        value: kept,
        words,
        reason: '',
        by: person.name,
      })
  }
}

type Row = Omit<Appeal, 'decision'> & {
  isUpheld: boolean | null
  value: string | null
  decidedWords: string
  by: string
  decidedAt: number
}

/** In the order in which they came. */
export async function appealsOf(db: Queryable, appraisalId: number): Promise<Appeal[]> {
  const rows = await db.query<Row>(
    `select a.id, a.unit_id as "unitId", a.item_id as "itemId", a.wanted::text as wanted, a.words, a.author, a.at,
            a.is_upheld as "isUpheld", a.decided_value::text as value, a.decided_words as "decidedWords",
            a.decided_by as by, a.decided_at as "decidedAt"
       from appraisal_appeal as a where a.appraisal_id = $1 order by a.id`,
    [appraisalId],
  )
  return rows.map(({ isUpheld, value, decidedWords, by, decidedAt, ...row }) => ({
    ...row,
    decision: isUpheld === null ? null : { isUpheld, value, words: decidedWords, by, at: decidedAt },
  }))
}
