// Routes of the appraisal: schemes, sheets, entries, appeals, what-if, and the record of a unit.
import * as contract from '#contract/appraisal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { loadPerson } from '../procedures/posts.ts'
import { appeal, decideAppeal } from './appeals.ts'
import { enterFact } from './enter.ts'
import { listAppraisals, readUnitRecord } from './list.ts'
import { openAppraisal } from './open.ts'
import { readAppraisal } from './read.ts'
import { issueScheme, readScheme, saveScheme } from './schemes.ts'
import type { AppraisalSources } from './sources.ts'
import { compareAppraisals, tryWeights } from './what-if.ts'

/** `hooks` are those of all cases: what a viewer may do depends on them. */
export const appraisalRoutes = (
  { db, now }: Deps,
  { sources, hooks }: { sources: AppraisalSources; hooks: CaseHooks },
): ServedRoute[] => [
  serve(contract.listAppraisals, async ({ params, account }) =>
    listAppraisals(db, { planId: params.plan, person: await loadPerson(db, account) }),
  ),
  serve(contract.readScheme, ({ params: { plan, ...key } }) => readScheme(db, { planId: plan, ...key })),
  serve(contract.saveScheme, async ({ params, body, account }) =>
    saveScheme(db, { planId: params.plan, ...body, person: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.issueScheme, async ({ params: { plan, ...key }, body, account }) =>
    issueScheme(db, { planId: plan, ...key, ...body, person: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.openAppraisal, async ({ params, body, account }) =>
    openAppraisal(db, { planId: params.plan, ...body, person: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.readAppraisal, async ({ params, account }) =>
    readAppraisal(db, {
      planId: params.plan,
      id: params.id,
      person: await loadPerson(db, account),
      nowMs: now(),
      sources,
      hooks,
    }),
  ),
  serve(contract.enterFact, async ({ params, body, account }) =>
    enterFact(db, { planId: params.plan, id: params.id, ...body, person: await loadPerson(db, account) }),
  ),
  serve(contract.appeal, async ({ params, body, account }) =>
    appeal(db, { planId: params.plan, id: params.id, ...body, person: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.decideAppeal, async ({ params, body, account }) =>
    decideAppeal(db, { planId: params.plan, id: params.id, ...body, person: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.tryWeights, ({ params, body }) =>
    tryWeights(db, { planId: params.plan, id: params.id, ...body, nowMs: now(), sources }),
  ),
  serve(contract.compareAppraisals, ({ params: { plan, id, other } }) =>
    compareAppraisals(db, { planId: plan, id, other, nowMs: now(), sources }),
  ),
  serve(contract.readUnitRecord, ({ params }) => readUnitRecord(db, params.id)),
]
