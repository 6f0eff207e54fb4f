// Routes of reviews and bulletins.
import * as contract from '#contract/reports.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type Http, type ServedRoute, serve } from '../http/serve.ts'
import { findPlan } from '../plan-store.ts'
import { loadPerson } from '../procedures/posts.ts'
import { editReport, submitReport, withdrawDraft } from './edit.ts'
import type { Workshop } from './make.ts'
import { reportFile } from './render.ts'
import { listReports, readReport } from './store.ts'

export const reportRoutes = ({ db, now }: Deps, workshop: Workshop): ServedRoute[] => [
  serve(contract.listTemplates, async ({ params }) => {
    const model = await findPlan(db, params.plan)
    if (isRefusal(model)) return model
    const { about, reports } = model.pack
    return {
      rows: reports.map(({ id, name, purpose, period, schedule = null }) => ({ id, name, purpose, period, schedule })),
      startYear: about.period.start,
      endYear: about.period.end,
    }
  }),
  serve(contract.listReports, async ({ params, query }) => {
    const model = await findPlan(db, params.plan)
    return isRefusal(model) ? model : listReports(db, params.plan, query)
  }),
  serve(contract.startReport, ({ params, body, account }) =>
    workshop.start({ ...body, planId: params.plan, by: account.name }),
  ),
  serve(contract.readReport, ({ params, query }) => readReport(db, params.id, query)),
  serve(contract.editReport, ({ params, body, account }) => editReport(db, params.id, { ...body, by: account.name })),
  serve(contract.submitReport, async ({ params, account }) =>
    submitReport(db, params.id, { by: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.withdrawDraft, ({ params, body, account }) =>
    withdrawDraft(db, params.id, { ...body, by: account.name }),
  ),
  serve(contract.downloadReport, ({ params, query, http }) =>
    reportFile(db, { ...params, version: query.version, origin: originOf(http) }),
  ),
]

/** Where the person reads the product, so that links in the file lead there. */
const originOf = ({ request }: Http): string => `${request.protocol}://${request.host}`
