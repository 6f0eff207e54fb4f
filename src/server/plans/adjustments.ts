// Adjustments of a plan in the store: what their cases ask for, until when years are closed, and the files with the change made.
import {
  type Adjustment,
  checkAdjustment,
  nextVersion,
  type PackEdit,
  readAdjustment,
} from '#domain/plans/adjustment.ts'
import { replaceInJson } from '#kit/json-edit.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingYear } from '#kit/time.ts'
import type { Queryable } from '#platform/database.ts'
import { findPlan, type PackFiles } from '../plan-store.ts'

export const ADJUSTMENT = 'adjustment'
/** Cases of the first version say what they change in words only: nothing can be applied from them. */
export const FIRST_STRUCTURED = 2

type Fields = Readonly<Record<string, string | boolean>>
export type About = { kind: string; ref: string }

/** Columns of a case `c` as opened: its number, what it is about, and its fields. */
export const OPENED_COLUMNS = `c.id as "caseId", c.plan_id as "planId",
  jsonb_build_object('kind', c.about_kind, 'ref', c.about_ref) as about,
  (select coalesce(e.payload -> 'inputs' -> 'fields', '{}') from domain_event as e
    where e.stream = 'procedure-case' and e.stream_id = c.id::text and e.type = 'CaseOpened' limit 1) as fields`

export type OpenedAdjustment = { caseId: number; planId: string; about: About; fields: Fields }

/** What the adjustment changes: the obligation or indicator. */
export const thingOf = (adjustment: Adjustment): string =>
  adjustment.what === 'target' ? adjustment.indicatorId : adjustment.obligationId

/** The year after the last one that was signed off. */
export async function signedUntil(db: Queryable, planId: string): Promise<number | undefined> {
  const [row] = await db.query<{ at: number | null }>(
    'select max(s.at) as at from indicator_signoff as s where s.plan_id = $1',
    [planId],
  )
  return row?.at === null || row === undefined ? undefined : beijingYear(row.at) + 1
}

/** The files with these values replaced and the version counted on; every other character stays. */
export function editFiles(files: PackFiles, version: string, edits: readonly PackEdit[]): PackFiles {
  const edited = { ...files }
  const about: PackEdit = { file: 'pack.json', path: ['version'], value: nextVersion(version) }
  for (const { file, path, value } of [...edits, about]) edited[file] = replaceInJson(edited[file] ?? '', path, value)
  return edited
}

/** Why the plan cannot take what the case asks for; looked at when it is opened and when it is approved. */
export async function refuseAdjustment(
  db: Queryable,
  { planId, about, fields }: { planId: string; about: About; fields: Fields },
): Promise<Refusal | undefined> {
  const model = await findPlan(db, planId)
  if (isRefusal(model)) return model
  const adjustment = readAdjustment(about, fields)
  if (isRefusal(adjustment)) return adjustment
  return checkAdjustment(model.pack, adjustment, await signedUntil(db, planId))
}
