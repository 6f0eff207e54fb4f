// Changes to an entity as a list of steps, applied all or not at all.
import { type Refusal, refuse } from '#kit/refusal.ts'

type Container = Record<string, unknown> | unknown[]
type Operation = { op: string; path: string; from?: string; value?: unknown }

const bad = (zh: string, en: string): Refusal => refuse('sensorthings.bad-patch', { zh, en: `Cannot patch as ${en}` })

const pointer = (path: string): string[] =>
  path === ''
    ? []
    : path
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null
/** Documents are JSON: a copy is what is read of what is written. */
const copyOf = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

function member(value: unknown, key: string): unknown {
  if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

function isOperation(value: unknown): value is Operation {
  return isContainer(value) && typeof member(value, 'op') === 'string' && typeof member(value, 'path') === 'string'
}

/**
 * A copy of the document with the steps applied, or the first step that does not fit.
 * @source RFC 6902
 */
export function applyJsonPatch(document: unknown, steps: unknown): unknown {
  if (!Array.isArray(steps)) return bad('应为操作数组', 'a list of operations is expected')
  const holder = { root: copyOf(document) }
  for (const step of steps as unknown[]) {
    const wrong = isOperation(step) ? apply(holder, step) : bad('操作缺少 op 或 path', 'an operation lacks op or path')
    if (wrong) return wrong
  }
  return holder.root
}

function apply(holder: { root: unknown }, step: Operation): Refusal | undefined {
  const target = ['root', ...pointer(step.path)]
  switch (step.op) {
    case 'add':
      return put(holder, target, { value: step.value, isNew: true })
    case 'replace':
      return at(holder, target) === undefined
        ? missing(step.path)
        : put(holder, target, { value: step.value, isNew: false })
    case 'remove':
      return remove(holder, target)
    case 'test':
      return JSON.stringify(at(holder, target)) === JSON.stringify(step.value)
        ? undefined
        : bad(`“${step.path}”与预期不符`, `“${step.path}” is not what the test expects`)
    case 'move':
    case 'copy':
      return transfer(holder, target, step)
    default:
      return bad(`没有操作“${step.op}”`, `there is no operation “${step.op}”`)
  }
}

const missing = (path: string): Refusal => bad(`没有“${path}”`, `there is nothing at “${path}”`)
const at = (holder: unknown, path: readonly string[]): unknown => path.reduce(member, holder)

function transfer(holder: { root: unknown }, target: string[], { op, from = '' }: Operation): Refusal | undefined {
  const source = ['root', ...pointer(from)]
  const value = at(holder, source)
  if (value === undefined) return missing(from)
  const wrong = op === 'move' ? remove(holder, source) : undefined
  return wrong ?? put(holder, target, { value: copyOf(value), isNew: true })
}

function put(
  holder: unknown,
  path: readonly string[],
  { value, isNew }: { value: unknown; isNew: boolean },
): Refusal | undefined {
  const parent = at(holder, path.slice(0, -1))
  const key = path.at(-1) ?? ''
  if (!isContainer(parent) || FORBIDDEN.has(key)) return missing(path.slice(1).join('/'))
  if (!Array.isArray(parent)) {
    parent[key] = value
    return undefined
  }
  const index = key === '-' ? parent.length : Number(key)
  if (!Number.isInteger(index) || index < 0 || index > parent.length) return missing(path.slice(1).join('/'))
  parent.splice(index, isNew ? 0 : 1, value)
  return undefined
}

function remove(holder: unknown, path: readonly string[]): Refusal | undefined {
  const parent = at(holder, path.slice(0, -1))
  const key = path.at(-1) ?? ''
  if (!isContainer(parent) || !Object.hasOwn(parent, key)) return missing(path.slice(1).join('/'))
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else delete parent[key]
  return undefined
}
