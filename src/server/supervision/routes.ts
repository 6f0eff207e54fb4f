// Routes of supervision: the look, what deviates, what is decided, what is under way, and what a consultation hands out.
import * as contract from '#contract/supervision.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { loadPerson } from '../procedures/posts.ts'
import { accept, dismiss } from './decide.ts'
import { openFollowUps } from './follow-ups.ts'
import { type GatherFacts, lookForDeviations } from './look.ts'
import { listDeviations, listSupervised, readDeviation } from './queries.ts'

export const supervisionRoutes = ({ db, now }: Deps, gather: GatherFacts): ServedRoute[] => [
  serve(contract.listDeviations, async ({ params, query, account }) =>
    listDeviations(db, { planId: params.plan, query, person: await loadPerson(db, account), now: now() }),
  ),
  serve(contract.readDeviation, ({ params }) => readDeviation(db, params.plan, params.number)),
  serve(contract.lookForDeviations, ({ params, account }) =>
    lookForDeviations(db, gather, { planId: params.plan, by: account.name, at: now() }),
  ),
  serve(contract.acceptDeviations, async ({ params, body, account }) =>
    accept(db, { planId: params.plan, ...body, by: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.dismissDeviations, async ({ params, body, account }) =>
    dismiss(db, { planId: params.plan, ...body, by: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.listSupervised, async ({ params, query, account }) =>
    listSupervised(db, { planId: params.plan, query, person: await loadPerson(db, account), now: now() }),
  ),
  serve(contract.openFollowUps, async ({ params, body, account }) =>
    openFollowUps(db, {
      planId: params.plan,
      caseId: params.case,
      ...body,
      by: await loadPerson(db, account),
      at: now(),
    }),
  ),
]
