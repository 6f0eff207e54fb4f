// Parts of a plan in the shapes that cross the wire; plans, indicators and the trace show them alike.
import type * as wire from '#contract/plans.ts'
import { countPack, type Inconsistency, type Indicator, type Obligation } from '#domain/plans/pack.ts'
import {
  inconsistenciesIn,
  indicatorsOf,
  obligationsIn,
  type PlacedObligation,
  type PlanModel,
  type PlanNode,
} from '#domain/plans/plan-model.ts'
import type { ParagraphText } from '#domain/plans/plan-text.ts'

export function toPlanBrief({ pack, text }: PlanModel): wire.PlanBrief {
  const { id, version, titleZh, titleEn, period } = pack.about
  return {
    id,
    version,
    titleZh,
    titleEn,
    startYear: period.start,
    endYear: period.end,
    counts: { ...countPack(pack) },
    officialText: text !== undefined,
  }
}

export function toNodeBrief(model: PlanModel, node: PlanNode): wire.PlanNodeBrief {
  const { id, kind, parentId, titleZh, titleEn } = node
  return {
    id,
    kind,
    parentId,
    titleZh,
    titleEn,
    obligations: obligationsIn(model, id).length,
    inconsistencies: inconsistenciesIn(model, id).length,
  }
}

/** The node and what it stands in, outermost first. */
export function pathOf(model: PlanModel, node: PlanNode): PlanNode[] {
  const parent = node.parentId === null ? undefined : model.nodes.get(node.parentId)
  return parent === undefined ? [node] : [...pathOf(model, parent), node]
}

export const toInconsistency = (one: Inconsistency): wire.Inconsistency => ({
  id: one.id,
  severity: one.severity,
  what: one.what,
  values: one.values,
  handling: one.suggestedHandling,
  refs: one.refs,
})

export const toParagraph = ({ id, offset, line, text }: ParagraphText): wire.Paragraph => ({ id, offset, line, text })

type Target = NonNullable<Obligation['targets']>[number]

function toTarget(target: Target): wire.Obligation['targets'][number] {
  const { metricZh, comparator, value, valueMax, unit, year, linkedIndicator } = target
  // A period such as 十四五 is no calendar year; it stands with the metric so that it is not lost.
  const period = typeof year === 'string' ? `（${year}）` : ''
  return {
    metric: `${metricZh}${period}`,
    comparator,
    value: valueMax === undefined ? String(value ?? '') : `${value ?? ''}–${valueMax}`,
    unit,
    year: typeof year === 'number' ? year : null,
    indicatorId: linkedIndicator ?? null,
  }
}

export function toObligation(model: PlanModel, { obligation, measureId }: PlacedObligation): wire.Obligation {
  const { id, titleZh, titleEn, verb, role, domain, deadline, counterparts = [], targets = [], anchor } = obligation
  return {
    id,
    measureId,
    titleZh,
    titleEn,
    verb,
    role,
    domain,
    deadline: deadline.text ?? String(deadline.year),
    counterparts,
    targets: targets.map(toTarget),
    indicatorIds: indicatorsOf(model, obligation).map((indicator: Indicator) => indicator.id),
    inconsistencies: inconsistenciesIn(model, id).map(toInconsistency),
    anchor,
  }
}
