// The settings of a platform as the fields of the form, and back.
import type { ForwardSettings, ForwardTargetRow } from '#contract/forwarding.ts'
import { parseInstant } from '#kit/time.ts'

export type TargetFields = {
  name: string
  host: string
  port: number
  mode: ForwardTargetRow['mode']
  edition: ForwardTargetRow['edition']
  password?: string
  mnMap?: string
  siteCodes?: string[]
  kinds?: NonNullable<ForwardSettings['kinds']>
  answers: ForwardTargetRow['answers']
  framesPerS: number
  windowFrames: number
  answerTimeoutS: number
  resends: number
  since?: string
}

export const NEW_TARGET: Partial<TargetFields> = {
  port: 9212,
  mode: 'raw',
  edition: '2017',
  answers: 'as-flagged',
  framesPerS: 50,
  windowFrames: 16,
  answerTimeoutS: 10,
  resends: 3,
}

/** Pairs of a text, one a line; undefined where a line is none. */
export function parsePairs(text: string): Record<string, string> | undefined {
  const pairs: Record<string, string> = {}
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line === '') continue
    const match = /^([\x21-\x3a\x3c\x3e-\x7e]{1,40})\s*[=＝]\s*([\x21-\x3a\x3c\x3e-\x7e]{1,40})$/.exec(line)
    if (!match?.[1] || !match[2]) return undefined
    pairs[match[1]] = match[2]
  }
  return pairs
}

export const formatPairs = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([here, there]) => `${here}=${there}`)
    .join('\n')

export function fieldsOf(row: ForwardTargetRow): TargetFields {
  const { name, host, port, mode, edition, answers, framesPerS, windowFrames, resends } = row
  const how = { answers, framesPerS, windowFrames, answerTimeoutS: row.answerTimeoutMs / 1000, resends }
  const chosen = { siteCodes: row.siteCodes ?? [], kinds: row.kinds ?? [] }
  return { name, host, port, mode, edition, mnMap: formatPairs(row.mnMap), ...chosen, ...how }
}

/** The form has judged every field before. */
export function settingsOf(fields: TargetFields): ForwardSettings {
  const { name, host, port, mode, edition, answers, framesPerS, windowFrames, answerTimeoutS, resends } = fields
  return {
    name: name.trim(),
    host: host.trim(),
    port,
    mode,
    edition,
    mnMap: parsePairs(fields.mnMap ?? '') ?? {},
    siteCodes: fields.siteCodes?.length ? fields.siteCodes : null,
    kinds: fields.kinds?.length ? fields.kinds : null,
    answers,
    framesPerS,
    windowFrames,
    answerTimeoutMs: Math.round(answerTimeoutS * 1000),
    resends,
    ...(fields.password ? { password: fields.password } : {}),
  }
}

/** Instant of a `datetime-local` text, which is meant in Beijing time. */
export const localInstant = (text: string | undefined): number | undefined => parseInstant((text ?? '').trim())
