// Whether the deviation rules of a pack lead somewhere: parts of the plan, a procedure that can be opened, its units.
import type { Procedure } from '#domain/engine/procedure/definition.ts'
import { DEVIATION_FOLDER } from '#domain/plans/pack-folders.ts'
import { fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { DeviationRule } from './rule.ts'

/** Fields that a procedure opened by a rule must ask for when it is opened: matter, demand and the proposed last day. */
export const OPENING_FIELDS = ['matter', 'demand', 'proposed-due'] as const

type Held = {
  deviations: readonly DeviationRule[]
  procedures: readonly Procedure[]
  /** Whether it is carried out by the procedures of another plan too, which are looked at when a case is opened. */
  borrows: boolean
  /** Whether the plan has a part of that id. */
  isPart: (id: string) => boolean
}

/** Faults of references, each with file, path and reason. */
export const checkDeviationRules = ({ deviations, procedures, borrows, isPart }: Held): Refusal[] =>
  deviations.flatMap((rule) => {
    const root: Place = { file: `${DEVIATION_FOLDER}/${rule.id}.json`, path: '$' }
    const lost = rule.basis.flatMap((id, at) =>
      isPart(id)
        ? []
        : [
            fault('reference-lost', inside(inside(root, 'basis'), at), {
              zh: `引用了规划没有的 ${id}`,
              en: `refers to ${id}, which the pack does not hold`,
            }),
          ],
    )
    const isBorrowed = borrows && !procedures.some(({ id }) => id === rule.opens.procedure)
    return isBorrowed ? lost : [...lost, ...checkOpens(rule, procedures, inside(root, 'opens'))]
  })

function checkOpens({ opens }: DeviationRule, procedures: readonly Procedure[], place: Place): Refusal[] {
  const procedure = procedures.find(({ id }) => id === opens.procedure)
  if (procedure === undefined) {
    return [
      fault('reference-lost', inside(place, 'procedure'), {
        zh: `规划包没有流程 ${opens.procedure}`,
        en: `the pack has no procedure ${opens.procedure}`,
      }),
    ]
  }
  const fields = procedure.opening.fields ?? []
  const missing = OPENING_FIELDS.filter((id) => !fields.some((field) => field.id === id))
  return [
    ...(procedure.relations.some(({ id }) => id === opens.relation)
      ? []
      : [
          fault('reference-lost', inside(place, 'relation'), {
            zh: `流程 ${procedure.id} 没有关系 ${opens.relation}`,
            en: `procedure ${procedure.id} has no relation ${opens.relation}`,
          }),
        ]),
    ...missing.map((id) =>
      fault('deviation-opening', inside(place, 'procedure'), {
        zh: `流程 ${procedure.id} 的发起表单没有 ${id} 一项`,
        en: `the opening of procedure ${procedure.id} does not ask for ${id}`,
      }),
    ),
  ]
}
