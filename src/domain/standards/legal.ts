// Which law holds on a day: the single laws to 14 August 2026, the Environmental Code from the day after.
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { beijingDate, type EpochMs } from '#kit/time.ts'
import { ECO_CODE_2026, type LegalText, type LegalTopic } from './catalog/legal-basis.ts'
import { getRule, type Rule, type Sureness } from './edition.ts'
import { editionFor, editionsOf, startOfDate } from './editions.ts'

/** 法律依据 — the text in force for a topic on the day of an act; `notes` are rules a reader must know with it. */
export type LegalBasis = {
  topic: LegalTopic
  zh: string
  en: string
  edition: string
  from: string
  until: string | null
  clause: string
  hint?: string
  sureness: Sureness
  notes: Rule[]
}

/**
 * The text in force on the day of the act, in Beijing. An act that ended before the Code began is judged by the law of its time
 * even when it is decided later; where the decision falls under the Code, the note on the lighter law is added.
 * Refuses where no text of that topic was in force.
 */
export function legalBasisAt(
  topic: LegalTopic,
  at: EpochMs,
  options: { decidedAt?: EpochMs } = {},
): LegalBasis | Refusal {
  const edition = editionFor('legal-basis', at)
  const rows: readonly LegalText[] = edition?.limits ?? []
  const text = rows.find(
    (row) => row.item === topic && startOfDate(row.from) <= at && (row.until === null || at < startOfDate(row.until)),
  )
  if (!edition || !text) {
    return refuse(
      'legal.no-text-in-force',
      `Cannot cite a law on ${topic} as none of the catalogue was in force on ${beijingDate(at)}`,
    )
  }
  const isOld = edition.id !== ECO_CODE_2026.id
  const isDecidedLater =
    isOld && options.decidedAt !== undefined && options.decidedAt >= startOfDate(ECO_CODE_2026.from)
  const notes: Rule[] = isOld ? [] : [getRule(ECO_CODE_2026, 'articles')]
  if (isDecidedLater) notes.push(getRule(ECO_CODE_2026, 'transition'))
  return {
    topic,
    zh: text.zh,
    en: text.en,
    edition: edition.id,
    from: text.from,
    until: text.until,
    clause: text.source,
    ...(text.hint === undefined ? {} : { hint: text.hint }),
    sureness: text.sureness,
    notes,
  }
}

/** Every text of a topic that was in force at some time within [from, until), oldest first. */
export function legalBasesBetween(topic: LegalTopic, from: EpochMs, until: EpochMs): LegalBasis[] {
  const begins = editionsOf('legal-basis').flatMap(({ limits }) =>
    limits.filter(({ item }) => item === topic).map((row) => startOfDate(row.from)),
  )
  const points = [from, ...begins].filter((at) => at >= from && at < until)
  return [...new Set(points)].flatMap((at) => {
    const basis = legalBasisAt(topic, at)
    return isRefusal(basis) ? [] : [basis]
  })
}
