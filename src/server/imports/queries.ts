// The import history and one import with the reasons of its rejected rows.
import type { ImportRow } from '#contract/intake.ts'
import { IMPORT_REASONS } from '#domain/imports/reasons.ts'
import type { Database } from '#platform/database.ts'

const COLUMNS = `b.id, b.kind, b.state, b.file_name as "fileName", b.file_bytes as bytes, b.encoding, b.layout,
  b.total_rows as "totalRows", b.done_rows as "doneRows", b.accepted, b.rejected, b.unchanged,
  b.sites_created as "sitesCreated", b.failure, b.created_by as "createdBy", b.created_at as "createdAt",
  b.finished_at as "finishedAt", b.undone_by as "undoneBy", b.undone_at as "undoneAt"`

/** Imports, newest first. */
export async function listImports(
  db: Database,
  page: { page: number; pageSize: number },
): Promise<{ rows: ImportRow[]; total: number }> {
  const rows = await db.query<ImportRow>(
    `select ${COLUMNS} from import_batch as b order by b.id desc limit $1 offset $2`,
    [page.pageSize, (page.page - 1) * page.pageSize],
  )
  const [count] = await db.query<{ n: number }>('select count(*)::int as n from import_batch')
  return { rows, total: count?.n ?? 0 }
}

export type ImportDetail = ImportRow & {
  mapping: unknown
  reasons: { code: string; zh: string; en: string; rows: number }[]
  sites: { code: string; name: string; rows: number }[]
}

export async function findImport(db: Database, id: number): Promise<ImportDetail | undefined> {
  const [row] = await db.query<ImportRow & { mapping: unknown }>(
    `select ${COLUMNS}, b.mapping from import_batch as b where b.id = $1`,
    [id],
  )
  if (!row) return undefined
  const [reasons, sites] = await Promise.all([
    db.query<{ code: string; rows: number }>(
      `select f.finding ->> 'code' as code, count(*)::int as rows
         from raw_record as r
        cross join lateral jsonb_array_elements(r.findings) as f (finding)
        where r.import_id = $1 and r.findings is not null
        group by 1 order by 2 desc`,
      [id],
    ),
    db.query<{ code: string; name: string; rows: number }>(
      `select s.code, s.name, count(*)::int as rows
         from raw_record as r join site as s on s.id = r.site_id
        where r.import_id = $1
        group by s.code, s.name order by s.name limit 2000`,
      [id],
    ),
  ])
  return { ...row, reasons: reasons.map(({ code, rows }) => ({ code, rows, ...wordsOf(code) })), sites }
}

const VALUE_REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  'imports.value-not-number': { zh: '个别值不是数字，未采用', en: 'A value is not a number and was left out' },
  'imports.value-out-of-range': { zh: '个别值超出可能范围，未采用', en: 'A value is impossible and was left out' },
  'imports.unit-unfit': { zh: '单位不能换算', en: 'The unit cannot be converted' },
  'imports.status-unknown': {
    zh: '站点情况未知，按维护处理',
    en: 'The station state is unknown and treated as maintenance',
  },
}

const wordsOf = (code: string): { zh: string; en: string } =>
  IMPORT_REASONS[code] ?? VALUE_REASONS[code] ?? { zh: code, en: code }
