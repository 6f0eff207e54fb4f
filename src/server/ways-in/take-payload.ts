// One payload of one sender into the store in one transaction, with its run: an HTTP batch or a pulled file.
import { createHash } from 'node:crypto'
import type { BatchReply, RowOutcome } from '#contract/ways-in.ts'
import type { RowFinding } from '#domain/ways-in/findings.ts'
import type { PayloadMapping } from '#domain/ways-in/mapping.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { countOutcomes, type Landed, type Outcome, prepareLandings, storeLanded } from './land.ts'
import { type PreparedRow, prepareArrival } from './prepare.ts'
import { addToRun, endRun, type NewRun, openRun, summarise } from './runs.ts'

export type TakenPayload = {
  text: string
  /** As it came; kept where it is a single row. */
  bytes: Uint8Array
  mapping: PayloadMapping
  channel: 'http' | 'pull'
  run: Omit<NewRun, 'bytes' | 'sha256' | 'head'>
  siteIds: readonly number[] | null
  receivedAtMs: number
  detail: 'findings' | 'all'
  /** Said of every row. */
  findings?: readonly RowFinding[]
  /** Done in the same transaction. */
  alongside?: (tx: Transaction, runId: number) => Promise<void>
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What became of each row; a key that was used before gives the answer of then, and refuses other content. */
export async function takePayload(db: Database, taken: TakenPayload): Promise<BatchReply | Refusal> {
  const { run, receivedAtMs, channel } = taken
  const digest = sha256(taken.bytes)
  const earlier = await findAnswer(db, run, digest)
  if (earlier) return earlier
  const { rows, head } = await prepareArrival(db, { ...taken, topic: null })
  const peer = run.origin
  // A line of CSV is kept without its header, as it is read again together with that.
  const landing = { rows, channel, peer, receivedAtMs, ...(head === null ? { body: taken.bytes } : {}) }
  const landed = await prepareLandings(db, [landing], { reason: channel, author: run.author })
  const opened = { ...run, bytes: taken.bytes.length, sha256: digest, head }
  const reply = await inTransaction(db, (tx) => storePayload(tx, { taken, opened, landed, rows }))
  return reply ?? (await findAnswer(db, run, digest)) ?? reusedKey()
}

type Ready = { taken: TakenPayload; opened: NewRun; landed: Landed; rows: readonly PreparedRow[] }

/** Undefined where another request with this key was faster. */
async function storePayload(tx: Transaction, { taken, opened, landed, rows }: Ready): Promise<BatchReply | undefined> {
  const run = await openRun(tx, opened)
  if (run === undefined) return undefined
  // What it changes says by which run, so that the run can be taken back.
  landed.batch.reason = `run ${run}`
  const outcomes = await storeLanded(tx, landed, () => run)
  const counts = countOutcomes(outcomes.values())
  const listed = rows.filter(({ findings }) => taken.detail === 'all' || findings.length > 0)
  const reply: BatchReply = {
    run,
    repeated: false,
    ...counts,
    outcomes: listed.map((row) => outcomeOf(row, outcomes.get(row) ?? 'quarantined')),
  }
  await addToRun(tx, run, { counts, findings: summarise(rows) })
  const isRepeatable = opened.idempotencyKey !== undefined
  await endRun(tx, run, { state: 'done', undoable: true, ...(isRepeatable ? { answer: reply } : {}) })
  await taken.alongside?.(tx, run)
  return reply
}

export const outcomeOf = ({ row, site, mapped, findings }: PreparedRow, outcome: Outcome): RowOutcome => ({
  row,
  outcome,
  site: site?.code ?? null,
  at: mapped?.atMs ?? null,
  findings: findings.map(({ code, severity, zh, en }) => ({ code, severity, zh, en })),
})

const reusedKey = (): Refusal =>
  refuse('ways-in.key-reused', {
    zh: '这个 Idempotency-Key 已用于别的内容，请换一个',
    en: 'Cannot take the content as this Idempotency-Key stands for other content: use a new one',
  })

async function findAnswer(
  db: Database,
  { author, idempotencyKey }: Pick<NewRun, 'author' | 'idempotencyKey'>,
  digest: string,
): Promise<BatchReply | Refusal | undefined> {
  if (idempotencyKey === undefined) return undefined
  const [known] = await db.query<{ sha256: string; answer: BatchReply | null }>(
    'select r.sha256, r.answer from intake_run as r where r.author = $1 and r.idempotency_key = $2',
    [author, idempotencyKey],
  )
  if (!known) return undefined
  if (known.sha256 !== digest || !known.answer) return reusedKey()
  return { ...known.answer, repeated: true }
}
