// A result as a sender or a laboratory writes it: a number, below detection (`<0.5`, `0.5L`, 未检出), or missing.
import { parseFact } from '#domain/standards/facts.ts'

/** 监测结果 — `below` carries the detection limit; null where the text says only that nothing was detected. */
export type ResultText =
  | { kind: 'number'; value: number }
  | { kind: 'below'; limit: number | null }
  | { kind: 'missing' }
  | { kind: 'unreadable' }

const BELOW = /^[<＜]?\s*([\d.]+(?:e[+-]?\d+)?)\s*l?$/i

/** Never throws; numbers may come as numbers. */
export function readResult(value: unknown): ResultText {
  if (value === null || value === undefined) return { kind: 'missing' }
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'unreadable' }
  if (typeof value !== 'string') return { kind: 'unreadable' }
  const text = value.normalize('NFKC').trim()
  const fact = parseFact(text)
  if (fact.kind === 'missing') return { kind: 'missing' }
  if (fact.kind === 'not-detected') return { kind: 'below', limit: null }
  if (fact.kind === 'below') return limitOf(text)
  const number = fact.kind === 'number' ? Number(text) : Number.NaN
  return Number.isFinite(number) ? { kind: 'number', value: number } : { kind: 'unreadable' }
}

function limitOf(text: string): ResultText {
  const limit = Number(BELOW.exec(text)?.[1])
  return Number.isFinite(limit) ? { kind: 'below', limit } : { kind: 'unreadable' }
}
