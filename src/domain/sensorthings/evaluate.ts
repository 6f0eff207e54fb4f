// Runs an expression over one entity; where a path meets several entities, one that fits is enough.
import {
  type CompareOp,
  type Expression,
  isCivil,
  isDuration,
  isGeometry,
  isTimeSpan,
  type TimeSpan,
  type Value,
} from './expression.ts'
import { addTimes, FUNCTIONS } from './functions.ts'
import { geometryOf } from './geometry.ts'
import { type EntityType, isIdName, linkOf, MODEL } from './model.ts'
import { fits, relate } from './relate.ts'
import { compareSpans, parseTimeSpan } from './times.ts'

/** An entity as far as an expression sees it: `body` holds its properties as they are written on the wire. */
export type Seen = { type: EntityType; id: number; body: Readonly<Record<string, unknown>> }

/** What surrounds the entities: how links are followed, and the clock. */
export type World<E extends Seen> = {
  follow: (entity: E, link: string) => readonly E[]
  selfLink: (entity: E) => string
  /** Epoch ms. */
  now: number
}

/** True, false, or absent as in SQL: absent conditions do not hold, denied or not. */
export const holds = <E extends Seen>(expression: Expression, entity: E, world: World<E>): boolean =>
  valuesOf(expression, entity, world).includes(true)

/** The first value of an expression, for sorting. */
export const firstValue = <E extends Seen>(expression: Expression, entity: E, world: World<E>): Value =>
  valuesOf(expression, entity, world)[0] ?? null

function valuesOf<E extends Seen>(expression: Expression, entity: E, world: World<E>): Value[] {
  switch (expression.is) {
    case 'literal':
      return [expression.value]
    case 'path':
      return follow(expression.steps, entity, world)
    case 'and':
      return [and(expression, entity, world)]
    case 'or':
      return [or(expression, entity, world)]
    case 'not':
      return valuesOf(expression.of, entity, world).map((value) => (typeof value === 'boolean' ? !value : null))
    case 'negate':
      return valuesOf(expression.of, entity, world).map((value) => (typeof value === 'number' ? -value : null))
    case 'call':
      return calls(expression, entity, world)
    default:
      return pairs(expression, entity, world)
  }
}

type Joined = Expression & { is: 'and' | 'or' }

const truth = (values: readonly Value[]): Value =>
  values.includes(true) ? true : values.includes(false) ? false : null

function and<E extends Seen>({ left, right }: Joined, entity: E, world: World<E>): Value {
  const first = truth(valuesOf(left, entity, world))
  if (first === false) return false
  const second = truth(valuesOf(right, entity, world))
  return second === false ? false : first === true && second === true ? true : null
}

function or<E extends Seen>({ left, right }: Joined, entity: E, world: World<E>): Value {
  if (truth(valuesOf(left, entity, world)) === true) return true
  return truth([...valuesOf(left, entity, world), ...valuesOf(right, entity, world)])
}

function calls<E extends Seen>({ name, args }: Expression & { is: 'call' }, entity: E, world: World<E>): Value[] {
  const rule = FUNCTIONS[name]
  if (!rule) return [null]
  let rows: Value[][] = [[]]
  for (const arg of args) {
    const values = valuesOf(arg, entity, world)
    rows = rows.flatMap((row) => values.map((value) => [...row, value]))
  }
  return rows.map((row) => rule.run(row, world.now))
}

type Pair = Expression & { is: 'compare' | 'arithmetic' }

function pairs<E extends Seen>(expression: Pair, entity: E, world: World<E>): Value[] {
  const lefts = valuesOf(expression.left, entity, world)
  const rights = valuesOf(expression.right, entity, world)
  return lefts.flatMap((left) =>
    rights.map((right) =>
      expression.is === 'compare' ? compare(expression.op, left, right) : arithmetic(expression.op, left, right),
    ),
  )
}

function follow<E extends Seen>(steps: readonly string[], entity: E, world: World<E>): Value[] {
  const [step = '', ...rest] = steps
  if (linkOf(entity.type, step)) return world.follow(entity, step).flatMap((next) => follow(rest, next, world))
  if (isIdName(step)) return [entity.id]
  if (step === '@iot.selfLink') return [world.selfLink(entity)]
  const kind = MODEL[entity.type].properties[step]?.kind
  const found = entity.body[step]
  if (kind === 'time') return [typeof found === 'string' ? (parseTimeSpan(found) ?? null) : null]
  if (kind === 'geo' && rest.length === 0) return [geometryOf(found) ?? null]
  return [jsonValue(rest.reduce(inside, found))]
}

const INDEX = /\[(\d+)\]/g

/** A step into free JSON, `list[0]` included. */
function inside(value: unknown, step: string): unknown {
  const name = step.replace(INDEX, '')
  const member =
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined
  return [...step.matchAll(INDEX)].reduce<unknown>(
    (list, [, index]) => (Array.isArray(list) ? (list[Number(index)] as unknown) : undefined),
    member,
  )
}

function jsonValue(value: unknown): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value
  return { json: value }
}

/** A text beside a time is read as a time: free properties hold times as text. */
const asSpan = (value: Value): TimeSpan | undefined =>
  isTimeSpan(value) ? value : typeof value === 'string' ? parseTimeSpan(value) : undefined

/** Absent is equal to absent only; otherwise a comparison with it has no answer. */
export function compare(op: CompareOp, a: Value, b: Value): Value {
  if (a === null || b === null) return sameOrNot(op, a === b)
  if (isTimeSpan(a) || isTimeSpan(b)) return compareTimes(op, a, b)
  if (isGeometry(a) && isGeometry(b)) return sameOrNot(op, fits(relate(a, b), 'T*F**FFF*'))
  const [first, second] = [plain(a), plain(b)]
  if (first === undefined || second === undefined || typeof first !== typeof second) return sameOrNot(op, false)
  return ordered(op, first, second)
}

/** What has no order can be the same or not. */
const sameOrNot = (op: CompareOp, isSame: boolean): Value => (op === 'eq' ? isSame : op === 'ne' ? !isSame : null)

function compareTimes(op: CompareOp, a: Value, b: Value): Value {
  const [first, second] = [asSpan(a), asSpan(b)]
  return first && second ? compareSpans(op, first, second) : null
}

const plain = (value: Value): number | string | boolean | undefined => {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  if (isDuration(value)) return value.durationMs
  return isCivil(value) ? value.civil : undefined
}

function ordered(op: CompareOp, a: number | string | boolean, b: number | string | boolean): boolean {
  switch (op) {
    case 'eq':
      return a === b
    case 'ne':
      return a !== b
    case 'lt':
      return a < b
    case 'le':
      return a <= b
    case 'gt':
      return a > b
    case 'ge':
      return a >= b
  }
}

function arithmetic(op: string, a: Value, b: Value): Value {
  if ((isTimeSpan(a) || isDuration(a)) && (isTimeSpan(b) || isDuration(b))) {
    return op === 'add' ? addTimes(a, b, 1) : op === 'sub' ? addTimes(a, b, -1) : null
  }
  if (typeof a !== 'number' || typeof b !== 'number') return null
  const result = { add: a + b, sub: a - b, mul: a * b, div: a / b, mod: a % b }[op]
  return result === undefined || !Number.isFinite(result) ? null : result
}

/** Order of two values for sorting; absent ones come first, times by their beginning. */
export function orderOf(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (isTimeSpan(a) && isTimeSpan(b)) return a.from - b.from || a.until - b.until
  const [first, second] = [plain(a), plain(b)]
  if (typeof first === 'number' && typeof second === 'number') return first - second
  return textOrder(String(first ?? JSON.stringify(a)), String(second ?? JSON.stringify(b)))
}

const textOrder = (a: string, b: string): number => Number(a > b) - Number(a < b)
