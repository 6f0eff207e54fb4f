// One piece of evidence with what it says of itself, its review, and what the viewer may do with it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { downloadEvidence, type EvidenceRow, verifyEvidence } from '#contract/evidence.ts'
import type { ReplyOf } from '#contract/route.ts'
import { addressOf, call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { useAct } from '#web/ui/use-act.ts'
import { EvidenceActForm } from './evidence-act-form.tsx'
import { KIND_WORDS, REVIEW_WORDS, EVIDENCE_WORDS as W } from './evidence-words.ts'

type Props = { planId: string; row: EvidenceRow; canWrite: boolean }

export function EvidencePiece({ planId, row, canWrite }: Props) {
  const say = useSay()
  const isWithdrawn = row.withdrawnAt !== null
  return (
    <li className={isWithdrawn ? 'evidence-piece evidence-withdrawn' : 'evidence-piece'}>
      <div>
        <strong>{row.name}</strong>{' '}
        <span className={`evidence-mark evidence-${row.review}`}>{say(REVIEW_WORDS[row.review])}</span>
      </div>
      <p className="quiet">
        {say(KIND_WORDS[row.kind])} · {say(W.by, { who: row.author })} <Moment at={row.addedAt} />
        {row.reviewedBy === null ? null : ` · ${say(W.reviewedBy, { who: row.reviewedBy })}`}
      </p>
      <Particulars row={row} />
      {isWithdrawn ? <p>{say(W.withdrawn, { reason: row.withdrawnReason ?? '' })}</p> : null}
      {row.review === 'rejected' ? <p>{say(W.rejected, { reason: row.reviewReason ?? '' })}</p> : null}
      <PieceActs planId={planId} row={row} canWrite={canWrite && !isWithdrawn} />
    </li>
  )
}

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

function Particulars({ row: { kind, file, takenAt, place, extract, closedCase } }: Pick<Props, 'row'>) {
  const say = useSay()
  return (
    <p className="evidence-facts">
      {file === null ? null : <span title={file.sha256}>{sizeText(file.bytes)}</span>}
      {takenAt === null ? null : (
        <span>
          {say(W.taken)} <Moment at={takenAt} />
        </span>
      )}
      {place === null ? null : <span>{placeText(say, place)}</span>}
      {kind === 'photo' && place === null ? <span>{say(W.noPlace)}</span> : null}
      {extract === null ? null : (
        <span>
          <TraceDoor traceRef={extract.ref}>
            {extract.value === null ? say(W.noValue) : `${extract.value} ${extract.unit ?? ''}`}
          </TraceDoor>{' '}
          {say(W.knownAt)} <Moment at={extract.knownAt} />
        </span>
      )}
      {closedCase === null ? null : (
        <Link to="/procedures/cases/$id" params={{ id: String(closedCase.caseId) }}>
          {say(W.caseClosed, { id: closedCase.caseId, state: say(closedCase.stateName) })}
        </Link>
      )}
    </p>
  )
}

const placeText = (say: Say, { lon, lat, from }: NonNullable<EvidenceRow['place']>): string =>
  say(W.place, { lon: lon.toFixed(5), lat: lat.toFixed(5), from: say(W[from]) })

function PieceActs({ planId, row, canWrite }: Props) {
  const say = useSay()
  const session = useQuery(sessionQuery)
  const [asking, setAsking] = useState<'review' | 'withdraw'>()
  const { act, busy, problem } = useAct(['nothing'])
  const [verified, setVerified] = useState<ReplyOf<typeof verifyEvidence>>()
  const params = { plan: planId, id: row.id }
  const isAuthor = session.data !== undefined && 'name' in session.data && session.data.name === row.author
  return (
    <>
      <div className="evidence-acts no-print">
        {row.file === null ? null : (
          <a href={addressOf(downloadEvidence, { params })} download>
            {say(W.download)}
          </a>
        )}
        <Button
          size="small"
          loading={busy}
          onClick={() => void act(() => call(verifyEvidence, { params })).then(setVerified)}
        >
          {say(W.verify)}
        </Button>
        {canWrite && !isAuthor ? (
          <Button size="small" onClick={() => setAsking('review')}>
            {say(W.review)}
          </Button>
        ) : null}
        {canWrite && isAuthor ? (
          <Button size="small" onClick={() => setAsking('withdraw')}>
            {say(W.withdraw)}
          </Button>
        ) : null}
      </div>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {verified === undefined ? null : <VerifiedNote verified={verified} />}
      {asking === undefined ? null : (
        <EvidenceActForm params={params} what={asking} onClose={() => setAsking(undefined)} />
      )}
    </>
  )
}

function VerifiedNote({ verified: { holds, says, differences, now } }: { verified: ReplyOf<typeof verifyEvidence> }) {
  const say = useSay()
  return (
    <div role="status" className={holds ? 'evidence-holds' : 'evidence-broken'}>
      {say(says)}
      {now === null ? null : ` · ${say(W.today, { value: now })}`}
      <ul>
        {differences.map(({ what, kept, found }) => (
          <li key={what.en}>{say(W.differs, { what: say(what), kept, found })}</li>
        ))}
      </ul>
    </div>
  )
}
