// The reading table of a site as CSV lines, for office programs: page after page, so that it never stands in memory whole.
import type { ReadingKind } from '#contract/sites.ts'
import { formatCsvRow } from '#kit/csv.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { factorsOf, type StoredFactor } from './factor-cache.ts'
import { MESSAGE_COLUMNS, type Message, type ReadingRow, rowsOf } from './reading-rows.ts'
import type { SiteRecord } from './site-rows.ts'

const MOST_ROWS = 200_000
const ROWS_A_PAGE = 2000

type Span = { kind: ReadingKind; from?: number | undefined; until?: number | undefined }

/** Newest first, with a byte-order mark so that office programs read the Chinese; a column for every factor of the span. */
export async function* exportLines(db: Database, site: SiteRecord, asked: Span): AsyncGenerator<string> {
  const from = asked.from ?? Number.NEGATIVE_INFINITY
  let until = asked.until ?? Number.POSITIVE_INFINITY
  const factors = await factorsOfSpan(db, site.id, { kind: asked.kind, from, until })
  yield `\uFEFF${line([
    '时间',
    ...factors.flatMap(({ zh, unit }) => [unit === '' ? zh : `${zh}（${unit}）`, `${zh} 标记`]),
    '评价',
    ...(site.isDemo ? ['数据性质'] : []),
  ])}`
  for (let told = 0; told < MOST_ROWS; told += ROWS_A_PAGE) {
    const messages = await db.query<Message>(
      `select ${MESSAGE_COLUMNS} from reading as r
        where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by r.at desc limit ${ROWS_A_PAGE}`,
      [site.id, asked.kind, timestamptz(from), timestamptz(until)],
    )
    const rows = await rowsOf(db, site, { kind: asked.kind, messages })
    yield rows.map((row) => line(cellsOf(row, factors, site.isDemo))).join('')
    const last = messages.at(-1)
    if (!last || messages.length < ROWS_A_PAGE) return
    until = last.at
  }
}

async function factorsOfSpan(db: Database, siteId: number, span: Required<Span>): Promise<StoredFactor[]> {
  const rows = await db.query<{ id: number }>(
    `select distinct u.id from reading as r cross join lateral unnest(r.factors) as u (id)
      where r.site_id = $1 and r.kind = $2 and r.at >= $3 and r.at < $4 order by u.id`,
    [siteId, span.kind, timestamptz(span.from ?? 0), timestamptz(span.until ?? 0)],
  )
  const known = await factorsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id }) => known.get(id) ?? [])
}

function cellsOf(row: ReadingRow, factors: readonly StoredFactor[], isDemo: boolean): string[] {
  const values = factors.flatMap(({ code }) => {
    const cell = row.cells[code]
    return cell ? [cell.value === null ? '' : cell.text, cell.flag] : ['', '']
  })
  const verdict = row.verdict ? (row.verdict.label?.zh ?? '无法评价') : ''
  return [row.label, ...values, verdict, ...(isDemo ? ['演示数据'] : [])]
}

const line = (cells: readonly string[]): string => `${formatCsvRow(cells)}\r\n`
