// References of the trace as text: how each kind is written, and the one place where such a text is read again.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { TraceKind } from './trace.ts'

/** The parts of each kind in order; `ms` is an instant, `id` a whole number, a `?` may be absent. */
const PARTS = {
  record: ['id', 'factor?'],
  reading: ['site', 'readingKind', 'ms', 'factor'],
  average: ['site', 'period', 'ms', 'item'],
  verdict: ['site', 'subject', 'ms', 'edition'],
  indicator: ['plan', 'indicator', 'period', 'ms', 'basis'],
  obligation: ['plan', 'part'],
  measure: ['plan', 'part'],
  paragraph: ['plan', 'part'],
  edition: ['edition'],
} as const satisfies Record<TraceKind, readonly string[]>

type Name = (typeof PARTS)[TraceKind][number]
/** What a part may be; every other part is any text that is not empty. */
const SHAPES: Partial<Record<Name, RegExp>> = {
  id: /^\d{1,16}$/,
  ms: /^-?\d{1,15}$/,
  readingKind: /^(?:realtime|minute|hour|day|sample)$/,
  period: /^(?:day|month|year)$/,
  subject: /^(?:air-hour|air-day|water-sample|water-month|water-year)$/,
}

/** A reference taken apart; `parts` are in the order of its kind, decoded. */
export type TraceRef = { kind: TraceKind; parts: string[] }

const isKind = (text: string): text is TraceKind => Object.hasOwn(PARTS, text)
const isOptional = (name: Name): boolean => name.endsWith('?')

/**
 * Writes a reference; instants and numbers are written in decimal.
 * @example formatRef('reading', '龙岗', 'hour', 1585872000000, 'a34004') // 'reading/%E9%BE%99%E5%B2%97/hour/1585872000000/a34004'
 */
export const formatRef = (kind: TraceKind, ...parts: readonly (string | number)[]): string =>
  [kind, ...parts.map((part) => encodeURIComponent(part))].join('/')

/** Reads a reference; refuses `trace.unknown-reference` where kind, number of parts or the shape of one is not known. */
export function parseRef(text: string): TraceRef | Refusal {
  const [kind = '', ...encoded] = text.split('/')
  if (!isKind(kind)) return unknown(text, `its kind must be one of ${Object.keys(PARTS).join(', ')}`)
  const names: readonly Name[] = PARTS[kind]
  const least = names.filter((name) => !isOptional(name)).length
  if (encoded.length < least || encoded.length > names.length) {
    return unknown(text, `it must have the form ${[kind, ...names.map((name) => `<${name}>`)].join('/')}`)
  }
  const parts: string[] = []
  for (const [at, part] of encoded.entries()) {
    const decoded = decode(part)
    const name = names[at]
    if (decoded === undefined || name === undefined || decoded === '' || !(SHAPES[name]?.test(decoded) ?? true)) {
      return unknown(text, `"${part}" is no ${name?.replace('?', '') ?? 'part'}`)
    }
    parts.push(decoded)
  }
  return { kind, parts }
}

const unknown = (text: string, because: string): Refusal =>
  refuse('trace.unknown-reference', `Cannot open "${text.slice(0, 120)}" as ${because}`)

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
