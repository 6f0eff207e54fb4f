// Evidence of one thing: what was handed in, how it was reviewed, and the ways to add, review and check it.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { type EvidenceAbout, evidenceQuery, PIECES_A_PAGE } from './evidence-about.ts'
import { EvidenceAdd } from './evidence-add.tsx'
import { EvidencePiece } from './evidence-piece.tsx'
import { EVIDENCE_WORDS as W } from './evidence-words.ts'
import './evidence.css'

export function EvidenceList({ planId, aboutKind, aboutRef }: EvidenceAbout) {
  const about = { planId, aboutKind, aboutRef }
  const say = useSay()
  const canWrite = useCanWrite()
  const [page, setPage] = useState(1)
  const asked = useQuery(evidenceQuery(about, page))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const { rows, total } = asked.data
  return (
    <section aria-label={say(W.title)} className="evidence">
      <h2>{say(W.title)}</h2>
      {canWrite ? <EvidenceAdd about={about} /> : null}
      {total === 0 ? <EmptyNote title={say(W.none)} hint={say(canWrite ? W.noneHint : W.noneReader)} /> : null}
      <ul className="evidence-list">
        {rows.map((row) => (
          <EvidencePiece key={row.id} planId={planId} row={row} canWrite={canWrite} />
        ))}
      </ul>
      {total > PIECES_A_PAGE ? (
        <Pagination
          current={page}
          pageSize={PIECES_A_PAGE}
          total={total}
          showSizeChanger={false}
          onChange={(next) => setPage(next)}
        />
      ) : null}
    </section>
  )
}
