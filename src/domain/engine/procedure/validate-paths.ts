// Where the states of a procedure lead: one beginning, every state reached, every one that is not final left, an end for all.
import { fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import { type Procedure, type State, statesOf } from './definition.ts'

/** A way from one state to another; `via` is the act, or the branch whose strands have all ended. */
export type Step = { from: string; to: string; via: string; isJoin: boolean }

/** All ways between the states of the case, or of a branch, in the order of the acts. */
export function stepsBetween(procedure: Procedure, branch?: string): Step[] {
  const steps = procedure.acts
    .filter((act) => act.branch === branch)
    .flatMap(({ id, from, to }) => from.map((state) => ({ from: state, to, via: id, isJoin: false })))
  const joins =
    branch === undefined
      ? (procedure.branches ?? []).map(({ id, during, to }) => ({ from: during, to, via: id, isJoin: true }))
      : []
  return [...steps, ...joins]
}

/** States that the steps lead to from these, themselves included. */
export function reachedFrom(states: readonly string[], steps: readonly Pick<Step, 'from' | 'to'>[]): Set<string> {
  const reached = new Set(states)
  const queue = [...states]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const { to } of steps.filter(({ from }) => from === at)) {
      if (reached.has(to)) continue
      reached.add(to)
      queue.push(to)
    }
  }
  return reached
}

/** Faults of the ways through the case and through every branch. */
export function checkPaths(procedure: Procedure, root: Place): Refusal[] {
  const branches = (procedure.branches ?? []).map(({ id }, at) => ({
    branch: id,
    place: inside(inside(inside(root, 'branches'), at), 'states'),
  }))
  return [{ branch: undefined, place: inside(root, 'states') }, ...branches].flatMap(({ branch, place }) =>
    checkGraph(statesOf(procedure, branch), stepsBetween(procedure, branch), place),
  )
}

function checkGraph(states: readonly State[], steps: readonly Step[], place: Place): Refusal[] {
  const initial = states.filter(({ kind }) => kind === 'initial')
  const final = states.filter(({ kind }) => kind === 'final')
  if (initial.length !== 1)
    return [
      fault('initial-state', place, {
        zh: `须有且只有一个起始状态，现有 ${initial.length} 个`,
        en: `must hold exactly one initial state, there are ${initial.length}`,
      }),
    ]
  if (final.length === 0) return [fault('no-final-state', place, { zh: '没有办结状态', en: 'must hold a final state' })]
  const reached = reachedFrom(
    initial.map(({ id }) => id),
    steps,
  )
  const back = steps.map(({ from, to }) => ({ from: to, to: from }))
  const ending = reachedFrom(
    final.map(({ id }) => id),
    back,
  )
  return states.flatMap((state, at) => checkState(state, { steps, reached, ending, place: inside(place, at) }))
}

type Around = { steps: readonly Step[]; reached: Set<string>; ending: Set<string>; place: Place }

function checkState({ id, kind, name }: State, { steps, reached, ending, place }: Around): Refusal[] {
  const out = steps.filter(({ from }) => from === id)
  const faults: Refusal[] = []
  const no = (code: string, zh: string, en: string): void => void faults.push(fault(code, place, { zh, en }))
  if (!reached.has(id)) no('state-unreachable', `状态“${name.zh}”无法到达`, `the state “${name.en}” cannot be reached`)
  if (kind === 'final' && out.length > 0)
    no('final-state-left', `办结状态“${name.zh}”不得再有动作`, `the final state “${name.en}” must not be left`)
  if (kind !== 'final' && out.every(({ to }) => to === id))
    no('state-without-way-out', `状态“${name.zh}”没有出路`, `the state “${name.en}” has no way out`)
  else if (kind !== 'final' && !ending.has(id))
    no('state-without-end', `状态“${name.zh}”永远到不了办结`, `from the state “${name.en}” no end can be reached`)
  return faults
}
