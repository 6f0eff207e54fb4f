// The guards that a procedure may name, each with the data it takes and the condition it is.
import type { Calendar } from '#domain/calendar/calendar.ts'
import { isDay } from '#domain/calendar/day.ts'
import type { Shape } from '#domain/plans/pack-shape.ts'
import { compareDecimals, parseDecimal } from '#kit/rational.ts'
import type { EpochMs } from '#kit/time.ts'
import { actsDone, type Inputs, type ProcedureCase } from './case.ts'
import type { Act, Guard, Procedure } from './definition.ts'
import { dueOf } from './due.ts'

/** 事实 — what the feature knows of the thing the case is about, by the ids that the procedure lists. */
export type Facts = Readonly<Record<string, string | boolean>>

export type GuardedAct = {
  procedure: Procedure
  current: ProcedureCase
  act: Act
  unit: string | null
  at: EpochMs
  calendar: Calendar
  facts: Facts
  /** Absent where it is asked before the form is filled in: guards that read inputs then hold. */
  inputs: Inputs | undefined
}

/** What of a guard's data refers to the definition, by the kind of thing it names. */
export type GuardRefs = Partial<Record<'act' | 'deadline' | 'field' | 'fact', string>>

type GuardRule = {
  /** Its data, beside `guard` and `because`. */
  shape: Record<string, Shape>
  holds: (data: Guard, asked: GuardedAct) => boolean
}

const name: Shape = { id: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/ }
const COMPARATORS = ['>=', '<=', '>', '<', '='] as const
type Comparator = (typeof COMPARATORS)[number]

const HOLDS: Readonly<Record<Comparator, (sign: number) => boolean>> = {
  '>=': (sign) => sign >= 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '<': (sign) => sign < 0,
  '=': (sign) => sign === 0,
}

const timesDone = ({ current, unit }: GuardedAct, act: unknown): number =>
  actsDone(current).filter(
    (event) => event.act === act && (unit === null || event.unit === null || event.unit === unit),
  ).length

const dueNow = ({ procedure, current, unit, at, calendar }: GuardedAct, deadline: unknown) =>
  dueOf(procedure, current, at, calendar).find((due) => due.deadline === deadline && (due.unit ?? unit) === unit)

/** Negative, zero or positive; undefined where the two cannot be compared. */
function compareTexts(a: string | boolean | undefined, b: unknown): number | undefined {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b ? 0 : undefined
  const [left, right] = [parseDecimal(a), parseDecimal(b)]
  if (left !== undefined && right !== undefined) return compareDecimals(left, right)
  if (isDay(a) && isDay(b)) return a < b ? -1 : Number(a > b)
  return a === b ? 0 : undefined
}

/** Every guard by its name. */
export const GUARDS: Readonly<Record<string, GuardRule>> = {
  /** The act was done before, in this strand where it is one's. */
  'act-done': { shape: { act: name }, holds: ({ act }, asked) => timesDone(asked, act) > 0 },
  /** The act was done fewer than so many times before. */
  'act-fewer-than': {
    shape: { act: name, times: 'integer' },
    holds: ({ act, times }, asked) => timesDone(asked, act) < Number(times),
  },
  /** The deadline runs and is not overdue. */
  'before-deadline': {
    shape: { deadline: name },
    holds: ({ deadline }, asked) => dueNow(asked, deadline)?.isOverdue === false,
  },
  /** The date field of this act lies after the deadline's present last day. */
  'later-than-deadline': {
    shape: { field: name, deadline: name },
    holds({ field, deadline }, asked) {
      if (asked.inputs === undefined) return true
      const day = asked.inputs.fields?.[String(field)]
      const due = dueNow(asked, deadline)
      return due !== undefined && typeof day === 'string' && day > due.day
    },
  },
  /** A field of this act stands so to a value: numbers as decimals, dates as days. */
  'field-compares': {
    shape: { field: name, comparator: { oneOf: COMPARATORS }, value: 'text' },
    holds({ field, comparator, value }, { inputs }) {
      if (inputs === undefined) return true
      const sign = compareTexts(inputs.fields?.[String(field)], value)
      return sign !== undefined && HOLDS[comparator as Comparator](sign)
    },
  },
  /** A fact handed in by the feature is this; one that was not handed in is not. */
  'fact-is': {
    shape: { fact: name, value: 'anything' },
    holds: ({ fact, value }, { facts }) => Object.hasOwn(facts, String(fact)) && facts[String(fact)] === value,
  },
}

/** What the guard names of the definition. */
export function refsOf(guard: Guard): GuardRefs {
  const { act, deadline, field, fact } = guard as GuardRefs
  return {
    ...(typeof act === 'string' ? { act } : {}),
    ...(typeof deadline === 'string' ? { deadline } : {}),
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof fact === 'string' ? { fact } : {}),
  }
}

/** The guards that forbid the act. */
export const guardsAgainst = (asked: GuardedAct): Guard[] =>
  (asked.act.guards ?? []).filter((guard) => GUARDS[guard.guard]?.holds(guard, asked) !== true)
