// Splits a question about observations into what memory, an index and only each single row can answer.
import { firstValue, holds, type World } from '#domain/sensorthings/evaluate.ts'
import {
  type CompareOp,
  conjunctsOf,
  type Expression,
  isTimeSpan,
  mapPaths,
  pathsOf,
  type Value,
} from '#domain/sensorthings/expression.ts'
import type { Entity } from './entity.ts'
import type { TimeCondition, TimeOp } from './time-conditions.ts'

export type ValueCondition = { op: CompareOp; value: number }
export type Plan = {
  datastreams: readonly Entity[]
  times: TimeCondition[]
  values: ValueCondition[]
  /** Must hold for each row besides. */
  rest: Expression[]
}

const FLIPPED: Readonly<Record<CompareOp, CompareOp>> = { eq: 'eq', ne: 'ne', lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' }
const BY_FUNCTION: Readonly<Record<string, TimeOp>> = {
  before: 'lt',
  after: 'gt',
  during: 'during',
  overlaps: 'overlaps',
  starts: 'starts',
}

/** Sorts the parts of a condition; datastreams that cannot meet theirs are left out. */
export function planObservations(
  filter: Expression | undefined,
  datastreams: readonly Entity[],
  world: World<Entity>,
): Plan {
  const plan: Plan = { datastreams, times: [], values: [], rest: [] }
  for (const part of filter ? conjunctsOf(filter) : []) addPart(plan, part, world)
  return plan
}

function addPart(plan: Plan, part: Expression, world: World<Entity>): void {
  const paths = pathsOf(part)
  if (paths.length > 0 && paths.every((steps) => steps[0] === 'Datastream' && !steps.includes('Observations'))) {
    const ofDatastream = mapPaths(part, (steps) => steps.slice(1))
    plan.datastreams = plan.datastreams.filter((datastream) => holds(ofDatastream, datastream, world))
    return
  }
  const time = timeCondition(part, world)
  if (time) {
    plan.times.push(time)
    return
  }
  const value = valueCondition(part, world)
  if (value) plan.values.push(value)
  // What `result` is for a text is known by the row alone, so that the part is held against each row too.
  if (!value) plan.rest.push(part)
}

/** The value of a part without paths. */
function constant(part: Expression, world: World<Entity>): Value | undefined {
  return pathsOf(part).length > 0
    ? undefined
    : firstValue(part, { type: 'Observation', id: 0, body: {}, links: {}, origin: 'own' }, world)
}

const isPathTo = (part: Expression, name: string): boolean =>
  part.is === 'path' && part.steps.length === 1 && part.steps[0] === name

function timeCondition(part: Expression, world: World<Entity>): TimeCondition | undefined {
  if (part.is === 'compare' && part.op !== 'ne') {
    const { left, right, op } = part
    if (isPathTo(left, 'phenomenonTime')) return withSpan(op, constant(right, world))
    return isPathTo(right, 'phenomenonTime') ? withSpan(FLIPPED[op] as TimeOp, constant(left, world)) : undefined
  }
  if (part.is !== 'call' || !Object.hasOwn(BY_FUNCTION, part.name)) return undefined
  const [first, second] = part.args
  const op = BY_FUNCTION[part.name]
  if (!op || !first || !second || !isPathTo(first, 'phenomenonTime')) return undefined
  return withSpan(op, constant(second, world))
}

const withSpan = (op: TimeOp, value: Value | undefined): TimeCondition | undefined =>
  isTimeSpan(value) ? { op, span: value } : undefined

function valueCondition(part: Expression, world: World<Entity>): ValueCondition | undefined {
  if (part.is !== 'compare' || part.op === 'ne') return undefined
  const { left, right, op } = part
  const [isLeft, isRight] = [isPathTo(left, 'result'), isPathTo(right, 'result')]
  if (!isLeft && !isRight) return undefined
  const value = constant(isLeft ? right : left, world)
  return typeof value === 'number' ? { op: isLeft ? op : FLIPPED[op], value } : undefined
}
