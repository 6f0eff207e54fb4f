// What people do with evidence after it was handed in: another one reviews it, its author takes it back.
import type { EvidenceRow } from '#contract/evidence.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { noteEvidence } from './note.ts'
import { type EvidenceKey, findEvidence } from './queries.ts'

const withdrawn = ({ withdrawnBy }: EvidenceRow): Refusal | undefined =>
  withdrawnBy === null
    ? undefined
    : refuse('evidence.withdrawn', { zh: '该佐证已撤回', en: 'This evidence has been withdrawn' })

/** 审核 — by anybody but its author; a later review takes the place of an earlier one, both stand in the log. */
export const reviewEvidence = (
  db: Database,
  { accepted, reason, by, ...key }: EvidenceKey & { accepted: boolean; reason: string; by: string },
): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    const found = await findEvidence(tx, key, true)
    if (isRefusal(found)) return found
    const no = withdrawn(found)
    if (no) return no
    if (found.author === by)
      return refuse('evidence.own', { zh: '提交人不得审核自己的佐证', en: 'Nobody reviews what he handed in himself' })
    if (!accepted && reason === '')
      return refuse('evidence.reason-needed', { zh: '不认可须说明理由', en: 'A rejection needs a reason' })
    await tx.execute(
      `update evidence as v set review_state = $2, reviewed_by = $3, reviewed_at = clock_timestamp(), review_reason = nullif($4, '')
        where v.id = $1`,
      [key.id, accepted ? 'accepted' : 'rejected', by, reason],
    )
    const { aboutKind, aboutRef } = found
    await noteEvidence(tx, {
      id: key.id,
      type: accepted ? 'EvidenceAccepted' : 'EvidenceRejected',
      by,
      payload: { planId: key.planId, aboutKind, aboutRef, reason },
    })
    return {}
  })

/** 撤回佐证 — by its author alone; it stays readable and counts no more. */
export const withdrawEvidence = (
  db: Database,
  { reason, by, ...key }: EvidenceKey & { reason: string; by: string },
): Promise<Record<string, never> | Refusal> =>
  inTransaction(db, async (tx) => {
    const found = await findEvidence(tx, key, true)
    if (isRefusal(found)) return found
    const no = withdrawn(found)
    if (no) return no
    if (found.author !== by)
      return refuse('evidence.not-yours', {
        zh: `只有提交人（${found.author}）可以撤回`,
        en: `Only ${found.author}, who handed it in, can take it back`,
      })
    await tx.execute(
      `update evidence as v set withdrawn_by = $2, withdrawn_at = clock_timestamp(), withdrawn_reason = $3 where v.id = $1`,
      [key.id, by, reason],
    )
    const { aboutKind, aboutRef } = found
    await noteEvidence(tx, {
      id: key.id,
      type: 'EvidenceWithdrawn',
      by,
      payload: { planId: key.planId, aboutKind, aboutRef, reason },
    })
    return {}
  })
