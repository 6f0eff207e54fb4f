// A plan as its readers ask for it: nodes, obligations, indicators, paragraphs and inconsistencies by id, with their neighbours.
import type { Chapter, Inconsistency, Indicator, Measure, Obligation, Pack, Section } from './pack-parts.ts'
import { placeObligations } from './place-obligations.ts'
import type { ParagraphText, PlanText } from './plan-text.ts'
import { listParagraphs } from './read-plan-text.ts'
import { buildSearch, type PlanSearch } from './search.ts'

/** 章、节、措施 — one line of the plan's contents. */
export type PlanNode = {
  kind: 'chapter' | 'section' | 'measure'
  id: string
  parentId: string | null
  titleZh: string
  titleEn: string
  of: Chapter | Section | Measure
}

export type PlacedObligation = { obligation: Obligation; measureId: string }

export type PlanModel = {
  pack: Pack
  text: PlanText | undefined
  search: PlanSearch
  /** In the order of the plan. */
  nodes: ReadonlyMap<string, PlanNode>
  /** In the order of the plan. */
  obligations: ReadonlyMap<string, PlacedObligation>
  indicators: ReadonlyMap<string, Indicator>
  /** Paragraphs of the official text in order; empty until it has been imported. */
  paragraphs: ReadonlyMap<string, ParagraphText>
  /** The paragraph each obligation was found in. */
  paragraphOf: ReadonlyMap<string, string>
  /** Obligations that no paragraph holds. */
  unplaced: readonly string[]
  /** Ids of what an inconsistency touches, with the sections that hold goals, facts and the indicator table. */
  touched: ReadonlyMap<Inconsistency, ReadonlySet<string>>
}

/** Prepares a pack, and its official text where it has been imported. */
export function buildPlanModel(pack: Pack, text: PlanText | undefined): PlanModel {
  const nodes = listNodes(pack)
  const placing = text === undefined ? { placed: [], unplaced: [] } : placeObligations(pack, text)
  return {
    pack,
    text,
    search: buildSearch(pack, text),
    nodes: new Map(nodes.map((node) => [node.id, node])),
    obligations: new Map(nodes.flatMap(listObligations)),
    indicators: new Map(pack.indicators.map((indicator) => [indicator.id, indicator])),
    paragraphs: new Map((text === undefined ? [] : listParagraphs(text)).map((one) => [one.id, one])),
    paragraphOf: new Map(placing.placed.map(({ obligationId, paragraphId }) => [obligationId, paragraphId])),
    unplaced: placing.unplaced,
    touched: new Map(pack.inconsistencies.map((one) => [one, new Set(one.refs.flatMap((ref) => placesOf(pack, ref)))])),
  }
}

function listNodes(pack: Pack): PlanNode[] {
  return pack.chapters.flatMap((chapter): PlanNode[] => [
    {
      kind: 'chapter',
      id: chapter.id,
      parentId: null,
      titleZh: chapter.titleZh,
      titleEn: chapter.titleEn,
      of: chapter,
    },
    ...chapter.sections.flatMap((section): PlanNode[] => [
      {
        kind: 'section',
        id: section.id,
        parentId: chapter.id,
        titleZh: section.titleZh,
        titleEn: section.titleEn,
        of: section,
      },
      ...section.measures.map(
        (measure): PlanNode => ({
          kind: 'measure',
          id: measure.id,
          parentId: section.id,
          titleZh: measure.headlineZh ?? section.titleZh,
          titleEn: measure.headlineEn,
          of: measure,
        }),
      ),
    ]),
  ])
}

const listObligations = ({ of }: PlanNode): [string, PlacedObligation][] =>
  'obligations' in of ? of.obligations.map((obligation) => [obligation.id, { obligation, measureId: of.id }]) : []

/** What a reference means on the page: itself, all measurables of a row, and the section that prints a goal, fact or row. */
function placesOf(pack: Pack, ref: string): string[] {
  const sections = pack.chapters.flatMap((chapter) => chapter.sections)
  const holders = (key: 'goalsRef' | 'indicatorsRef'): string[] =>
    sections.filter((section) => section[key] !== undefined).map(({ id }) => id)
  if (ref.startsWith('goal.')) return [ref, ...holders('goalsRef')]
  if (ref.startsWith('ind.')) {
    const row = pack.indicators.filter(({ id }) => id === ref || id.replace(/[a-z]$/, '') === ref)
    return [ref, ...row.map(({ id }) => id), ...holders('indicatorsRef')]
  }
  const fact = pack.baseline.facts.find(({ id }) => id === ref)
  return fact === undefined ? [ref] : [ref, fact.ref]
}

/** Whether `id` is `parent` or stands under it. */
export const isWithin = (id: string, parent: string): boolean => id === parent || id.startsWith(`${parent}.`)

/** Obligations in a chapter, section or measure, in the order of the plan. */
export const obligationsIn = (model: PlanModel, nodeId: string): PlacedObligation[] =>
  [...model.obligations.values()].filter(({ measureId }) => isWithin(measureId, nodeId))

/** Inconsistencies that touch the part or anything in it. */
export const inconsistenciesIn = (model: PlanModel, id: string): Inconsistency[] =>
  model.pack.inconsistencies.filter((one) => [...(model.touched.get(one) ?? [])].some((place) => isWithin(place, id)))

/** Inconsistencies of an indicator: those that name it, and those it names. */
export const inconsistenciesOfIndicator = (model: PlanModel, indicator: Indicator): Inconsistency[] =>
  model.pack.inconsistencies.filter(
    (one) => model.touched.get(one)?.has(indicator.id) || indicator.inconsistencies.includes(one.id),
  )

/**
 * Paragraphs of a part: those printed under it, and those its obligations were found in.
 * A measure without a headline of its own has its paragraphs under its section.
 */
export function paragraphsOf(model: PlanModel, nodeId: string): ParagraphText[] {
  const found = new Set(obligationsIn(model, nodeId).map(({ obligation }) => model.paragraphOf.get(obligation.id)))
  return [...model.paragraphs.values()].filter(({ id }) => isWithin(id, nodeId) || found.has(id))
}

/** Obligations found in a paragraph, in the order of the plan. */
export const obligationsAt = (model: PlanModel, paragraphId: string): PlacedObligation[] =>
  [...model.obligations.values()].filter(({ obligation }) => model.paragraphOf.get(obligation.id) === paragraphId)

/** The part of the plan a paragraph is printed under; undefined where the pack has no such part. */
export function nodeOfParagraph(model: PlanModel, paragraphId: string): PlanNode | undefined {
  return model.nodes.get(paragraphId.replace(/\.p\d+$/, ''))
}

/** Indicators an obligation serves: its targets name them, or they name it. */
export const indicatorsOf = (model: PlanModel, obligation: Obligation): Indicator[] =>
  model.pack.indicators.filter(
    (indicator) =>
      indicator.linkedObligations.includes(obligation.id) ||
      obligation.targets?.some(({ linkedIndicator }) => linkedIndicator === indicator.id),
  )

/** Obligations that serve an indicator, in the order of the plan. */
export const obligationsServing = (model: PlanModel, indicator: Indicator): PlacedObligation[] =>
  [...model.obligations.values()].filter(
    ({ obligation }) =>
      indicator.linkedObligations.includes(obligation.id) ||
      obligation.targets?.some(({ linkedIndicator }) => linkedIndicator === indicator.id),
  )

/** The unit that divides the plan's work, as the plan names it without its remark. */
export const officeOfPlan = ({ pack }: Pick<PlanModel, 'pack'>): string =>
  pack.about.draftingAndDivisionOrg.replace(/（.*$/, '').trim()
