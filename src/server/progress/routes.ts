// Routes of progress: the list, rounds and returns, a status set by hand, and the page of one obligation.
import { readObligation as obligationRoute } from '#contract/obligation.ts'
import * as contract from '#contract/progress.ts'
import { readReturn as readTable } from '#domain/progress/return-table.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readTableFile, readUpload } from '../http/upload.ts'
import type { CaseHooks } from '../procedures/hooks.ts'
import { loadPerson } from '../procedures/posts.ts'
import { listProgress } from './list.ts'
import { readObligation } from './obligation.ts'
import { setOverride } from './override.ts'
import { askedInReturn, readReturn, saveReturn } from './returns.ts'
import { listReturns } from './returns-list.ts'
import { openRound } from './rounds.ts'

/** `hooks` are those of all cases: what a viewer may do with a return depends on them. */
export const progressRoutes = ({ db, now }: Deps, hooks: CaseHooks): ServedRoute[] => [
  serve(contract.listProgress, ({ params, query }) => listProgress(db, { planId: params.plan, query, now: now() })),
  serve(contract.listReturns, async ({ params, query, account }) =>
    listReturns(db, { planId: params.plan, query, now: now(), person: await loadPerson(db, account) }),
  ),
  serve(contract.openRound, async ({ params, body, account }) =>
    openRound(db, { planId: params.plan, ...body, by: await loadPerson(db, account), at: now() }),
  ),
  serve(contract.readReturn, async ({ params, account }) =>
    readReturn(db, {
      planId: params.plan,
      caseId: params.case,
      person: await loadPerson(db, account),
      now: now(),
      hooks,
    }),
  ),
  serve(contract.saveReturn, async ({ params, body, account }) =>
    saveReturn(db, {
      planId: params.plan,
      caseId: params.case,
      entries: body.entries,
      person: await loadPerson(db, account),
    }),
  ),
  serve(contract.readReturnFile, async ({ params, http }) => {
    const asked = await askedInReturn(db, { planId: params.plan, caseId: params.case })
    if (isRefusal(asked)) return asked
    const bytes = await readUpload(http, 'progress')
    if (isRefusal(bytes)) return bytes
    const rows = await readTableFile(bytes, 'progress')
    if (isRefusal(rows)) return rows
    const read = readTable(rows, asked)
    if (isRefusal(read)) return read
    return { entries: read.entries.map(({ row: _, ...entry }) => entry), faults: read.faults }
  }),
  serve(contract.setOverride, async ({ params, body, account }) =>
    setOverride(db, {
      planId: params.plan,
      obligationId: params.id,
      ...body,
      by: await loadPerson(db, account),
      at: now(),
    }),
  ),
  serve(obligationRoute, async ({ params, account }) =>
    readObligation(db, { planId: params.plan, id: params.id, now: now(), person: await loadPerson(db, account) }),
  ),
]
