// The routes of the indicator board and page.
import * as contract from '#contract/indicators.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readBoard, readOne } from './queries.ts'

export const indicatorRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.listIndicators, ({ params, query }) =>
    readBoard(db, { planId: params.plan, ...query, year: query.year, nowMs: now() }),
  ),
  serve(contract.readIndicator, ({ params, query }) =>
    readOne(db, { planId: params.plan, id: params.id, ...query, year: query.year, nowMs: now() }),
  ),
]
