// Whether the deadlines of a procedure can be measured, end somewhere, and do only what can then be done.
import { checkShape, fault, inside, type Place } from '#domain/plans/pack-shape.ts'
import type { Refusal } from '#kit/refusal.ts'
import {
  type Act,
  type Deadline,
  type Demands,
  type Escalation,
  isFinal,
  OPENING,
  type Procedure,
  type Span,
  statesOf,
} from './definition.ts'
import { FIELD_NAME_SHAPE, SPAN_SHAPE } from './definition-shape.ts'
import { checkSpan, checkTold, mustKnow, mustKnowAll } from './validate-words.ts'

/** Faults of all deadlines. */
export const checkDeadlines = (procedure: Procedure, root: Place): Refusal[] =>
  (procedure.deadlines ?? []).flatMap((deadline, at) =>
    checkDeadline(procedure, deadline, inside(inside(root, 'deadlines'), at)),
  )

function checkDeadline(procedure: Procedure, deadline: Deadline, place: Place): Refusal[] {
  const { branch, from, in: states } = deadline
  const lost = branch === undefined ? [] : mustKnow(branch, procedure.branches ?? [], 'branch', inside(place, 'branch'))
  const misshapen = checkWithinShape(deadline, inside(place, 'within'))
  if (lost.length > 0 || misshapen.length > 0) return [...lost, ...misshapen]
  // A deadline of the case may count from what a unit did; one of a strand not from another branch.
  const counted = procedure.acts.filter((act) => branch === undefined || (act.branch ?? branch) === branch)
  const acts = [OPENING, ...counted.map(({ id }) => id)]
  const nothing = (key: 'from' | 'in', zh: string, en: string): Refusal[] =>
    deadline[key].length > 0 ? [] : [fault('deadline-empty', inside(place, key), { zh, en })]
  return [
    ...nothing('from', '没有写明从哪个动作起算', 'must name the act it is counted from'),
    ...nothing('in', '没有写明在哪个状态计时', 'must name a state in which it runs'),
    ...mustKnowAll(from, acts, 'act', inside(place, 'from')),
    ...mustKnowAll(states, statesOf(procedure, branch), 'state', inside(place, 'in')),
    ...states.flatMap((state, at) =>
      isFinal(procedure, state, branch)
        ? [
            fault('deadline-after-end', inside(inside(place, 'in'), at), {
              zh: '办结状态不计时',
              en: 'nothing runs in a final state',
            }),
          ]
        : [],
    ),
    ...checkWithin(procedure, deadline, inside(place, 'within')),
    ...checkExtension(procedure, deadline, inside(place, 'extension')),
    ...checkReminders(procedure, deadline, inside(place, 'reminders')),
    ...checkEscalations(procedure, deadline, inside(place, 'escalations')),
  ]
}

const demandsOf = (procedure: Procedure, act: string): Demands | undefined =>
  act === OPENING ? procedure.opening : procedure.acts.find(({ id }) => id === act)

/** The field of a date that the act always gives. */
function checkDateField(
  procedure: Procedure,
  act: string,
  { field, place }: { field: string; place: Place },
): Refusal[] {
  const demands = demandsOf(procedure, act)
  // That the act is unknown is told where it is named.
  if (demands === undefined) return []
  const found = demands.fields?.find(({ id }) => id === field)
  if (found?.type === 'date' && found.optional !== true) return []
  return [
    fault('unknown-field', place, {
      zh: `动作“${act}”没有必填的日期“${field}”`,
      en: `the act “${act}” has no date “${field}” that must be filled in`,
    }),
  ]
}

const checkWithinShape = ({ within }: Deadline, place: Place): Refusal[] =>
  checkShape(within, isByField(within) ? FIELD_NAME_SHAPE : SPAN_SHAPE, place)

const isByField = (within: unknown): within is { field: string } =>
  typeof within === 'object' && within !== null && 'field' in within

function checkWithin(procedure: Procedure, { within, from }: Deadline, place: Place): Refusal[] {
  if (!isByField(within)) return checkSpan(within, place)
  return from.flatMap((act) => checkDateField(procedure, act, { field: within.field, place: inside(place, 'field') }))
}

function checkExtension(procedure: Procedure, { extension, branch }: Deadline, place: Place): Refusal[] {
  if (extension === undefined) return []
  const acts = procedure.acts.filter((act) => act.branch === undefined || act.branch === branch)
  const lost = mustKnow(extension.act, acts, 'act', inside(place, 'act'))
  return lost.length > 0
    ? lost
    : checkDateField(procedure, extension.act, { field: extension.field, place: inside(place, 'field') })
}

/** Days at least and at most that a span may take; a working day may be as much as a fortnight away over a festival. */
const isLongerThan = (before: Span, within: Span): boolean =>
  before.of === within.of ? before.count > within.count : before.of === 'working-days' && before.count > within.count

function checkReminders(procedure: Procedure, deadline: Deadline, place: Place): Refusal[] {
  const { reminders = [], within, branch } = deadline
  return reminders.flatMap(({ id, before, tell }, at) => {
    const here = inside(place, at)
    const early =
      !isByField(within) && isLongerThan(before, within)
        ? [
            fault('reminder-too-early', inside(here, 'before'), {
              zh: '早于时限起算',
              en: 'lies before the deadline begins',
            }),
          ]
        : []
    return [
      ...repeats(id, [...reminders.slice(0, at), ...(deadline.escalations ?? [])], inside(here, 'id')),
      ...checkSpan(before, inside(here, 'before'), 0),
      ...early,
      ...tell.flatMap((told, n) =>
        checkTold(procedure, told, { place: inside(inside(here, 'tell'), n), hasStrand: branch !== undefined }),
      ),
    ]
  })
}

const repeats = (id: string, others: readonly { id: string }[], place: Place): Refusal[] =>
  others.some((other) => other.id === id)
    ? [fault('id-repeated', place, { zh: `“${id}”重复`, en: `${id} stands twice in this deadline` })]
    : []

function checkEscalations(procedure: Procedure, deadline: Deadline, place: Place): Refusal[] {
  const { escalations = [], branch } = deadline
  return escalations.flatMap((step, at) => {
    const here = inside(place, at)
    return [
      ...repeats(step.id, escalations.slice(0, at), inside(here, 'id')),
      ...checkSpan(step.after, inside(here, 'after'), 0),
      ...checkOrder(procedure, deadline, { step, before: escalations[at - 1], place: here }),
      ...checkClockAct(procedure, deadline, { act: step.act, place: inside(here, 'act') }),
      ...step.tell.flatMap((told, n) =>
        checkTold(procedure, told, { place: inside(inside(here, 'tell'), n), hasStrand: branch !== undefined }),
      ),
    ]
  })
}

type Ordered = { step: Escalation; before: Escalation | undefined; place: Place }

/** Steps rise, and nothing follows a step that leaves the states in which the deadline runs. */
function checkOrder(procedure: Procedure, deadline: Deadline, { step, before, place }: Ordered): Refusal[] {
  if (before === undefined) return []
  const isLater = step.after.of === before.after.of && step.after.count > before.after.count
  const out = procedure.acts.find(({ id }) => id === before.act)
  const faults: Refusal[] = []
  if (!isLater)
    faults.push(
      fault('escalation-order', inside(place, 'after'), {
        zh: '须晚于上一级升级，且用同一种天数',
        en: 'must be later than the step before it, in the same kind of days',
      }),
    )
  if (out !== undefined && (out.branch !== deadline.branch || !deadline.in.includes(out.to)))
    faults.push(
      fault('escalation-never', place, {
        zh: `上一级已自动办理“${out.name.zh}”，离开了计时状态`,
        en: `the step before it does “${out.name.en}” and leaves the states in which the deadline runs`,
      }),
    )
  return faults
}

/** What the clock does must be possible in every state in which the deadline runs, and ask for nothing. */
function checkClockAct(
  procedure: Procedure,
  { branch, in: states }: Deadline,
  { act: id, place }: { act: string | undefined; place: Place },
): Refusal[] {
  if (id === undefined) return []
  const act = procedure.acts.find((one) => one.id === id)
  if (act === undefined) return mustKnow(id, procedure.acts, 'act', place)
  const during = procedure.branches?.find((one) => one.id === branch)?.during
  const must = act.branch === branch ? states : [during ?? '']
  const beyond = must.filter((state) => !act.from.includes(state))
  const faults: Refusal[] = []
  if ((act.branch !== branch && act.branch !== undefined) || beyond.length > 0)
    faults.push(
      fault('escalation-beyond-state', place, {
        zh: `“${act.name.zh}”不能从计时状态 ${beyond.join('、')} 办理`,
        en: `“${act.name.en}” cannot be done from ${beyond.join(', ')}, where the deadline runs`,
      }),
    )
  if (asks(act))
    faults.push(
      fault('clock-act-demands', place, {
        zh: `“${act.name.zh}”须人工填写或判断，不能自动办理`,
        en: `“${act.name.en}” asks for inputs or has guards, and so needs a person`,
      }),
    )
  return faults
}

const asks = ({ fields = [], evidence = [], reason, sets = [], guards = [] }: Act): boolean =>
  fields.some(({ optional }) => optional !== true) ||
  evidence.length > 0 ||
  reason === true ||
  sets.length > 0 ||
  guards.length > 0
