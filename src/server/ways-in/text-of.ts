// Bytes of a payload as text in the encoding its source is said to have.
import { type RowFinding, rowFinding } from '#domain/ways-in/findings.ts'
import type { PayloadMapping } from '#domain/ways-in/mapping.ts'
import { decodeText } from '#platform/text-file.ts'

/** Never throws: bytes that are not in the encoding are read as well as they can be, and that is said. */
export function textOf(
  bytes: Uint8Array,
  encoding: PayloadMapping['encoding'],
): { text: string; findings: RowFinding[] } {
  if (encoding === 'auto') return { text: decodeText(bytes).text, findings: [] }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), findings: [] }
  } catch {
    return { text: decodeText(bytes).text, findings: [rowFinding('payload.encoding', encoding)] }
  }
}
