// Rows of commands as the gateway reads and writes them.
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { saveOffer } from '../device-keys.ts'
import type { DeviceKey } from '../device-profile.ts'

export type QueuedCommand = { id: number; siteId: number; mn: string; cn: string; params: Record<string, string> }

/** The oldest waiting command of each MN. */
export const listWaiting = (db: Database): Promise<QueuedCommand[]> =>
  db.query<QueuedCommand>(
    `select distinct on (c.mn) c.id, c.site_id as "siteId", c.mn, c.cn, c.params
       from device_command as c
      where c.state = 'queued' and c.expires_at > now()
      order by c.mn, c.id`,
  )

export async function findWaiting(db: Database, mn: string): Promise<QueuedCommand | undefined> {
  const [row] = await db.query<QueuedCommand>(
    `select c.id, c.site_id as "siteId", c.mn, c.cn, c.params
       from device_command as c
      where c.mn = $1 and c.state = 'queued' and c.expires_at > now()
      order by c.id limit 1`,
    [mn],
  )
  return row
}

/** `offer`: the new key that the frame hands out. */
export type Claim = { gateway: string; qn: string; frame: Uint8Array; offer: DeviceKey | undefined }

/** Takes a waiting command and keeps the frame that will leave; false where another took it or one is open already. */
export async function claimCommand(
  db: Database,
  { id, siteId, mn, cn }: QueuedCommand,
  claim: Claim,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // MUST be one at a time for an MN: a logger answers one command at a time.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('command ' || $1, 7264300))`, [mn])
    const taken = await tx.execute(
      `update device_command as c
          set state = 'sent', gateway = $3, qn = $4, sends = 1, sent_at = now()
        where c.site_id = $1 and c.id = $2 and c.state = 'queued'
          and not exists (select 1 from device_command as o
                           where o.site_id = $1 and o.mn = $5 and o.state in ('sent', 'accepted'))`,
      [siteId, id, claim.gateway, claim.qn, mn],
    )
    if (taken !== 1) return false
    if (claim.offer) await saveOffer(tx, { siteId, mn }, claim.offer)
    await addFrame(tx, { siteId, id }, { n: 1, direction: 'out', cn, body: claim.frame, note: null })
    return true
  })
}

type Key = { siteId: number; id: number }
export type CommandFrame = {
  n: number
  direction: 'out' | 'in'
  cn: string | null
  body: Uint8Array
  note: 'resend' | 'qn-differs' | 'late' | null
}

export async function addFrame(db: Database | Transaction, { siteId, id }: Key, frame: CommandFrame): Promise<void> {
  await db.execute(
    `insert into device_command_frame (site_id, command_id, n, at, direction, cn, body, note)
     values ($1, $2, $3, clock_timestamp(), $4, $5, $6, $7)
     on conflict (site_id, command_id, n) do nothing`,
    [siteId, id, frame.n, frame.direction, frame.cn, Buffer.from(frame.body), frame.note],
  )
}

export type Progress = {
  state: string
  sends: number
  dataFrames: number
  qnRtn: number | null
  answer: Record<string, string> | null
}

export async function writeProgress(db: Database, { siteId, id }: Key, progress: Progress): Promise<void> {
  await db.execute(
    `update device_command as c
        set state = $3, sends = $4, data_frames = $5, qn_rtn = coalesce($6, c.qn_rtn),
            accepted_at = case when $3 = 'accepted' then coalesce(c.accepted_at, now()) else c.accepted_at end,
            answer = case when $7::jsonb is null then c.answer else coalesce(c.answer, '{}') || $7::jsonb end
      where c.site_id = $1 and c.id = $2 and c.state in ('sent', 'accepted')`,
    [
      siteId,
      id,
      progress.state,
      progress.sends,
      progress.dataFrames,
      progress.qnRtn,
      progress.answer === null ? null : JSON.stringify(progress.answer),
    ],
  )
}

export type Finish = {
  state: 'executed' | 'refused' | 'failed' | 'timed-out'
  why: 'no-answer' | 'no-result' | 'link-lost' | 'gateway-lost' | 'not-encodable' | null
  qnRtn: number | null
  exeRtn: number | null
  sends: number
  dataFrames: number
}

/** Secrets are of no use once they were set. */
const SCRUB = `case when c.params ? 'NewPW' then c.params || '{"NewPW": "******"}' else c.params end`

/** Ends a command, with its audit line; false where it was over already. */
export async function finishCommand(tx: Transaction, { siteId, id }: Key, finish: Finish): Promise<boolean> {
  const [row] = await tx.query<{ mn: string; cn: string }>(
    `update device_command as c
        set state = $3, why = $4, qn_rtn = coalesce($5, c.qn_rtn), exe_rtn = $6, sends = greatest(c.sends, $7),
            data_frames = greatest(c.data_frames, $8), finished_at = now(), params = ${SCRUB}
      where c.site_id = $1 and c.id = $2 and c.state in ('queued', 'sent', 'accepted')
      returning c.mn, c.cn`,
    [siteId, id, finish.state, finish.why, finish.qnRtn, finish.exeRtn, finish.sends, finish.dataFrames],
  )
  if (!row) return false
  const { state, why, qnRtn, exeRtn, dataFrames } = finish
  await tx.query(`select append_event('device', $1, 'CommandFinished', 'gateway', $2)`, [
    row.mn,
    JSON.stringify({ command: id, cn: row.cn, state, why, qnRtn, exeRtn, dataFrames }),
  ])
  return true
}

/** Ends what nobody is waiting for any more: not sent in time, or sent by a gateway that is gone. */
export async function settleOrphans(db: Database, gateway: string, open: readonly number[]): Promise<void> {
  await db.execute(
    `update device_command as c set state = 'expired', finished_at = now(), params = ${SCRUB}
      where c.state = 'queued' and c.expires_at <= now()`,
  )
  const lost = await db.query<Key>(
    `select c.id, c.site_id as "siteId" from device_command as c
      where c.state in ('sent', 'accepted')
        and case when c.gateway = $1 then c.id <> all ($2::bigint[])
                 else not exists (select 1 from gateway_process as g where g.id = c.gateway) end`,
    [gateway, open],
  )
  for (const key of lost) {
    await inTransaction(db, (tx) =>
      finishCommand(tx, key, {
        state: 'timed-out',
        why: 'gateway-lost',
        qnRtn: null,
        exeRtn: null,
        sends: 0,
        dataFrames: 0,
      }),
    )
  }
}
