// Gaps of a device as rows: what is known of them, what is found now, and the commands that fetch them.
import type { GapKind, Span } from '#domain/devices/gaps.ts'
import { type Database, type Transaction, timestamptz } from '#platform/database.ts'

export type WatchedDevice = {
  mn: string
  siteId: number
  createdAt: number
  policy: 'propose' | 'automatic' | 'off'
  intervals: Readonly<Record<string, number>>
}

const COLUMNS = `d.mn, d.site_id as "siteId", d.created_at as "createdAt", d.gap_policy as policy, d.intervals`

/** Devices by MN, those after `afterMn`, whose data has a rhythm. */
export const listWatched = (db: Database, afterMn: string, limit: number): Promise<WatchedDevice[]> =>
  db.query<WatchedDevice>(
    `select ${COLUMNS} from device as d
      where d.mn > $1 and d.gap_policy <> 'off' and d.intervals ?| array['minute', 'hour', 'day']
      order by d.mn limit $2`,
    [afterMn, limit],
  )

export async function findWatched(db: Database, mn: string): Promise<WatchedDevice | undefined> {
  const [device] = await db.query<WatchedDevice>(`select ${COLUMNS} from device as d where d.mn = $1`, [mn])
  return device
}

/** Starts of the periods of a kind that are there in [from, until), ascending. */
export async function listPresent(tx: Transaction, siteId: number, kind: GapKind, span: Span): Promise<number[]> {
  const rows = await tx.query<{ at: number }>(
    `select r.at from reading as r
      where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4
      order by r.at`,
    [siteId, kind, timestamptz(span.from), timestamptz(span.until)],
  )
  return rows.map(({ at }) => at)
}

/** When the site had its first data of a kind at or after an instant. */
export async function findFirst(tx: Transaction, siteId: number, kind: GapKind, from: number): Promise<number | null> {
  const [row] = await tx.query<{ at: number | null }>(
    `select min(r.at) as at from reading as r where r.site_id = $1 and r.kind = $2 and r.at >= $3`,
    [siteId, kind, timestamptz(from)],
  )
  return row?.at ?? null
}

/** `command`: state of the command that fetches it, where there is one. */
export type KnownGap = Span & {
  id: number
  state: 'open' | 'asked' | 'filled' | 'absent' | 'dismissed'
  command: string | null
  commandKind: string | null
}

export const listKnown = (
  tx: Transaction,
  { mn, siteId }: WatchedDevice,
  kind: GapKind,
  span: Span,
): Promise<KnownGap[]> =>
  tx.query<KnownGap>(
    `select g.id, g.from_at as from, g.until_at as until, g.state, c.state as command, c.cause as "commandKind"
       from device_gap as g
       left join device_command as c on c.site_id = g.site_id and c.id = g.command_id
      where g.site_id = $1 and g.mn = $2 and g.kind = $3 and g.state <> 'filled'
        and g.until_at > $4 and g.from_at < $5
      order by g.from_at`,
    [siteId, mn, kind, timestamptz(span.from), timestamptz(span.until)],
  )

export async function settleGap(tx: Transaction, siteId: number, id: number, state: KnownGap['state']): Promise<void> {
  await tx.execute(
    `update device_gap as g
        set state = $3, settled_at = case when $3 in ('filled', 'absent') then now() end
      where g.site_id = $1 and g.id = $2`,
    [siteId, id, state],
  )
}

export type GapRow = { device: WatchedDevice; kind: GapKind; span: Span; periods: number; state: 'open' | 'absent' }

export async function addGap(tx: Transaction, { device, kind, span, periods, state }: GapRow): Promise<void> {
  await tx.execute(
    `insert into device_gap (site_id, mn, kind, from_at, until_at, periods, state, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, case when $7 = 'absent' then now() end)
     on conflict do nothing`,
    [device.siteId, device.mn, kind, timestamptz(span.from), timestamptz(span.until), periods, state],
  )
}

export type Reach = { until: number; periods: number }

/** An open gap reaches further, or less far, than before. */
export async function growGap(tx: Transaction, siteId: number, id: number, { until, periods }: Reach): Promise<void> {
  await tx.execute(
    `update device_gap as g set until_at = $3, periods = $4
      where g.site_id = $1 and g.id = $2 and g.state = 'open' and g.until_at <> $3`,
    [siteId, id, timestamptz(until), periods],
  )
}

/** Takes an open gap away; what is still missing of it is entered anew. */
export async function removeGap(tx: Transaction, siteId: number, id: number): Promise<void> {
  await tx.execute(`delete from device_gap as g where g.site_id = $1 and g.id = $2 and g.state = 'open'`, [siteId, id])
}
