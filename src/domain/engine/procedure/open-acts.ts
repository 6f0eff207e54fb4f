// Which acts are open to a person in a case, and why the others are not: what a page shows before anything is filled in.
import type { Calendar } from '#domain/calendar/calendar.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { placeAct, tellGuards } from './act.ts'
import type { Person, ProcedureCase } from './case.ts'
import type { Act, Procedure } from './definition.ts'
import { findEntitledPost } from './entitled.ts'
import { type Facts, guardsAgainst } from './guards.ts'

/** `refused` absent: it is open. `unit` is that of the strand it would be done in. */
export type OpenAct = { act: string; unit: string | null; refused: Refusal | undefined }

export type Viewing = { person: Person; at: EpochMs; calendar: Calendar; facts?: Facts }

/** Every act of the procedure, those of a branch once for each unit whose strand is under way. */
export function actsOpenTo(procedure: Procedure, current: ProcedureCase, viewing: Viewing): OpenAct[] {
  return procedure.acts.flatMap((act) =>
    placesOf(current, act).map((unit) => ({
      act: act.id,
      unit,
      refused: refuseAct(procedure, current, { ...viewing, act, unit }),
    })),
  )
}

function placesOf(current: ProcedureCase, { branch }: Act): (string | null)[] {
  const units = current.strands.filter((strand) => strand.branch === branch).map(({ unit }) => unit)
  return units.length === 0 ? [null] : units
}

function refuseAct(
  procedure: Procedure,
  current: ProcedureCase,
  { act, unit, person, at, calendar, facts = {} }: Viewing & { act: Act; unit: string | null },
): Refusal | undefined {
  const strand = unit ?? undefined
  const placed = placeAct(procedure, current, { act: act.id, at, unit: strand })
  if (isRefusal(placed)) return placed
  const post = findEntitledPost(procedure, {
    who: act.who,
    person,
    parties: current.parties,
    unit: strand,
    branch: act.branch,
    current,
  })
  if (isRefusal(post)) return post
  return tellGuards(guardsAgainst({ procedure, current, act, unit, at, calendar, facts, inputs: undefined }))
}
