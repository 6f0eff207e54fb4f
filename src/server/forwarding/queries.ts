// Platforms to forward to with how far each got, and the records they would not take.
import type { ForwardTargetRow, listForwardRefusals } from '#contract/forwarding.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import type { Database } from '#platform/database.ts'

/** All targets by name. The lag is the age of the oldest batch that is not behind the cursor. */
export async function listTargets(db: Database, nowMs: number): Promise<ForwardTargetRow[]> {
  const rows = await db.query<Omit<ForwardTargetRow, 'lagMs'> & { oldestMs: number | null }>(
    `select t.id, t.name, t.host, t.port, t.mode, t.edition, t.mn_map as "mnMap", t.kinds, t.answer_policy as answers,
            t.frames_per_s as "framesPerS", t.window_frames as "windowFrames", t.answer_timeout_ms as "answerTimeoutMs",
            t.resends, t.password is not null as "hasPassword", t.is_active as "isActive", t.link,
            coalesce(t.lease_until > now(), false) as "isServed", t.sent, t.answered, t.resent, t.refused, t.passed,
            t.waiting, t.last_sent_at as "lastSentAt", t.last_answer_at as "lastAnswerAt", t.last_error as "lastError",
            t.last_error_at as "lastErrorAt", t.created_by as "createdBy", t.created_at as "createdAt",
            case when t.sites is null then null
                 else (select coalesce(array_agg(s.code order by s.code), '{}') from site as s where s.id = any (t.sites))
            end as "siteCodes",
            (select b.at from record_batch as b
              where (b.tx, b.id) >= (t.cursor_tx, t.cursor_batch)
                and ((b.target_id is null and not pg_visible_in_snapshot(b.tx, t.starts_after)) or b.target_id = t.id)
                and not (b.tx = t.cursor_tx and b.id = t.cursor_batch and t.cursor_done >= cardinality(b.records))
              order by b.tx, b.id limit 1) as "oldestMs"
       from forward_target as t order by t.name`,
  )
  return rows.map(({ oldestMs, ...row }) => ({
    ...row,
    lagMs: oldestMs === null ? null : Math.max(0, Math.round(nowMs - oldestMs)),
  }))
}

/** Undefined where there is no such target. */
export async function listRefusals(
  db: Database,
  targetId: number,
  { page, pageSize }: QueryOf<typeof listForwardRefusals>,
): Promise<ReplyOf<typeof listForwardRefusals> | undefined> {
  const [count] = await db.query<{ total: number }>(
    `select (select count(*)::int from forward_refusal as f where f.target_id = t.id) as total
       from forward_target as t where t.id = $1`,
    [targetId],
  )
  if (!count) return undefined
  const rows = await db.query<Omit<ReplyOf<typeof listForwardRefusals>['rows'][number], 'ref'>>(
    `select f.record_id as "recordId", f.at, f.reason, f.detail, r.mn
       from (select f.* from forward_refusal as f where f.target_id = $1
              order by f.at desc, f.record_id desc limit $2 offset $3) as f
       left join raw_record as r on r.id = f.record_id
      order by f.at desc, f.record_id desc`,
    [targetId, pageSize, (page - 1) * pageSize],
  )
  return {
    rows: rows.map((row) => ({ ...row, ref: formatRef('record', row.recordId) })),
    total: count.total,
    page,
    pageSize,
  }
}
