// Routes of the standards browser and its trials.
import { compareStandards, listStandards, listTrialSubjects, readStandard, tryStandard } from '#contract/standards.ts'
import { isRefusal } from '#kit/refusal.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { listFamilies, readEdition } from './queries.ts'
import { compareFacts, trialSubjects, tryFacts } from './trial.ts'

export const standardRoutes = ({ now }: Deps): ServedRoute[] => [
  serve(listStandards, ({ query }) => listFamilies(query.q, now())),
  serve(readStandard, ({ params }) => {
    const edition = readEdition(params.id, now())
    if (isRefusal(edition)) return edition
    return {
      ...edition,
      subjects: trialSubjects().flatMap(({ id, editions }) => (editions.includes(params.id) ? [id] : [])),
    }
  }),
  serve(listTrialSubjects, () => ({ subjects: trialSubjects() })),
  serve(tryStandard, ({ body }) => tryFacts(body.subject, body.facts, { ...body, now: now() })),
  serve(compareStandards, ({ body }) => compareFacts(body.subject, body.facts, body)),
]
