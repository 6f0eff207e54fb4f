// Reads one fact: a number, a result below the detection limit, a missing mark, or something that is none of these.
import { type Decimal, formatDecimal, halve, parseDecimal, trimZeros } from '#kit/rational.ts'
import type { FactValue, Finding } from './verdict.ts'

export type Fact =
  | { kind: 'missing'; text: string }
  | { kind: 'not-detected'; text: string }
  | { kind: 'rejected'; text: string; reason: 'not-a-number' }
  | { kind: 'number'; text: string; decimal: Decimal }
  | { kind: 'below'; text: string; decimal: Decimal; used: string }

/** Texts that mean "no value". */
export const MISSING_MARKS: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'na',
  'n/a',
  'NaN',
  'nan',
  'null',
  '-',
  '--',
  '---',
  '*',
  '—',
  '——',
  '/',
  '－',
])
/** Means "this station does not measure it": the mark national water bulletins print. */
export const NOT_MONITORED_MARK = '*'

const NOT_DETECTED = /^(?:nd|n\.d\.|未检出)$/i
const BELOW = /^(?:[<＜]\s*([\d.]+(?:[eE][+-]?\d+)?)\s*[lL]?|([\d.]+(?:[eE][+-]?\d+)?)\s*[lL])$/

/** The fact as trimmed text; a number is written with the fewest digits that give it back. */
export const factText = (value: FactValue): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value.trim() : String(value)

/** Reads the text of a fact; never throws. */
export function parseFact(text: string): Fact {
  const decimal = parseDecimal(text)
  if (decimal) return { kind: 'number', text, decimal }
  if (MISSING_MARKS.has(text)) return { kind: 'missing', text }
  if (NOT_DETECTED.test(text)) return { kind: 'not-detected', text }
  const below = BELOW.exec(text)
  const limit = below ? parseDecimal(below[1] ?? below[2] ?? '') : undefined
  if (limit) {
    const half = halve(limit)
    return { kind: 'below', text, decimal: half, used: trimZeros(formatDecimal(half)) }
  }
  return { kind: 'rejected', text, reason: 'not-a-number' }
}

/** Findings on facts; `value` is the text as it came. */
export const FINDINGS = {
  notANumber: (item: string, value: string): Finding => ({
    code: 'value.not-a-number',
    item,
    value,
    zh: `${item} 的值“${value}”不是数字，按缺测处理`,
    en: `The value "${value}" of ${item} is not a number and counts as missing`,
  }),
  negative: (item: string, value: string): Finding => ({
    code: 'value.negative',
    item,
    value,
    zh: `${item} 的值 ${value} 为负，按缺测处理`,
    en: `The value ${value} of ${item} is negative and counts as missing`,
  }),
  outOfRange: (item: string, value: string, range: string): Finding => ({
    code: 'value.out-of-range',
    item,
    value,
    zh: `${item} 的值 ${value} 超出可能范围（${range}），按缺测处理`,
    en: `The value ${value} of ${item} is outside what is possible (${range}) and counts as missing`,
  }),
  aboveTop: (item: string, value: string, top: number): Finding => ({
    code: 'value.above-table',
    item,
    value,
    zh: `${item} 的值 ${value} 高于限值表最高档 ${top}`,
    en: `The value ${value} of ${item} is above the last figure of the table, ${top}`,
  }),
  belowDetection: (item: string, value: string, used: string): Finding => ({
    code: 'value.below-detection',
    item,
    value,
    zh: `${item} 的结果 ${value} 低于检出限，按检出限一半 ${used} 评价`,
    en: `The result ${value} of ${item} is below detection; half the limit, ${used}, is used`,
  }),
  noDetectionLimit: (item: string, value: string): Finding => ({
    code: 'value.detection-limit-unknown',
    item,
    value,
    zh: `${item} 的结果“${value}”未给出检出限，按缺测处理`,
    en: `The result "${value}" of ${item} gives no detection limit and counts as missing`,
  }),
} as const
