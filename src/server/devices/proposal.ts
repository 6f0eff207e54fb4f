// The profile that the frames of an MN speak for, and the MNs that speak without being registered.
import type {
  DeviceProfile,
  listUnknown as listUnknownRoute,
  readProposal as readProposalRoute,
  UnknownDevice,
} from '#contract/devices.ts'
import type { ReplyOf } from '#contract/route.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { proposeProfile, siteKindOf } from '#domain/devices/propose-profile.ts'
import { byteText, readText } from '#hj212/text.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { loadSm4Keys } from '../device-keys.ts'
import { listReasons, loadFrames, observe } from './observe.ts'

const FRAMES_LOOKED_AT = 500

export async function readProposal(db: Database, mn: string): Promise<ReplyOf<typeof readProposalRoute> | Refusal> {
  const [frames, registered, reasons, keys] = await Promise.all([
    loadFrames(db, mn, FRAMES_LOOKED_AT),
    db.query('select 1 from device as d where d.mn = $1', [mn]),
    listReasons(db, [mn]),
    loadSm4Keys(db, mn),
  ])
  if (frames.length === 0) {
    return refuse('devices.no-frames', {
      zh: `还没有收到 MN 为 ${mn} 的报文`,
      en: `No frame has come in under ${mn} yet`,
    })
  }
  const proposal = proposeProfile(frames.map((frame) => observe(frame, { mn, keys })))
  const { evidence, frames: count, systemCode, ...rest } = proposal
  const proposed: DeviceProfile = {
    ...rest,
    systemCode: /^[0-9A-Z]{2}$/.test(systemCode ?? '') ? (systemCode ?? '') : '32',
    overTimeS: 10,
    resends: 3,
    gapPolicy: 'propose',
  }
  return {
    mn,
    frames: count,
    registered: registered.length > 0,
    siteKind: siteKindOf(systemCode),
    profile: proposed,
    evidence: evidence.map(({ records, ...line }) => ({
      ...line,
      records: records.map((id) => formatRef('record', id)),
    })),
    reasons: reasons.get(mn) ?? [],
  }
}

/** Of a flood only the newest are looked at. */
const QUARANTINED_LOOKED_AT = 20_000
const MOST_UNKNOWN = 200
const MOST_CHARACTERS = 400

type Unknown = Omit<UnknownDevice, 'reasons' | 'sample' | 'ref'> & { body: Uint8Array; id: number }

export async function listUnknown(db: Database): Promise<ReplyOf<typeof listUnknownRoute>> {
  const rows = await db.query<Unknown>(
    `with waiting as (
       select r.id, r.mn, r.received_at, r.peer from raw_record as r
        where r.state = 'quarantined' and r.channel = 'hj212'
        order by r.id desc limit ${QUARANTINED_LOOKED_AT}
     ), unknown as (
       select w.mn, count(*)::int as frames, min(w.received_at) as first_at, max(w.received_at) as last_at, max(w.id) as id
         from waiting as w
        where w.mn is not null and not exists (select 1 from device as d where d.mn = w.mn)
        group by w.mn order by max(w.id) desc limit ${MOST_UNKNOWN}
     )
     select u.mn, u.frames, u.first_at as "firstAt", u.last_at as "lastAt", r.peer, substr(r.body, 1, 1600) as body, u.id,
            exists (select 1 from device_session as s join gateway_process as g on g.id = s.gateway
                     where s.mn = u.mn and s.closed_at is null and g.seen_at > now() - interval '30 seconds') as connected
       from unknown as u
       join raw_record as r on r.id = u.id
      order by u.id desc`,
  )
  const reasons = await listReasons(
    db,
    rows.map(({ mn }) => mn),
  )
  return {
    rows: rows.map(({ body, id, ...row }) => ({
      ...row,
      reasons: reasons.get(row.mn) ?? [],
      sample: readText(byteText(body)).text.slice(0, MOST_CHARACTERS),
      ref: formatRef('record', id),
    })),
  }
}
