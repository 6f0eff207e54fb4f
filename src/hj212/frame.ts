// Frames in a stream of bytes: cut, kept where damaged, and made.
import { crc16 } from './crc.ts'
import { encodeText } from './text.ts'

/** `##` and four digits of length. */
export const HEAD_BYTES = 6
export const CRC_BYTES = 4
const MOST_LENGTH = 9999

/** Longest segment taken for one: the standard says 1024, devices in the field send somewhat more. */
export const MOST_SEGMENT_BYTES = 4096

/** A frame that does not end within so many bytes is not one. */
const WINDOW_BYTES = HEAD_BYTES + MOST_SEGMENT_BYTES + CRC_BYTES + 2

const HASH = 0x23
const AMPERSAND = 0x26
const CR = 0x0d
const LF = 0x0a

/**
 * What the stream was cut into. A `frame` begins with `##` and ends with its CRC digits; it may still be damaged, which
 * is for the decoder to say. `noise` is what stands between frames; line ends, blanks and NULs between them are dropped.
 */
export type Piece = { kind: 'frame' | 'noise'; bytes: Uint8Array }

/**
 * Cuts what has arrived into frames and noise; `rest` waits for the next bytes and is never longer than one frame.
 * A frame is taken by its length where its end looks like one; else up to the nearest end or the next `##`, so that a
 * wrong length or a lost half costs one frame. Where the stream is cut into chunks makes no difference.
 * @source HJ 212—2017 表 2
 */
export function splitFrames(pending: Uint8Array): { pieces: Piece[]; rest: Uint8Array } {
  return split(pending, false)
}

/** The same for bytes after which none will come: nothing is left to wait. */
export function splitLastFrames(pending: Uint8Array): Piece[] {
  return split(pending, true).pieces
}

/** The bytes still waiting and those that just came, as one. */
export function joinBytes(rest: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (rest.length === 0) return chunk
  const whole = new Uint8Array(rest.length + chunk.length)
  whole.set(rest)
  whole.set(chunk, rest.length)
  return whole
}

/** Frame of a data segment (UTF-8), with length and CRC. Throws where it is longer than four digits can say. */
export function encodeSegment(segment: string): Uint8Array<ArrayBuffer> {
  const frame = emptyFrame(segment.length)
  // Nearly every segment is ASCII and needs no encoder.
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment.charCodeAt(at)
    if (character > 0x7f) return frameOf(encodeText(segment))
    frame[HEAD_BYTES + at] = character
  }
  return closeFrame(frame, segment.length)
}

/** Frame of the bytes of a data segment. */
export function frameOf(segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = emptyFrame(segment.length)
  frame.set(segment, HEAD_BYTES)
  return closeFrame(frame, segment.length)
}

function emptyFrame(length: number): Uint8Array<ArrayBuffer> {
  if (length > MOST_LENGTH) {
    throw new RangeError(`Cannot frame a segment of ${length} bytes as it must be at most ${MOST_LENGTH}`)
  }
  return new Uint8Array(HEAD_BYTES + length + CRC_BYTES + 2)
}

const ZERO = 0x30
const HEX_DIGITS = encodeText('0123456789ABCDEF')

/** Puts head, length and CRC around the segment that stands in the frame. */
function closeFrame(frame: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  frame[0] = HASH
  frame[1] = HASH
  for (let at = HEAD_BYTES - 1, rest = length; at > 1; at -= 1, rest = Math.floor(rest / 10))
    frame[at] = ZERO + (rest % 10)
  const end = HEAD_BYTES + length
  const crc = crc16(frame, HEAD_BYTES, end)
  for (let digit = 0; digit < CRC_BYTES; digit += 1) {
    frame[end + digit] = HEX_DIGITS[(crc >> (12 - digit * 4)) & 15] ?? ZERO
  }
  frame[end + CRC_BYTES] = CR
  frame[end + CRC_BYTES + 1] = LF
  return frame
}

/** Where a frame that begins at `from` ends; `undefined`: more bytes are needed to say. */
type End = { until: number; kind: Piece['kind'] } | undefined

function split(bytes: Uint8Array, final: boolean): { pieces: Piece[]; rest: Uint8Array } {
  const pieces: Piece[] = []
  let at = 0
  for (;;) {
    const head = findHead(bytes, at)
    // A last `#` may be the first half of a head.
    const noiseEnd = head < 0 ? bytes.length - (!final && bytes.at(-1) === HASH ? 1 : 0) : head
    addNoise(pieces, bytes, at, noiseEnd)
    if (head < 0) return { pieces, rest: bytes.subarray(Math.max(at, noiseEnd)) }
    const end = findEnd(bytes, head, final)
    if (!end) return { pieces, rest: bytes.subarray(head) }
    if (end.kind === 'noise') addNoise(pieces, bytes, head, end.until)
    else pieces.push({ kind: 'frame', bytes: bytes.subarray(head, end.until) })
    at = end.until
  }
}

function findHead(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(HASH, from)
  while (at >= 0 && bytes[at + 1] !== HASH) at = bytes.indexOf(HASH, at + 1)
  // Of `###` the last two are the head.
  while (at >= 0 && bytes[at + 2] === HASH) at += 1
  return at
}

function addNoise(pieces: Piece[], bytes: Uint8Array, from: number, until: number): void {
  let start = from
  let stop = until
  while (start < stop && isBlank(bytes[start])) start += 1
  while (stop > start && isBlank(bytes[stop - 1])) stop -= 1
  if (start < stop) pieces.push({ kind: 'noise', bytes: bytes.subarray(start, stop) })
}

const isBlank = (byte: number | undefined): boolean => byte === CR || byte === LF || byte === 0x20 || byte === 0

function findEnd(bytes: Uint8Array, head: number, final: boolean): End {
  const digits = countDigits(bytes, head + 2)
  // The head itself may still be coming.
  if (!final && head + 2 + digits >= bytes.length && digits < 4) return undefined
  if (digits === 0) return { until: head + 2, kind: 'noise' }
  const byLength = digits === 4 ? findDeclaredEnd(bytes, head, final) : 'wrong'
  return byLength === 'wrong' ? findNearestEnd(bytes, head, final) : byLength
}

/** The end that the length field says; `wrong` where no frame can end there. */
function findDeclaredEnd(bytes: Uint8Array, head: number, final: boolean): End | 'wrong' {
  const length = readLength(bytes, head + 2)
  if (length > MOST_SEGMENT_BYTES) return 'wrong'
  const until = head + HEAD_BYTES + length + CRC_BYTES
  if (until > bytes.length) return final ? 'wrong' : undefined
  const fits = endsLikeFrame(bytes, until, final)
  if (fits === undefined) return undefined
  return fits ? { until, kind: 'frame' } : 'wrong'
}

function countDigits(bytes: Uint8Array, from: number): number {
  let count = 0
  while (count < 4 && isDigit(bytes[from + count])) count += 1
  return count
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** The four digits at `at` as a number. */
export function readLength(bytes: Uint8Array, at: number): number {
  let length = 0
  for (let index = at; index < at + 4; index += 1) length = length * 10 + ((bytes[index] ?? 0) - 0x30)
  return length
}

/** Whether four hexadecimal digits stand before `end`. */
function hasCrcBefore(bytes: Uint8Array, end: number): boolean {
  return (
    isHexDigit(bytes[end - 1]) && isHexDigit(bytes[end - 2]) && isHexDigit(bytes[end - 3]) && isHexDigit(bytes[end - 4])
  )
}

function isHexDigit(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

const hasClosingBefore = (bytes: Uint8Array, at: number): boolean =>
  bytes[at - 1] === AMPERSAND && bytes[at - 2] === AMPERSAND

/** Whether the frame that its length says ends here does: `&&` and a CRC, or a CRC and a line end. */
function endsLikeFrame(bytes: Uint8Array, end: number, final: boolean): boolean | undefined {
  if (!hasCrcBefore(bytes, end)) return false
  if (hasClosingBefore(bytes, end - CRC_BYTES)) return true
  const next = bytes[end]
  if (next === undefined) return final ? true : undefined
  return next === CR || next === LF
}

/** The nearest place after a head where a frame can end: its CRC, the next head, or the end of the window. */
function findNearestEnd(bytes: Uint8Array, head: number, final: boolean): End {
  const stop = Math.min(bytes.length, head + WINDOW_BYTES)
  for (let at = head + 3; at < stop; at += 1) {
    const byte = bytes[at]
    if (byte === HASH && bytes[at + 1] === HASH) return { until: at, kind: 'frame' }
    if (isEndAt(bytes, at)) return { until: at, kind: 'frame' }
  }
  if (stop < bytes.length) return { until: stop, kind: 'noise' }
  return final ? { until: bytes.length, kind: 'frame' } : undefined
}

/** Whether a damaged frame ends before `at`: a line end after CRC digits, or a blank after `&&` and CRC digits. */
function isEndAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]
  if (byte === CR || byte === LF) return hasCrcBefore(bytes, at)
  return isBlank(byte) && hasCrcBefore(bytes, at) && hasClosingBefore(bytes, at - CRC_BYTES)
}
