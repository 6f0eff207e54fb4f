// Routes of raw records and re-ingest.
import { listRecords as listRecordsRoute, readGatewayRequest, reingestRecords } from '#contract/intake.ts'
import { refuse } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { askReingest } from './commands.ts'
import { findGatewayRequest, listRecords } from './queries.ts'

export const intakeRoutes = ({ db }: Deps): ServedRoute[] => [
  serve(listRecordsRoute, ({ query }) => listRecords(db, query)),
  serve(reingestRecords, async ({ body, account }) => ({ requestId: await askReingest(db, account, body.ids) })),
  serve(
    readGatewayRequest,
    async ({ params }) =>
      (await findGatewayRequest(db, params.id)) ??
      refuse('records.request-not-found', {
        zh: `没有编号为 ${params.id} 的请求`,
        en: `There is no request ${params.id}`,
      }),
  ),
]
