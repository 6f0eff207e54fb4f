// What a procedure is as data: states, acts, who may, what must be attached, deadlines, and units that work side by side.

/** The same text in both languages. */
export type Bilingual = { zh: string; en: string }
export type Named = { id: string; name: Bilingual }

/** 办理流程 — a version never changes once cases were opened under it; a change is a new version. */
export type Procedure = {
  id: string
  /** From 1. */
  version: number
  name: Bilingual
  purpose: Bilingual
  /** Parts of the plan, or clauses, that it carries out. */
  basis: string[]
  /** What a person may be in a unit, so far as this procedure asks. */
  roles: Named[]
  relations: Relation[]
  /** Facts that the feature hands in for guards. */
  facts?: Named[]
  opening: Demands & { who: Who[] }
  states: State[]
  branches?: Branch[]
  acts: Act[]
  deadlines?: Deadline[]
}

/** 与办件的关系 — how a unit may stand to a case, and how many units may; `most` null: any number. */
export type Relation = Named & { least: number; most: number | null }

/** 办理状态 — a final state ends the case, or a unit's strand of it. */
export type State = Named & { kind: 'initial' | 'between' | 'final' }

/**
 * 并行办理 — while the case is in `during`, every unit with one of the relations `of` has a strand of its own through
 * these states; when all strands have ended the case goes on to `to` by itself.
 */
export type Branch = Named & { during: string; of: string[]; states: State[]; to: string }

/** One way to be entitled: a role, in a unit that stands so to the case, and not who did one of these acts before. */
export type Who = {
  roles: string[]
  /** The role must be held in a unit with one of these relations. */
  relations?: string[]
  /** The role must be held in the unit whose strand it is. */
  ofStrand?: true
  /** Acts, or `open`, whose doer may not do this one. */
  notBy?: string[]
}

/** What must be attached to an act. */
export type Demands = { fields?: Field[]; evidence?: EvidenceDemand[]; reason?: true }

export const FIELD_TYPES = ['text', 'long-text', 'number', 'date', 'choice', 'flag'] as const

/** A field of an act's form. Numbers are exact decimal texts in `unit`; dates are Beijing days. */
export type Field = Named & {
  type: (typeof FIELD_TYPES)[number]
  unit?: string
  choices?: Named[]
  optional?: true
  least?: string
  most?: string
}

export const EVIDENCE_KINDS = ['document', 'photo', 'reading-extract', 'closed-case'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** 佐证 — at least so many pieces of any of these kinds. */
export type EvidenceDemand = { name: Bilingual; kinds: EvidenceKind[]; least: number }

/** 办理动作 — `from` and `to` are states of the case, or of `branch` where one is named. */
export type Act = Named &
  Demands & {
    from: string[]
    to: string
    branch?: string
    /** Any one of these; empty only where the clock alone does it. */
    who: Who[]
    guards?: Guard[]
    /** Relations whose units this act names anew. */
    sets?: string[]
    /** Who did it may take it back within this time, so long as nothing followed. */
    undo?: Span
  }

/** 办理条件 — a condition by name, with its data and what to say where it does not hold. */
export type Guard = { guard: string; because: Bilingual } & Readonly<Record<string, unknown>>

export const DAY_KINDS = ['calendar-days', 'working-days'] as const

/** A length of time; the day it is counted from does not count itself. */
export type Span = { count: number; of: (typeof DAY_KINDS)[number] }

/**
 * 办理时限 — runs in the states `in` (of the case, or of `branch`) from the latest of the acts `from` (`open`: the opening),
 * for a span or until the day that a field of that act names; ends with that day in Beijing.
 */
export type Deadline = Named & {
  from: string[]
  within: Span | { field: string }
  in: string[]
  branch?: string
  /** An act whose date field names a new last day. */
  extension?: { act: string; field: string }
  reminders?: Reminder[]
  escalations?: Escalation[]
}

/** Who is told. */
export type Told = { roles: string[]; relations?: string[]; ofStrand?: true }

/** 催办提醒 — at the beginning of the day that lies so long before the last one. */
export type Reminder = { id: string; before: Span; tell: Told[] }

/** 逾期升级 — at the end of the day that lies so long after the last one; `act` is then done by the clock. */
export type Escalation = Named & { after: Span; tell: Told[]; act?: string }

/** Stands for the opening of a case where acts are named. */
export const OPENING = 'open'

/** The act of that id; throws where there is none, as a checked definition names none such. */
export function getAct(procedure: Procedure, id: string): Act {
  const act = procedure.acts.find((one) => one.id === id)
  if (act === undefined) throw new Error(`Cannot find act "${id}" as procedure ${procedure.id} has none such`)
  return act
}

/** States of the case, or of a branch. */
export const statesOf = (procedure: Procedure, branch?: string): readonly State[] =>
  branch === undefined ? procedure.states : (procedure.branches?.find(({ id }) => id === branch)?.states ?? [])

/** The state in which the case, or a strand of the branch, begins. */
export function initialOf(procedure: Procedure, branch?: string): string {
  const initial = statesOf(procedure, branch).find(({ kind }) => kind === 'initial')
  if (initial === undefined) throw new Error(`Cannot begin as ${procedure.id} has no initial state`)
  return initial.id
}

export const isFinal = (procedure: Procedure, state: string, branch?: string): boolean =>
  statesOf(procedure, branch).some(({ id, kind }) => id === state && kind === 'final')

/** Name of a state, act, role or relation; its id where it has none. */
export const nameOf = (list: readonly Named[], id: string): Bilingual =>
  list.find((one) => one.id === id)?.name ?? { zh: id, en: id }
