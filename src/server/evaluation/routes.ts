// The route that makes indicator values again as they could have been made at an instant.
import { replayValues } from '#contract/as-known.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { replayIndicators } from './replay.ts'

export const evaluationRoutes = ({ db }: Deps): ServedRoute[] => [
  serve(replayValues, async ({ params, query: { at, year } }) => {
    const begunMs = performance.now()
    const { values, unknown } = await replayIndicators(db, { asKnownAt: at, planId: params.plan, year })
    const differing = values.filter(({ differs }) => differs.length > 0)
    return {
      at,
      equal: values.length - differing.length,
      tookMs: Math.round(performance.now() - begunMs),
      differing: differing.map(({ planId: _, ...value }) => value),
      unknown: unknown.map(({ id, because }) => ({ id, because })),
    }
  }),
]
