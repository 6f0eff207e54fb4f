// Words of an expression: literals, names and signs, each with the character it begins at.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Value } from './expression.ts'
import { geometryOfText } from './geometry.ts'
import { parseDuration, parseTimeSpan } from './times.ts'

export type Token = { at: number } & (
  | { is: 'value'; value: Value }
  | { is: 'name'; text: string }
  | { is: 'sign'; text: '(' | ')' | ',' | '/' | '-' }
  | { is: 'end' }
)

/** What a reader cannot make sense of, with the character of the text counted from 1. */
export const unreadable = (at: number, zh: string, en: string): Refusal =>
  refuse('sensorthings.bad-query', {
    zh: `第 ${at + 1} 个字符处：${zh}`,
    en: `Cannot read character ${at + 1}: ${en}`,
  })

const TIME_PART = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+\- ]\d\d:?\d\d)?`
/** A plus sign that travelled as a blank is a plus sign again. */
const SPAN = new RegExp(`${TIME_PART}(?:/${TIME_PART})?`, 'y')
const DATE = /\d{4}-\d\d-\d\d(?![\dT])/y
const CLOCK = /\d\d:\d\d(?::\d\d(?:\.\d+)?)?/y
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const NAME = /[\p{L}_@$][\p{L}\p{N}_@.$]*(?:-[\p{L}\p{N}_]+)*(?:\[\d{1,6}\])*/uy
const TEXT = /'((?:[^']|'')*)'/y
const BLANK = /\s+/y
const SIGNS = new Set(['(', ')', ',', '/', '-'])
const WORDS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
])
const QUOTED: Readonly<Record<string, (text: string) => Value | undefined>> = {
  geography: geometryOfText,
  geometry: geometryOfText,
  duration: parseDuration,
  datetimeoffset: parseTimeSpan,
  datetime: parseTimeSpan,
  date: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? { civil: text } : undefined),
  time: (text) => (/^\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? { civil: clock(text) } : undefined),
}

/** Longer text is refused unread. */
export const LONGEST_EXPRESSION = 20_000

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** `10:30` → `10:30:00.000`, so that clock times sort as texts. */
const clock = (text: string): string => {
  const [, minutes = '', seconds = '00', fraction = ''] = /^(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?$/.exec(text) ?? []
  return `${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}`
}

/** All tokens, the last one `end`. */
export function tokensOf(text: string): Token[] | Refusal {
  if (text.length > LONGEST_EXPRESSION) {
    return unreadable(LONGEST_EXPRESSION, '表达式过长', `an expression has at most ${LONGEST_EXPRESSION} characters`)
  }
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const blank = match(BLANK, text, at)
    if (blank) {
      at += blank[0].length
      continue
    }
    const read = readToken(text, at)
    if ('refused' in read) return read
    tokens.push(read.token)
    at = read.end
  }
  tokens.push({ is: 'end', at: text.length })
  return tokens
}

type Read = { token: Token; end: number }

function readToken(text: string, at: number): Read | Refusal {
  const sign = text[at] ?? ''
  if (sign === "'") return readText(text, at)
  const word = readName(text, at)
  if (word) return word
  const value = readTime(text, at) ?? readNumber(text, at)
  if (value) return value
  if (SIGNS.has(sign)) return { token: { is: 'sign', text: sign as '(', at }, end: at + 1 }
  return unreadable(at, `“${sign}”无法理解`, `“${sign}” is no part of an expression`)
}

function readText(text: string, at: number): Read | Refusal {
  const found = match(TEXT, text, at)
  if (!found) return unreadable(at, '缺少结束引号', 'the text has no closing quote')
  return { token: { is: 'value', value: (found[1] ?? '').replaceAll("''", "'"), at }, end: at + found[0].length }
}

function readName(text: string, at: number): Read | Refusal | undefined {
  const name = match(NAME, text, at)?.[0]
  if (name === undefined) return undefined
  const end = at + name.length
  const word = WORDS.get(name)
  if (word !== undefined) return { token: { is: 'value', value: word, at }, end }
  const read = Object.hasOwn(QUOTED, name.toLowerCase()) ? QUOTED[name.toLowerCase()] : undefined
  const quoted = read && match(TEXT, text, end)
  if (!read || !quoted) return { token: { is: 'name', text: name, at }, end }
  const value = read(quoted[1] ?? '')
  if (value === undefined) return unreadable(at, `不是有效的 ${name}`, `this is no ${name}`)
  return { token: { is: 'value', value, at }, end: end + quoted[0].length }
}

function readTime(text: string, at: number): Read | Refusal | undefined {
  const span = match(SPAN, text, at)?.[0]
  if (span !== undefined) {
    const value = parseTimeSpan(span)
    if (value === undefined) return unreadable(at, '不是有效的时间', 'this is no instant and no period')
    return { token: { is: 'value', value, at }, end: at + span.length }
  }
  const civil = match(DATE, text, at)?.[0] ?? match(CLOCK, text, at)?.[0]
  if (civil === undefined) return undefined
  const value = civil.includes(':') ? clock(civil) : civil
  return { token: { is: 'value', value: { civil: value }, at }, end: at + civil.length }
}

function readNumber(text: string, at: number): Read | undefined {
  const number = match(NUMBER, text, at)?.[0]
  return number === undefined
    ? undefined
    : { token: { is: 'value', value: Number(number), at }, end: at + number.length }
}
