// A case of a procedure: where it stands, and the events of which that is the fold.
import type { EpochMs } from '#kit/time.ts'
import { type EvidenceKind, OPENING } from './definition.ts'

/** 岗位 — a role that a person holds in a unit. */
export type Post = { unit: string; role: string }
/** Who acts. */
export type Person = { name: string; posts: readonly Post[] }
/** 参与单位 — a unit and how it stands to the case. */
export type Party = { unit: string; relation: string }

/** A piece of evidence by reference; `hash` is that of its content. */
export type Evidence = { kind: EvidenceKind; ref: string; name: string; hash?: string }

/** What a person gives with an act. Numbers are decimal texts, dates `YYYY-MM-DD`. */
export type Inputs = {
  fields?: Readonly<Record<string, string | boolean>>
  evidence?: readonly Evidence[]
  reason?: string
  parties?: readonly Party[]
}

/** What a case is about: a kind of thing and its id, such as an obligation. */
export type About = { kind: string; ref: string }

type At = { no: number; at: EpochMs }

export type OpenedEvent = At & {
  type: 'opened'
  procedure: string
  version: number
  id: string
  title: string
  about: About
  by: string
  as: Post
  parties: readonly Party[]
  inputs: Inputs
}

/** `by` is the person, with the post it acted in; null where the clock did it, which `cause` then explains. */
export type ActedEvent = At & {
  type: 'acted'
  act: string
  by: string | null
  as: Post | null
  cause: { deadline: string; step: string } | null
  unit: string | null
  from: string
  to: string
  inputs: Inputs
}

export type UndoneEvent = At & { type: 'undone'; undoes: number; by: string; reason: string }

/** A reminder or a step of escalation was due for this last day of a deadline. */
export type RemindedEvent = At & {
  type: 'reminded' | 'escalated'
  deadline: string
  step: string
  unit: string | null
  day: string
}

/** 办理记录 — numbered from 1 without a gap. */
export type CaseEvent = OpenedEvent | ActedEvent | UndoneEvent | RemindedEvent

/** A unit's own way through a branch. */
export type Strand = { branch: string; unit: string; state: string }

/** 办件 — the fold of its events under the version of the procedure it was opened with. */
export type ProcedureCase = {
  id: string
  procedure: string
  version: number
  title: string
  about: About
  parties: readonly Party[]
  state: string
  /** Those of the branch under way. */
  strands: readonly Strand[]
  events: readonly CaseEvent[]
}

/** Acts that stand, in order: without those taken back. */
export function actsDone({ events }: Pick<ProcedureCase, 'events'>): ActedEvent[] {
  const undone = new Set(events.flatMap((event) => (event.type === 'undone' ? [event.undoes] : [])))
  return events.filter((event): event is ActedEvent => event.type === 'acted' && !undone.has(event.no))
}

/** The opening event. */
export function openingOf({ events }: Pick<ProcedureCase, 'events'>): OpenedEvent {
  const [first] = events
  if (first?.type !== 'opened') throw new Error('Cannot read a case as its first event must be its opening')
  return first
}

/** The latest event that is one of these acts (`open`: the opening), in the strand of `unit` where both belong to one. */
export function latestOf(
  current: Pick<ProcedureCase, 'events'>,
  acts: readonly string[],
  unit: string | null,
): OpenedEvent | ActedEvent | undefined {
  const done = actsDone(current).filter(
    (event) => acts.includes(event.act) && (unit === null || event.unit === null || event.unit === unit),
  )
  return done.at(-1) ?? (acts.includes(OPENING) ? openingOf(current) : undefined)
}

/** Instant of the last event. */
export const lastAt = ({ events }: Pick<ProcedureCase, 'events'>): EpochMs => events.at(-1)?.at ?? 0
