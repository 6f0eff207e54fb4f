// What the appraisal reads of other features: the questions of their own pages, handed in.
import { isRefusal } from '#kit/refusal.ts'
import type { AppraisalSources } from './appraisal/sources.ts'
import { readAssessment } from './indicators/assessment.ts'
import { progressRows } from './progress/list.ts'

export const appraisalSources: AppraisalSources = {
  assessment: readAssessment,
  async progress(db, { planId, year, nowMs }) {
    const found = await progressRows(db, { planId, filter: { period: `${year}-Q4` }, now: nowMs })
    return isRefusal(found) ? found : found.rows
  },
}
