// The short way down: the newest raw record of each site that a day, month or year of a place rests on.
import { formatRef } from '#contract/trace-ref.ts'
import { endOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { both, linkTo, type TraceLink } from './node.ts'
import { evaluationPoints, siteWords, type TracedSite } from './sites.ts'
import { joined } from './words.ts'

const SPANS = ['hour', 'day', 'month', 'year'] as const
type Row = { siteId: number; at: number; kind: string; record: string }

/** `period` as of an average or a verdict; a sample is of its hour. A district rests on its evaluation points. */
export async function bottomRecords(
  db: Database,
  place: TracedSite,
  { period, at }: { period: string; at: number },
): Promise<TraceLink[]> {
  const sites = place.kind === 'district' ? await evaluationPoints(db, place) : [place]
  const span = SPANS.find((one) => one === period) ?? 'hour'
  const rows = await db.query<Row>(
    `select k.site_id as "siteId", n.at, n.kind, n.record::text
       from unnest($1::int[]) as k (site_id)
      cross join lateral (select r.at, r.kind, r.sources[1] as record from reading as r
                           where r.site_id = k.site_id and r.kind in ('hour', 'sample') and r.at >= $2 and r.at < $3
                           order by r.at desc limit 1) as n
      where exists (select 1 from raw_record as w where w.id = n.record)`,
    [sites.map(({ id }) => id), timestamptz(at), timestamptz(endOf(span, at))],
  )
  const byId = new Map(rows.map((row) => [row.siteId, row]))
  return sites.flatMap((site) => {
    const row = byId.get(site.id)
    if (row === undefined) return []
    return [
      linkTo('record', joined(' · ', siteWords(site), both(row.record)), {
        ref: formatRef('record', row.record),
        at: row.at,
      }),
    ]
  })
}
