// The routes of the plan pages.
import * as versions from '#contract/plan-versions.ts'
import * as contract from '#contract/plans.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { listPlans, readNode, readTree } from './queries.ts'
import { search } from './search.ts'
import { type LoadRest, listShipped, loadShipped } from './shipped-packs.ts'
import { importText } from './text.ts'
import { listAdjustmentsOf, listVersions, readVersion } from './versions.ts'

/** A plan is a few hundred kilobytes of text. */
const LARGEST_TEXT_BYTES = 20 * 1024 * 1024

/** `loadRest` loads what else a pack brings, for the features that keep it. */
export const planRoutes = ({ db, now }: Deps, loadRest: LoadRest): ServedRoute[] => [
  serve(contract.listPlans, () => listPlans(db)),
  serve(contract.readPlanTree, ({ params }) => readTree(db, params.plan)),
  serve(contract.readPlanNode, ({ params }) => readNode(db, params.plan, params.id)),
  serve(contract.searchPlan, ({ params, query }) => search(db, params.plan, query)),
  serve(versions.listPlanVersions, ({ params, query }) => listVersions(db, params.plan, query, now())),
  serve(versions.readPlanVersion, ({ params, query }) =>
    readVersion(db, { planId: params.plan, no: params.no, node: query.node }),
  ),
  serve(versions.listAdjustments, ({ params }) =>
    listAdjustmentsOf(db, { planId: params.plan, thing: params.thing, now: now() }),
  ),
  serve(versions.listShippedPacks, () => listShipped(db)),
  serve(versions.loadShippedPack, ({ params, account }) =>
    loadShipped(db, { name: params.name, by: account.name }, loadRest),
  ),
  serve(contract.importPlanText, async ({ params, account, http }) => {
    const file = await http.request.file({ limits: { fileSize: LARGEST_TEXT_BYTES } })
    if (file === undefined)
      return refuse('plans.text-unreadable', '没有收到文件 | Cannot import as the field `file` must hold the text')
    return importText(db, { planId: params.plan, bytes: await file.toBuffer(), author: account.name, nowMs: now() })
  }),
]
