// The fold: a case from its events, one at a time or all at once; what the definition does not lead to is a broken log.
import { type ActedEvent, actsDone, type CaseEvent, type OpenedEvent, type ProcedureCase } from './case.ts'
import { type Branch, getAct, initialOf, isFinal, type Procedure } from './definition.ts'

/** The case that these events make; throws where an event does not follow from those before it. */
export function replay(procedure: Procedure, events: readonly CaseEvent[]): ProcedureCase {
  const [first, ...rest] = events
  if (first?.type !== 'opened') throw new Error('Cannot replay as the first event must be the opening')
  return rest.reduce((current, event) => evolve(procedure, current, event), begin(procedure, first))
}

/** The case as it is opened. */
export function begin(procedure: Procedure, opened: OpenedEvent): ProcedureCase {
  if (opened.no !== 1 || opened.procedure !== procedure.id || opened.version !== procedure.version)
    throw new Error(`Cannot begin case ${opened.id} as it must be opened under ${procedure.id} ${procedure.version}`)
  const { id, title, about, parties } = opened
  const empty = { id, procedure: procedure.id, version: procedure.version, title, about, parties }
  return enter(procedure, { ...empty, state: '', strands: [], events: [opened] }, initialOf(procedure))
}

/** The case after one more event. */
export function evolve(procedure: Procedure, current: ProcedureCase, event: CaseEvent): ProcedureCase {
  const broken = (why: string): Error => new Error(`Cannot replay event ${event.no} of case ${current.id} as ${why}`)
  if (event.no !== current.events.length + 1) throw broken(`number ${current.events.length + 1} must follow`)
  const events = [...current.events, event]
  if (event.type === 'opened') throw broken('a case is opened once')
  if (event.type === 'undone') {
    if (!actsDone(current).some(({ no }) => no === event.undoes)) throw broken(`there is no act ${event.undoes}`)
    return { ...standing(procedure, events), events }
  }
  if (event.type !== 'acted') return { ...current, events }
  return { ...applyAct(procedure, current, event), events }
}

/** Where the acts that were not taken back lead, the marks of the clock being of no matter to it. */
function standing(procedure: Procedure, events: readonly CaseEvent[]): ProcedureCase {
  const [opened] = events
  if (opened?.type !== 'opened') throw new Error('Cannot replay as the first event must be the opening')
  return actsDone({ events }).reduce((current, event) => applyAct(procedure, current, event), begin(procedure, opened))
}

function applyAct(procedure: Procedure, current: ProcedureCase, event: ActedEvent): ProcedureCase {
  const act = getAct(procedure, event.act)
  const from = stateFor(current, act.branch, event.unit)
  if (from !== event.from || !act.from.includes(event.from) || act.to !== event.to)
    throw new Error(`Cannot replay event ${event.no} of case ${current.id} as "${act.id}" does not lead there`)
  const sets = act.sets ?? []
  const named = event.inputs.parties ?? []
  const parties =
    sets.length === 0
      ? current.parties
      : [...current.parties.filter(({ relation }) => !sets.includes(relation)), ...named]
  const next = { ...current, parties }
  if (act.branch === undefined) return enter(procedure, next, act.to)
  const strands = current.strands.map((strand) => (strand.unit === event.unit ? { ...strand, state: act.to } : strand))
  return join(procedure, { ...next, strands })
}

/** State of the case, or of the unit's strand of the branch; undefined where there is no such strand now. */
export function stateFor(current: ProcedureCase, branch: string | undefined, unit: string | null): string | undefined {
  if (branch === undefined) return current.state
  return current.strands.find((strand) => strand.branch === branch && strand.unit === unit)?.state
}

function enter(procedure: Procedure, current: ProcedureCase, state: string): ProcedureCase {
  const branch = procedure.branches?.find(({ during }) => during === state)
  const strands = branch === undefined ? [] : strandsOf(procedure, branch, current)
  return { ...current, state, strands }
}

/** A unit that stands to the case in two ways has one strand. */
function strandsOf(procedure: Procedure, branch: Branch, { parties }: ProcedureCase): ProcedureCase['strands'] {
  const units = new Set(parties.filter(({ relation }) => branch.of.includes(relation)).map(({ unit }) => unit))
  const state = initialOf(procedure, branch.id)
  return [...units].map((unit) => ({ branch: branch.id, unit, state }))
}

function join(procedure: Procedure, current: ProcedureCase): ProcedureCase {
  const branch = procedure.branches?.find(({ during }) => during === current.state)
  const isOver = branch !== undefined && current.strands.every(({ state }) => isFinal(procedure, state, branch.id))
  return isOver ? enter(procedure, current, branch.to) : current
}
