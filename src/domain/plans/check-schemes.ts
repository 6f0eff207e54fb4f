// Whether the appraisal schemes of a pack refer to what the pack holds.
import { checkSchemeReferences, type KnownIds } from '#domain/appraisal/scheme-references.ts'
import type { Refusal } from '#kit/refusal.ts'
import { SCHEME_FOLDER } from './pack-folders.ts'
import type { Pack } from './pack-parts.ts'

type Holding = Pick<Pack, 'chapters' | 'indicators' | 'procedures'>

/** Ids that a scheme may refer to. */
export function knownIdsOf({ chapters, indicators, procedures }: Holding): KnownIds {
  const sections = chapters.flatMap((chapter) => chapter.sections)
  const measures = sections.flatMap((section) => section.measures)
  const obligations = measures.flatMap((measure) => measure.obligations)
  return {
    parts: new Set([...chapters, ...sections, ...measures, ...obligations].map(({ id }) => id)),
    indicators: new Set(indicators.map(({ id }) => id)),
    procedures: new Set(procedures.map(({ id }) => id)),
  }
}

export const checkSchemes = (pack: Holding & Pick<Pack, 'schemes'>): Refusal[] =>
  pack.schemes.flatMap((scheme) =>
    checkSchemeReferences(scheme, `${SCHEME_FOLDER}/${scheme.id}.json`, knownIdsOf(pack)),
  )
