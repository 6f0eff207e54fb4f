// The list of devices with how each is doing, counted over all and paged.
import type { DeviceRow, listDevices as listDevicesRoute } from '#contract/devices.ts'
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import { scoreConformance } from '#domain/devices/conformance.ts'
import type { Database } from '#platform/database.ts'

/** Frames of a device that its score in the list rests on. */
const FRAMES_SCORED = 200

/** A gateway that has not reported for so long holds no connection. */
export const IS_LIVE = `s.closed_at is null and g.seen_at > now() - interval '30 seconds'`

/** Every device as it stands; a device is silent after three of its shortest intervals. */
const STANDING = `
  standing as (
    select d.mn, i.code as "siteCode", i.name as "siteName", i.name_en as "siteNameEn", i.kind as "siteKind",
           d.system_code as "systemCode", d.edition, d.is_demo as "isDemo",
           coalesce(n.is_live, false) as connected, coalesce(n.is_rival, false) as rival,
           greatest(n.last_frame_at, l.received_at) as "lastFrameAt", t.seconds as "expectedIntervalS",
           coalesce(greatest(n.last_frame_at, l.received_at) < now() - make_interval(secs => 3 * coalesce(t.seconds, 1200)),
                    true) as silent,
           coalesce(p.gaps, 0) as gaps, c.state as "openCommand"
      from device as d
      join site as i on i.id = d.site_id
      left join lateral (select min(v.value::int) as seconds from jsonb_each_text(d.intervals) as v) as k on true
      left join lateral (select coalesce(k.seconds, d.expected_interval_s) as seconds) as t on true
      left join lateral (
        select bool_or(${IS_LIVE}) as is_live, bool_or(s.is_rival and ${IS_LIVE}) as is_rival,
               max(s.last_frame_at) as last_frame_at
          from (select q.* from device_session as q where q.mn = d.mn order by q.id desc limit 20) as s
          left join gateway_process as g on g.id = s.gateway) as n on true
      left join lateral (select max(a.received_at) as received_at from latest as a where a.site_id = d.site_id) as l on true
      left join lateral (
        select count(*)::int as gaps from device_gap as o
         where o.mn = d.mn and o.site_id = d.site_id and o.state in ('open', 'asked')) as p on true
      left join lateral (
        select m.state from device_command as m
         where m.mn = d.mn and m.site_id = d.site_id and m.state in ('queued', 'sent', 'accepted')
         order by m.id limit 1) as c on true
  )`

const CONDITIONS: Readonly<Record<string, string>> = {
  connected: 'x.connected',
  silent: 'x.silent',
  gaps: 'x.gaps > 0',
  rival: 'x.rival',
}

type Counts = Pick<ReplyOf<typeof listDevicesRoute>, 'connected' | 'silent' | 'withGaps' | 'unknown' | 'all' | 'total'>

export async function listDevices(
  db: Database,
  { q, state, page, pageSize }: QueryOf<typeof listDevicesRoute>,
): Promise<ReplyOf<typeof listDevicesRoute>> {
  const like = `%${(q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  const where = `where (x.mn ilike $1 or x."siteName" ilike $1 or x."siteNameEn" ilike $1 or x."siteCode" ilike $1)
                   and ${state === undefined ? 'true' : CONDITIONS[state]}`
  const [[counts], rows] = await Promise.all([
    db.query<Counts>(
      `with ${STANDING}
       select count(*)::int as all, (count(*) filter (${where}))::int as total,
              (count(*) filter (where x.connected))::int as connected, (count(*) filter (where x.silent))::int as silent,
              (count(*) filter (where x.gaps > 0))::int as "withGaps",
              (select count(distinct r.mn)::int
                 from (select w.mn from raw_record as w where w.state = 'quarantined' and w.channel = 'hj212'
                        order by w.id desc limit 20000) as r
                where r.mn is not null and not exists (select 1 from device as d where d.mn = r.mn)) as unknown
         from standing as x`,
      [like],
    ),
    db.query<Omit<DeviceRow, 'score'>>(
      `with ${STANDING}
       select x.* from standing as x ${where}
        order by x.connected desc, x."siteName", x.mn limit $2 offset $3`,
      [like, pageSize, (page - 1) * pageSize],
    ),
  ])
  if (!counts) throw new Error('Cannot count the devices')
  const scores = await scoresOf(
    db,
    rows.map(({ mn }) => mn),
  )
  return { ...counts, page, pageSize, rows: rows.map((row) => ({ ...row, score: scores.get(row.mn) ?? null })) }
}

/** Finding codes of the newest frames of these devices; one entry a frame. */
export async function listFindingCodes(
  db: Database,
  mns: readonly string[],
  limit: number,
): Promise<Map<string, string[][]>> {
  const rows = await db.query<{ mn: string; codes: string[] | null }>(
    `select m.mn, (select array_agg(f ->> 'code') from jsonb_array_elements(r.findings) as f) as codes
       from unnest($1::text[]) as m (mn)
      cross join lateral (select q.findings from raw_record as q
                           where q.mn = m.mn and q.channel = 'hj212' order by q.id desc limit $2) as r`,
    [mns, limit],
  )
  const frames = new Map<string, string[][]>()
  for (const { mn, codes } of rows) {
    const known = frames.get(mn) ?? []
    known.push(codes ?? [])
    frames.set(mn, known)
  }
  return frames
}

async function scoresOf(db: Database, mns: readonly string[]): Promise<Map<string, number | null>> {
  const frames = await listFindingCodes(db, mns, FRAMES_SCORED)
  return new Map([...frames].map(([mn, of]) => [mn, scoreConformance(of).score]))
}
