// Parts of the plan in the chain: obligation, measure and paragraph of the official text.
import { formatRef } from '#contract/trace-ref.ts'
import type { Indicator } from '#domain/plans/pack.ts'
import {
  inconsistenciesIn,
  indicatorsOf,
  nodeOfParagraph,
  obligationsAt,
  obligationsIn,
  type PlanModel,
  paragraphsOf,
} from '#domain/plans/plan-model.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { Database } from '#platform/database.ts'
import { findPlan } from '../plan-store.ts'
import { pathOf, toObligation } from '../plan-wire.ts'
import {
  type Ask,
  both,
  emptyNode,
  fact,
  facts,
  linkTo,
  notFound,
  pageOf,
  partOf,
  periodText,
  type TraceLink,
  type TraceNode,
} from './node.ts'
import { measureLink, obligationLink, paragraphLink } from './plan-links.ts'
import { joined } from './words.ts'

type Part = { model: PlanModel; planId: string; id: string }

async function findPart(ask: Ask): Promise<Part | Refusal> {
  const planId = partOf(ask, 0)
  const model = await findPlan(ask.db, planId)
  if (isRefusal(model)) return notFound(ask.ref, '没有这份规划', 'There is no such plan')
  return { model, planId, id: partOf(ask, 1) }
}

const placeIn = (model: PlanModel, nodeId: string): string => {
  const node = model.nodes.get(nodeId)
  return node === undefined
    ? ''
    : pathOf(model, node)
        .map(({ titleZh }) => titleZh)
        .join(' › ')
}

const inconsistencyFacts = (model: PlanModel, id: string): TraceNode['facts'] =>
  inconsistenciesIn(model, id).map((one) =>
    fact(`原文不一致 ${one.id}`, `Inconsistent in the plan: ${one.id}`, [one.what, ...one.values].join('；')),
  )

/** `obligation/<plan>/<id>` */
export async function readObligation(ask: Ask): Promise<TraceNode | Refusal> {
  const part = await findPart(ask)
  if (isRefusal(part)) return part
  const { model, planId, id } = part
  const placed = model.obligations.get(id)
  if (placed === undefined) return notFound(ask.ref, '规划没有这项任务', 'The plan has no such obligation')
  const { obligation, measureId } = placed
  const shown = toObligation(model, placed)
  const measure = model.nodes.get(measureId)
  const paragraph = model.paragraphs.get(model.paragraphOf.get(id) ?? '')
  return {
    ...emptyNode(ask.ref, 'obligation', { zh: obligation.titleZh, en: obligation.titleEn }),
    facts: [
      ...facts(
        ['所在', 'Stands in', placeIn(model, measureId)],
        ['角色', 'Role', model.pack.about.enums.role[obligation.role] ?? obligation.role],
        ['动词', 'Verb', model.pack.about.enums.verb[obligation.verb] ?? obligation.verb],
        ['期限', 'Deadline', shown.deadline],
        ['配合方', 'Counterparts', shown.counterparts.join('、')],
        ['编号', 'Id', id],
      ),
      ...shown.targets.map(({ metric, comparator, value, unit }) =>
        fact('目标', 'Target', `${metric} ${comparator} ${value} ${unit ?? ''}`.trim()),
      ),
      ...inconsistencyFacts(model, id),
    ],
    ...pageOf(await valuesServing(ask.db, part, indicatorsOf(model, obligation)), ask),
    up: [
      ...(measure === undefined ? [] : [measureLink(planId, measure)]),
      ...(paragraph === undefined ? [] : [paragraphLink(planId, paragraph)]),
    ],
  }
}

/** Newest yearly value of each indicator; one that has none is named without a door. */
async function valuesServing(db: Database, { planId }: Part, indicators: readonly Indicator[]): Promise<TraceLink[]> {
  const rows = await db.query<{ id: string; at: number; value: string | null }>(
    `select distinct on (v.indicator_id) v.indicator_id as id, v.at, v.value from indicator_value as v
      where v.plan_id = $1 and v.indicator_id = any ($2) and v.period = 'year' and v.basis = 'in-force'
        and v.known_until = 'infinity'
      order by v.indicator_id, v.at desc`,
    [planId, indicators.map(({ id }) => id)],
  )
  return indicators.map(({ id, nameZh, nameEn, unit }) => {
    const row = rows.find((one) => one.id === id)
    const name = { zh: nameZh, en: nameEn }
    if (row === undefined) return linkTo('indicator', name, { note: { zh: '还没有值', en: 'no value yet' } })
    return linkTo('indicator', joined(' · ', name, both(periodText('year', row.at))), {
      ref: formatRef('indicator', planId, id, 'year', row.at, 'in-force'),
      value: row.value,
      unit,
    })
  })
}

/** `measure/<plan>/<id>`; a chapter or section may be named too. */
export async function readMeasure(ask: Ask): Promise<TraceNode | Refusal> {
  const part = await findPart(ask)
  if (isRefusal(part)) return part
  const { model, planId, id } = part
  const node = model.nodes.get(id)
  if (node === undefined) return notFound(ask.ref, '规划没有这条措施', 'The plan has no such measure')
  const suggested = model.pack.indicators.filter(({ suggestedMeasures }) => suggestedMeasures.includes(id))
  return {
    ...emptyNode(ask.ref, 'measure', { zh: node.titleZh, en: node.titleEn }),
    facts: [
      ...facts(
        ['所在', 'Stands in', node.parentId === null ? null : placeIn(model, node.parentId)],
        ['编号', 'Id', id],
      ),
      ...inconsistencyFacts(model, id),
    ],
    ...pageOf(
      [
        ...obligationsIn(model, id).map((placed) => obligationLink(planId, placed)),
        ...(await valuesServing(ask.db, part, suggested)),
      ],
      ask,
    ),
    up: paragraphsOf(model, id).map((paragraph) => paragraphLink(planId, paragraph)),
  }
}

/** `paragraph/<plan>/<id>` */
export async function readParagraph(ask: Ask): Promise<TraceNode | Refusal> {
  const part = await findPart(ask)
  if (isRefusal(part)) return part
  const { model, planId, id } = part
  const paragraph = model.paragraphs.get(id)
  if (paragraph === undefined)
    return notFound(
      ask.ref,
      '没有这个段落；官方原文须先导入',
      'There is no such paragraph; the official text must be imported',
    )
  const node = nodeOfParagraph(model, id)
  const found = obligationsAt(model, id)
  const measures = new Set([
    ...(node?.kind === 'measure' ? [node] : []),
    ...found.flatMap(({ measureId }) => model.nodes.get(measureId) ?? []),
  ])
  return {
    ...emptyNode(ask.ref, 'paragraph', {
      zh: node === undefined ? id : node.titleZh,
      en: node === undefined ? id : node.titleEn,
    }),
    facts: [
      fact('原文', 'Official wording', paragraph.text),
      ...facts(
        ['所在', 'Stands in', node === undefined ? null : placeIn(model, node.id)],
        ['行', 'Line', paragraph.line],
        ['位置', 'Offset', paragraph.offset],
        ['编号', 'Id', id],
      ),
    ],
    ...pageOf(
      [
        ...[...measures].map((measure) => measureLink(planId, measure)),
        ...found.map((placed) => obligationLink(planId, placed)),
      ],
      ask,
    ),
  }
}
