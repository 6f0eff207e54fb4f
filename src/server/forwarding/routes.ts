// Routes of forwarding to other platforms.
import * as contract from '#contract/forwarding.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import * as commands from './commands.ts'
import { listRefusals, listTargets } from './queries.ts'
import { tryConnection } from './try-connection.ts'

export const forwardingRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.listForwardTargets, async () => ({ targets: await listTargets(db, now()) })),
  serve(contract.createForwardTarget, ({ body, account }) => commands.createTarget(db, account, body)),
  serve(
    contract.changeForwardTarget,
    async ({ params, body, account }) => (await commands.changeTarget(db, account, { ...body, id: params.id })) ?? {},
  ),
  serve(
    contract.switchForwardTarget,
    async ({ params, body, account }) =>
      (await commands.switchTarget(db, account, { id: params.id, active: body.active })) ?? {},
  ),
  serve(
    contract.removeForwardTarget,
    async ({ params, account }) => (await commands.removeTarget(db, account, params.id)) ?? {},
  ),
  serve(contract.backfillForwardTarget, ({ params, body, account }) =>
    commands.backfillTarget(db, account, { ...body, id: params.id }),
  ),
  serve(contract.retryForwardRefusals, ({ params, account }) => commands.retryRefusals(db, account, params.id)),
  serve(
    contract.listForwardRefusals,
    async ({ params, query }) =>
      (await listRefusals(db, params.id, query)) ??
      refuse('forwarding.target-not-found', {
        zh: `没有编号为 ${params.id} 的转发目标`,
        en: `There is no forwarding target ${params.id}`,
      }),
  ),
  serve(contract.testForwardTarget, ({ body }) => tryConnection(body)),
]
