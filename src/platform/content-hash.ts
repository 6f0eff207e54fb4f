// Hashes of plain values: the mark by which stored results and their inputs are recognised again.
import { hash } from 'node:crypto'
import { canonicalText } from '#kit/canonical.ts'

/** First 128 bits of the SHA-256 of the canonical text, in hexadecimal. */
export const contentHash = (value: unknown): string => hash('sha256', canonicalText(value), 'hex').slice(0, 32)

type Judged = {
  subject: string
  edition: string
  inputs: Readonly<Record<string, string>>
  settings?: Readonly<Record<string, unknown>> | undefined
}

/**
 * `inputs_hash` of a verdict: what it was judged from and by which edition; not what came out.
 * There are very many of them, so the text is put together by hand.
 */
export function verdictHash({ subject, edition, inputs, settings }: Judged): string {
  let text = `${subject}\n${edition}\n${settings === undefined ? '' : canonicalText(settings)}`
  for (const item of Object.keys(inputs).sort()) text += `\n${item}=${inputs[item]}`
  return hash('sha256', text, 'hex').slice(0, 32)
}
