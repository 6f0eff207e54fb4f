// A deviation rule as data: what is watched, from which threshold on, what it opens, for which units and until when.
import { checkShape, fault, inside, type Place, type Shape } from '#domain/plans/pack-shape.ts'
import { EXCEPTION_RULE_NAMES, type ExceptionRule } from '#domain/projects/exceptions.ts'
import type { Refusal } from '#kit/refusal.ts'

type Bilingual = { zh: string; en: string }

export const ATTRIBUTES = ['binding', 'anticipatory', 'any'] as const
type Attribute = (typeof ATTRIBUTES)[number]

/** What is watched, with its threshold. Periods are counted back from the newest one that has ended. */
export type Watch =
  /** The chance of an indicator to meet its target lies below so many percent. */
  | { what: 'indicator-chance'; attribute: Attribute; belowPercent: number }
  /** An indicator missed a year that is over. */
  | { what: 'indicator-missed'; attribute: Attribute }
  /** An obligation is red, and was at the end of each of the newest periods. */
  | { what: 'obligation-red'; each: 'month' | 'quarter'; periods: number }
  /** So many exceptions of these rules stand against a project. */
  | { what: 'project-exceptions'; rules: ExceptionRule[]; least: number }
  /** A unit has not handed in its newest returns, so many in a row. */
  | { what: 'return-missing'; periods: number }
  /** So many obligations that one unit leads are red. */
  | { what: 'unit-late'; least: number }

export type WatchKind = Watch['what']

/** How a unit stands to what deviates; `unit` is the unit that deviates itself. */
export const ADDRESSEES = ['lead', 'assist', 'owner', 'unit'] as const
export type Addressee = (typeof ADDRESSEES)[number]

export const OPENING_WAYS = ['by-itself', 'proposed'] as const
export type OpeningWay = (typeof OPENING_WAYS)[number]

/** 偏差规则 — one file of the folder `deviations` of a pack. */
export type DeviationRule = {
  id: string
  name: Bilingual
  /** Parts of the plan that it serves. */
  basis: string[]
  /** Whether the plan states the threshold, or the district sets it for itself. */
  threshold: 'plan' | 'setting'
  /** Where the threshold comes from, in words. */
  because: Bilingual
  watches: Watch
  /** The procedure, how a case of it begins, and the relation in which the units stand to the case. */
  opens: { procedure: string; how: OpeningWay; relation: string }
  to: Addressee[]
  /** Working days from the opening that are proposed as the time to be done in. */
  dueWorkingDays: number
  /** What the units are asked to do. */
  demand: Bilingual
}

const bilingual: Shape = { fields: { zh: 'text', en: 'text' } }
const attribute: Shape = { oneOf: ATTRIBUTES }

const WATCHES: Readonly<Record<WatchKind, Record<string, Shape>>> = {
  'indicator-chance': { attribute, belowPercent: 'number' },
  'indicator-missed': { attribute },
  'obligation-red': { each: { oneOf: ['month', 'quarter'] }, periods: 'integer' },
  'project-exceptions': { rules: { list: { oneOf: EXCEPTION_RULE_NAMES } }, least: 'integer' },
  'return-missing': { periods: 'integer' },
  'unit-late': { least: 'integer' },
}
export const WATCH_KINDS = Object.keys(WATCHES) as WatchKind[]

const RULE: Shape = {
  fields: {
    id: { id: /^[a-z0-9]+(-[a-z0-9]+)*$/ },
    name: bilingual,
    basis: { list: 'text' },
    threshold: { oneOf: ['plan', 'setting'] },
    because: bilingual,
    watches: 'anything',
    opens: { fields: { procedure: 'text', how: { oneOf: OPENING_WAYS }, relation: 'text' } },
    to: { list: { oneOf: ADDRESSEES } },
    dueWorkingDays: 'integer',
    demand: bilingual,
  },
}

/** Units that what is watched can name. */
const NAMED_BY: Readonly<Record<WatchKind, readonly Addressee[]>> = {
  'indicator-chance': ['lead', 'assist'],
  'indicator-missed': ['lead', 'assist'],
  'obligation-red': ['lead', 'assist'],
  'project-exceptions': ['owner'],
  'return-missing': ['unit'],
  'unit-late': ['unit'],
}

/** A past longer than this is not looked at. */
const MOST_PERIODS = 12

/** Reads a rule from its parsed JSON; all faults at once, each with file, path and reason. */
export function readDeviationRule(json: unknown, file: string): DeviationRule | Refusal[] {
  const root: Place = { file, path: '$' }
  const faults = checkShape(json, RULE, root)
  if (faults.length > 0) return faults
  const rule = json as DeviationRule
  const watched = checkWatch(rule.watches, inside(root, 'watches'))
  if (watched.length > 0) return watched
  const found = [...checkThresholds(rule, root), ...checkAddressees(rule, root)]
  return found.length > 0 ? found : rule
}

function checkWatch(watches: unknown, place: Place): Refusal[] {
  const { what } = (typeof watches === 'object' && watches !== null ? watches : {}) as { what?: unknown }
  const kind = WATCH_KINDS.find((one) => one === what)
  const word: Shape = { oneOf: WATCH_KINDS }
  return kind === undefined
    ? checkShape(what, word, inside(place, 'what'))
    : checkShape(watches, { fields: { what: word, ...WATCHES[kind] } }, place)
}

function checkThresholds({ watches, dueWorkingDays }: DeviationRule, root: Place): Refusal[] {
  const place = inside(root, 'watches')
  const within = (value: number, [least, most]: [number, number], at: Place): Refusal[] =>
    value >= least && value <= most
      ? []
      : [
          fault('deviation-threshold', at, {
            zh: `应在 ${least} 到 ${most} 之间，现为 ${value}`,
            en: `must lie between ${least} and ${most}, current value is ${value}`,
          }),
        ]
  return [
    ...('belowPercent' in watches ? within(watches.belowPercent, [1, 100], inside(place, 'belowPercent')) : []),
    ...('periods' in watches ? within(watches.periods, [1, MOST_PERIODS], inside(place, 'periods')) : []),
    ...('least' in watches ? within(watches.least, [1, 1000], inside(place, 'least')) : []),
    ...within(dueWorkingDays, [1, 250], inside(root, 'dueWorkingDays')),
    ...('rules' in watches && watches.rules.length === 0
      ? [fault('deviation-empty', inside(place, 'rules'), { zh: '没有任何异常规则', en: 'must hold a rule' })]
      : []),
  ]
}

function checkAddressees({ to, watches }: DeviationRule, root: Place): Refusal[] {
  const place = inside(root, 'to')
  if (to.length === 0) return [fault('deviation-empty', place, { zh: '没有写给谁', en: 'must say to whom' })]
  const known = NAMED_BY[watches.what]
  return to.flatMap((addressee, at) =>
    known.includes(addressee)
      ? []
      : [
          fault('deviation-addressee', inside(place, at), {
            zh: `“${watches.what}”只能发给 ${known.join('、')}`,
            en: `${watches.what} can be sent to ${known.join(', ')} only`,
          }),
        ],
  )
}
