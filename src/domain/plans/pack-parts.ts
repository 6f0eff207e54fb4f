// What a plan pack is made of: chapters down to obligations, indicators, baseline, goals, inconsistencies, names, systems.
import type { Scheme } from '#domain/appraisal/scheme.ts'
import type { DeviationRule } from '#domain/deviations/rule.ts'
import type { ReportTemplate } from '#domain/documents/template.ts'
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import type { PackLists } from './pack-lists.ts'
import type { PackOrganisations } from './pack-organisations.ts'
import type { PackProjects } from './pack-projects.ts'

/** 规划包 — a plan as data: our paraphrases with the ids that everything else refers to; the official wording is not in it. */
export type Pack = {
  about: PackAbout
  chapters: Chapter[]
  categories: IndicatorCategory[]
  indicators: Indicator[]
  baseline: Baseline
  goals: Goal[]
  inconsistencies: Inconsistency[]
  registry: Registry
  systemGroups: { id: string; titleEn: string; titleZh: string }[]
  systems: PlanSystem[]
  procedures: Procedure[]
  /** Templates of reports and bulletins. */
  reports: ReportTemplate[]
  /** Drafts of appraisal schemes; none is published by itself. */
  schemes: Scheme[]
  /** Rules of what must be pressed for. */
  deviations: DeviationRule[]
  /** Absent where the pack names no units. */
  organisations?: PackOrganisations
  /** Absent where the text puts no obligation into the list of another. */
  lists?: PackLists
  /** Absent where the pack names no projects. */
  projects?: PackProjects
}

/** What `pack.json` says of the plan as a whole. */
export type PackAbout = {
  id: string
  kind: 'plan'
  version: string
  titleZh: string
  titleEn: string
  districtZh: string
  districtEn: string
  /** Six-digit code of the administrative division. */
  districtCode: string
  language: string
  period: { start: number; end: number; basis: string }
  parentPlans: string[]
  higherDocuments: string[]
  draftingAndDivisionOrg: string
  /** Another plan by whose procedures this one is carried out beside its own. */
  proceduresOf?: string
  publicationDate: string | null
  publicationNote: string
  /** Identity of the official text: an imported text with the same SHA-256 is this very text. */
  officialText: { titleZh: string; sha256: string; lines: number; noteZh: string; noteEn: string }
  notes: string[]
  /** Words the pack's own texts use, each with its Chinese meaning. */
  enums: {
    verb: Record<string, string>
    role: Record<string, string>
    progressType: string[]
    targetKind: Record<string, string>
    comparator: Record<string, string>
    indicatorAttribute: Record<string, string>
  }
  footnotes: { no: number; term: string; ref: string; textZh: string; textEn: string }[]
  editorialChecks: unknown
  counts: PackCounts & Record<string, unknown>
}

/** The figures a reader knows a plan by. */
export type PackCounts = {
  chapters: number
  sections: number
  measures: number
  obligations: number
  obligationsLead: number
  obligationsAssist: number
  indicatorRows: number
  measurables: number
  measurablesAwaitingCity: number
  inconsistencies: number
}

/** 章 — `background` and `goals` chapters hold statements, the others measures. */
export type Chapter = {
  id: string
  no: number
  titleZh: string
  titleEn: string
  kind: 'background' | 'goals' | 'measures' | 'safeguards'
  /** Page printed in the table of contents. */
  tocPage: number
  /** Line of the official text, from 1. */
  sourceLine: number
  aimZh?: string
  aimEn?: string
  sections: Section[]
}

/** 节. */
export type Section = {
  id: string
  no: number
  titleZh: string
  titleEn: string
  sourceLine: number
  tocTitleZh: string
  tocPage: number
  titleMismatch?: boolean
  goalsRef?: string
  indicatorsRef?: string
  statements?: { id: string; kind: string; summaryZh: string; summaryEn: string }[]
  measures: Measure[]
}

/** 措施 — a headline and the obligations under it; `implicit` where the text prints no headline. */
export type Measure = {
  id: string
  no: number
  headlineZh: string | null
  headlineEn: string
  implicit: boolean
  /** First and last line in the official text, from 1. */
  sourceLines: number[]
  note?: string
  systems: string[]
  obligations: Obligation[]
}

/** 任务 — one thing the plan obliges somebody to do. */
export type Obligation = {
  id: string
  titleZh: string
  titleEn: string
  verb: string
  role: 'lead' | 'assist'
  roleNote?: string
  deadline: {
    text: string | null
    year: number
    basis: 'plan_period' | 'explicit'
    ambiguous?: boolean
    start?: boolean
  }
  progressType: string
  cadence?: string
  targets?: ObligationTarget[]
  named?: { type: string; name: string }[]
  assistTerm?: string
  assistedAction?: string
  counterparts?: string[]
  domain: string
  /** Short key words of the official text by which an imported paragraph is found. */
  anchor: string
  responsibleOrg: string | null
  note?: string
}

/** 任务目标值 — `kind` tells a result to reach from a threshold of scope or a number in a fixed phrase. */
type ObligationTarget = {
  metricZh: string
  comparator: string
  value: number | string | null
  valueMax?: number
  unit: string | null
  year: number | string | null
  kind: string
  numeric: boolean
  achieveWhen?: string
  interpreted?: boolean
  linkedIndicator?: string
}

/** 指标类别 — a block of rows of the indicator table. */
export type IndicatorCategory = { id: string; nameZh: string; nameEn: string; rows: number[]; note?: string }

/** 指标 — one measurable; several may share a row number of the table, told apart by `sub`. */
export type Indicator = {
  id: string
  /** Row number printed in the table (序号). */
  no: number
  sub: string | null
  categoryId: string
  category: string
  nameZh: string
  nameEn: string
  definition: { zh: string; en: string }
  unit: string
  attribute: 'binding' | 'anticipatory'
  attributeZh: '约束性' | '预期性'
  direction: 'up' | 'down' | 'hold'
  target: IndicatorTarget
  assignedByCity: boolean
  /** Every way the plan itself words the target, each to be judged on its own. */
  readings: TargetReading[]
  baseline: IndicatorBaseline | null
  /** Formula as data for the indicator engine; null where none has been laid down yet. */
  formula: Record<string, unknown> | null
  formulaHint: string
  breakdown: string[]
  linkedObligations: string[]
  suggestedMeasures: string[]
  suggestedMeasuresNote: string | null
  inconsistencies: string[]
  tablePage: number
  note: string
}

/** 目标值 — `comparator` as printed; `assumedComparator` only where the table prints none. In the indicator's unit. */
type IndicatorTarget = {
  year: number
  comparator: string | null
  assumedComparator: string | null
  assumedBecauseZh?: string
  assumedBecauseEn?: string
  value: number | null
  text: string
  setBy: 'plan' | 'city_assignment'
}

/** One wording of a target in the plan, with where it stands and the inconsistency it belongs to. */
export type TargetReading = {
  comparator: string
  value: number | null
  text: string
  sourceZh: string
  sourceEn: string
  ref: string
  assumed: boolean
  inconsistency: string | null
  noteZh?: string
}

/** 基线 — in its own unit, which is not always the indicator's; `comparable` says whether the two may be compared. */
type IndicatorBaseline = {
  value: number
  unit: string
  year: string
  scopeZh: string
  comparable: boolean
  note: string | null
  ref: string
}

/** 现状基础 — facts the plan states about the years before it. */
export type Baseline = { facts: BaselineFact[]; technologies: string[] }

type BaselineFact = {
  id: string
  category: string
  textZh: string
  metric: string
  value: number | string
  unit: string | null
  year: number | string
  ref: string
  kind: 'value' | 'status' | 'benchmark'
  of?: number
  ofUnit?: string
  linkedIndicator?: string
  note?: string
  check?: string
  approx?: boolean
  derived?: boolean
}

/** 规划目标. */
export type Goal = {
  id: string
  nameZh: string
  nameEn: string
  horizon?: number
  summaryZh: string
  note?: string
  targets: {
    metric: string
    comparator: string
    value: number
    unit: string
    text: string
    linkedIndicator: string
    note?: string
  }[]
}

/** 原文不一致 — recorded and shown where it bites, never repaired. */
export type Inconsistency = {
  id: string
  type: string
  refs: string[]
  what: string
  values: string[]
  suggestedHandling: string
  severity: 'high' | 'medium' | 'low'
}

/** 名录 — proper names the plan uses, by kind. */
export type Registry = Record<
  string,
  { type: string; name: string; obligationIds?: string[]; refs?: string[]; note?: string }[]
>

/** A system the plan names or implies, with the parts of the plan that ask for it. */
export type PlanSystem = {
  id: string
  group: string
  priority: 'core' | 'important' | 'supporting'
  users: string[]
  refs: string[]
  terms: string[]
}
