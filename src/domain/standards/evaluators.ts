// Who answers for a subject: its families of editions, the function that judges, the one that explains.
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { evaluateEcosystemValue, evaluateGep, evaluateGhg } from './account.ts'
import { type AirOptions, evaluateAir } from './air-index.ts'
import { evaluateAqhi } from './aqhi.ts'
import { evaluateBlackOdorous } from './black-odorous.ts'
import { EMISSION_EDITIONS } from './catalog/limit-editions.ts'
import { evaluateDiversity } from './diversity.ts'
import { evaluateEcoQuality, evaluateEcoStatus } from './ecology.ts'
import type { Family } from './edition.ts'
import { type EditionOf, editionFor, editionOf } from './editions.ts'
import { evaluateEmission } from './emission.ts'
import { explainAir } from './explain-air.ts'
import { explainIndex } from './explain-index.ts'
import { explainLimits } from './explain-limits.ts'
import { explainWater } from './explain-water.ts'
import { evaluateGroundwater } from './groundwater.ts'
import { evaluateCityNoise, evaluateZoneNoise } from './noise.ts'
import { evaluateBoundaryNoise } from './noise-boundary.ts'
import {
  evaluateAirComposite,
  evaluateCredit,
  evaluateEmergency,
  evaluateHeavyPollution,
  evaluatePollutantReduction,
  evaluateWasteProducer,
} from './scores.ts'
import { evaluateConstructionSoil, evaluateFarmSoil } from './soil.ts'
import { evaluateWater } from './surface-water.ts'
import type { AirSubject, Explanation, Facts, Subject, VerdictBySubject } from './verdict.ts'
import { evaluateCityWater, evaluateTrophicIndex, evaluateWaterFactor } from './water-indices.ts'
import { evaluateSewageCollection } from './water-rates.ts'

/** `at` is the instant the facts stand for; `edition` overrides the choice by date. */
export type EvaluateOptions = AirOptions & { at?: EpochMs; edition?: string }

/** 评价方法 — how one subject is judged; the first family gives the edition that may be asked for by name. */
export type Evaluator<V> = {
  families: readonly [Family, ...Family[]]
  evaluate: (facts: Facts, options: EvaluateOptions) => V | Refusal
  explain: (verdict: V) => Explanation
  /** The options that give the verdict again from its inputs. */
  optionsOf: (verdict: V) => EvaluateOptions
}

/** The edition of a family asked for by name, or in force at the instant of the facts; refuses where there is none. */
export function pickEdition<F extends Family>(
  family: F,
  { at, edition }: Pick<EvaluateOptions, 'at' | 'edition'>,
): EditionOf<F> | Refusal {
  if (edition !== undefined) {
    const named = editionOf(family, edition)
    return (
      named ?? refuse('standards.unknown-edition', `Cannot judge by "${edition}" as it must be an edition of ${family}`)
    )
  }
  if (at === undefined) {
    return refuse(
      'standards.time-needed',
      'Cannot choose an edition as the time of the facts or an edition must be given',
    )
  }
  const found = editionFor(family, at)
  return (
    found ??
    refuse('standards.no-edition-in-force', `Cannot judge as no edition of ${family} was in force at that time`)
  )
}

type Settled = { edition: string; settings?: Readonly<Record<string, unknown>> }

/** A subject that one edition at a time answers for. */
export function byEdition<F extends Family, V extends Settled>(
  family: F,
  judge: (edition: EditionOf<F>, facts: Facts, options: EvaluateOptions) => V,
  explain: (verdict: V) => Explanation,
): Evaluator<V> {
  return {
    families: [family],
    evaluate(facts, options) {
      const edition = pickEdition(family, options)
      return isRefusal(edition) ? edition : judge(edition, facts, options)
    },
    explain,
    optionsOf: ({ settings, edition }) => ({ ...settings, edition }),
  }
}

const air = (subject: AirSubject) =>
  byEdition('aqi', (edition, facts, options) => evaluateAir(edition, subject, facts, options), explainAir)

const [firstEmission, ...otherEmissions] = EMISSION_EDITIONS.map(({ family }) => family)
const EMISSION_FAMILIES: readonly [Family, ...Family[]] = [firstEmission ?? 'wastewater', ...otherEmissions]

/** Every subject that can be judged. A new subject is a row here. */
export const EVALUATORS: { readonly [S in Subject]: Evaluator<VerdictBySubject[S]> } = {
  'air-hour': air('air-hour'),
  'air-day': air('air-day'),
  water: byEdition('surface-water', (edition, facts) => evaluateWater(edition, facts), explainWater),
  'noise-zone': byEdition('sound-environment', evaluateZoneNoise, explainLimits),
  'noise-region': byEdition(
    'noise-monitoring',
    (edition, facts) => evaluateCityNoise('region', edition, facts),
    explainLimits,
  ),
  'noise-road': byEdition(
    'noise-monitoring',
    (edition, facts) => evaluateCityNoise('road', edition, facts),
    explainLimits,
  ),
  'noise-factory': byEdition('noise-factory', evaluateBoundaryNoise, explainLimits),
  'noise-social': byEdition('noise-social', evaluateBoundaryNoise, explainLimits),
  'noise-construction': byEdition('noise-construction', evaluateBoundaryNoise, explainLimits),
  groundwater: byEdition('groundwater', evaluateGroundwater, explainLimits),
  'soil-construction': byEdition('soil-construction', evaluateConstructionSoil, explainLimits),
  'soil-farmland': byEdition('soil-farmland', evaluateFarmSoil, explainLimits),
  emission: {
    families: EMISSION_FAMILIES,
    evaluate: evaluateEmission,
    explain: explainLimits,
    // The edition of the verdict is the one that decided; the choice among all is made again by the date.
    optionsOf: ({ settings }) => ({ ...settings }),
  },
  'air-composite': byEdition('air-ranking', evaluateAirComposite, explainIndex),
  aqhi: byEdition('aqhi', evaluateAqhi, explainIndex),
  'aqhi-local': byEdition('aqhi-local', evaluateAqhi, explainIndex),
  tli: byEdition('water-evaluation', evaluateTrophicIndex, explainIndex),
  cwqi: byEdition('city-water-index', evaluateCityWater, explainIndex),
  'water-factor': byEdition('water-factor-index', evaluateWaterFactor, explainIndex),
  'black-odorous': byEdition('black-odorous', evaluateBlackOdorous, explainIndex),
  'sewage-collection': byEdition('sewage-collection', evaluateSewageCollection, explainIndex),
  ei: byEdition('eco-status', evaluateEcoStatus, explainIndex),
  eqi: byEdition('eco-quality', evaluateEcoQuality, explainIndex),
  biodiversity: byEdition('ecology-indicator', evaluateDiversity, explainIndex),
  gep: byEdition('gep', evaluateGep, explainIndex),
  'ecosystem-value': byEdition('ecosystem-value', evaluateEcosystemValue, explainIndex),
  ghg: byEdition('ghg-inventory', evaluateGhg, explainIndex),
  'pollutant-reduction': byEdition('pollutant-reduction', evaluatePollutantReduction, explainIndex),
  credit: byEdition('credit', evaluateCredit, explainIndex),
  emergency: byEdition('emergency-grade', evaluateEmergency, explainIndex),
  'heavy-pollution': byEdition('heavy-pollution', evaluateHeavyPollution, explainIndex),
  'heavy-pollution-key-region': byEdition('heavy-pollution-key-region', evaluateHeavyPollution, explainIndex),
  'waste-producer': byEdition('waste-producer', evaluateWasteProducer, explainIndex),
}

/** The evaluator of a subject; its verdict type is the subject's, which the table guarantees. */
export const evaluatorOf = <S extends Subject>(subject: S): Evaluator<VerdictBySubject[S]> => EVALUATORS[subject]
