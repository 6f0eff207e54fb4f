// Raw frames of devices out of the store.
import { type Database, timestamptz } from '#platform/database.ts'
import { recordTimeRange } from '#platform/intake/record-id.ts'

export type StoredFrame = { id: number; receivedAtMs: number; state: string; body: Uint8Array }

const COLUMNS = 'r.id, r.received_at as "receivedAtMs", r.state, r.body'

/** The frames of these numbers, ascending; numbers of other records and of none are absent. */
export async function loadFrames(db: Database, ids: readonly number[]): Promise<StoredFrame[]> {
  if (ids.length === 0) return []
  const ranges = ids.map(recordTimeRange)
  const from = Math.min(...ranges.map(({ fromMs }) => fromMs))
  const until = Math.max(...ranges.map(({ untilMs }) => untilMs))
  return db.query<StoredFrame>(
    `select ${COLUMNS} from raw_record as r
      where r.id = any ($1::bigint[]) and r.received_at >= $2 and r.received_at < $3 and r.channel = 'hj212'
      order by r.id`,
    [ids, timestamptz(from), timestamptz(until)],
  )
}

export type FramePage = { sinceMs: number; untilMs: number; afterId: number; limit: number }

/** Frames that gave readings, received in [sinceMs, untilMs), by number, those after `afterId`. */
export async function listFrames(
  db: Database,
  { sinceMs, untilMs, afterId, limit }: FramePage,
): Promise<StoredFrame[]> {
  return db.query<StoredFrame>(
    `select ${COLUMNS} from raw_record as r
      where r.received_at >= $1 and r.received_at < $2 and r.id > $3
        and r.channel = 'hj212' and r.state in ('stored', 'reingested')
      order by r.id limit $4`,
    [timestamptz(sinceMs), timestamptz(untilMs), afterId, limit],
  )
}
