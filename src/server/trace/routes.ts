// The route of the trace drawer.
import * as contract from '#contract/trace.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { readTrace } from './read-trace.ts'

export const traceRoutes = ({ db, now }: Deps): ServedRoute[] => [
  serve(contract.readTrace, ({ query }) => readTrace(db, { ...query, nowMs: now() })),
]
