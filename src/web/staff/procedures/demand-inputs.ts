// Between the boxes of a form made from an act's data and the inputs that the act takes.
import type { CaseInputs, EvidenceKind, ProcedureBody } from '#contract/procedures.ts'

type Demands = Pick<ProcedureBody['acts'][number], 'fields' | 'evidence' | 'reason' | 'sets'>

export type DemandBoxes = {
  fields?: Record<string, string | boolean | undefined>
  evidence?: { kind?: EvidenceKind; name?: string; ref?: string }[]
  reason?: string
  /** Units by relation, one a line. */
  units?: Record<string, string | undefined>
}

/** Units of a box, one a line; empty lines are no units. */
export const unitsOf = (lines: string | undefined): string[] =>
  (lines ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What the boxes say; an empty box is left out, a tick that was never touched says no. */
export function inputsOf(
  demands: Demands,
  { fields = {}, evidence = [], reason, units = {} }: DemandBoxes,
): CaseInputs {
  const given = (demands.fields ?? []).flatMap(({ id, type }): [string, string | boolean][] => {
    const value = fields[id]
    if (type === 'flag') return [[id, value === true]]
    return typeof value === 'string' && value.trim() !== '' ? [[id, value.trim()]] : []
  })
  const pieces = evidence.flatMap(({ kind, name = '', ref = '' }) =>
    kind === undefined || ref.trim() === '' ? [] : [{ kind, ref: ref.trim(), name: name.trim() || ref.trim() }],
  )
  const sets = demands.sets ?? []
  return {
    ...(given.length === 0 ? {} : { fields: Object.fromEntries(given) }),
    ...(pieces.length === 0 ? {} : { evidence: pieces }),
    ...(reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(sets.length === 0
      ? {}
      : { parties: sets.flatMap((relation) => unitsOf(units[relation]).map((unit) => ({ unit, relation }))) }),
  }
}
