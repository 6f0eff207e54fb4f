// Whether a procedure file can be run: shape, names, acts, deadlines and ways through; every fault with its place and reason.
import { checkShape, fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import { type Named, OPENING, type Procedure } from './definition.ts'
import { PROCEDURE_SHAPE } from './definition-shape.ts'
import { checkActs } from './validate-acts.ts'
import { checkDeadlines } from './validate-deadlines.ts'
import { checkPaths } from './validate-paths.ts'

/**
 * The procedure, or every fault with file, JSON path and reason. What the parts mean is looked at only where the shape
 * holds, and where a case can go only where the parts do.
 */
export function validateProcedure(definition: unknown, file = 'procedure'): Procedure | Refusal[] {
  const root: Place = { file, path: '$' }
  const misshapen = checkShape(definition, PROCEDURE_SHAPE, root)
  if (misshapen.length > 0) return misshapen
  // The shape has been checked against the same field lists.
  const procedure = definition as Procedure
  const faults = [
    ...checkHead(procedure, root),
    ...checkNames(procedure, root),
    ...checkActs(procedure, root),
    ...checkDeadlines(procedure, root),
  ]
  if (faults.length > 0) return faults
  const lost = checkPaths(procedure, root)
  return lost.length > 0 ? lost : procedure
}

/** Whether `validateProcedure` refused. */
export const isProcedureRefused = (read: Procedure | Refusal[]): read is Refusal[] => Array.isArray(read)

function checkHead({ version, relations, acts, states }: Procedure, root: Place): Refusal[] {
  const faults: Refusal[] = []
  if (version < 1)
    faults.push(fault('procedure-version', inside(root, 'version'), { zh: '版本从 1 起', en: 'must be 1 or more' }))
  if (acts.length === 0)
    faults.push(fault('procedure-empty', inside(root, 'acts'), { zh: '没有任何动作', en: 'must hold an act' }))
  if (states.length === 0)
    faults.push(fault('procedure-empty', inside(root, 'states'), { zh: '没有任何状态', en: 'must hold a state' }))
  relations.forEach(({ least, most }, at) => {
    if (least >= 0 && (most === null || most >= Math.max(least, 1))) return
    faults.push(
      fault('relation-count', inside(inside(root, 'relations'), at), {
        zh: '最少不得为负，最多不得小于最少或 1',
        en: 'the least must not be negative, the most not below it or 1',
      }),
    )
  })
  return faults
}

type List = { of: readonly Named[]; place: Place }

/** Ids that stand for two things. States of the case and of all branches share one set of names. */
function checkNames(procedure: Procedure, root: Place): Refusal[] {
  const list = (key: 'roles' | 'relations' | 'facts' | 'acts' | 'deadlines'): List => ({
    of: procedure[key] ?? [],
    place: inside(root, key),
  })
  const branches = procedure.branches ?? []
  const states: List[] = [
    { of: procedure.states, place: inside(root, 'states') },
    ...branches.map(({ states: of }, at) => ({ of, place: inside(inside(inside(root, 'branches'), at), 'states') })),
  ]
  const sets: List[][] = [
    [list('roles')],
    [list('relations')],
    [list('facts')],
    [list('acts')],
    [list('deadlines')],
    [{ of: branches, place: inside(root, 'branches') }],
    states,
  ]
  const reserved = procedure.acts.flatMap(({ id }, at) =>
    id === OPENING
      ? [
          fault('id-repeated', inside(inside(inside(root, 'acts'), at), 'id'), {
            zh: `“${OPENING}”专指发起`,
            en: `“${OPENING}” stands for the opening`,
          }),
        ]
      : [],
  )
  return [...sets.flatMap(findRepeats), ...reserved]
}

function findRepeats(lists: readonly List[]): Refusal[] {
  const first = new Map<string, Place>()
  return lists.flatMap(({ of, place }) =>
    of.flatMap(({ id }, at) => {
      const here = inside(inside(place, at), 'id')
      const earlier = first.get(id)
      if (earlier === undefined) {
        first.set(id, here)
        return []
      }
      return [
        fault('id-repeated', here, {
          zh: `“${id}”已用于 ${earlier.path}`,
          en: `${id} is already used at ${earlier.path}`,
        }),
      ]
    }),
  )
}
