// Routes of procedures, their cases, and the posts people act in.
import * as contract from '#contract/procedures.ts'
import { listUnitCases as unitCasesRoute, listUnitMessages as unitMessagesRoute } from '#contract/unit-cases.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { actOnCase, openCase, undoInCase } from './commands.ts'
import { listInForce } from './definitions.ts'
import type { CaseHooks } from './hooks.ts'
import { actOnCases } from './many-cases.ts'
import { listPosts, loadPerson, setPosts } from './posts.ts'
import { listCases, readCase } from './queries.ts'
import { listUnitCases, listUnitMessages } from './unit-cases.ts'

/** `hooks` are those of the features behind the cases. */
export const procedureRoutes = ({ db, now }: Deps, hooks: CaseHooks = {}): ServedRoute[] => [
  serve(contract.listProcedures, async () => ({ rows: await listInForce(db) })),
  serve(contract.listCases, ({ query }) => listCases(db, query, now())),
  serve(contract.readCase, async ({ params, account }) =>
    readCase(db, { id: params.id, person: await loadPerson(db, account), now: now(), hooks }),
  ),
  serve(contract.openCase, async ({ body, account }) =>
    openCase(db, { ...body, by: await loadPerson(db, account), at: now(), hooks }),
  ),
  serve(contract.actOnCase, async ({ params, body, account }) =>
    actOnCase(db, { ...body, id: params.id, by: await loadPerson(db, account), at: now(), hooks }),
  ),
  serve(contract.actOnCases, async ({ body, account }) =>
    actOnCases(db, { ...body, by: await loadPerson(db, account), at: now(), hooks }),
  ),
  serve(unitCasesRoute, ({ query }) => listUnitCases(db, query, now())),
  serve(unitMessagesRoute, ({ query }) => listUnitMessages(db, query)),
  serve(contract.undoInCase, async ({ params, body, account }) =>
    undoInCase(db, { ...body, id: params.id, by: await loadPerson(db, account), at: now(), hooks }),
  ),
  serve(contract.listPosts, async () => ({ rows: await listPosts(db) })),
  serve(contract.setPosts, async ({ params, body, account }) => {
    const changed = await setPosts(db, { account: params.account, posts: body.posts, by: account.name, at: now() })
    return changed ?? {}
  }),
]
