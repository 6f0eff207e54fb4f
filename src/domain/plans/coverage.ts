// What of a plan is not covered: obligations without owner, evidence, indicator or system, and paragraphs without obligation.
import { indicatorsOf, isWithin, obligationsAt, type PlacedObligation, type PlanModel } from './plan-model.ts'
import type { ParagraphText } from './plan-text.ts'

export const GAPS = ['owner', 'evidence', 'indicator', 'system'] as const
/** What an obligation lacks. */
export type Gap = (typeof GAPS)[number]

/** Obligations that have an owner (an assignment in force) or a piece of evidence, by id. */
export type Covered = { owned: { has(id: string): boolean }; evidenced: { has(id: string): boolean } }

export type ObligationGaps = PlacedObligation & { gaps: Gap[] }

/** Each obligation with what it lacks, in the order of the plan. */
export function gapsOf(model: PlanModel, { owned, evidenced }: Covered): ObligationGaps[] {
  return [...model.obligations.values()].map((placed) => {
    const { obligation } = placed
    const has: Readonly<Record<Gap, boolean>> = {
      owner: owned.has(obligation.id),
      evidence: evidenced.has(obligation.id),
      indicator: indicatorsOf(model, obligation).length > 0,
      system: hasSystem(model, placed),
    }
    return { ...placed, gaps: GAPS.filter((gap) => !has[gap]) }
  })
}

/** A system stands behind an obligation where it names it, its measure, or a section or chapter that holds it. */
const hasSystem = ({ pack }: PlanModel, { obligation }: PlacedObligation): boolean =>
  pack.systems.some(({ refs }) => refs.some((ref) => isWithin(obligation.id, ref) || isWithin(ref, obligation.id)))

const ASKING: ReadonlySet<string> = new Set(['measures', 'safeguards'])

/** Paragraphs of chapters that ask for something, in which no obligation was found; none until the text was imported. */
export function bareParagraphs(model: PlanModel): ParagraphText[] {
  const asking = new Set(model.pack.chapters.filter(({ kind }) => ASKING.has(kind)).map(({ id }) => id))
  return [...model.paragraphs.values()].filter(
    ({ id }) => asking.has(id.split('.')[0] ?? '') && obligationsAt(model, id).length === 0,
  )
}
