// The routes of the plan pages.
import * as contract from '#contract/plans.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { listPlans, readNode, readTree } from './queries.ts'
import { search } from './search.ts'
import { importText } from './text.ts'

/** A plan is a few hundred kilobytes of text. */
const LARGEST_TEXT_BYTES = 20 * 1024 * 1024

export const planRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.listPlans, () => listPlans(db)),
  serve(contract.readPlanTree, ({ params }) => readTree(db, params.plan)),
  serve(contract.readPlanNode, ({ params }) => readNode(db, params.plan, params.id)),
  serve(contract.searchPlan, ({ params, query }) => search(db, params.plan, query)),
  serve(contract.importPlanText, async ({ params, account, http }) => {
    const file = await http.request.file({ limits: { fileSize: LARGEST_TEXT_BYTES } })
    if (file === undefined)
      return refuse('plans.text-unreadable', '没有收到文件 | Cannot import as the field `file` must hold the text')
    return importText(db, { planId: params.plan, bytes: await file.toBuffer(), author: account.name, nowMs: now() })
  }),
]
