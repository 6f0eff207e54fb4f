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

/** 规划包错误 — one fault, worded with file, JSON path and reason; in both languages where the reason is given in both. */
export function fault(code: string, place: Place, reason: string | { zh: string; en: string }): Refusal {
  const at = `${place.file} ${place.path}`
  if (typeof reason === 'string') return refuse(`plans.pack-${code}`, `${at}: ${reason}`)
  return refuse(`plans.pack-${code}`, { zh: `${at}：${reason.zh}`, en: `${at}: ${reason.en}` })
}

export const inside = (place: Place, key: string | number): Place => ({
  file: place.file,
  path: typeof key === 'number' ? `${place.path}[${key}]` : `${place.path}.${key}`,
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How a value is named in a fault: short, and never longer than a line. */
function described(value: unknown): { zh: string; en: string } {
  if (value === undefined) return { zh: '没有填写', en: 'missing' }
  if (Array.isArray(value)) return { zh: `${value.length} 项的列表`, en: `a list of ${value.length}` }
  if (isRecord(value)) return { zh: '一个对象', en: 'an object' }
  const text = JSON.stringify(value) ?? String(value)
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return { zh: short, en: short }
}

type Expected = { zh: string; en: string }

const PRIMITIVES: Record<string, { holds: (value: unknown) => boolean; name: Expected }> = {
  text: {
    holds: (value) => typeof value === 'string' && value !== '',
    name: { zh: '非空文字', en: 'a non-empty text' },
  },
  number: {
    holds: (value) => typeof value === 'number' && Number.isFinite(value),
    name: { zh: '数', en: 'a number' },
  },
  integer: { holds: Number.isInteger, name: { zh: '整数', en: 'a whole number' } },
  flag: { holds: (value) => typeof value === 'boolean', name: { zh: 'true 或 false', en: 'true or false' } },
  scalar: {
    holds: (value) => typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)),
    name: { zh: '文字或数', en: 'a text or a number' },
  },
  anything: { holds: (value) => value !== undefined, name: { zh: '已填写的', en: 'present' } },
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
  if (!isRecord(value)) return [wrong(place, { zh: '对象', en: 'an object' }, value)]
  if ('fields' in shape) return checkFields(value, shape.fields, shape.optional ?? {}, place)
  const of = 'counts' in shape ? shape.counts : shape.texts
  return Object.entries(value).flatMap(([key, item]) => checkShape(item, of, inside(place, key)))
}

function wrong(place: Place, expected: Expected, value: unknown): Refusal {
  const current = described(value)
  return fault('wrong-shape', place, {
    zh: `应为${expected.zh}，现为 ${current.zh}`,
    en: `must be ${expected.en}, current value is ${current.en}`,
  })
}

function checkList(value: unknown, of: Shape, place: Place): Refusal[] {
  if (!Array.isArray(value)) return [wrong(place, { zh: '列表', en: 'a list' }, value)]
  return value.flatMap((item, at) => checkShape(item, of, inside(place, at)))
}

function checkId(value: unknown, pattern: RegExp, place: Place): Refusal[] {
  if (typeof value === 'string' && pattern.test(value)) return []
  const current = described(value)
  return [
    fault('bad-id', place, {
      zh: `应为形如 ${pattern.source} 的编号，现为 ${current.zh}`,
      en: `must be an id like ${pattern.source}, current value is ${current.en}`,
    }),
  ]
}

function checkOneOf(value: unknown, allowed: readonly string[], place: Place): Refusal[] {
  if (typeof value === 'string' && allowed.includes(value)) return []
  const current = described(value)
  return [
    fault('unknown-word', place, {
      zh: `应为 ${allowed.join('、')} 之一，现为 ${current.zh}`,
      en: `must be one of ${allowed.join(', ')}, current value is ${current.en}`,
    }),
  ]
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
      ? [fault('unknown-field', inside(place, key), { zh: '不是规划包的字段', en: 'is not a field of a plan pack' })]
      : checkShape(item, shape, inside(place, key))
  })
  return [...present, ...extra]
}
