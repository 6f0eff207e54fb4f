// A data segment as a message: header fields, times, factors with their values; tolerant of what devices make of it.
import { findCommand } from './commands.ts'
import { type Finding, finding } from './findings.ts'
import { readText } from './text.ts'

/** One factor of a data area: class (`Rtd`, `Avg`, `Flag` …) → text as sent. `at` and `until` are bytes of the frame. */
export type FactorData = { code: string; at: number; until: number; fields: Record<string, string> }

/** 数据区 — `fields` are the items without a class, `DataTime` among them. */
export type DataArea = { dataTime: string | null; fields: Record<string, string>; factors: FactorData[] }

/** 通讯报文 — texts are as sent; null where the field is absent. */
export type Message = {
  qn: string | null
  st: string | null
  cn: string | null
  pw: string | null
  mn: string | null
  flag: number | null
  /** Version bits of Flag: 0 is the 2005 edition, 1 that of 2017, 2 that of 2025. Null without a Flag. */
  version: number | null
  /** Bit A: the sender wants an answer. */
  wantsAnswer: boolean
  /** Bit D: the message is one of several parts. */
  isPart: boolean
  pnum: number | null
  pno: number | null
  /** Header fields of no edition of 2005 or 2017, `RF` of 2025 among them. */
  extra: Record<string, string>
  cp: DataArea
}

const OPENING = 'CP=&&'
const CLOSING = '&&'

/**
 * Reads a segment that has one character a byte.
 * @param offset byte of the frame at which the segment begins
 */
export function parseSegment(segment: string, offset: number, findings: Finding[]): Message {
  const opening = segment.indexOf(OPENING)
  const headerEnd = opening < 0 ? segment.length : opening
  const header = readHeader(segment, headerEnd, offset, findings)
  const cp = { dataTime: null, fields: {}, factors: [] }
  if (opening < 0) findings.push(finding('seg.noCp', offset + headerEnd))
  else readArea({ segment, from: opening + OPENING.length, offset, findings }, cp)
  return toMessage(header, cp, findings, offset)
}

const HEADER_NAMES: ReadonlySet<string> = new Set(['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO', 'RF'])

type Header = Record<string, string>

function readHeader(segment: string, until: number, offset: number, findings: Finding[]): Header {
  const header: Header = Object.create(null)
  let at = 0
  while (at < until) {
    const end = itemEnd(segment, at, until)
    const equals = segment.indexOf('=', at)
    if (equals > at && equals < end) {
      const name = segment.slice(at, equals).trim()
      if (name in header) findings.push(finding('header.duplicate', offset + at, name))
      if (!HEADER_NAMES.has(name)) findings.push(finding('header.unknown', offset + at, printable(name)))
      header[name] = segment.slice(equals + 1, end).trim()
    } else if (end > at) findings.push(finding('data.no-name', offset + at))
    at = end + 1
  }
  return header
}

/** End of the item at `from`: the next `;` or `,`. */
function itemEnd(segment: string, from: number, until: number): number {
  for (let at = from; at < until; at += 1) {
    const character = segment.charCodeAt(at)
    if (character === 0x3b || character === 0x2c) return at
  }
  return until
}

type Area = { segment: string; from: number; offset: number; findings: Finding[] }

function readArea({ segment, from, offset, findings }: Area, cp: DataArea): void {
  const last = segment.lastIndexOf(CLOSING)
  const until = last < from ? segment.length : last
  if (last < from) findings.push(finding('seg.noClose', offset + segment.length))
  let at = from
  while (at < until) {
    const equals = segment.indexOf('=', at)
    // A log text stands between two `//` and may hold separators of its own.
    const isLog = equals > 0 && segment.startsWith('//', equals + 1)
    const close = isLog ? segment.indexOf('//', equals + 3) : -1
    const end = itemEnd(segment, close < 0 || close >= until ? at : close + 2, until)
    if (equals > at && equals < end) addItem(cp, { segment, at, equals, end, offset, findings })
    else if (segment.slice(at, end).trim() !== '') findings.push(finding('data.no-name', offset + at))
    at = end + 1
  }
  cp.dataTime = cp.fields.DataTime ?? null
}

type Item = { segment: string; at: number; equals: number; end: number; offset: number; findings: Finding[] }

function addItem(cp: DataArea, { segment, at, equals, end, offset, findings }: Item): void {
  const name = segment.slice(at, equals).trim()
  const value = readValue(segment.slice(equals + 1, end).trim(), offset + equals + 1, findings)
  const dash = name.lastIndexOf('-')
  if (dash <= 0) {
    if (Object.hasOwn(cp.fields, name)) findings.push(finding('data.duplicate', offset + at, printable(name)))
    setField(cp.fields, name, value)
    return
  }
  const code = name.slice(0, dash)
  const kind = name.slice(dash + 1)
  const factor = factorOf(cp, code, offset + at)
  if (Object.hasOwn(factor.fields, kind)) findings.push(finding('data.duplicate', offset + at, printable(name)))
  setField(factor.fields, kind, value)
  factor.until = offset + end
}

/** MUST define and not assign: a device may call an item `__proto__`. */
function setField(fields: Record<string, string>, name: string, value: string): void {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
  } else fields[name] = value
}

function factorOf(cp: DataArea, code: string, at: number): FactorData {
  // The items of a factor stand together, nearly always.
  const last = cp.factors.at(-1)
  if (last?.code === code) return last
  const known = cp.factors.find((factor) => factor.code === code)
  if (known) return known
  const factor = { code, at, until: at, fields: {} }
  cp.factors.push(factor)
  return factor
}

const NOT_ASCII = /\P{ASCII}/u

function readValue(value: string, at: number, findings: Finding[]): string {
  if (!NOT_ASCII.test(value)) return value
  const { text, encoding } = readText(value)
  if (encoding === 'gb18030') findings.push(finding('text.gb18030', at))
  if (encoding === 'unknown') findings.push(finding('text.unknown-encoding', at))
  return text
}

/** What may stand in a finding: short, and without control characters. */
const printable = (text: string): string => text.slice(0, 40).replace(/\p{Cc}/gu, '?')

const NO_EXTRA: Record<string, string> = {}

function toMessage(header: Header, cp: DataArea, findings: Finding[], offset: number): Message {
  const flag = readNumber(header.Flag, 255)
  if (header.Flag !== undefined && flag === null) findings.push(finding('header.flag-syntax', offset))
  const isPart = flag !== null && (flag & 2) !== 0
  const pnum = readNumber(header.PNUM, 9999)
  const pno = readNumber(header.PNO, 9999)
  judgeHeader(header, findings, offset)
  judgeParts({ header, isPart, pnum, pno }, findings, offset)
  return {
    qn: header.QN ?? null,
    st: header.ST ?? null,
    cn: header.CN ?? null,
    pw: header.PW ?? null,
    mn: header.MN ?? null,
    flag,
    version: flag === null ? null : flag >> 2,
    wantsAnswer: flag !== null && (flag & 1) !== 0,
    isPart,
    pnum,
    pno,
    extra: extraOf(header),
    cp,
  }
}

/** Most messages have none, and all of these share one empty object. */
function extraOf(header: Header): Record<string, string> {
  let extra: Record<string, string> | undefined
  for (const name in header) {
    if (HEADER_NAMES.has(name) && name !== 'RF') continue
    extra ??= {}
    setField(extra, name, header[name] ?? '')
  }
  return extra ?? NO_EXTRA
}

function readNumber(text: string | undefined, most: number): number | null {
  if (text === undefined || !/^\d{1,4}$/.test(text)) return null
  const value = Number(text)
  return value <= most ? value : null
}

function judgeHeader(header: Header, findings: Finding[], offset: number): void {
  if (!header.CN) findings.push(finding('header.cn-missing', offset))
  else if (!findCommand(header.CN)) findings.push(finding('header.cn-unknown', offset, printable(header.CN)))
  if (!header.MN) findings.push(finding('header.mn-missing', offset))
  if (header.QN !== undefined && !/^\d{17}$/.test(header.QN)) findings.push(finding('header.qn-syntax', offset))
}

type Parts = { header: Header; isPart: boolean; pnum: number | null; pno: number | null }

function judgeParts({ header, isPart, pnum, pno }: Parts, findings: Finding[], offset: number): void {
  const said = header.PNUM !== undefined || header.PNO !== undefined
  if (isPart && !said) findings.push(finding('header.split-missing', offset))
  if (!isPart && said) findings.push(finding('header.split-unmarked', offset))
  if ((header.PNUM !== undefined && pnum === null) || (header.PNO !== undefined && pno === null)) {
    findings.push(finding('header.number-syntax', offset))
  }
}
