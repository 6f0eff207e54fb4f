// A data segment as a message: header fields, times, factors with their values; tolerant of what devices make of it.
import { findCommand } from './commands.ts'
import { type Finding, type FindingCode, finding } from './findings.ts'
import { isCodeAt, itemEnd, lastDash, nameAt, pieceOf } from './scan.ts'
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

/** A segment with one character a byte; `offset` is the byte of the frame at which it begins. */
export type SegmentText = { text: string; offset: number; isAscii: boolean }

/** Reads a segment. */
export function parseSegment({ text, offset, isAscii }: SegmentText, findings: Finding[]): Message {
  const opening = text.indexOf(OPENING)
  const headerEnd = opening < 0 ? text.length : opening
  const header = readHeader(text, headerEnd, offset, findings)
  const cp: DataArea = { dataTime: null, fields: {}, factors: [] }
  if (opening < 0) findings.push(finding('seg.noCp', offset + headerEnd))
  else readArea({ segment: text, offset, isAscii, findings, cp }, opening + OPENING.length)
  return toMessage(header, cp, findings, offset)
}

/** `others` holds what the editions of 2005 and 2017 do not know. */
type Header = {
  QN: string | undefined
  ST: string | undefined
  CN: string | undefined
  PW: string | undefined
  MN: string | undefined
  Flag: string | undefined
  PNUM: string | undefined
  PNO: string | undefined
  others: Record<string, string> | undefined
}

type HeaderName = Exclude<keyof Header, 'others'>

const HEADER_NAMES: ReadonlySet<string> = new Set<HeaderName>(['QN', 'ST', 'CN', 'PW', 'MN', 'Flag', 'PNUM', 'PNO'])
const isHeaderName = (name: string): name is HeaderName => HEADER_NAMES.has(name)

const none = undefined
const emptyHeader = (): Header => ({
  QN: none,
  ST: none,
  CN: none,
  PW: none,
  MN: none,
  Flag: none,
  PNUM: none,
  PNO: none,
  others: none,
})

function readHeader(segment: string, until: number, offset: number, findings: Finding[]): Header {
  const header = emptyHeader()
  let at = 0
  while (at < until) {
    const end = itemEnd(segment, at, until)
    const equals = segment.indexOf('=', at)
    if (equals > at && equals < end) {
      const name = nameAt(segment, at, equals)
      const value = pieceOf(segment, equals + 1, end)
      if (!isHeaderName(name))
        setOther(header, name, value, (code) => findings.push(finding(code, offset + at, printable(name))))
      else {
        if (header[name] !== undefined) findings.push(finding('header.duplicate', offset + at, name))
        header[name] = value
      }
    } else if (end > at) findings.push(finding('data.no-name', offset + at))
    at = end + 1
  }
  return header
}

/** `RF` is of the 2025 edition; every other name is of none. */
function setOther(header: Header, name: string, value: string, complain: (code: FindingCode) => void): void {
  header.others ??= {}
  if (Object.hasOwn(header.others, name)) complain('header.duplicate')
  if (name !== 'RF') complain('header.unknown')
  setField(header.others, name, value)
}

type Area = { segment: string; offset: number; isAscii: boolean; findings: Finding[]; cp: DataArea }

function readArea(area: Area, from: number): void {
  const { segment, offset, findings, cp } = area
  const last = segment.lastIndexOf(CLOSING)
  const until = last < from ? segment.length : last
  if (last < from) findings.push(finding('seg.noClose', offset + segment.length))
  let at = from
  while (at < until) {
    const equals = segment.indexOf('=', at)
    const end = itemEnd(segment, afterLog(segment, at, equals, until), until)
    if (equals > at && equals < end) addItem(area, at, equals, end)
    else if (segment.slice(at, end).trim() !== '') findings.push(finding('data.no-name', offset + at))
    at = end + 1
  }
  cp.dataTime = cp.fields.DataTime ?? null
}

const SLASH = 0x2f

/** Where the search for the item's end begins: a log text stands between two `//` and may hold separators of its own. */
function afterLog(segment: string, at: number, equals: number, until: number): number {
  if (equals <= 0 || segment.charCodeAt(equals + 1) !== SLASH || segment.charCodeAt(equals + 2) !== SLASH) return at
  const close = segment.indexOf('//', equals + 3)
  return close < 0 || close >= until ? at : close + 2
}

function addItem(area: Area, at: number, equals: number, end: number): void {
  const { segment, offset, findings, cp } = area
  const value = pieceOf(segment, equals + 1, end)
  const text = area.isAscii ? value : readValue(value, offset + equals + 1, findings)
  const dash = lastDash(segment, at, equals)
  // Blanks around a name move its dash, so such a name is looked at apart.
  if (dash < 0 || isBlank(segment.charCodeAt(at))) {
    addNamed(area, { name: pieceOf(segment, at, equals), text, at, end })
    return
  }
  const factor = factorAt(cp, segment, at, dash) ?? addFactor(cp, segment.slice(at, dash), offset + at)
  setClass(area, factor, { kind: nameAt(segment, dash + 1, equals), text, at })
  factor.until = offset + end
}

const isBlank = (character: number): boolean => character <= 0x20 || character > 0x7e

type Named = { name: string; text: string; at: number; end: number }

function addNamed(area: Area, { name, text, at, end }: Named): void {
  const { offset, findings, cp } = area
  const dash = name.lastIndexOf('-')
  if (dash <= 0) {
    if (Object.hasOwn(cp.fields, name)) findings.push(finding('data.duplicate', offset + at, printable(name)))
    setField(cp.fields, name, text)
    return
  }
  const code = name.slice(0, dash)
  const factor = cp.factors.find((each) => each.code === code) ?? addFactor(cp, code, offset + at)
  setClass(area, factor, { kind: name.slice(dash + 1).trimStart(), text, at })
  factor.until = offset + end
}

type Class = { kind: string; text: string; at: number }

function setClass({ offset, findings }: Area, { code, fields }: FactorData, { kind, text, at }: Class): void {
  if (setUsual(fields, kind, text)) return
  if (Object.hasOwn(fields, kind)) findings.push(finding('data.duplicate', offset + at, printable(`${code}-${kind}`)))
  setField(fields, kind, text)
}

/** The classes that nearly every factor has, by their own names: a name that is computed costs as much as the rest. */
function setUsual(fields: Record<string, string>, kind: string, text: string): boolean {
  if (kind === 'Avg' && fields.Avg === undefined) fields.Avg = text
  else if (kind === 'Flag' && fields.Flag === undefined) fields.Flag = text
  else if (kind === 'Rtd' && fields.Rtd === undefined) fields.Rtd = text
  else if (kind === 'Min' && fields.Min === undefined) fields.Min = text
  else if (kind === 'Max' && fields.Max === undefined) fields.Max = text
  else if (kind === 'Cou' && fields.Cou === undefined) fields.Cou = text
  else return false
  return true
}

/** MUST define and not assign: a device may call an item `__proto__`. */
function setField(fields: Record<string, string>, name: string, value: string): void {
  if (name === '__proto__') {
    Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
  } else fields[name] = value
}

/** The factor of the code in `[at, dash)`, where the message has had it. */
function factorAt({ factors }: DataArea, segment: string, at: number, dash: number): FactorData | undefined {
  // The items of a factor stand together, nearly always.
  for (let n = factors.length - 1; n >= 0; n -= 1) {
    const factor = factors[n]
    if (factor && isCodeAt(segment, factor.code, at, dash)) return factor
  }
  return undefined
}

function addFactor({ factors }: DataArea, code: string, at: number): FactorData {
  const factor = { code, at, until: at, fields: {} }
  factors.push(factor)
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

/** Most messages have none, and all of these share one empty object. */
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
    extra: header.others ?? NO_EXTRA,
    cp,
  }
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
