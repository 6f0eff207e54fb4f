// The public way in: bytes of one frame → whether it proves itself, what is wrong with it, and what it says.
// As `shanshui/hj212` it is the door of the library too: other programs find the way back, streams, keys and tables here.
import { crc16, formatCrc, isPossibleCrc, modbusCrc16, swapBytes } from './crc.ts'
import { type Finding, finding } from './findings.ts'
import { CRC_BYTES, HEAD_BYTES, readLength } from './frame.ts'
import { type Message, parseSegment } from './message.ts'
import { decryptSm4 } from './sm4.ts'
import { asciiText, byteText, isAscii } from './text.ts'

export { findCommand } from './commands.ts'
export { encodeMessage, encryptFrame, formatSegment, type MessageDraft } from './encode.ts'
export { type Factor, findAnnexFactor } from './factors.ts'
export type { Finding, Severity } from './findings.ts'
export { splitFrames } from './frame.ts'
export type { DataArea, FactorData, Message } from './message.ts'
export { decryptSm4, encryptSm4 } from './sm4.ts'

/**
 * `ok`: length and CRC hold, after decryption where the data area was encrypted. `message` may be there without it.
 * `opened`: the data area was encrypted, under which of the keys, and the frame with its data area in plain text.
 */
export type Decoded = { ok: boolean; findings: Finding[]; message: Message | null; opened?: Opened }
export type Opened = { key: Uint8Array; frame: Uint8Array }

/** SM4 keys, 16 bytes each, or where they are to be had by the MN of the frame; asked for only where they are needed. */
export type Sm4Keys = readonly Uint8Array[] | ((mn: string) => readonly Uint8Array[])

export type DecodeOptions = {
  /** Keys to try where the plain CRC does not hold, or holds for what is no text. */
  sm4Keys?: Sm4Keys
}

/** Longest segment of the standard, bytes. */
const LONGEST_SEGMENT = 1024

/**
 * Reads one frame; a line end after it is allowed. Gives findings for whatever is wrong and never throws, whatever the
 * bytes.
 * @source HJ 212—2017 6.3, 附录 A
 */
export function decodeFrame(frame: Uint8Array, options: DecodeOptions = {}): Decoded {
  const findings: Finding[] = []
  if (frame[0] !== 0x23 || frame[1] !== 0x23)
    return { ok: false, findings: [finding('frame.no-head', 0)], message: null }
  const bounds = findBounds(frame, findings)
  if (!bounds) return { ok: false, findings, message: null }
  const checked = checkCrc(frame, bounds, options, findings)
  const { segment, isPlain } = checked
  const text = isPlain ? asciiText(segment) : byteText(segment)
  if (text.length > LONGEST_SEGMENT) findings.push(finding('len.over-1024', 2, String(text.length)))
  const message = parseSegment({ text, offset: bounds.from, isAscii: isPlain }, findings)
  if (!(checked.ok && isPlain) && looksHidden(text, isPlain)) findings.push(finding('seg.encrypted', bounds.from))
  const decoded = { ok: bounds.lengthHolds && checked.ok, findings, message }
  return checked.key
    ? { ...decoded, opened: { key: checked.key, frame: withSegment(frame, bounds, segment) } }
    : decoded
}

/** Control characters are the mark of a hidden data area; those from 80 to 9F are bytes of a text that is not ASCII. */
const CONTROL = /(?![\t\n\r\x80-\x9f])\p{Cc}/u
/** A data area that does not begin with an item. */
const NO_ITEM = /CP=&&(?!&&|[\s;,]*\w[\w-]*\s*=)/

const looksHidden = (text: string, isPlain: boolean): boolean => CONTROL.test(text) || (!isPlain && NO_ITEM.test(text))

function withSegment(frame: Uint8Array, { from }: Bounds, segment: Uint8Array): Uint8Array {
  const whole = new Uint8Array(frame)
  whole.set(segment, from)
  return whole
}

/** Where the segment stands, `[from, until)`; its CRC follows. */
type Bounds = { from: number; until: number; lengthHolds: boolean }

function findBounds(frame: Uint8Array, findings: Finding[]): Bounds | undefined {
  let end = frame.length
  while (end > 0 && isLineEnd(frame[end - 1])) end -= 1
  let digits = 0
  while (digits < 6 && isDigit(frame[2 + digits])) digits += 1
  const from = Math.min(end, digits === 4 ? HEAD_BYTES : 2 + digits)
  const crcAt = crcPlace(frame, from, end)
  if (crcAt === undefined) findings.push(finding('crc.missing', end))
  const until = crcAt ?? end
  if (until <= from && digits < 4) {
    findings.push(finding('frame.incomplete', end))
    return undefined
  }
  if (digits !== 4) {
    findings.push(finding('len.3digits', 2))
    return { from, until, lengthHolds: false }
  }
  const declared = readLength(frame, 2)
  const real = until - from
  if (declared !== real) {
    findings.push(finding(declared < real ? 'len.short' : 'len.long', 2, `${declared} ≠ ${real}`))
  }
  return { from, until, lengthHolds: declared === real }
}

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Where the CRC digits before `end` begin; undefined where the last four bytes are not hexadecimal. */
function crcPlace(frame: Uint8Array, from: number, end: number): number | undefined {
  const at = end - CRC_BYTES
  return at >= from && readCrc(frame, at) !== undefined ? at : undefined
}

function readCrc(frame: Uint8Array, at: number): number | undefined {
  let value = 0
  for (let index = at; index < at + CRC_BYTES; index += 1) {
    const digit = hexValue(frame[index] ?? 0)
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return value
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1
}

type Checked = { ok: boolean; segment: Uint8Array; isPlain: boolean; key?: Uint8Array }

function checkCrc(frame: Uint8Array, bounds: Bounds, options: DecodeOptions, findings: Finding[]): Checked {
  const segment = frame.subarray(bounds.from, bounds.until)
  const isPlain = isAscii(segment)
  const sent = readCrc(frame, bounds.until)
  if (sent === undefined) return { ok: false, segment, isPlain }
  const wanted = crc16(segment)
  // MUST try keys although the CRC holds: one hidden data area in some hundreds has the CRC of its plain text.
  const opened = sent === wanted && isPlain ? undefined : openSegment(segment, sent, options.sm4Keys)
  if (opened || sent === wanted) {
    judgeCase(frame, bounds.until, findings)
    return opened ?? { ok: true, segment, isPlain }
  }
  diagnose({ segment, sent, wanted, at: bounds.until }, findings)
  return { ok: false, segment, isPlain }
}

function judgeCase(frame: Uint8Array, at: number, findings: Finding[]): void {
  for (let index = at; index < at + CRC_BYTES; index += 1) {
    if ((frame[index] ?? 0) < 0x61) continue
    findings.push(finding('crc.lower-case', at))
    return
  }
}

/** The segment under the key whose CRC fits and which gives text: eight bits of CRC alone would be weak proof. */
function openSegment(segment: Uint8Array, crc: number, keys: Sm4Keys | undefined): Checked | undefined {
  if (keys === undefined) return undefined
  const text = byteText(segment)
  const opening = text.indexOf('CP=&&')
  const from = opening + 5
  const until = segment.length - 2
  if (opening < 0 || until < from) return undefined
  for (const key of typeof keys === 'function' ? keys(mnIn(text.slice(0, opening))) : keys) {
    // MUST copy: a slice of a Buffer is a view.
    const plain = new Uint8Array(segment)
    plain.set(decryptSm4(segment.subarray(from, until), key), from)
    if (crc16(plain) === crc && isDataArea(plain.subarray(from, until))) {
      return { ok: true, segment: plain, isPlain: isAscii(plain), key }
    }
  }
  return undefined
}

/** The last MN of a header, as the message will have it; empty where there is none. */
const mnIn = (header: string): string => [...header.matchAll(/(?:^|[;,])\s*MN\s*=([^;,]*)/g)].at(-1)?.[1]?.trim() ?? ''

/** Text without control characters that begins with an item. */
const isDataArea = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 && byte !== 0x7f) && /^\s*\w[\w-]*\s*=/.test(byteText(bytes))

type Mismatch = { segment: Uint8Array; sent: number; wanted: number; at: number }

function diagnose({ segment, sent, wanted, at }: Mismatch, findings: Finding[]): void {
  const modbus = modbusCrc16(segment)
  const detail = `${formatCrc(sent)} ≠ ${formatCrc(wanted)}`
  if (sent === modbus) findings.push(finding('crc.modbus', at, detail))
  else if (sent === swapBytes(modbus)) findings.push(finding('crc.modbus-swapped', at, detail))
  else if (sent === swapBytes(wanted)) findings.push(finding('crc.swapped', at, detail))
  else {
    findings.push(finding('crc.stale', at, detail))
    if (!isPossibleCrc(sent)) findings.push(finding('crc.impossible', at))
  }
}
