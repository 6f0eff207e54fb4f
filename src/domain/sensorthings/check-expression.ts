// Holds an expression against the model before it is run: names exist, and every part gets the kind of value it takes.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import {
  type Expression,
  isCivil,
  isDuration,
  isGeometry,
  isTimeSpan,
  type Value,
  type ValueKind,
} from './expression.ts'
import { FUNCTIONS } from './functions.ts'
import { type EntityType, isIdName, linkOf, propertyOf, type Version } from './model.ts'
import { unreadable } from './tokens.ts'

type Place = { type: EntityType; version: Version }

const KIND_OF_PROPERTY = { text: 'text', time: 'time', geo: 'geo', json: 'any', any: 'any' } as const

/** What the expression gives, or the first part that does not fit. */
export function kindOf(expression: Expression, place: Place): ValueKind | Refusal {
  switch (expression.is) {
    case 'literal':
      return kindOfValue(expression.value)
    case 'path':
      return kindOfPath(expression, place)
    case 'call':
      return kindOfCall(expression, place)
    case 'and':
    case 'or':
      return both(expression, place, 'bool') ?? 'bool'
    case 'not':
      return wants(expression.of, place, 'bool') ?? 'bool'
    case 'negate':
      return wants(expression.of, place, 'number') ?? 'number'
    case 'compare':
      return kindOfComparison(expression, place)
    case 'arithmetic':
      return kindOfArithmetic(expression, place)
  }
}

/** Undefined where the expression can be run as a condition. */
export function refuseCondition(expression: Expression, place: Place): Refusal | undefined {
  return wants(expression, place, 'bool')
}

function kindOfValue(value: Value): ValueKind {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'string') return 'text'
  if (isTimeSpan(value)) return 'time'
  if (isDuration(value)) return 'duration'
  if (isCivil(value)) return 'civil'
  return isGeometry(value) ? 'geo' : 'any'
}

const agree = (found: ValueKind, wanted: ValueKind): boolean =>
  found === wanted || found === 'any' || found === 'null' || wanted === 'any'

function wants(part: Expression, place: Place, wanted: ValueKind): Refusal | undefined {
  const found = kindOf(part, place)
  if (isRefusal(found)) return found
  if (agree(found, wanted)) return undefined
  return unreadable(part.at, `此处应为 ${wanted}，而不是 ${found}`, `a ${wanted} must stand here, not a ${found}`)
}

const both = (
  { left, right }: { left: Expression; right: Expression },
  place: Place,
  wanted: ValueKind,
): Refusal | undefined => wants(left, place, wanted) ?? wants(right, place, wanted)

function kindOfPath({ steps, at }: Expression & { is: 'path' }, { type, version }: Place): ValueKind | Refusal {
  let here: EntityType = type
  for (const [n, step] of steps.entries()) {
    const link = linkOf(here, step)
    if (!link) return kindOfProperty(steps.slice(n), { type: here, version }, at)
    here = link.to
  }
  return unreadable(at, '路径应以属性结束', 'a path must end in a property')
}

function kindOfProperty([name = '', ...below]: readonly string[], { type, version }: Place, at: number) {
  const isAlone = below.length === 0
  if (isIdName(name) && isAlone) return 'any'
  if (name === '@iot.selfLink' && isAlone) return 'text'
  const property = propertyOf(type, name, version)
  if (!property) return unreadable(at, `${type} 没有“${name}”`, `${type} has no “${name}”`)
  if (isAlone) return KIND_OF_PROPERTY[property.kind]
  if (property.kind !== 'text' && property.kind !== 'time') return 'any'
  return unreadable(at, `“${name}”没有下级`, `“${name}” has nothing below it`)
}

/** These ask for a period where an instant has no inside. */
const NEEDS_PERIOD: ReadonlySet<string> = new Set(['during'])

function kindOfCall({ name, args, at }: Expression & { is: 'call' }, place: Place): ValueKind | Refusal {
  const rule = FUNCTIONS[name]
  if (!rule) return unreadable(at, `没有函数“${name}”`, `there is no function “${name}”`)
  for (const [n, arg] of args.entries()) {
    const wrong = wants(arg, place, rule.takes[n] ?? 'any')
    if (wrong) return wrong
  }
  const last = args.at(-1)
  if (NEEDS_PERIOD.has(name) && last && isNeverPeriod(last)) {
    return unreadable(last.at, `“${name}”的第二个参数应为时段`, `the second argument of “${name}” must be a period`)
  }
  return rule.gives
}

const isNeverPeriod = (part: Expression): boolean =>
  (part.is === 'literal' && isTimeSpan(part.value) && part.value.from === part.value.until) ||
  (part.is === 'path' && part.steps.length === 1 && part.steps[0] === 'resultTime')

function kindOfComparison({ left, right, op }: Expression & { is: 'compare' }, place: Place): ValueKind | Refusal {
  const [first, second] = [kindOf(left, place), kindOf(right, place)]
  if (isRefusal(first)) return first
  if (isRefusal(second)) return second
  if (first === 'geo' && op !== 'eq' && op !== 'ne') {
    return unreadable(left.at, '几何不能比较大小', 'shapes have no order')
  }
  if (agree(first, second) || agree(second, first)) return 'bool'
  return unreadable(right.at, `${first} 不能与 ${second} 比较`, `a ${first} cannot be compared with a ${second}`)
}

const NEVER_ADDED_TO_TIME: ReadonlySet<ValueKind> = new Set(['number', 'text', 'bool', 'geo', 'civil'])
const isTemporal = (kind: ValueKind): boolean => kind === 'time' || kind === 'duration'

function kindOfArithmetic({ left, right, op }: Expression & { is: 'arithmetic' }, place: Place): ValueKind | Refusal {
  const [first, second] = [kindOf(left, place), kindOf(right, place)]
  if (isRefusal(first)) return first
  if (isRefusal(second)) return second
  const isSum = op === 'add' || op === 'sub'
  if (!isSum || !(isTemporal(first) || isTemporal(second))) return both({ left, right }, place, 'number') ?? 'number'
  if (NEVER_ADDED_TO_TIME.has(first) || NEVER_ADDED_TO_TIME.has(second)) {
    return unreadable(right.at, '时间只能与时长相加减', 'only a duration can be added to a time')
  }
  return first === 'time' && second === 'time' ? 'duration' : 'any'
}
