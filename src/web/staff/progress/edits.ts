// What a person has changed in a return and not kept yet, over what stands.
import type { EntryDraft, ReturnLine, saveReturn } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'

export type EntryFault = ReplyOf<typeof saveReturn>['faults'][number]
export type Edits = Readonly<Record<string, EntryDraft>>

export const shownEntry = (
  { obligationId, entry }: Pick<ReturnLine, 'obligationId' | 'entry'>,
  edits: Edits,
): EntryDraft => edits[obligationId] ?? entry

export const isFilled = ({ shareDone, narrative }: EntryDraft): boolean =>
  shareDone !== null && shareDone.trim() !== '' && narrative.trim() !== ''

/** The lines that are still blank where something was reported before, filled in with that. */
export const carriedOver = (
  lines: readonly Pick<ReturnLine, 'obligationId' | 'entry' | 'before'>[],
  edits: Edits,
): EntryDraft[] =>
  lines.flatMap((line) => {
    const shown = shownEntry(line, edits)
    if (line.before === null || isTouched(shown)) return []
    const { period: _, ...before } = line.before
    return [{ ...before, obstacle: '' }]
  })

const isTouched = ({ shareDone, narrative, obstacle, quantities }: EntryDraft): boolean =>
  shareDone !== null || narrative !== '' || obstacle !== '' || Object.keys(quantities).length > 0
