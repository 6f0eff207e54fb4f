// A platform to which records are sent on: its settings, its place in the order of commits, its lease.
import { type Database, timestamptz } from '#platform/database.ts'
import type { ReadingKind } from '#platform/intake/batch.ts'

/** 转发目标 — one row of forward_target, as the forwarder uses it; a new version means that somebody changed it. */
export type ForwardTarget = {
  id: number
  name: string
  host: string
  port: number
  mode: 'raw' | 'encoded'
  edition: '2005' | '2017' | '2025'
  password: string | null
  /** MN here → MN there; those not named stay. */
  mnMap: Readonly<Record<string, string>>
  /** Null: all. */
  sites: readonly number[] | null
  kinds: readonly ReadingKind[] | null
  answerPolicy: 'as-flagged' | 'never'
  framesPerS: number
  windowFrames: number
  answerTimeoutMs: number
  resends: number
  version: number
}

/** What comes next: record `done` of batch `batch` of transaction `tx`. */
export type Cursor = { tx: string; batch: number; done: number; atMs: number | null }

export type Link = 'down' | 'connecting' | 'up' | 'waiting'

/** What happened since it was last written down. */
export type Tally = { sent: number; answered: number; resent: number; refused: number; passed: number }

export const emptyTally = (): Tally => ({ sent: 0, answered: 0, resent: 0, refused: 0, passed: 0 })

/** A forwarder that is gone keeps its targets for so long. */
const LEASE = '15 seconds'

type ClaimedRow = ForwardTarget & { tx: string; batch: number; done: number; atMs: number | null }

/** Takes an active target that nobody serves, or keeps one's own; undefined where there is nothing to serve. */
export async function claimTarget(
  db: Database,
  id: number,
  token: string,
): Promise<{ target: ForwardTarget; cursor: Cursor } | undefined> {
  const [row] = await db.query<ClaimedRow>(
    `update forward_target as t
        set lease_token = $2, lease_until = now() + interval '${LEASE}', link = 'down'
      where t.id = $1 and t.is_active and (t.lease_token = $2 or t.lease_until is null or t.lease_until < now())
     returning t.id, t.name, t.host, t.port, t.mode, t.edition, t.password, t.mn_map as "mnMap", t.sites, t.kinds,
               t.answer_policy as "answerPolicy", t.frames_per_s as "framesPerS", t.window_frames as "windowFrames",
               t.answer_timeout_ms as "answerTimeoutMs", t.resends, t.version, t.cursor_tx::text as tx,
               t.cursor_batch as batch, t.cursor_done as done, t.cursor_at as "atMs"`,
    [id, token],
  )
  if (!row) return undefined
  const { tx, batch, done, atMs, ...target } = row
  return { target, cursor: { tx, batch, done, atMs } }
}

export type Progress = {
  id: number
  token: string
  cursor: Cursor
  tally: Tally
  link: Link
  waiting: number
  lastSentMs: number | null
  lastAnswerMs: number | null
}

/**
 * Writes down how far it got and keeps the lease; gives the row's version, which a pause moves too; undefined where another
 * serves it now.
 */
export async function saveProgress(db: Database, progress: Progress): Promise<number | undefined> {
  const { id, token, cursor, tally, link, waiting, lastSentMs, lastAnswerMs } = progress
  const [row] = await db.query<{ version: number }>(
    `update forward_target as t
        set cursor_tx = $3::text::xid8, cursor_batch = $4, cursor_done = $5, cursor_at = coalesce($6, t.cursor_at),
            sent = t.sent + $7, answered = t.answered + $8, resent = t.resent + $9, refused = t.refused + $10,
            passed = t.passed + $11, link = $12, waiting = $13, last_sent_at = coalesce($14, t.last_sent_at),
            last_answer_at = coalesce($15, t.last_answer_at), lease_until = now() + interval '${LEASE}'
      where t.id = $1 and t.lease_token = $2
     returning t.version`,
    [
      id,
      token,
      cursor.tx,
      cursor.batch,
      cursor.done,
      instant(cursor.atMs),
      tally.sent,
      tally.answered,
      tally.resent,
      tally.refused,
      tally.passed,
      link,
      waiting,
      instant(lastSentMs),
      instant(lastAnswerMs),
    ],
  )
  return row?.version
}

const instant = (atMs: number | null): string | null => (atMs === null ? null : timestamptz(atMs))

/** What keeps it from being sent to, for the page. */
export async function saveFault(db: Database, id: number, sentence: string): Promise<void> {
  await db.execute('update forward_target as t set last_error = $2, last_error_at = now() where t.id = $1', [
    id,
    sentence.slice(0, 300),
  ])
}

/** Lets another forwarder take it at once. */
export async function releaseTarget(db: Database, id: number, token: string): Promise<void> {
  await db.execute(
    `update forward_target as t set lease_token = null, lease_until = null, link = 'down'
      where t.id = $1 and t.lease_token = $2`,
    [id, token],
  )
}

export type Refused = { recordId: number; reason: 'unanswered' | 'unencodable'; detail: string }

export async function saveRefusals(db: Database, id: number, refused: readonly Refused[]): Promise<void> {
  if (refused.length === 0) return
  await db.execute(
    `insert into forward_refusal (target_id, record_id, reason, detail)
     select $1, r.record_id, r.reason, r.detail from unnest($2::bigint[], $3::text[], $4::text[])
            as r (record_id, reason, detail)
     on conflict (target_id, record_id) do update
        set at = now(), reason = excluded.reason, detail = excluded.detail`,
    [id, refused.map((one) => one.recordId), refused.map((one) => one.reason), refused.map((one) => one.detail)],
  )
}
