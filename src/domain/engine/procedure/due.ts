// Deadlines of a case: the last day of each, what is overdue, and which reminders and steps of escalation are due.
import { type Calendar, type CalendarDoubt, doubtsBetween } from '#domain/calendar/calendar.ts'
import { addDays, type Day, endOfDay, isDay, startOfDay } from '#domain/calendar/day.ts'
import { addWorkingDays, nextWorkingDay, workingDaysBetween } from '#domain/calendar/working-days.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import { latestOf, type ProcedureCase } from './case.ts'
import type { Deadline, Procedure, Span, Told } from './definition.ts'

/** A reminder or a step of escalation of a deadline, with the moment from which it is due. */
export type DueStep = {
  kind: 'reminded' | 'escalated'
  id: string
  at: EpochMs
  isDone: boolean
  tell: readonly Told[]
  act: string | undefined
}

/** 到期情况 — of a deadline that runs; `unit` where it is that of a strand. */
export type Due = {
  deadline: string
  unit: string | null
  /** Instant of the act it is counted from. */
  since: EpochMs
  /** Last day. */
  day: Day
  /** First instant at which it is overdue. */
  until: EpochMs
  isOverdue: boolean
  /** Working days since the last day; 0 while it is not overdue. */
  workingDaysLate: number
  steps: DueStep[]
  doubts: CalendarDoubt[]
}

/**
 * The day so long after `day`, or before it where `back`; that day itself does not count. Counted in calendar days, a last
 * day that is not worked moves to the next one that is; counted back, it does not.
 * @source 民法典 第二百零一条、第二百零三条
 */
export function addSpan(calendar: Calendar, day: Day, { count, of }: Span, back = false): Day {
  if (of === 'working-days') return addWorkingDays(calendar, day, back ? -count : count).day
  return back ? addDays(day, -count) : nextWorkingDay(calendar, addDays(day, count))
}

/** The deadlines that run at this instant, soonest first. */
export function dueOf(procedure: Procedure, current: ProcedureCase, at: EpochMs, calendar: Calendar): Due[] {
  return (procedure.deadlines ?? [])
    .flatMap((deadline) =>
      runningFor(current, deadline).flatMap((unit) => measure(current, deadline, { unit, at, calendar })),
    )
    .sort((a, b) => a.until - b.until)
}

/** The units in whose strands it runs, null for the case itself; nothing where it does not run. */
function runningFor(current: ProcedureCase, { branch, in: states }: Deadline): (string | null)[] {
  if (branch === undefined) return states.includes(current.state) ? [null] : []
  return current.strands
    .filter((strand) => strand.branch === branch && states.includes(strand.state))
    .map(({ unit }) => unit)
}

type Measuring = { unit: string | null; at: EpochMs; calendar: Calendar }

function measure(current: ProcedureCase, deadline: Deadline, { unit, at, calendar }: Measuring): Due[] {
  const start = latestOf(current, deadline.from, unit)
  if (start === undefined) return []
  const day = lastDay(current, deadline, { unit, start, calendar })
  if (day === undefined) return []
  const until = endOfDay(day)
  const today = beijingDate(at)
  const isOverdue = at >= until
  return [
    {
      deadline: deadline.id,
      unit,
      since: start.at,
      day,
      until,
      isOverdue,
      workingDaysLate: isOverdue ? workingDaysBetween(calendar, day, today).count : 0,
      steps: stepsOf(current, deadline, { unit, day, calendar }),
      doubts: doubtsBetween(calendar, beijingDate(start.at), isOverdue ? today : day),
    },
  ]
}

type Start = NonNullable<ReturnType<typeof latestOf>>

function lastDay(
  current: ProcedureCase,
  { within, extension }: Deadline,
  { unit, start, calendar }: { unit: string | null; start: Start; calendar: Calendar },
): Day | undefined {
  const extended = extension === undefined ? undefined : latestOf(current, [extension.act], unit)
  // An extension counts from what it was granted for; where that began anew, it is spent.
  if (extension !== undefined && extended !== undefined && extended.no > start.no) {
    const day = extended.inputs.fields?.[extension.field]
    if (isDay(day)) return day
  }
  if (!('field' in within)) return addSpan(calendar, beijingDate(start.at), within)
  const day = start.inputs.fields?.[within.field]
  return isDay(day) ? day : undefined
}

type Stepping = { unit: string | null; day: Day; calendar: Calendar }

function stepsOf(current: ProcedureCase, deadline: Deadline, { unit, day, calendar }: Stepping): DueStep[] {
  // Marked by the last day they were for: where that moves, what was told of the old one is told anew.
  const isDone = (kind: DueStep['kind'], id: string): boolean =>
    current.events.some(
      (event) =>
        event.type === kind &&
        event.deadline === deadline.id &&
        event.step === id &&
        event.unit === unit &&
        event.day === day,
    )
  const reminders = (deadline.reminders ?? []).map(
    ({ id, before, tell }): DueStep => ({
      kind: 'reminded',
      id,
      at: startOfDay(addSpan(calendar, day, before, true)),
      isDone: isDone('reminded', id),
      tell,
      act: undefined,
    }),
  )
  const escalations = (deadline.escalations ?? []).map(
    ({ id, after, tell, act }): DueStep => ({
      kind: 'escalated',
      id,
      at: endOfDay(addSpan(calendar, day, after)),
      isDone: isDone('escalated', id),
      tell,
      act,
    }),
  )
  return [...reminders, ...escalations]
}

/** A reminder of a deadline that is past is no longer one. */
const isOpen = (due: Due, step: DueStep): boolean => !step.isDone && !(step.kind === 'reminded' && due.isOverdue)

/** The steps still to be done, in the order of their moments. */
export function stepsAhead(dues: readonly Due[]): { due: Due; step: DueStep }[] {
  return dues
    .flatMap((due) => due.steps.filter((step) => isOpen(due, step)).map((step) => ({ due, step })))
    .sort((a, b) => a.step.at - b.step.at)
}

/** When the clock has something to do next; undefined where it has not. May be past. */
export const nextMoment = (
  procedure: Procedure,
  current: ProcedureCase,
  at: EpochMs,
  calendar: Calendar,
): EpochMs | undefined => stepsAhead(dueOf(procedure, current, at, calendar))[0]?.step.at
