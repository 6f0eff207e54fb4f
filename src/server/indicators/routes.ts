// The routes of the indicator board and page, of the year under assessment and of what is entered for it.
import { readKnownDifferences } from '#contract/as-known.ts'
import * as assessment from '#contract/assessment.ts'
import * as contract from '#contract/indicators.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readKnownDifferences as readDifferences } from './as-known.ts'
import { readAssessment, readSignoff, signYear } from './assessment.ts'
import { readBreakdown } from './breakdown.ts'
import { readBoard, readOne } from './queries.ts'
import { readYearInputs, saveCityTarget, saveReport, withdrawCityTarget, withdrawReport } from './year-inputs.ts'

export const indicatorRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.listIndicators, ({ params, query }) =>
    readBoard(db, { planId: params.plan, ...query, year: query.year, nowMs: now() }),
  ),
  serve(contract.readIndicator, ({ params, query }) =>
    readOne(db, { planId: params.plan, id: params.id, ...query, year: query.year, nowMs: now() }),
  ),
  serve(contract.readBreakdown, ({ params, query }) =>
    readBreakdown(db, { planId: params.plan, id: params.id, ...query, nowMs: now() }),
  ),
  serve(readKnownDifferences, ({ params, query }) =>
    readDifferences(db, { planId: params.plan, ...query, nowMs: now() }),
  ),
  serve(assessment.readAssessment, ({ params, query }) =>
    readAssessment(db, { planId: params.plan, ...query, year: query.year, nowMs: now() }),
  ),
  serve(assessment.readYearInputs, ({ params, query }) =>
    readYearInputs(db, { planId: params.plan, id: params.id, ...query }),
  ),
  serve(assessment.saveReport, ({ params, body, account }) =>
    saveReport(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(assessment.withdrawReport, ({ params, body, account }) =>
    withdrawReport(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(assessment.saveCityTarget, ({ params, body, account }) =>
    saveCityTarget(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(assessment.withdrawCityTarget, ({ params, body, account }) =>
    withdrawCityTarget(db, { planId: params.plan, id: params.id, ...body, by: account.name }),
  ),
  serve(assessment.signYear, ({ params, body, account }) =>
    signYear(db, { planId: params.plan, ...body, by: account.name, nowMs: now() }),
  ),
  serve(assessment.readSignoff, ({ params }) =>
    readSignoff(db, { planId: params.plan, year: params.year, version: params.version }),
  ),
]
