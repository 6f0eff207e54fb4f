// Links to parts of a plan.
import { formatRef } from '#contract/trace-ref.ts'
import type { PlacedObligation, PlanNode } from '#domain/plans/plan-model.ts'
import type { ParagraphText } from '#domain/plans/plan-text.ts'
import { linkTo, type TraceLink } from './node.ts'

const ROLES = { lead: { zh: '牵头', en: 'lead' }, assist: { zh: '配合', en: 'assist' } }

export const obligationLink = (planId: string, { obligation }: PlacedObligation): TraceLink =>
  linkTo(
    'obligation',
    { zh: obligation.titleZh, en: obligation.titleEn },
    {
      ref: formatRef('obligation', planId, obligation.id),
      note: ROLES[obligation.role],
    },
  )

export const measureLink = (planId: string, { id, titleZh, titleEn }: PlanNode): TraceLink =>
  linkTo('measure', { zh: titleZh, en: titleEn }, { ref: formatRef('measure', planId, id) })

const OPENING = 40

/** The paragraph by its first words; the official wording has no English. */
export function paragraphLink(planId: string, { id, line, text }: ParagraphText): TraceLink {
  const opening = text.length > OPENING ? `${text.slice(0, OPENING)}…` : text
  return linkTo(
    'paragraph',
    { zh: opening, en: opening },
    {
      ref: formatRef('paragraph', planId, id),
      note: { zh: `原文第 ${line} 行`, en: `line ${line} of the official text` },
    },
  )
}
