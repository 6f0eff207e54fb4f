// Which writer fills in which part of a template.
import type { PartKind } from '#domain/documents/parts.ts'
import { appraisal } from './parts/appraisal.ts'
import { cases } from './parts/cases.ts'
import { evidence } from './parts/evidence.ts'
import { inconsistencies } from './parts/inconsistencies.ts'
import { indicatorPages, indicatorYear } from './parts/indicators.ts'
import { lateList, obligationList, obligationStatus, unitRanking } from './parts/obligations.ts'
import type { PartWriter } from './parts/part.ts'
import { progressCharts } from './parts/progress-charts.ts'
import { projects } from './parts/projects.ts'

export const PART_WRITERS: Readonly<Record<PartKind, PartWriter>> = {
  'indicator-year': indicatorYear,
  'indicator-pages': indicatorPages,
  inconsistencies,
  'obligation-status': obligationStatus,
  'progress-charts': progressCharts,
  'obligation-list': obligationList,
  'unit-ranking': unitRanking,
  'late-list': lateList,
  cases,
  projects,
  appraisal,
  evidence,
}
