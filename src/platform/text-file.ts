// Bytes of a file as text: UTF-8 with or without a byte-order mark, else GB18030.

export type Encoding = 'utf-8' | 'utf-8-bom' | 'gb18030'

/**
 * Decodes text whose encoding nobody has told: valid UTF-8 is UTF-8, anything else is read as GB18030,
 * the superset of GBK and GB 2312 that Chinese office software writes.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: hasMark ? 'utf-8-bom' : 'utf-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' }
  }
}

/** Whether the bytes look like a picture, an archive or another binary file rather than text. */
export const looksBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 4096).includes(0)
