// The document at its address: printed when it is first asked for, from the routes this door really serves.
import type { FastifyInstance } from 'fastify'
import type { Route } from '#contract/route.ts'
import { WEBHOOK_MESSAGES } from '#contract/webhooks.ts'
import { readContractNames } from './contract-names.ts'
import { type OpenApi, printOpenApi } from './openapi.ts'
import { VERSION } from './version.ts'

export const OPENAPI_PATH = '/api/openapi.json'

export function serveOpenApi(app: FastifyInstance, routes: readonly Route[]): void {
  let printed: Promise<OpenApi> | undefined
  const print = async (): Promise<OpenApi> =>
    printOpenApi(routes, { names: await readContractNames(), version: VERSION, webhooks: WEBHOOK_MESSAGES })
  app.get(OPENAPI_PATH, async (_, reply) => {
    printed ??= print()
    return reply.header('cache-control', 'no-cache').send(await printed)
  })
}
