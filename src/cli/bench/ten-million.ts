// A store of ten million hourly values: a hundred stations with six pollutants each for almost two years.
import type { Database } from '#platform/database.ts'

export const SITES = 100
/** Hours a site, six values each: ten million values. */
export const HOURS = 16_700

/** Codes of the stations are `bench-1` and so on; the newest hour is the running one. */
export async function fillTenMillion(db: Database): Promise<void> {
  await db.execute(
    `insert into site (code, kind, name) select 'bench-' || n, 'air', 'bench ' || n from generate_series(1, ${SITES}) as n`,
  )
  await db.execute(
    `insert into factor (code, name_zh, name_en, unit) select 'bench' || n, 'b', 'b', 'µg/m³' from generate_series(1, 6) as n`,
  )
  const months = await db.query<{ at: string }>(
    `select ensure_month_partition('reading', m.at)::text as at
       from generate_series(now() - interval '${HOURS} hours', now() + interval '31 days', interval '1 month') as m (at)`,
  )
  if (months.length === 0) throw new Error('Cannot make partitions')
  await db.execute(
    `insert into reading (at, known_from, site_id, kind, flags, factors, values, sources)
     select date_trunc('hour', now()) - n * interval '1 hour', now(), s.id, 'hour', 'NNNNNN',
            (select array_agg(f.id order by f.id) from factor as f where f.code like 'bench%'),
            array[1, 2, 3, 4, 5, 6]::float8[], array[n]::bigint[]
       from site as s cross join generate_series(1, ${HOURS}) as n where s.code like 'bench-%'`,
  )
  await db.execute('analyze')
}
