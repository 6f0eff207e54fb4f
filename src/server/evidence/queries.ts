// Evidence as its lists ask for it: the pieces of one thing, and one piece by its number.
import type { EvidenceRow, listEvidence as route } from '#contract/evidence.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Database, Queryable } from '#platform/database.ts'

const ROW = `v.id, v.about_kind as "aboutKind", v.about_ref as "aboutRef", v.kind, v.name,
  case when v.file_sha256 is null then null
       else jsonb_build_object('sha256', v.file_sha256, 'bytes', v.file_bytes, 'mediaType', v.media_type) end as file,
  v.taken_at as "takenAt",
  case when v.lon is null then null
       else jsonb_build_object('lon', v.lon, 'lat', v.lat, 'from', v.place_from) end as place,
  case when v.kind = 'reading-extract' then v.extract end as extract,
  case when v.kind = 'closed-case' then v.extract end as "closedCase",
  v.author, v.added_at as "addedAt", v.review_state as review, v.reviewed_by as "reviewedBy",
  v.reviewed_at as "reviewedAt", v.review_reason as "reviewReason",
  v.withdrawn_by as "withdrawnBy", v.withdrawn_at as "withdrawnAt", v.withdrawn_reason as "withdrawnReason"`

/** Pieces of one thing, newest first. */
export async function listEvidence(
  db: Database,
  planId: string,
  { aboutKind, aboutRef, page, pageSize }: QueryOf<typeof route>,
): Promise<ReplyOf<typeof route>> {
  const key = [planId, aboutKind, aboutRef]
  const [rows, [count]] = await Promise.all([
    db.query<EvidenceRow>(
      `select ${ROW} from evidence as v where v.plan_id = $1 and v.about_kind = $2 and v.about_ref = $3
        order by v.id desc limit $4 offset $5`,
      [...key, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(
      'select count(*)::int as n from evidence as v where v.plan_id = $1 and v.about_kind = $2 and v.about_ref = $3',
      key,
    ),
  ])
  return { rows, total: count?.n ?? 0, page, pageSize }
}

export type EvidenceKey = { planId: string; id: number }

/** With `lock`, nobody else changes it before this transaction ends; refuses `evidence.not-found`. */
export async function findEvidence(
  db: Queryable,
  { planId, id }: EvidenceKey,
  lock = false,
): Promise<EvidenceRow | Refusal> {
  const [row] = await db.query<EvidenceRow>(
    `select ${ROW} from evidence as v where v.plan_id = $1 and v.id = $2 ${lock ? 'for update' : ''}`,
    [planId, id],
  )
  return row ?? refuse('evidence.not-found', { zh: `没有佐证 ${id}`, en: `There is no evidence ${id}` })
}
