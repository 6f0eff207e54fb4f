// For which acts a case waits on a unit, and which acts can be done in many cases at once: read from the definition alone.
import type { ProcedureCase } from './case.ts'
import { type Act, isFinal, type Procedure } from './definition.ts'

type Standing = Pick<ProcedureCase, 'state' | 'strands' | 'parties'>

/**
 * Acts that carry the case on and that a post of these units may do by the units' standing to it; none where the case waits
 * on others. An act that needs a reason steps out of the way, and is awaited only where no other leads on.
 */
export function actsAwaitedOf(procedure: Procedure, standing: Standing, units: readonly string[]): Act[] {
  if (isFinal(procedure, standing.state)) return []
  const own = standing.strands.filter(({ unit }) => units.includes(unit))
  const relations = standing.parties.flatMap(({ unit, relation }) => (units.includes(unit) ? [relation] : []))
  const places = [
    // Where units work side by side, their strands lead the case on.
    { branch: undefined, state: standing.state, isOwn: false, isLed: standing.strands.length > 0 },
    ...standing.strands.map((strand) => ({
      branch: strand.branch,
      state: strand.state,
      isOwn: own.includes(strand),
      isLed: false,
    })),
  ]
  const found = places.flatMap(({ branch, state, isOwn, isLed }) =>
    leadingOn(procedure, { branch, state, isLed }).filter(({ who }) =>
      who.some((way) =>
        way.ofStrand === true ? isOwn : way.relations?.some((relation) => relations.includes(relation)),
      ),
    ),
  )
  return [...new Set(found)]
}

type Place = { branch: string | undefined; state: string; isLed: boolean }

function leadingOn(procedure: Procedure, { branch, state, isLed }: Place): Act[] {
  const away = procedure.acts.filter(
    (act) => act.branch === branch && act.who.length > 0 && act.from.includes(state) && act.to !== state,
  )
  const plain = away.filter(({ reason }) => reason !== true)
  return plain.length > 0 || isLed ? plain : away.filter(({ to }) => !isFinal(procedure, to, branch))
}

/** Acts that ask for no more than a reason, in that state of the case or in a strand under way in it. */
export const actsForMany = ({ acts, branches = [] }: Pick<Procedure, 'acts' | 'branches'>, state: string): Act[] =>
  acts.filter(({ branch, from, who, fields = [], evidence = [], sets = [] }) => {
    const isHere =
      branch === undefined ? from.includes(state) : branches.some(({ id, during }) => id === branch && during === state)
    const isBare = evidence.length === 0 && sets.length === 0 && fields.every(({ optional }) => optional === true)
    return isHere && isBare && who.length > 0
  })
