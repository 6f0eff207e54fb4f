// One device: its profile, sessions, conformance, gaps and file.
import type {
  DeviceEncryption,
  DeviceEntry,
  DeviceGap,
  DeviceProfile,
  readDevice as readDeviceRoute,
} from '#contract/devices.ts'
import type { ReplyOf } from '#contract/route.ts'
import { scoreConformance } from '#domain/devices/conformance.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { ENCRYPTION_COLUMNS } from './encryption.ts'
import { IS_LIVE, listFindingCodes } from './list.ts'
import { PROFILE_COLUMNS } from './profile-row.ts'
import { noDevice } from './profiles.ts'

const FRAMES_SCORED = 1_000

type Detail = ReplyOf<typeof readDeviceRoute>
type Head = Pick<
  Detail,
  'mn' | 'siteCode' | 'siteName' | 'siteNameEn' | 'isDemo' | 'createdAt' | 'profiledBy' | 'profiledAt' | 'quarantined'
> & { siteId: number; profile: DeviceProfile; encryption: DeviceEncryption; receivedAt: number | null }

export async function readDevice(db: Database, mn: string): Promise<Detail | Refusal> {
  const head = await findHead(db, mn)
  if (!head) return noDevice(mn)
  const { siteId, receivedAt, ...device } = head
  const [sessions, codes, gaps, entries] = await Promise.all([
    listSessions(db, mn),
    listFindingCodes(db, [mn], FRAMES_SCORED),
    listGaps(db, siteId, mn),
    listEntries(db, siteId, mn),
  ])
  const heard = [receivedAt, ...sessions.map(({ lastFrameAt }) => lastFrameAt)].filter((at) => at !== null)
  return {
    ...device,
    connected: sessions.some(({ closedAt }) => closedAt === null),
    lastFrameAt: heard.length === 0 ? null : Math.max(...heard),
    sessions,
    conformance: scoreConformance(codes.get(mn) ?? []),
    gaps,
    entries,
  }
}

async function findHead(db: Database, mn: string): Promise<Head | undefined> {
  const [head] = await db.query<Head>(
    `select d.mn, d.site_id as "siteId", s.code as "siteCode", s.name as "siteName", s.name_en as "siteNameEn",
            d.is_demo as "isDemo", d.created_at as "createdAt", d.profiled_by as "profiledBy",
            d.profiled_at as "profiledAt", ${PROFILE_COLUMNS} as profile,
            ${ENCRYPTION_COLUMNS} as encryption,
            (select max(l.received_at) from latest as l where l.site_id = d.site_id) as "receivedAt",
            (select count(*)::int from (select 1 from raw_record as r where r.mn = d.mn and r.state = 'quarantined'
                                         limit 1000) as q) as quarantined
       from device as d join site as s on s.id = d.site_id
      where d.mn = $1`,
    [mn],
  )
  return head
}

/** Newest first; one whose gateway is gone counts as closed. */
const listSessions = (db: Database, mn: string): Promise<Detail['sessions']> =>
  db.query<Detail['sessions'][number]>(
    `select s.peer, s.connected_at as "connectedAt", s.last_frame_at as "lastFrameAt", s.frames, s.is_rival as rival,
            case when ${IS_LIVE} then null else coalesce(s.closed_at, s.last_frame_at) end as "closedAt",
            case when ${IS_LIVE} then null else coalesce(s.closed_why, 'gateway-lost') end as "closedWhy"
       from device_session as s
       left join gateway_process as g on g.id = s.gateway
      where s.mn = $1 order by s.id desc limit 20`,
    [mn],
  )

const listGaps = (db: Database, siteId: number, mn: string): Promise<DeviceGap[]> =>
  db.query<DeviceGap>(
    `select g.id, g.kind, g.from_at as from, g.until_at as until, g.periods, g.state, g.command_id as "commandId",
            g.found_at as "foundAt"
       from device_gap as g
      where g.site_id = $1 and g.mn = $2
      order by g.state in ('open', 'asked') desc, g.from_at desc limit 200`,
    [siteId, mn],
  )

const listEntries = (db: Database, siteId: number, mn: string): Promise<DeviceEntry[]> =>
  db.query<DeviceEntry>(
    `select e.id, e.kind, e.at, e.until_at as until, e.person, e.manufacturer, e.model, e.serial_no as "serialNo", e.text,
            e.created_by as "createdBy", e.created_at as "createdAt", e.withdrawn_by as "withdrawnBy"
       from device_entry as e
      where e.site_id = $1 and e.mn = $2
      order by e.at desc, e.id desc`,
    [siteId, mn],
  )
