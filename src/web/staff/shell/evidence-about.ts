// What a list of evidence is about, and what it asks the server for.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listEvidence } from '#contract/evidence.ts'
import { call } from '#web/api.ts'

/** `aboutKind` and `aboutRef` name the thing, as `obligation` and its id. */
export type EvidenceAbout = { planId: string; aboutKind: string; aboutRef: string }

export const EVIDENCE_KEY = ['evidence'] as const
export const PIECES_A_PAGE = 20

export const evidenceQuery = ({ planId, aboutKind, aboutRef }: EvidenceAbout, page: number) =>
  queryOptions({
    queryKey: [...EVIDENCE_KEY, planId, aboutKind, aboutRef, page],
    queryFn: () =>
      call(listEvidence, { params: { plan: planId }, query: { aboutKind, aboutRef, page, pageSize: PIECES_A_PAGE } }),
    placeholderData: keepPreviousData,
  })

/** The reference in a pasted address, or the text itself. */
export function refIn(text: string): string {
  const address = URL.parse(text.trim())
  return address?.searchParams.get('trace') ?? text.trim()
}
