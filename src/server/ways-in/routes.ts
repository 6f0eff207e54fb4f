// Routes of the other ways in: sources, their runs, the mapping tried on a sample, and batches over HTTP.
import {
  changeSource as changeSourceRoute,
  createSource as createSourceRoute,
  listDirectRuns as listDirectRunsRoute,
  listRuns as listRunsRoute,
  listSources as listSourcesRoute,
  postReadings,
  previewMapping,
  pullNow,
  readRunsAgain,
  readSourceSample,
  setSourceState as setSourceStateRoute,
} from '#contract/ways-in.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { askPull, changeSource, createSource, noSource, setSourceState } from './commands.ts'
import { findSample, listDirectRuns, listRuns, listSources, previewSample } from './queries.ts'
import { reingestSource } from './reingest.ts'
import { findSource } from './sources.ts'
import { statusOf, takeBatch } from './take-batch.ts'

export const waysInRoutes = (deps: Deps): ServedRoute[] => {
  const { db, now } = deps
  return [
    serve(listSourcesRoute, () => listSources(db, now())),
    serve(createSourceRoute, ({ body, account }) => createSource(db, body, account.name)),
    serve(previewMapping, ({ body }) => previewSample(db, body, now())),
    serve(changeSourceRoute, ({ params, body, account }) =>
      changeSource(db, { ...body, id: params.id, by: account.name }),
    ),
    serve(setSourceStateRoute, ({ params, body, account }) =>
      setSourceState(db, { id: params.id, state: body.state, by: account.name }),
    ),
    serve(pullNow, ({ params, account }) => askPull(db, params.id, account.name)),
    serve(readRunsAgain, async ({ params, account }) => {
      const source = await findSource(db, params)
      if (!source) return noSource(params.id)
      return reingestSource(db, { sourceId: source.id, mapping: source.mapping, by: account.name })
    }),
    serve(readSourceSample, ({ params }) => findSample(db, params.id)),
    serve(listRunsRoute, ({ params, query }) => listRuns(db, params.id, query)),
    serve(listDirectRunsRoute, ({ query }) => listDirectRuns(db, query)),
    serve(postReadings, async ({ query, http, account, key }) => {
      const reply = await takeBatch(deps, http.request, { account, key, query })
      if (!isRefusal(reply)) http.reply.code(statusOf(reply))
      return reply
    }),
  ]
}
