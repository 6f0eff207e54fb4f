// Which indicator values looked at a verdict or an average, and whether it counted there.
import { formatRef } from '#contract/trace-ref.ts'
import type { IndicatorInput } from '#domain/indicators/value-body.ts'
import { startOf } from '#kit/time.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { both, linkTo, periodText, type TraceLink } from './node.ts'
import { joined } from './words.ts'

type Row = {
  planId: string
  id: string
  nameZh: string | null
  nameEn: string | null
  unit: string | null
  period: string
  at: number
  basis: string
  value: string | null
  input: IndicatorInput
}

/** What identifies the input among an indicator's inputs. */
export type Probe = { site: string; at: number } & (
  | { subject: string; edition: string }
  | { period: string; item: string }
)

/** Values of the month and year of `at` that hold the input, months first. */
export async function indicatorsCounting(
  db: Database,
  { at, probe }: { at: number; probe: Probe },
): Promise<TraceLink[]> {
  const rows = await db.query<Row>(
    `select v.plan_id as "planId", v.indicator_id as id, i.name_zh as "nameZh", i.name_en as "nameEn",
            i.body ->> 'unit' as unit, v.period, v.at, v.basis, v.value, e.input
       from indicator_value as v
       left join plan_indicator as i on i.plan_id = v.plan_id and i.id = v.indicator_id
      cross join lateral (select x.input from jsonb_array_elements(v.body -> 'inputs') as x (input)
                           where x.input @> $2::jsonb limit 1) as e
      where v.known_until = 'infinity' and v.at = any ($1::timestamptz[])
      order by v.period, v.indicator_id, v.basis <> 'in-force', v.basis`,
    [[startOf('month', at), startOf('year', at)].map(timestamptz), JSON.stringify(probe)],
  )
  return rows.map(({ planId, id, period, basis, input, ...row }) =>
    linkTo(
      'indicator',
      joined(
        ' · ',
        { zh: row.nameZh ?? id, en: row.nameEn ?? id },
        both(periodText(period, row.at)),
        ...(basis === 'in-force' ? [] : [both(basis)]),
      ),
      {
        ref: formatRef('indicator', planId, id, period, row.at, basis),
        value: row.value,
        unit: row.unit,
        counted: input.counted,
        note: input.why ? { zh: input.why.zh, en: input.why.en } : null,
      },
    ),
  )
}
