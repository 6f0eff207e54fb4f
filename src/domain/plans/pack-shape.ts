// The shape every file of a plan pack must have, as data, and the walk that reports each departure with file and path.
import { type Refusal, refuse } from '#kit/refusal.ts'

/** What a value of a pack file may be. Keys outside `fields` are faults, so that a misspelt key is never silently dropped. */
export type Shape =
  | 'text'
  | 'number'
  | 'integer'
  | 'flag'
  | 'scalar'
  | 'anything'
  | { id: RegExp }
  | { oneOf: readonly string[] }
  | { list: Shape }
  | { counts: 'integer' }
  | { texts: 'text' }
  | { nullable: Shape }
  | { fields: Record<string, Shape>; optional?: Record<string, Shape> }

/** A place in a pack: file name and JSON path, `$` being the file's root. */
export type Place = { file: string; path: string }

/** 规划包错误 — one fault, worded with file, JSON path and reason. */
export function fault(code: string, place: Place, reason: string): Refusal {
  return refuse(`plans.pack-${code}`, `${place.file} ${place.path}: ${reason}`)
}

export const inside = (place: Place, key: string | number): Place => ({
  file: place.file,
  path: typeof key === 'number' ? `${place.path}[${key}]` : `${place.path}.${key}`,
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How a value is named in a fault: short, and never longer than a line. */
function described(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (isRecord(value)) return 'an object'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const PRIMITIVES: Record<string, { holds: (value: unknown) => boolean; name: string }> = {
  text: { holds: (value) => typeof value === 'string' && value !== '', name: 'a non-empty text' },
  number: { holds: (value) => typeof value === 'number' && Number.isFinite(value), name: 'a number' },
  integer: { holds: Number.isInteger, name: 'a whole number' },
  flag: { holds: (value) => typeof value === 'boolean', name: 'true or false' },
  scalar: {
    holds: (value) => typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)),
    name: 'a text or a number',
  },
  anything: { holds: (value) => value !== undefined, name: 'present' },
}

/** Every departure of `value` from `shape`, in reading order. */
export function checkShape(value: unknown, shape: Shape, place: Place): Refusal[] {
  if (typeof shape === 'string') {
    const primitive = PRIMITIVES[shape]
    return primitive === undefined || primitive.holds(value) ? [] : [wrong(place, primitive.name, value)]
  }
  if ('nullable' in shape) return value === null ? [] : checkShape(value, shape.nullable, place)
  if ('id' in shape) return checkId(value, shape.id, place)
  if ('oneOf' in shape) return checkOneOf(value, shape.oneOf, place)
  if ('list' in shape) return checkList(value, shape.list, place)
  if (!isRecord(value)) return [wrong(place, 'an object', value)]
  if ('fields' in shape) return checkFields(value, shape.fields, shape.optional ?? {}, place)
  const of = 'counts' in shape ? shape.counts : shape.texts
  return Object.entries(value).flatMap(([key, item]) => checkShape(item, of, inside(place, key)))
}

const wrong = (place: Place, expected: string, value: unknown): Refusal =>
  fault('wrong-shape', place, `must be ${expected}, current value is ${described(value)}`)

function checkList(value: unknown, of: Shape, place: Place): Refusal[] {
  if (!Array.isArray(value)) return [wrong(place, 'a list', value)]
  return value.flatMap((item, at) => checkShape(item, of, inside(place, at)))
}

function checkId(value: unknown, pattern: RegExp, place: Place): Refusal[] {
  if (typeof value === 'string' && pattern.test(value)) return []
  return [fault('bad-id', place, `must be an id like ${pattern.source}, current value is ${described(value)}`)]
}

function checkOneOf(value: unknown, allowed: readonly string[], place: Place): Refusal[] {
  if (typeof value === 'string' && allowed.includes(value)) return []
  return [fault('unknown-word', place, `must be one of ${allowed.join(', ')}, current value is ${described(value)}`)]
}

function checkFields(
  value: Record<string, unknown>,
  fields: Record<string, Shape>,
  optional: Record<string, Shape>,
  place: Place,
): Refusal[] {
  const present = Object.entries(fields).flatMap(([key, shape]) => checkShape(value[key], shape, inside(place, key)))
  const extra = Object.entries(value).flatMap(([key, item]) => {
    if (key in fields) return []
    const shape = optional[key]
    return shape === undefined
      ? [fault('unknown-field', inside(place, key), 'is not a field of a plan pack')]
      : checkShape(item, shape, inside(place, key))
  })
  return [...present, ...extra]
}
