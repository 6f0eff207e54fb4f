// Stored frames of an MN as observations for a profile, and the reasons why frames of it are in quarantine.
import type { DataKind, FrameObservation } from '#domain/devices/observation.ts'
import { decodeFrame } from '#hj212/decode.ts'
import { currentCode } from '#hj212/factors.ts'
import type { Message } from '#hj212/message.ts'
import { parseInstant } from '#kit/time.ts'
import type { Database } from '#platform/database.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'

export type StoredFrame = { id: number; receivedAt: number; body: Uint8Array }

/** Newest frames of an MN in any state, newest first. */
export const loadFrames = (db: Database, mn: string, limit: number): Promise<StoredFrame[]> =>
  db.query<StoredFrame>(
    `select r.id, r.received_at as "receivedAt", r.body from raw_record as r
      where r.mn = $1 and r.channel = 'hj212' order by r.id desc limit $2`,
    [mn, limit],
  )

const KINDS: Readonly<Record<string, DataKind>> = {
  '2011': 'realtime',
  '2051': 'minute',
  '2061': 'hour',
  '2031': 'day',
}

/** `keys`: those of the device, for what it encrypted. */
export function observe(
  { id, receivedAt, body }: StoredFrame,
  { mn, keys }: { mn: string; keys: readonly Uint8Array[] },
): FrameObservation {
  const { findings, message } = decodeFrame(body, { sm4Keys: keys })
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  const dataTime = message?.cp.dataTime?.slice(0, 14) ?? ''
  return {
    recordId: id,
    receivedAt,
    errors,
    version: message?.version ?? null,
    wantsAnswer: message?.wantsAnswer ?? false,
    systemCode: message?.st ?? null,
    password: message?.pw ?? null,
    mn,
    kind: KINDS[message?.cn ?? ''] ?? null,
    dataTime: parseInstant(dataTime) ?? null,
    isBackfill: message?.extra.RF === '1',
    factors: message ? factorsOf(message) : [],
  }
}

const factorsOf = ({ cp }: Message): FrameObservation['factors'] =>
  cp.factors.map(({ code, fields }) => {
    const current = currentCode(code)
    const text = fields.Rtd ?? fields.Avg ?? fields.Data
    const value = text === undefined || text === '' ? Number.NaN : Number(text)
    return { code: current, isOld: current !== code, value: Number.isFinite(value) ? value : null }
  })

export type Reason = Omit<StoredFinding, 'at'> & { frames: number }

/** Errors and warnings of quarantined frames of these MNs, the commonest first; the newest 500 of each count. */
export async function listReasons(db: Database, mns: readonly string[]): Promise<Map<string, Reason[]>> {
  const rows = await db.query<Reason & { mn: string }>(
    `select m.mn, f ->> 'code' as code, f ->> 'severity' as severity, min(f ->> 'zh') as zh, min(f ->> 'en') as en,
            count(distinct r.id)::int as frames
       from unnest($1::text[]) as m (mn)
      cross join lateral (select q.id, q.findings from raw_record as q
                           where q.mn = m.mn and q.state = 'quarantined' order by q.id desc limit 500) as r
      cross join lateral jsonb_array_elements(r.findings) as f
      where f ->> 'severity' <> 'info'
      group by m.mn, f ->> 'code', f ->> 'severity'
      order by frames desc, code`,
    [mns],
  )
  const reasons = new Map<string, Reason[]>()
  for (const { mn, ...reason } of rows) reasons.set(mn, [...(reasons.get(mn) ?? []), reason])
  return reasons
}
