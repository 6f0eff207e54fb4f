// The routes of what becomes of obligations.
import * as contract from '#contract/succession.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { settleSuccession, undoSuccession } from './commands.ts'
import { listSuccession, readSuccession } from './queries.ts'

export const successionRoutes = ({ db }: Deps): ServedRoute[] => [
  serve(contract.listSuccession, ({ params, query }) => listSuccession(db, params.plan, query)),
  serve(contract.readSuccession, ({ params }) => readSuccession(db, params.plan, params.id)),
  serve(contract.settleSuccession, ({ params, body, account }) =>
    settleSuccession(db, { ...body, planId: params.plan, by: account.name }),
  ),
  serve(contract.undoSuccession, ({ params, body, account }) =>
    undoSuccession(db, { ...body, planId: params.plan, by: account.name }),
  ),
]
