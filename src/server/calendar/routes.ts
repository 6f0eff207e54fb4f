// Routes of the working calendar.
import * as contract from '#contract/calendar.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readUpload } from '../http/upload.ts'
import { importYear } from './import-year.ts'
import { listYears } from './queries.ts'

export const calendarRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.listCalendarYears, async () => ({ rows: await listYears(db) })),
  serve(contract.importCalendarYear, async ({ params, query, http, account }) => {
    const bytes = await readUpload(http, 'calendar')
    if (isRefusal(bytes)) return bytes
    const about = { year: params.year, source: query.source, verified: query.verified ?? false }
    return importYear(db, { bytes, about, by: account.name, at: now() })
  }),
]
