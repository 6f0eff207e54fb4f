// Bytes as text and back: ASCII on the fast path, log texts in UTF-8 or else GB18030.

// Part of every runtime of the language, yet not of its own library of types.
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string }
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }

const utf8 = new TextDecoder('utf-8')
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const strictGb18030 = new TextDecoder('gb18030', { fatal: true })
const encoder = new TextEncoder()

/** UTF-8 bytes of a text. */
export const encodeText = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

const CALL_BYTES = 4096

/** One character a byte, so that a place in the text is a place in the bytes. */
export function byteText(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += CALL_BYTES) {
    text += String.fromCharCode(...bytes.subarray(from, from + CALL_BYTES))
  }
  return text
}

/** `byteText` of bytes that are known to be ASCII; faster. */
export const asciiText = (bytes: Uint8Array): string => utf8.decode(bytes)

const HIGH_BITS = 0x80808080 | 0

/** Whether no byte has its high bit set. */
export function isAscii(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let seen = 0
  let at = 0
  // Four at a time, as every byte that a device sends goes through here.
  for (; at + 4 <= bytes.length; at += 4) seen |= view.getUint32(at)
  for (; at < bytes.length; at += 1) seen |= bytes[at] ?? 0
  return (seen & HIGH_BITS) === 0
}

export type TextEncoding = 'utf-8' | 'gb18030' | 'unknown'

/** What a byte text says: read as UTF-8, else as GB18030, else left with one character a byte. */
export function readText(text: string): { text: string; encoding: TextEncoding } {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  const read = decodeStrictly(strictUtf8, bytes)
  if (read !== undefined) return { text: read, encoding: 'utf-8' }
  const older = decodeStrictly(strictGb18030, bytes)
  return older === undefined ? { text, encoding: 'unknown' } : { text: older, encoding: 'gb18030' }
}

function decodeStrictly(decoder: { decode(bytes: Uint8Array): string }, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    // The decoder's way of saying no.
    return undefined
  }
}
