// A device asks for the time (1013) or for a new key (1014): it is sent with 1012 or 1014, once in ten minutes.
import { type Database, inTransaction } from '#platform/database.ts'

/** What a device may ask for: the command it is given, and why. */
const GIVEN: Readonly<Record<string, { cn: string; reason: string }>> = {
  '1013': { cn: '1012', reason: '设备请求校时（1013）' },
  '1014': { cn: '1014', reason: '设备请求更新密钥（1014）' },
}

export const isAsking = (cn: string | null): cn is string => cn !== null && cn in GIVEN

/** @source HJ 212—2017 附录 C.5 */
export async function askBack(db: Database, mn: string, asked: string): Promise<void> {
  const given = GIVEN[asked]
  if (!given) return
  await inTransaction(db, async (tx) => {
    const [command] = await tx.query<{ id: number }>(
      `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
       select d.mn, d.site_id, $2, '{}', 'device-asked', $3, 'gateway', now() + interval '10 minutes'
         from device as d
        where d.mn = $1
          and not exists (select 1 from device_command as c
                           where c.mn = $1 and c.cn = $2 and c.asked_at > now() - interval '10 minutes'
                             and c.state in ('queued', 'sent', 'accepted', 'executed'))
       returning id`,
      [mn, given.cn, given.reason],
    )
    if (!command) return
    await tx.query(`select append_event('device', $1, 'CommandAsked', 'gateway', $2)`, [
      mn,
      JSON.stringify({ command: command.id, cn: given.cn, params: {}, cause: 'device-asked' }),
    ])
    await tx.query(`select pg_notify('device_command', $1)`, [mn])
  })
}
