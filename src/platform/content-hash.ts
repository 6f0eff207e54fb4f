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

/** `inputs_hash` of a verdict: what it was judged from and by which edition; not what came out. */
export const verdictHash = ({ subject, edition, inputs, settings }: Judged): string =>
  contentHash({ subject, edition, inputs, settings })
