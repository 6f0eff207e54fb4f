// Schemes: drafts that a pack brings, and versions that people save and that are issued by a document.
import { hash } from 'node:crypto'
import type { readScheme as readRoute, SchemeRow, saveScheme as saveRoute } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import { isSchemeRefused, readScheme as parseScheme } from '#domain/appraisal/check-scheme.ts'
import type { Scheme } from '#domain/appraisal/scheme.ts'
import { checkSchemeReferences } from '#domain/appraisal/scheme-references.ts'
import { mannerInWords } from '#domain/appraisal/score-words.ts'
import type { Person } from '#domain/engine/procedure/case.ts'
import { knownIdsOf } from '#domain/plans/check-schemes.ts'
import type { PlanModel } from '#domain/plans/plan-model.ts'
import { canonicalText } from '#kit/canonical.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, type Queryable, type Transaction, timestamptz } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { noOfficePost, officeOf } from '../procedures/office.ts'
import { adjustmentLine, linesOf, vetoLine } from './lines.ts'

export type SchemeKey = { planId: string; id: string; version: number }
type Stored = { row: SchemeRow; body: Scheme }
type SavedRow = {
  body: Scheme
  note: string
  author: string
  savedAt: number
  document: string | null
}

/** Whoever names the document that issues a scheme has its weights from there. */
export const setByOf = ({ weights }: Scheme, document: string | null) =>
  document === null ? weights.setBy : 'document'

const fromPack = (body: Scheme): Stored => ({
  row: {
    id: body.id,
    version: body.version,
    name: body.name,
    setBy: body.weights.setBy,
    source: 'pack',
    state: 'draft',
    document: null,
    author: null,
    savedAt: null,
    note: '',
  },
  body,
})

const fromStore = ({ body, note, author, savedAt, document }: SavedRow): Stored => ({
  row: {
    id: body.id,
    version: body.version,
    name: body.name,
    setBy: setByOf(body, document),
    source: 'saved',
    state: document === null ? 'draft' : 'issued',
    document,
    author,
    savedAt,
    note,
  },
  body,
})

/** Saved ones newest first, then drafts of the pack that nobody has saved under that number. */
export async function listSchemes(db: Queryable, model: PlanModel): Promise<Stored[]> {
  const rows = await db.query<SavedRow>(
    `select s.body, s.note, s.author, s.saved_at as "savedAt", s.document
       from appraisal_scheme as s where s.plan_id = $1 order by s.saved_at desc, s.id, s.version desc`,
    [model.pack.about.id],
  )
  const saved = rows.map(fromStore)
  const isSaved = ({ id, version }: Scheme): boolean =>
    saved.some(({ row }) => row.id === id && row.version === version)
  return [...saved, ...model.pack.schemes.filter((scheme) => !isSaved(scheme)).map(fromPack)]
}

/** Refuses `appraisal.scheme-not-found`. */
export async function findScheme(
  db: Queryable,
  model: PlanModel,
  { id, version }: Omit<SchemeKey, 'planId'>,
): Promise<Stored | Refusal> {
  const found = (await listSchemes(db, model)).find(({ row }) => row.id === id && row.version === version)
  return (
    found ??
    refuse('appraisal.scheme-not-found', {
      zh: `没有考核方案 ${id} 第 ${version} 版`,
      en: `There is no version ${version} of scheme ${id}`,
    })
  )
}

export async function readScheme(
  db: Queryable,
  { planId, ...key }: SchemeKey,
): Promise<ReplyOf<typeof readRoute> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const found = await findScheme(db, model, key)
  if (isRefusal(found)) return found
  const { row, body } = found
  return {
    row,
    body,
    manner: mannerInWords(body),
    groups: body.groups.map(({ id, name }) => ({ id, name })),
    lines: linesOf(body),
    adjustments: (body.adjustments ?? []).map(adjustmentLine),
    vetoes: (body.vetoes ?? []).map(vetoLine),
  }
}

/** Where faults of a scheme stand that was made on the page. */
const PAGE_FILE = 'scheme'

/** The scheme with its faults, each with path, reason and what to do. */
export function checkWhole(model: PlanModel, json: unknown): { scheme: Scheme; faults: [] } | { faults: Refusal[] } {
  const read = parseScheme(json, PAGE_FILE)
  if (isSchemeRefused(read)) return { faults: read }
  const lost = checkSchemeReferences(read, PAGE_FILE, knownIdsOf(model.pack))
  return lost.length > 0 ? { faults: lost } : { scheme: read, faults: [] }
}

export const faultInWords = ({ zh, because }: Refusal) => ({ zh: zh ?? because, en: because })

type Saving = { planId: string; scheme: object; note: string; person: Person; at: EpochMs }

/** 另存方案 — always as the next version, whatever number the file says; one with a fault is not kept. */
export async function saveScheme(
  db: Database,
  { planId, scheme: json, note, person, at }: Saving,
): Promise<ReplyOf<typeof saveRoute> | Refusal> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  if (officeOf(person) === undefined) return noOfficePost('appraisal')
  const checked = checkWhole(model, json)
  if (!('scheme' in checked)) return { id: '', version: 1, faults: checked.faults.map(faultInWords) }
  const { scheme } = checked
  return inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`appraisal scheme ${planId} ${scheme.id}`])
    const last = await lastVersion(tx, model, scheme.id)
    const body = { ...scheme, version: (last?.version ?? 0) + 1 }
    if (last !== undefined && hashScheme(last) === hashScheme(body)) {
      return refuse('appraisal.nothing-changed', {
        zh: `与第 ${last.version} 版相比没有变化`,
        en: `Nothing has changed since version ${last.version}`,
      })
    }
    await tx.execute(
      `insert into appraisal_scheme (plan_id, id, version, body, hash, note, author, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [planId, body.id, body.version, JSON.stringify(body), hashScheme(body), note, person.name, timestamptz(at)],
    )
    await noteScheme(
      tx,
      { planId, id: body.id, version: body.version },
      { type: 'SchemeSaved', by: person.name, payload: { note } },
    )
    return { id: body.id, version: body.version, faults: [] }
  })
}

/** The number of a version is no part of what it says. */
const hashScheme = ({ version: _, ...body }: Scheme): string => hash('sha256', canonicalText(body), 'hex')

async function lastVersion(tx: Transaction, model: PlanModel, id: string): Promise<Scheme | undefined> {
  const all = (await listSchemes(tx, model)).map(({ body }) => body).filter((body) => body.id === id)
  return all.sort((a, b) => b.version - a.version)[0]
}

type Noting = { type: string; by: string; payload: object }
const noteScheme = (tx: Transaction, { planId, id, version }: SchemeKey, { type, by, payload }: Noting) =>
  tx.query('select append_event($1, $2, $3, $4, $5)', [
    'appraisal-scheme',
    `${planId}/${id}/${version}`,
    type,
    by,
    JSON.stringify(payload),
  ])

type Issuing = SchemeKey & { document: string; person: Person; at: EpochMs }

/** 下达方案 — a draft of the pack must be saved first: nothing of it is issued by itself. */
export async function issueScheme(db: Database, asked: Issuing): Promise<Record<string, never> | Refusal> {
  const { planId, id, version, document, person, at } = asked
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  if (officeOf(person, 'head') === undefined) return noOfficePost('appraisal', 'head')
  return inTransaction(db, async (tx) => {
    const found = await findScheme(tx, model, { id, version })
    if (isRefusal(found)) return found
    if (found.row.source === 'pack') {
      return refuse('appraisal.scheme-not-found', {
        zh: '规划包自带的方案是草案，权重未核实：请先另存并核对权重',
        en: 'The scheme of the pack is a draft with weights nobody has confirmed: save it and check them first',
      })
    }
    const changed = await tx.execute(
      `update appraisal_scheme as s set document = $4, issued_by = $5, issued_at = $6
        where s.plan_id = $1 and s.id = $2 and s.version = $3 and s.document is null`,
      [planId, id, version, document, person.name, timestamptz(at)],
    )
    if (changed === 0) {
      return refuse('appraisal.issued-already', {
        zh: `该版本已由“${found.row.document}”下达`,
        en: `This version was issued already, by “${found.row.document}”`,
      })
    }
    await noteScheme(tx, asked, { type: 'SchemeIssued', by: person.name, payload: { document } })
    return {}
  })
}
