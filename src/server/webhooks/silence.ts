// Devices that fall silent and come back, for webhooks that want to know.
import { type Database, inTransaction } from '#platform/database.ts'

/** What a device whose interval nobody gave is held to, s. */
const USUAL_INTERVAL_S = 3600
/** Silent after this many missed intervals, five minutes at least. */
const MISSED = 3
const LEAST_S = 300
const LOCK = 7_264_300

/** When each device was heard last; one that was never heard is not silent but unknown. */
const HEARD = `
  select d.mn, d.site_id, s.code, s.name, i.interval_s, l.last_at,
         l.last_at < now() - greatest(${LEAST_S}, ${MISSED} * i.interval_s) * interval '1 second' as is_silent
    from device as d
    join site as s on s.id = d.site_id and s.retired_at is null
   cross join lateral (select coalesce(d.expected_interval_s, ${USUAL_INTERVAL_S}) as interval_s) as i
   cross join lateral (
         select r.received_at as last_at from raw_record as r where r.mn = d.mn order by r.id desc limit 1) as l`

const PAYLOAD = `jsonb_build_object('siteCode', h.code, 'siteName', h.name, 'mn', h.mn, 'lastAt', epoch_ms(h.last_at),
  'intervalS', h.interval_s)`

/** Tells each change once, whichever process looks; gives how many there were. Nobody wants to know: nothing is noted. */
export function tellSilence(db: Database): Promise<number> {
  return inTransaction(db, async (tx) => {
    const [asked] = await tx.query<{ go: boolean }>(
      `select (wants_webhook('device.silent') or wants_webhook('device.back')) and pg_try_advisory_xact_lock($1) as go`,
      [LOCK],
    )
    if (!asked?.go) return 0
    const silent = await tx.query(
      `with heard as materialized (${HEARD}),
            noted as (insert into webhook_silence (mn, since)
                      select h.mn, h.last_at from heard as h where h.is_silent
                      on conflict do nothing returning mn)
       select tell_webhooks('device.silent', h.site_id, ${PAYLOAD}) from heard as h join noted as n on n.mn = h.mn`,
    )
    const back = await tx.query(
      `with heard as materialized (${HEARD}),
            gone as (delete from webhook_silence as w using heard as h where h.mn = w.mn and not h.is_silent
                     returning w.mn, w.since)
       select tell_webhooks('device.back', h.site_id, ${PAYLOAD} || jsonb_build_object('silentSince', epoch_ms(g.since)))
         from heard as h join gone as g on g.mn = h.mn`,
    )
    return silent.length + back.length
  })
}
