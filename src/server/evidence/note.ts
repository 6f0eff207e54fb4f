// What happens to evidence, written into the event log.
import type { Transaction } from '#platform/database.ts'

type Note = {
  id: number
  type: 'EvidenceAdded' | 'EvidenceAccepted' | 'EvidenceRejected' | 'EvidenceWithdrawn'
  by: string
  payload: Readonly<Record<string, unknown>>
}

export const noteEvidence = (tx: Transaction, { id, type, by, payload }: Note): Promise<unknown> =>
  tx.query('select append_event($1, $2, $3, $4, $5)', ['evidence', String(id), type, by, JSON.stringify(payload)])
