// The list as a file: all sites the filter finds, in the columns that are shown.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { downloadCsv } from '#web/ui/download.ts'
import type { Say } from '#web/ui/say.ts'
import type { Column } from './columns.tsx'
import { askSites } from './queries.ts'
import type { SiteFilter } from './site-filter.ts'

const ROWS_A_REQUEST = 500

/** Undefined when the file was handed over; else why not. */
export async function exportSites(
  filter: SiteFilter,
  columns: readonly Column[],
  say: Say,
): Promise<Refusal | undefined> {
  const lines = [columns.map((column) => say(column.words))]
  for (let page = 1; ; page++) {
    const reply = await askSites({ ...filter, page }, ROWS_A_REQUEST)
    if (isRefusal(reply)) return reply
    lines.push(...reply.rows.map((site) => columns.map((column) => column.text(site, say))))
    if (page * ROWS_A_REQUEST >= reply.total) break
  }
  downloadCsv('sites.csv', lines)
  return undefined
}
