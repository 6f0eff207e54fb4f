// What the clock does to a case: reminders, steps of escalation and the acts that follow from them, each once.
import type { Calendar } from '#domain/calendar/calendar.ts'
import type { EpochMs } from '#kit/time.ts'
import type { ActedEvent, CaseEvent, ProcedureCase, RemindedEvent } from './case.ts'
import { getAct, type Procedure } from './definition.ts'
import { type Due, type DueStep, dueOf, stepsAhead } from './due.ts'
import { evolve, stateFor } from './replay.ts'

/** Far more steps than a case can have due at once; beyond it the definition runs in a circle. */
const MOST_STEPS = 1000

/** Does everything that is due by `at`, in the order of the moments; again at the same instant it does nothing. */
export function passTime(
  procedure: Procedure,
  current: ProcedureCase,
  at: EpochMs,
  calendar: Calendar,
): { case: ProcedureCase; events: CaseEvent[] } {
  let state = current
  const events: CaseEvent[] = []
  const keep = (event: CaseEvent): void => {
    state = evolve(procedure, state, event)
    events.push(event)
  }
  for (let n = 0; n < MOST_STEPS; n += 1) {
    const next = stepsAhead(dueOf(procedure, state, at, calendar)).find(({ step }) => step.at <= at)
    if (next === undefined) return { case: state, events }
    keep(markOf(state, next, at))
    const acted = actOf(procedure, state, next, at)
    if (acted !== undefined) keep(acted)
  }
  throw new Error(`Cannot pass time in case ${current.id} as its deadlines never come to rest`)
}

type Next = { due: Due; step: DueStep }

const markOf = (current: ProcedureCase, { due, step }: Next, at: EpochMs): RemindedEvent => ({
  type: step.kind,
  no: current.events.length + 1,
  at,
  deadline: due.deadline,
  step: step.id,
  unit: due.unit,
  day: due.day,
})

function actOf(procedure: Procedure, current: ProcedureCase, { due, step }: Next, at: EpochMs): ActedEvent | undefined {
  if (step.act === undefined) return undefined
  const { id, branch, to } = getAct(procedure, step.act)
  const from = stateFor(current, branch, due.unit)
  if (from === undefined) throw new Error(`Cannot do "${id}" in case ${current.id} as there is no strand for it`)
  return {
    type: 'acted',
    no: current.events.length + 1,
    at,
    act: id,
    by: null,
    as: null,
    cause: { deadline: due.deadline, step: step.id },
    unit: branch === undefined ? null : due.unit,
    from,
    to,
    inputs: {},
  }
}
