// Whether the acts and branches of a procedure name what is there, can be done by somebody, and ask for what can be given.
import { isDay } from '#domain/calendar/day.ts'
import { checkShape, fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import { parseDecimal } from '#kit/rational.ts'
import type { Refusal } from '#kit/refusal.ts'
import {
  type Act,
  type Branch,
  type Demands,
  type Field,
  type Guard,
  OPENING,
  type Procedure,
  statesOf,
  type Who,
} from './definition.ts'
import { GUARDS, refsOf } from './guards.ts'
import { checkSpan, checkTold, mustKnow, mustKnowAll } from './validate-words.ts'

/** Faults of the opening, the branches and the acts. */
export function checkActs(procedure: Procedure, root: Place): Refusal[] {
  const opening = inside(root, 'opening')
  return [
    ...checkWho(procedure, procedure.opening.who, { place: inside(opening, 'who'), hasStrand: false }),
    ...checkNobody(procedure.opening.who, inside(opening, 'who')),
    ...checkDemands(procedure.opening, opening),
    ...(procedure.branches ?? []).flatMap((branch, at) =>
      checkBranch(procedure, branch, inside(inside(root, 'branches'), at)),
    ),
    ...procedure.acts.flatMap((act, at) => checkAct(procedure, act, inside(inside(root, 'acts'), at))),
  ]
}

function checkBranch(procedure: Procedure, branch: Branch, place: Place): Refusal[] {
  const { during, of, to } = branch
  const twin = procedure.branches?.find((other) => other.during === during)
  const ties = procedure.relations.filter(({ id }) => of.includes(id))
  return [
    ...mustKnow(during, procedure.states, 'state', inside(place, 'during')),
    ...mustKnow(to, procedure.states, 'state', inside(place, 'to')),
    ...mustKnowAll(of, procedure.relations, 'relation', inside(place, 'of')),
    ...(twin === branch
      ? []
      : [
          fault('branch-twice', inside(place, 'during'), {
            zh: '一个状态只能有一组并行办理',
            en: 'a state can hold one branch only',
          }),
        ]),
    ...(to === during
      ? [
          fault('branch-circle', inside(place, 'to'), {
            zh: '汇合后不能回到自身',
            en: 'must not lead back to itself',
          }),
        ]
      : []),
    ...(ties.some(({ least }) => least > 0)
      ? []
      : [
          fault('branch-without-units', inside(place, 'of'), {
            zh: '至少一种关系须有一个以上单位，否则无人办理',
            en: 'one of the relations must ask for a unit at least, else nobody works there',
          }),
        ]),
  ]
}

function checkAct(procedure: Procedure, act: Act, place: Place): Refusal[] {
  const branch = procedure.branches?.find(({ id }) => id === act.branch)
  const known =
    act.branch === undefined ? [] : mustKnow(act.branch, procedure.branches ?? [], 'branch', inside(place, 'branch'))
  if (known.length > 0) return known
  const states = statesOf(procedure, branch?.id)
  const clocked = (procedure.deadlines ?? []).some(({ escalations = [] }) =>
    escalations.some((step) => step.act === act.id),
  )
  return [
    ...(act.from.length === 0
      ? [fault('act-from-nowhere', inside(place, 'from'), { zh: '没有写明从哪个状态办理', en: 'must name a state' })]
      : []),
    ...mustKnowAll(act.from, states, 'state', inside(place, 'from')),
    ...mustKnow(act.to, states, 'state', inside(place, 'to')),
    ...(clocked ? [] : checkNobody(act.who, inside(place, 'who'))),
    ...checkWho(procedure, act.who, { place: inside(place, 'who'), hasStrand: branch !== undefined }),
    ...checkDemands(act, place),
    ...(act.guards ?? []).flatMap((guard, at) =>
      checkGuard(procedure, act, { guard, place: inside(inside(place, 'guards'), at) }),
    ),
    ...mustKnowAll(act.sets ?? [], procedure.relations, 'relation', inside(place, 'sets')),
    ...(branch !== undefined && (act.sets ?? []).length > 0
      ? [
          fault('sets-in-branch', inside(place, 'sets'), {
            zh: '并行办理中不能改动参与单位',
            en: 'units cannot change while they work',
          }),
        ]
      : []),
    ...(act.undo === undefined ? [] : checkSpan(act.undo, inside(place, 'undo'))),
  ]
}

const checkNobody = (who: readonly Who[], place: Place): Refusal[] =>
  who.length > 0 ? [] : [fault('act-without-who', place, { zh: '没有人可以办理', en: 'nobody may do it' })]

function checkWho(
  procedure: Procedure,
  who: readonly Who[],
  { place, hasStrand }: { place: Place; hasStrand: boolean },
): Refusal[] {
  const acts = [OPENING, ...procedure.acts.map(({ id }) => id)]
  return who.flatMap((way, at) => [
    ...checkTold(procedure, way, { place: inside(place, at), hasStrand }),
    ...mustKnowAll(way.notBy ?? [], acts, 'act', inside(inside(place, at), 'notBy')),
  ])
}

function checkDemands({ fields = [], evidence = [] }: Demands, place: Place): Refusal[] {
  return [
    ...fields.flatMap((field, at) =>
      checkField(field, { place: inside(inside(place, 'fields'), at), before: fields.slice(0, at) }),
    ),
    ...evidence.flatMap(({ kinds, least }, at) =>
      kinds.length > 0 && least > 0
        ? []
        : [
            fault('evidence-empty', inside(inside(place, 'evidence'), at), {
              zh: '须写明种类和至少一件',
              en: 'must name a kind and ask for one at least',
            }),
          ],
    ),
  ]
}

function checkField(field: Field, { place, before }: { place: Place; before: readonly Field[] }): Refusal[] {
  const no = (key: string, zh: string, en: string): Refusal => fault('field-wrong', inside(place, key), { zh, en })
  const faults: Refusal[] = []
  if (before.some(({ id }) => id === field.id))
    faults.push(no('id', `字段“${field.id}”重复`, `the field “${field.id}” stands twice`))
  if (field.type === 'number' && field.unit === undefined)
    faults.push(no('unit', '数值须写明单位', 'a number must say its unit'))
  if (field.type !== 'number' && field.unit !== undefined)
    faults.push(no('unit', '只有数值有单位', 'only a number has a unit'))
  if ((field.type === 'choice') !== (field.choices !== undefined && field.choices.length > 0))
    faults.push(no('choices', '选项与类型不符', 'choices belong to a choice, and a choice has some'))
  for (const key of ['least', 'most'] as const) {
    const bound = field[key]
    if (bound !== undefined && !isBound(field, bound))
      faults.push(no(key, '上下限与类型不符', 'must be a number or a day like the field'))
  }
  return faults
}

const isBound = ({ type }: Field, bound: string): boolean =>
  (type === 'number' && parseDecimal(bound) !== undefined) || (type === 'date' && isDay(bound))

type Guarding = { guard: unknown; place: Place }

function checkGuard(procedure: Procedure, act: Act, { guard, place }: Guarding): Refusal[] {
  const name = typeof guard === 'object' && guard !== null && 'guard' in guard ? guard.guard : undefined
  const rule = typeof name === 'string' && Object.hasOwn(GUARDS, name) ? GUARDS[name] : undefined
  if (rule === undefined) {
    const known = Object.keys(GUARDS)
    return [
      fault('unknown-guard', inside(place, 'guard'), {
        zh: `没有“${String(name)}”这一条件，可用的有 ${known.join('、')}`,
        en: `there is no guard “${String(name)}”; there are ${known.join(', ')}`,
      }),
    ]
  }
  const because = { fields: { zh: 'text', en: 'text' } } as const
  const misshapen = checkShape(guard, { fields: { guard: 'text', because, ...rule.shape } }, place)
  return misshapen.length > 0 ? misshapen : checkRefs(procedure, act, { guard: guard as Guard, place })
}

function checkRefs(procedure: Procedure, act: Act, { guard, place }: { guard: Guard; place: Place }): Refusal[] {
  const refs = refsOf(guard)
  // A deadline of a branch means something in a strand of that branch only.
  const deadlines = (procedure.deadlines ?? []).filter(({ branch }) => branch === undefined || branch === act.branch)
  const lists = { act: procedure.acts, deadline: deadlines, field: act.fields ?? [], fact: procedure.facts ?? [] }
  return (Object.keys(lists) as (keyof typeof lists)[]).flatMap((kind) => {
    const id = refs[kind]
    return id === undefined ? [] : mustKnow(id, lists[kind], kind, inside(place, kind))
  })
}
