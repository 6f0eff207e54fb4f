// Diversity of species from counts of individuals: Shannon, evenness, Simpson and Margalef.
import { ECOLOGY_INDICATORS } from './catalog/ecology-indicators.ts'
import { getRule } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts } from './verdict-parts.ts'

/** 生物多样性指数 — natural logarithms; `species` and `individuals` are counts. */
export type Diversity = {
  species: number
  individuals: number
  shannon: number
  evenness: number
  simpson: number
  margalef: number
}

/** Diversity of counts of individuals by species; counts of nought are no species. Undefined where nothing was counted. */
export function diversityOf(counts: readonly number[]): Diversity | undefined {
  const present = counts.filter((count) => Number.isFinite(count) && count > 0)
  const individuals = present.reduce((sum, count) => sum + count, 0)
  if (present.length === 0 || !Number.isFinite(individuals)) return undefined
  const shares = present.map((count) => count / individuals)
  const shannon = shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0)
  const species = present.length
  return {
    species,
    individuals,
    shannon,
    evenness: species > 1 ? shannon / Math.log(species) : 0,
    simpson: 1 - shares.reduce((sum, p) => sum + p * p, 0),
    margalef: individuals > 1 ? (species - 1) / Math.log(individuals) : 0,
  }
}

/** 生物多样性指数 of counts by species name: H′ with natural logarithms; the other indices stand in the steps. */
export function evaluateDiversity(edition: typeof ECOLOGY_INDICATORS, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'biodiversity', edition: edition.id, unit: '1' } as const
  const rule = getRule(ECOLOGY_INDICATORS, 'shannon')
  const counts = Object.keys(given).flatMap((species) => {
    const reading = facts.read(
      { item: species, unit: '个', source: rule.source, sureness: rule.sureness },
      { isOptional: true, most: 1e12 },
    )
    return reading ? [Number(reading.text)] : []
  })
  const found = diversityOf(counts)
  if (!found)
    return concludeIndex(
      head,
      facts,
      factsMissing('biodiversity', facts.missing.length > 0 ? facts.missing : ['个体数']),
    )
  const value = found.shannon.toFixed(4)
  facts.step(rule, `S = ${found.species}，N = ${found.individuals}，H′ = ${value}`, value)
  const others = `J = ${found.evenness.toFixed(4)}，D = ${found.simpson.toFixed(4)}，d = ${found.margalef.toFixed(4)}`
  facts.step(getRule(ECOLOGY_INDICATORS, 'evenness'), others, found.evenness.toFixed(4))
  return concludeIndex(head, facts, { value })
}
