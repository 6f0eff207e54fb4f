// Laboratory results that stand, their versions, and what a form needs to offer.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type {
  listSampleFactors as factorsRoute,
  LabResultRow,
  listLabResults as listRoute,
  listResultVersions as versionsRoute,
} from '#contract/samples.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { annexFactors } from '#hj212/factors.ts'
import { type Database, timestamptz } from '#platform/database.ts'

type Stored = Omit<LabResultRow, 'ref' | 'knownUntil'> & { knownUntil: number }

const COLUMNS = `s.code as "siteCode", s.name as "siteName", l.at, l.sample_no as "sampleNo", f.code as factor,
  f.name_zh as "factorName", l.result, l.value, l.detection_limit as "limit", l.is_below as "isBelow", f.unit,
  l.unit as "reportedUnit", l.method, l.laboratory, l.sampled_by as "sampledBy", l.author, l.known_from as "knownFrom",
  l.known_until as "knownUntil", l.reason,
  (select count(*)::int from lab_result as v
    where v.site_id = l.site_id and v.at = l.at and v.factor_id = l.factor_id) as versions`
const TABLES = 'lab_result as l join site as s on s.id = l.site_id join factor as f on f.id = l.factor_id'

const shown = ({ knownUntil, ...row }: Stored): LabResultRow => ({
  ...row,
  knownUntil: Number.isFinite(knownUntil) ? knownUntil : null,
  ref: formatRef('reading', row.siteCode, 'sample', row.at, row.factor),
})

/** Withdrawn results are not listed; their versions stay. */
export async function listLabResults(
  db: Database,
  { site, search, page, pageSize }: QueryOf<typeof listRoute>,
): Promise<ReplyOf<typeof listRoute>> {
  const where = `l.known_until = 'infinity' and l.result <> '' and ($1::text is null or s.code = $1)
    and ($2::text is null or strpos(lower(concat_ws(' ', s.name, s.code, l.sample_no, l.laboratory, l.sampled_by)), lower($2)) > 0)`
  const params = [site ?? null, search ?? null]
  const [rows, [count]] = await Promise.all([
    db.query<Stored>(
      `select ${COLUMNS} from ${TABLES} where ${where} order by l.at desc, s.code, f.code limit $3 offset $4`,
      [...params, pageSize, (page - 1) * pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from ${TABLES} where ${where}`, params),
  ])
  return { rows: rows.map(shown), total: count?.n ?? 0, page, pageSize }
}

export async function listVersions(
  db: Database,
  { siteCode, at, factor }: QueryOf<typeof versionsRoute>,
): Promise<LabResultRow[]> {
  const rows = await db.query<Stored>(
    `select ${COLUMNS} from ${TABLES} where s.code = $1 and l.at = $2 and f.code = $3 order by l.known_from desc`,
    [siteCode, timestamptz(at), factor],
  )
  return rows.map(shown)
}

/** Water and soil are sampled, and so is what the standards name; process values of machines are not. */
export async function listSampleFactors(db: Database): Promise<ReplyOf<typeof factorsRoute>> {
  const known = new Map(
    [...annexFactors().filter(({ code }) => /^[aw]/.test(code)), ...MONITORED_FACTORS].map(({ code, zh, en, unit }) => [
      code,
      { code, zh, en, unit },
    ]),
  )
  const [used] = await db.query<{ methods: string[]; laboratories: string[] }>(
    `select coalesce(array_agg(distinct l.method), '{}') as methods,
            coalesce(array_agg(distinct l.laboratory), '{}') as laboratories
       from lab_result as l where l.known_until = 'infinity'`,
  )
  const factors = [...known.values()].sort((a, b) => a.code.localeCompare(b.code))
  return { factors, methods: used?.methods ?? [], laboratories: used?.laboratories ?? [] }
}
