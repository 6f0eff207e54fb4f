// Further facts for the golden files: the worked examples, every edition, rules that hold only in a corner.
import { editionsOf } from '#domain/standards/editions.ts'
import { SUBJECTS } from '#domain/standards/evaluate.ts'
import { EVALUATORS } from '#domain/standards/evaluators.ts'
import { exampleFacts } from '#domain/standards/fact-sheets.ts'
import { EMISSION_EXAMPLES } from './emission-examples.ts'
import { CORNERS } from './golden-corners.ts'
import type { GoldenCase } from './golden-facts.ts'
import { GROUNDWATER_SOIL_EXAMPLES } from './groundwater-soil-examples.ts'
import { INDEX_EXAMPLES } from './index-examples.ts'
import { NOISE_EXAMPLES } from './noise-examples.ts'

const ofEditions: GoldenCase[] = SUBJECTS.flatMap((subject) =>
  EVALUATORS[subject].families
    .flatMap((family) => editionsOf(family))
    .map(({ id }) => ({ subject, facts: exampleFacts(subject), edition: id, says: 'example' })),
)

const ofLimits: GoldenCase[] = [...NOISE_EXAMPLES, ...GROUNDWATER_SOIL_EXAMPLES, ...EMISSION_EXAMPLES].flatMap(
  ({ judges, says }) => (judges ? [{ ...judges, says }] : []),
)

const ofIndices: GoldenCase[] = INDEX_EXAMPLES.map(({ subject, facts, clause }) => ({
  subject,
  facts,
  at: '2024-06-01',
  says: clause,
}))

export const MORE_CASES: readonly GoldenCase[] = [...ofEditions, ...ofLimits, ...ofIndices, ...CORNERS]
