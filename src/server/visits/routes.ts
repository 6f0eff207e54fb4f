// Routes of what changed since a person last looked.
import * as contract from '#contract/visits.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { markSeen, readChangesSince } from './changes.ts'

export const visitRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.readChangesSince, ({ params, account }) =>
    readChangesSince(db, { planId: params.plan, accountId: account.id, nowMs: now() }),
  ),
  serve(contract.markSeen, ({ params, body, account, key }) => {
    if (key !== undefined)
      return refuse('visits.person-only', {
        zh: '只有登录的人可以标记已看',
        en: 'Only a person who is signed in marks what was seen',
      })
    return markSeen(db, { planId: params.plan, accountId: account.id, nowMs: now(), upTo: body.upTo })
  }),
]
