// A message as plain JSON, for scripts: the data area as one object, a factor being an object of its classes.
import type { MessageDraft } from './encode.ts'
import type { DataArea, Message } from './message.ts'

/** `cp` holds plain items as texts and factors as objects: `{ "DataTime": "…", "w01018": { "Rtd": "7.1" } }`. */
export type MessageJson = {
  st: string | null
  cn: string | null
  mn: string | null
  qn: string | null
  pw: string | null
  flag: number | null
  pnum: number | null
  pno: number | null
  cp: Record<string, string | Record<string, string>>
  [extra: string]: unknown
}

export function toJson(message: Message): MessageJson {
  const { st, cn, mn, qn, pw, flag, pnum, pno, extra, cp } = message
  const factors = cp.factors.map(({ code, fields }): [string, string | Record<string, string>] => [code, fields])
  const named = Object.keys(extra).length > 0 ? { extra } : {}
  // A factor that has the name of a plain item wins: the other is a private item of no edition.
  return {
    st,
    cn,
    mn,
    qn,
    pw,
    flag,
    pnum,
    pno,
    ...named,
    cp: Object.fromEntries([...Object.entries(cp.fields), ...factors]),
  }
}

const TEXTS = ['qn', 'st', 'cn', 'pw', 'mn'] as const
const NUMBERS = ['flag', 'pnum', 'pno'] as const

/** The reverse of `toJson`; a sentence where the object cannot be a message. */
export function fromJson(json: unknown): MessageDraft | string {
  if (!isObject(json)) return 'a message must be an object'
  const header = readHeader(json)
  const extra = readTexts(json.extra ?? {})
  const cp = readArea(json.cp ?? {})
  const fault = [header, extra, cp].find((part) => typeof part === 'string')
  if (fault !== undefined) return String(fault)
  return Object.assign({}, header, { extra, cp })
}

function readHeader(json: Record<string, unknown>): MessageDraft | string {
  const isGiven = (name: string): boolean => json[name] !== undefined && json[name] !== null
  const texts = TEXTS.filter(isGiven)
  const numbers = NUMBERS.filter(isGiven)
  const wrongText = texts.find((name) => !isPlain(json[name]))
  if (wrongText) return `"${wrongText}" must be a text without separators`
  const wrongNumber = numbers.find((name) => !Number.isInteger(json[name]) || Number(json[name]) < 0)
  if (wrongNumber) return `"${wrongNumber}" must be a whole number`
  return Object.fromEntries([
    ...texts.map((name) => [name, String(json[name])]),
    ...numbers.map((name) => [name, json[name]]),
  ])
}

function readArea(json: unknown): Partial<DataArea> | string {
  if (!isObject(json)) return '"cp" must be an object'
  const area: Pick<DataArea, 'fields' | 'factors'> = { fields: {}, factors: [] }
  for (const [name, value] of Object.entries(json)) {
    if (isPlain(value)) {
      area.fields[name] = String(value)
      continue
    }
    const fields = readTexts(value)
    if (typeof fields === 'string') return `cp.${name}: ${fields}`
    area.factors.push({ code: name, at: 0, until: 0, fields })
  }
  return area
}

function readTexts(json: unknown): Record<string, string> | string {
  if (!isObject(json)) return 'must be a text, a number or an object of them'
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(json)) {
    if (!isPlain(value)) return `"${name}" must be a text without separators, or a number`
    texts[name] = String(value)
  }
  return texts
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A number, or a text that cannot break out of its item; a log text between two `//` may hold separators. */
function isPlain(value: unknown): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'string') return false
  const isLog = value.length >= 4 && value.startsWith('//') && value.endsWith('//')
  return isLog ? !value.slice(2, -2).includes('//') : !/[;,\r\n]|&&/.test(value)
}
