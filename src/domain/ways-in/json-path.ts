// Paths into what a sender says: `data.values[0].v`, `['总 磷']`; `$.` begins at the payload instead of the row.

/** Steps of a path; `fromRoot` where it begins at the payload. */
export type Path = { fromRoot: boolean; steps: readonly (string | number)[] }

const STEP = /^(?:\.?([^.[\]'"]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\])/u
const MOST_STEPS = 20

/** Undefined where the text is no path. The empty text and `$` are the row and the payload themselves. */
export function parsePath(text: string): Path | undefined {
  const fromRoot = text === '$' || text.startsWith('$.') || text.startsWith('$[')
  let rest = fromRoot ? text.slice(1) : text
  const steps: (string | number)[] = []
  while (rest !== '') {
    const match = STEP.exec(rest)
    if (!match || steps.length === MOST_STEPS) return undefined
    const [whole, name, index, single, double] = match
    steps.push(index === undefined ? (name?.trim() ?? single ?? double ?? '') : Number(index))
    rest = rest.slice(whole.length)
  }
  return { fromRoot, steps }
}

/** What stands there; undefined where nothing does. Only own properties are seen. */
export function valueAt(within: unknown, steps: Path['steps']): unknown {
  let value = within
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** A copy of `within` in which `value` stands at the place. */
export function withValueAt(within: unknown, steps: Path['steps'], value: unknown): unknown {
  const [first, ...rest] = steps
  if (first === undefined) return value
  const inner = typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>) : {}
  const next = withValueAt(inner[first], rest, value)
  return Array.isArray(inner) ? inner.with(Number(first), next) : { ...inner, [first]: next }
}

/** A leaf of a payload with its path, as a person picks it. */
export type Leaf = { path: string; text: string }

const MOST_LEAVES = 200
const PLAIN_KEY = /^[^.[\]'"\s$]+$/u
const keyPath = (path: string, key: string): string => {
  if (!PLAIN_KEY.test(key)) return key.includes("'") ? `${path}["${key}"]` : `${path}['${key}']`
  return path === '' ? key : `${path}.${key}`
}

/** Leaves of a value in order, at most 200; of an array of rows the first row stands for all. */
export function leavesOf(value: unknown, path = '', found: Leaf[] = []): Leaf[] {
  if (found.length >= MOST_LEAVES) return found
  if (typeof value !== 'object' || value === null) {
    found.push({ path, text: String(value) })
    return found
  }
  if (Array.isArray(value)) value.forEach((one, i) => void leavesOf(one, `${path}[${i}]`, found))
  else for (const [key, one] of Object.entries(value)) leavesOf(one, keyPath(path, key), found)
  return found
}
