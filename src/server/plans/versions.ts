// Versions of a plan as their page reads them: changes with the approved case behind each, and the plan as it was.
import type * as wire from '#contract/plan-versions.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { describeChange, fieldWords, type PlanChange } from '#domain/plans/compare-packs.ts'
import { buildPlanModel, obligationsIn, type PlanModel } from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import type { Database, Queryable } from '#platform/database.ts'
import { findPlan, type StoredPlan } from '../plan-store.ts'
import { toNodeBrief, toObligation, toPlanBrief } from '../plan-wire.ts'
import { ADJUSTMENT, FIRST_STRUCTURED, OPENED_COLUMNS, type OpenedAdjustment } from './adjustments.ts'
import { checkPackFiles } from './read-pack-folder.ts'

type Listed = ReplyOf<typeof wire.listPlanVersions>
type Filter = Omit<QueryOf<typeof wire.listPlanVersions>, 'page' | 'pageSize'>
type VersionRow = Omit<wire.PlanVersion, 'isCompared' | 'changes' | 'unapproved'> & { changes: PlanChange[] | null }

const noVersion = (no: number): Refusal =>
  refuse('plans.version-not-found', { zh: `没有第 ${no} 个版本`, en: `There is no version ${no}` })

/** Newest first. */
const listRows = (db: Queryable, planId: string): Promise<VersionRow[]> =>
  db.query<VersionRow>(
    `select v.no, v.version, v.content_hash as "contentHash", v.loaded_at as "loadedAt", v.actor, v.case_id as "caseId",
            v.changes
       from plan_version as v where v.plan_id = $1 order by v.no desc`,
    [planId],
  )

type Approved = { caseId: number; thing: string; at: EpochMs }

/** Adjustments that were approved, whatever their version: the older ones say in words what they change. */
const listApproved = (db: Queryable, planId: string): Promise<Approved[]> =>
  db.query<Approved>(
    `select c.id as "caseId", c.about_ref as thing, c.changed_at as at from procedure_case as c
      where c.plan_id = $1 and c.procedure_id = $2 and c.state = 'approved' order by c.id desc`,
    [planId, ADJUSTMENT],
  )

/** All changes, newest version first, in the order of the plan within one. */
export async function planChanges(
  db: Database,
  planId: string,
  { no, kind, approval, q }: Filter,
): Promise<{ versions: wire.PlanVersion[]; rows: wire.PlanChangeRow[] } | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [stored, approved] = await Promise.all([listRows(db, planId), listApproved(db, planId)])
  if (no !== undefined && !stored.some((version) => version.no === no)) return noVersion(no)
  const byVersion = stored.map((version) => ({ version, rows: rowsOf(version, approved) }))
  const wanted = q?.trim().toLowerCase() ?? ''
  const rows = byVersion
    .filter(({ version }) => no === undefined || version.no === no)
    .flatMap((one) => one.rows)
    .filter((row) => kind === undefined || row.kind === kind)
    .filter(({ caseId }) => approval === undefined || (caseId === null) === (approval === 'unapproved'))
    .filter(({ id, titleZh, titleEn }) => `${id} ${titleZh} ${titleEn}`.toLowerCase().includes(wanted))
  const versions = byVersion.map(({ version: { changes, ...version }, rows: own }) => ({
    ...version,
    isCompared: changes !== null,
    changes: own.length,
    unapproved: own.filter(({ caseId }) => caseId === null).length,
  }))
  return { versions, rows }
}

function rowsOf({ no, caseId, changes, loadedAt }: VersionRow, approved: readonly Approved[]): wire.PlanChangeRow[] {
  return (changes ?? []).map((change) => {
    const { kind, id, titleZh, titleEn, field, before, after } = change
    const behind = caseId ?? approved.find(({ thing, at }) => thing === id && at <= loadedAt)?.caseId ?? null
    return {
      no,
      kind,
      id,
      titleZh,
      titleEn,
      change: change.change,
      field: field === null ? null : fieldWords(field),
      before,
      after,
      text: describeChange(change),
      caseId: behind,
    }
  })
}

export async function listVersions(
  db: Database,
  planId: string,
  { page, pageSize, ...filter }: QueryOf<typeof wire.listPlanVersions>,
  now: EpochMs,
): Promise<Listed | Refusal> {
  const found = await planChanges(db, planId, filter)
  if (isRefusal(found)) return found
  const { rows, versions } = found
  const [failed, pending] = await Promise.all([
    db.query<Listed['failed'][number]>(
      `select a.case_id as "caseId", a.problem from plan_adjustment as a
        where a.plan_id = $1 and a.problem is not null order by a.case_id desc`,
      [planId],
    ),
    listPending(db, planId, now),
  ])
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    total: rows.length,
    page,
    pageSize,
    versions,
    failed,
    pending: pending.map(({ caseId, title, fields }) => ({ caseId, title, effective: String(fields.effective) })),
  }
}

type Pending = OpenedAdjustment & { title: string }

/** Approved and not yet applied; one that is due is applied at the next look of the clock. */
async function listPending(db: Queryable, planId: string, now: EpochMs, thing?: string): Promise<Pending[]> {
  const rows = await db.query<Pending>(
    `select c.title, ${OPENED_COLUMNS} from procedure_case as c
      where c.plan_id = $1 and c.procedure_id = $2 and c.version >= $3 and c.state = 'approved'
        and ($4::text is null or c.about_ref = $4)
        and not exists (select 1 from plan_adjustment as a where a.case_id = c.id)
      order by c.id desc`,
    [planId, ADJUSTMENT, FIRST_STRUCTURED, thing ?? null],
  )
  return rows.filter(({ fields }) => String(fields.effective) >= beijingDate(now))
}

type Stored = {
  hash: string
  version: string
  loadedAt: number
  caseId: number | null
  newest: number
  body: StoredPlan
}

/** The plan as it was in that version; refuses one that a newer release cannot read any more. */
export async function readVersion(
  db: Database,
  { planId, no, node }: { planId: string; no: number; node: string | undefined },
): Promise<ReplyOf<typeof wire.readPlanVersion> | Refusal> {
  const [stored] = await db.query<Stored>(
    `select v.content_hash as hash, v.version, v.loaded_at as "loadedAt", v.case_id as "caseId", v.body,
            (select max(n.no) from plan_version as n where n.plan_id = v.plan_id) as newest
       from plan_version as v where v.plan_id = $1 and v.no = $2`,
    [planId, no],
  )
  if (stored === undefined) {
    const model = await findPlan(db, planId)
    return isRefusal(model) ? model : noVersion(no)
  }
  const model = versionModel(stored)
  if (isRefusal(model)) return model
  if (node !== undefined && !model.nodes.has(node))
    return refuse('plans.node-not-found', {
      zh: `第 ${no} 个版本中没有“${node}”`,
      en: `Version ${no} has no chapter, section or measure “${node}”`,
    })
  const { version, loadedAt, caseId, newest } = stored
  return {
    plan: toPlanBrief(model),
    version: { no, version, loadedAt, caseId },
    newest,
    nodes: [...model.nodes.values()].map((one) => toNodeBrief(model, one)),
    obligations: node === undefined ? [] : obligationsIn(model, node).map((placed) => toObligation(model, placed)),
  }
}

const models = new Map<string, PlanModel>()
/** Somebody reads one or two versions at a time. */
const MOST_KEPT = 4

/** A version never changes, so it is read once by its hash and kept for a while. */
function versionModel({ hash, body }: Stored): PlanModel | Refusal {
  const known = models.get(hash)
  if (known !== undefined) return known
  const model = modelOf(body)
  if (isRefusal(model)) return model
  for (const old of models.keys()) if (models.size >= MOST_KEPT) models.delete(old)
  models.set(hash, model)
  return model
}

function modelOf({ files }: StoredPlan): PlanModel | Refusal {
  const checked = checkPackFiles(files)
  if (!isRefusal(checked)) return buildPlanModel(checked.pack, undefined)
  return refuse('plans.version-unreadable', {
    zh: `本版软件读不了这个旧版本：${checked.zh ?? checked.because}`,
    en: `This release cannot read that old version: ${checked.because}`,
  })
}

type Applied = Pending & {
  versionNo: number | null
  problem: { zh: string; en: string } | null
  changes: PlanChange[] | null
}

/** 规划调整 — of one obligation or indicator, newest first: those in effect, those to come, and those that could not be made. */
export async function listAdjustmentsOf(
  db: Database,
  { planId, thing, now }: { planId: string; thing: string; now: EpochMs },
): Promise<ReplyOf<typeof wire.listAdjustments> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const [applied, pending] = await Promise.all([
    db.query<Applied>(
      `select c.title, ${OPENED_COLUMNS}, a.version_no as "versionNo", a.problem, v.changes
         from plan_adjustment as a join procedure_case as c on c.id = a.case_id
         left join plan_version as v on v.plan_id = a.plan_id and v.no = a.version_no
        where a.plan_id = $1 and a.thing_id = $2 order by a.effective_at desc, a.case_id desc`,
      [planId, thing],
    ),
    listPending(db, planId, now, thing),
  ])
  return {
    rows: [
      ...pending.map((one) => toAdjustment({ ...one, versionNo: null, problem: null, changes: null }, 'pending')),
      ...applied.map((one) => toAdjustment(one, one.problem === null ? 'applied' : 'failed')),
    ],
  }
}

const WHATS: readonly wire.AdjustmentRow['what'][] = ['wording', 'deadline', 'target']

/** Wordings of the target are told by their case already; the target itself is what a person reads. */
const isTold = ({ field }: PlanChange): boolean => field !== null && !/^readings|^deadline\.basis/.test(field)

function toAdjustment(
  { caseId, title, fields, versionNo, problem, changes }: Applied,
  state: wire.AdjustmentRow['state'],
): wire.AdjustmentRow {
  return {
    caseId,
    title,
    what: WHATS.find((what) => what === fields.what) ?? 'wording',
    effective: String(fields.effective),
    state,
    versionNo,
    problem,
    changes: (changes ?? []).filter(isTold).map(({ field, before, after }) => ({
      field: field === null ? null : fieldWords(field),
      before,
      after,
    })),
  }
}
