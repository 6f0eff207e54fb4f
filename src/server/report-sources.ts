// What reports read of other features: the questions of their own pages, handed in.
import { isRefusal } from '#kit/refusal.ts'
import { readAssessment } from './indicators/assessment.ts'
import { readOne } from './indicators/queries.ts'
import { progressRows } from './progress/list.ts'
import { listProjects } from './projects/queries.ts'
import type { ReportSources } from './reports/parts/part.ts'

/** A report shows every project. */
const ALL_PROJECTS = { page: 1, pageSize: 10_000 }

export const reportSources: ReportSources = {
  assessment: readAssessment,
  indicator: readOne,
  async progress(db, { planId, period, nowMs }) {
    const found = await progressRows(db, { planId, filter: { period }, now: nowMs })
    return isRefusal(found) ? found : found.rows
  },
  projects: (db, { planId, today }) => listProjects(db, { planId, today, filter: {}, ...ALL_PROJECTS }),
}
