// What the checks of a procedure share: words that must stand in a list, and who may or is told.
import { fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import type { Named, Procedure, Span, Told } from './definition.ts'

/** Names of kinds of things in faults. */
export const KINDS = {
  state: { zh: '状态', en: 'state' },
  act: { zh: '动作', en: 'act' },
  role: { zh: '角色', en: 'role' },
  relation: { zh: '关系', en: 'relation' },
  branch: { zh: '并行办理', en: 'branch' },
  deadline: { zh: '时限', en: 'deadline' },
  field: { zh: '字段', en: 'field' },
  fact: { zh: '事实', en: 'fact' },
} as const
export type Kind = keyof typeof KINDS

/** A fault where the id does not stand in the list. */
export function mustKnow(id: string, list: readonly Named[] | readonly string[], kind: Kind, place: Place): Refusal[] {
  if (list.some((one) => (typeof one === 'string' ? one : one.id) === id)) return []
  const { zh, en } = KINDS[kind]
  return [fault(`unknown-${kind}`, place, { zh: `没有“${id}”这一${zh}`, en: `there is no ${en} “${id}” here` })]
}

/** The same for each id of a list. */
export const mustKnowAll = (
  ids: readonly string[],
  list: readonly Named[] | readonly string[],
  kind: Kind,
  place: Place,
): Refusal[] => ids.flatMap((id, at) => mustKnow(id, list, kind, inside(place, at)))

/** Roles and relations of who may or is told; `ofStrand` only where there is a strand. */
export function checkTold(
  { roles: known, relations: ties }: Procedure,
  { roles, relations = [], ofStrand }: Told,
  { place, hasStrand }: { place: Place; hasStrand: boolean },
): Refusal[] {
  const none =
    roles.length === 0
      ? [fault('nobody-named', inside(place, 'roles'), { zh: '没有写明角色', en: 'must name a role' })]
      : []
  const astray =
    ofStrand === true && !hasStrand
      ? [fault('no-strand', inside(place, 'ofStrand'), { zh: '不在并行办理中', en: 'is not in a branch' })]
      : []
  return [
    ...none,
    ...mustKnowAll(roles, known, 'role', inside(place, 'roles')),
    ...mustKnowAll(relations, ties, 'relation', inside(place, 'relations')),
    ...astray,
  ]
}

/** A span of no days, or of fewer, is no span. */
export const checkSpan = ({ count }: Span, place: Place, least = 1): Refusal[] =>
  count >= least
    ? []
    : [fault('span-too-short', inside(place, 'count'), { zh: `天数不得小于 ${least}`, en: `must be ${least} or more` })]
