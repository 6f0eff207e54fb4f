// A device asks for the time (1013): it is set with 1012, once in ten minutes.
import { type Database, inTransaction } from '#platform/database.ts'

/** @source HJ 212—2017 附录 C.5 */
export async function askTimeSetting(db: Database, mn: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [command] = await tx.query<{ id: number }>(
      `insert into device_command (mn, site_id, cn, params, cause, reason, asked_by, expires_at)
       select d.mn, d.site_id, '1012', '{}', 'device-asked', '设备请求校时（1013）', 'gateway', now() + interval '10 minutes'
         from device as d
        where d.mn = $1
          and not exists (select 1 from device_command as c
                           where c.mn = $1 and c.cn = '1012' and c.asked_at > now() - interval '10 minutes'
                             and c.state in ('queued', 'sent', 'accepted', 'executed'))
       returning id`,
      [mn],
    )
    if (!command) return
    await tx.query(`select append_event('device', $1, 'CommandAsked', 'gateway', $2)`, [
      mn,
      JSON.stringify({ command: command.id, cn: '1012', params: {}, cause: 'device-asked' }),
    ])
    await tx.query(`select pg_notify('device_command', $1)`, [mn])
  })
}
