// Opening a case, acting on it and taking an act back: a new case with its event, or a refusal that says exactly why.
import type { Calendar } from '#domain/calendar/calendar.ts'
import { endOfDay } from '#domain/calendar/day.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import {
  type About,
  type ActedEvent,
  actsDone,
  type CaseEvent,
  type Inputs,
  lastAt,
  type OpenedEvent,
  type Person,
  type ProcedureCase,
} from './case.ts'
import { type Act, type Bilingual, getAct, isFinal, nameOf, type Procedure, statesOf } from './definition.ts'
import { addSpan } from './due.ts'
import { findEntitledPost } from './entitled.ts'
import { type Facts, guardsAgainst } from './guards.ts'
import { findMissing } from './inputs.ts'
import { begin, evolve, stateFor } from './replay.ts'

/** The case after it, and the event to keep. */
export type Done<E extends CaseEvent = CaseEvent> = { case: ProcedureCase; event: E }

export type Opening = { id: string; title: string; about: About; by: Person; at: EpochMs; inputs: Inputs }

/** 发起 — opens a case; all relations are named by `inputs.parties`. */
export function startCase(procedure: Procedure, asked: Opening): Done<OpenedEvent> | Refusal {
  const { id, title, about, by, at, inputs } = asked
  if (title.trim() === '')
    return refuse('procedures.no-title', { zh: '请填写办件名称', en: 'The case must have a title' })
  const parties = inputs.parties ?? []
  const post = findEntitledPost(procedure, { who: procedure.opening.who, person: by, parties })
  if (isRefusal(post)) return post
  const sets = procedure.relations.map((relation) => relation.id)
  const missing = findMissing(procedure, procedure.opening, { inputs, sets })
  if (missing !== undefined) return missing
  const event: OpenedEvent = {
    type: 'opened',
    no: 1,
    at,
    procedure: procedure.id,
    version: procedure.version,
    id,
    title: title.trim(),
    about,
    by: by.name,
    as: post,
    parties,
    inputs,
  }
  return { case: begin(procedure, event), event }
}

export type Acting = {
  act: string
  by: Person
  at: EpochMs
  inputs?: Inputs
  /** The unit in whose strand it is done. */
  unit?: string | undefined
  calendar: Calendar
  facts?: Facts
}

/** One act of a person. Nothing changes where it is refused. */
export function act(procedure: Procedure, current: ProcedureCase, asked: Acting): Done<ActedEvent> | Refusal {
  const placed = placeAct(procedure, current, asked)
  if (isRefusal(placed)) return placed
  const { definition, from, unit } = placed
  const post = findEntitledPost(procedure, {
    who: definition.who,
    person: asked.by,
    parties: current.parties,
    unit: asked.unit,
    branch: definition.branch,
    current,
  })
  if (isRefusal(post)) return post
  const { at, calendar, inputs = {}, facts = {} } = asked
  const missing = findMissing(procedure, definition, { inputs, sets: definition.sets ?? [] })
  if (missing !== undefined) return missing
  const forbidden = tellGuards(
    guardsAgainst({ procedure, current, act: definition, unit, at, calendar, facts, inputs }),
  )
  if (forbidden !== undefined) return forbidden
  const event: ActedEvent = {
    type: 'acted',
    no: current.events.length + 1,
    at,
    act: definition.id,
    by: asked.by.name,
    as: post,
    cause: null,
    unit,
    from,
    to: definition.to,
    inputs,
  }
  return { case: evolve(procedure, current, event), event }
}

type Placed = { definition: Act; from: string; unit: string | null }

/** Whether the act can be done from where the case, or the unit's strand, stands. */
export function placeAct(
  procedure: Procedure,
  current: ProcedureCase,
  { act: id, at, unit: strand }: { act: string; at: EpochMs; unit?: string | undefined },
): Placed | Refusal {
  const definition = procedure.acts.find((one) => one.id === id)
  if (definition === undefined)
    return refuse('procedures.act-not-found', { zh: `没有“${id}”这一动作`, en: `There is no act “${id}”` })
  if (at < lastAt(current))
    return refuse('procedures.too-early', {
      zh: '办理时间不得早于上一条办理记录',
      en: 'The act must not be earlier than the last record of the case',
    })
  const unit = definition.branch === undefined ? null : (strand ?? null)
  const from = stateFor(current, definition.branch, unit)
  if (from !== undefined && definition.from.includes(from)) return { definition, from, unit }
  return refuse('procedures.not-from-this-state', tellState(procedure, current, { definition, from, unit }))
}

type Misplaced = { definition: Act; from: string | undefined; unit: string | null }

function tellState(procedure: Procedure, current: ProcedureCase, { definition, from, unit }: Misplaced): Bilingual {
  const here = nameOf(
    from === undefined ? procedure.states : statesOf(procedure, definition.branch),
    from ?? current.state,
  )
  if (isFinal(procedure, current.state))
    return { zh: `办件已结束（${here.zh}）`, en: `The case has ended (${here.en})` }
  const needed = definition.from.map((id) => nameOf(statesOf(procedure, definition.branch), id))
  const needs = { zh: needed.map(({ zh }) => zh).join('、'), en: needed.map(({ en }) => en).join(', ') }
  if (from === undefined && unit === null && current.strands.some(({ branch }) => branch === definition.branch))
    return { zh: '请指明由哪个单位办理', en: 'Say for which unit it is done' }
  if (from === undefined)
    return {
      zh: `须在“${needs.zh}”状态下由参与单位办理，现为“${here.zh}”${unit === null ? '' : `，“${unit}”没有待办`}`,
      en: `Needs the state “${needs.en}” of a unit that takes part; the case stands at “${here.en}”`,
    }
  return {
    zh: `“${definition.name.zh}”须在“${needs.zh}”状态下办理，现为“${here.zh}”`,
    en: `“${definition.name.en}” needs the state “${needs.en}”; it is “${here.en}” now`,
  }
}

/** All guards that forbid, in one refusal; undefined where none does. */
export function tellGuards(against: readonly { because: Bilingual }[]): Refusal | undefined {
  if (against.length === 0) return undefined
  return refuse('procedures.guard-forbids', {
    zh: against.map(({ because }) => because.zh).join('；'),
    en: against.map(({ because }) => because.en).join('; '),
  })
}

export type Undoing = { by: Person; at: EpochMs; reason: string; undoes: number; calendar: Calendar }

/** 撤回 — the doer takes an act back with a reason, within its time and so long as nothing followed that rests on it. */
export function undoAct(procedure: Procedure, current: ProcedureCase, asked: Undoing): Done | Refusal {
  const done = actsDone(current)
  const event = done.find(({ no }) => no === asked.undoes)
  const refused = event === undefined ? notThere() : refuseUndo(procedure, current, { ...asked, event, done })
  if (refused !== undefined) return refused
  const undone: CaseEvent = {
    type: 'undone',
    no: current.events.length + 1,
    at: asked.at,
    undoes: asked.undoes,
    by: asked.by.name,
    reason: asked.reason.trim(),
  }
  return { case: evolve(procedure, current, undone), event: undone }
}

const notThere = (): Refusal =>
  refuse('procedures.event-not-found', { zh: '没有这条可撤回的记录', en: 'There is no such act to take back' })

type UndoAsked = Undoing & { event: ActedEvent; done: readonly ActedEvent[] }

function refuseUndo(procedure: Procedure, current: ProcedureCase, asked: UndoAsked): Refusal | undefined {
  const { event, done, by, at, reason, calendar } = asked
  const { undo, name, branch } = getAct(procedure, event.act)
  const no = (zh: string, en: string): Refusal => refuse('procedures.not-undoable', { zh, en })
  if (undo === undefined) return no(`“${name.zh}”不可撤回`, `“${name.en}” cannot be taken back`)
  if (event.by !== by.name) return no('只有办理人本人可以撤回', 'Only who did it may take it back')
  if (reason.trim() === '') return no('请写明撤回理由', 'A reason is missing')
  if (at < lastAt(current)) return no('撤回时间早于上一条记录', 'It must not be earlier than the last record')
  if (at >= endOfDay(addSpan(calendar, beijingDate(event.at), undo)))
    return no('已超过可撤回的时间', 'The time to take it back is over')
  // Another unit's strand does not rest on this one's.
  const isIndependent = (later: ActedEvent): boolean =>
    branch !== undefined && getAct(procedure, later.act).branch === branch && later.unit !== event.unit
  if (done.some((later) => later.no > event.no && !isIndependent(later)))
    return no('之后已有其他办理，不可撤回', 'It cannot be taken back as something followed')
  return undefined
}
