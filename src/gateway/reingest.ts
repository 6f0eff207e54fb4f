// Quarantined frames read again at the server's request, after a device was registered or the decoder improved.
import { decodeFrame } from '#hj212/decode.ts'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import type { IntakeBatch, ReadingMessage, StoredFinding } from '#platform/intake/batch.ts'
import { noteCommit, prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import type { Log } from '#platform/log.ts'
import { keysAt } from './device-keys.ts'
import type { DeviceProfile } from './device-profile.ts'
import { loadDevices } from './devices.ts'
import { FactorNumbers } from './factor-numbers.ts'
import { toReading } from './record.ts'
import { loadFrames, type StoredFrame } from './stored-frames.ts'
import { type Translation, translate } from './translate.ts'

/** What becomes of a request: how many went in, and what still keeps the others out. */
type ReingestOutcome = { reingested: number; still: { id: number; findings: readonly StoredFinding[] }[] }

export type Reingest = { stop(): Promise<void> }

/** Serves requests of kind `reingest`: those open now, and new ones on notice `gateway_request`. */
export async function startReingest(db: Database, log: Log): Promise<Reingest> {
  let isStopped = false
  let turn = Promise.resolve()
  const serve = (): void => {
    turn = turn.then(async () => {
      try {
        while (!isStopped && (await serveNext(db))) {
          // One request after the other.
        }
      } catch (error) {
        log.error('a request to read frames again failed', error)
      }
    })
  }
  const listener = await db.listen('gateway_request', serve, serve)
  serve()
  return {
    async stop() {
      isStopped = true
      await listener.stop()
      await turn
    },
  }
}

type Request = { id: number; ids: unknown }

/** Serves the oldest open request; false where there is none. A request that fails is closed with its reason. */
async function serveNext(db: Database): Promise<boolean> {
  const [request] = await db.query<Request>(
    `select g.id, g.payload -> 'ids' as ids from gateway_request as g
      where g.state = 'open' and g.kind = 'reingest' order by g.id limit 1`,
  )
  if (!request) return false
  const ids = Array.isArray(request.ids) ? request.ids.filter((id) => Number.isSafeInteger(id)) : []
  try {
    await reingest(db, ids, request.id)
  } catch (error) {
    await closeRequest(db, request.id, 'refused', { failure: error instanceof Error ? error.message : String(error) })
  }
  return true
}

async function closeRequest(
  db: Database | Transaction,
  id: number,
  state: 'done' | 'refused',
  outcome: unknown,
): Promise<void> {
  await db.execute(
    `update gateway_request as g set state = $2, outcome = $3, finished_at = now() where g.id = $1 and g.state = 'open'`,
    [id, state, JSON.stringify(outcome)],
  )
  await db.query(`select pg_notify('gateway_request_done', $1)`, [String(id)])
}

type Again = { frame: StoredFrame; translation: Translation; reading: ReadingMessage | undefined }

/** Reads these quarantined frames again and closes the request, all in one transaction. */
async function reingest(db: Database, ids: readonly number[], requestId: number): Promise<ReingestOutcome> {
  const frames = (await loadFrames(db, ids)).filter(({ state }) => state === 'quarantined')
  const devices = await loadDevices(db)
  const read = frames.map((frame) => ({ frame, translation: readAgain(frame, devices) }))
  const codes = new Set(read.flatMap(({ translation }) => translation.values.map(({ code }) => code)))
  const numbers = await new FactorNumbers(db).of(codes, Date.now())
  const again: Again[] = read.map(({ frame, translation }) => ({
    frame,
    translation,
    reading: translation.state === 'stored' ? toReading(translation, numbers, frame.id) : undefined,
  }))
  const good = again.filter(({ translation, reading }) => reading || translation.state === 'acknowledged')
  const batch: IntakeBatch = {
    records: [],
    messages: good.flatMap(({ reading }) => (reading ? [reading] : [])),
    reason: 'reingest',
    author: 'gateway',
  }
  await prepareBatch(db, batch)
  return inTransaction(db, async (tx) => {
    const moved = new Set<number>()
    for (const one of good) if (await moveRecord(tx, one)) moved.add(one.frame.id)
    batch.messages = batch.messages.filter(({ source }) => moved.has(source))
    await storeBatchIn(tx, batch)
    if (moved.size > 0) await noteCommit(tx, [...moved])
    const outcome: ReingestOutcome = {
      reingested: moved.size,
      still: again
        .filter(({ frame }) => !moved.has(frame.id))
        .map(({ frame, translation }) => ({ id: frame.id, findings: translation.findings })),
    }
    await closeRequest(tx, requestId, 'done', outcome)
    return outcome
  })
}

function readAgain(frame: StoredFrame, devices: ReadonlyMap<string, DeviceProfile>): Translation {
  const decoded = decodeFrame(frame.body, { sm4Keys: (of) => keysAt(devices.get(of), frame.receivedAtMs) })
  const mn = decoded.message?.mn
  return translate(decoded, mn ? devices.get(mn) : undefined, frame.receivedAtMs)
}

/** False where another took it meanwhile. */
async function moveRecord(tx: Transaction, { frame, translation }: Again): Promise<boolean> {
  const { siteId, atMs, kind, findings } = translation
  const moved = await tx.execute(
    `update raw_record as r
        set state = 'reingested', site_id = $3, at = $4, kind = $5, findings = $6
      where r.id = $1 and r.received_at = $2 and r.state = 'quarantined'`,
    [
      frame.id,
      timestamptz(frame.receivedAtMs),
      siteId,
      atMs === null ? null : timestamptz(atMs),
      kind,
      findings.length === 0 ? null : JSON.stringify(findings),
    ],
  )
  return moved === 1
}
