// Routes of webhooks and of their delivery log.
import * as contract from '#contract/webhooks.ts'
import { isRefusal, refuse } from '#kit/refusal.ts'
import type { OutboundRules } from '#platform/outbound.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import * as commands from './commands.ts'
import { findDelivery, listDeliveries, listWebhooks } from './queries.ts'

export function webhookRoutes({ db }: Deps, rules: OutboundRules): ServedRoute[] {
  return [
    serve(contract.listWebhooks, async () => ({ webhooks: await listWebhooks(db) })),
    serve(contract.createWebhook, ({ body, account }) => commands.createWebhook(db, body, { by: account.name, rules })),
    serve(contract.changeWebhook, async ({ params, body, account }) => {
      const asked = { ...body, id: params.id, by: account.name }
      return (await commands.changeWebhook(db, asked, rules)) ?? {}
    }),
    serve(contract.switchWebhook, async ({ params, body, account }) => {
      return (await commands.switchWebhook(db, { ...body, id: params.id, by: account.name })) ?? {}
    }),
    serve(contract.renewWebhookSecret, ({ params, account }) =>
      commands.renewSecret(db, { id: params.id, by: account.name }),
    ),
    serve(contract.testWebhook, ({ params, account }) => commands.testWebhook(db, { id: params.id, by: account.name })),
    serve(contract.removeWebhook, async ({ params, account }) => {
      const removed = await commands.removeWebhook(db, { id: params.id, by: account.name })
      return isRefusal(removed) ? removed : {}
    }),
    serve(contract.listDeliveries, ({ query }) => listDeliveries(db, query)),
    serve(
      contract.readDelivery,
      async ({ params }) =>
        (await findDelivery(db, params.id)) ??
        refuse('webhooks.delivery-not-found', { zh: '没有这条推送', en: 'There is no such delivery' }),
    ),
    serve(contract.resendDeliveries, ({ body, account }) => commands.resendDeliveries(db, body.ids, account.name)),
    serve(contract.discardDeliveries, ({ body, account }) =>
      commands.discardDeliveries(db, { ...body, by: account.name }),
    ),
  ]
}
