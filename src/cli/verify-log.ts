// `shanshui verify-log`: recomputes the hash chain of the event log and says where it is broken.
import { parseArgs } from 'node:util'
import type { Database } from '#platform/database.ts'
import type { CommandIo } from './command-io.ts'
import { withStore } from './with-store.ts'

/** `brokenAt`: id of the first event whose hash or link does not fit, null where every one does. */
export type LogVerdict = { events: number; intact: boolean; brokenAt: number | null }

const EVENTS_A_STEP = 20_000
const TELL_EVERY_MS = 2_000

/** Exit code 0 intact, 1 broken, 2 wrong usage or a store that cannot be opened. */
export async function runVerifyLog(args: string[], io: CommandIo): Promise<number> {
  let dataDir: string
  try {
    dataDir = parseArgs({ args, options: { data: { type: 'string', default: './data' } } }).values.data
  } catch (error) {
    io.stderr.write(`${(error as Error).message}\n`)
    return 2
  }
  return withStore({ dataDir, io, name: 'verify-log' }, async (db) => {
    let toldMs = io.now()
    const verdict = await verifyLog(db, (events) => {
      if (io.now() - toldMs < TELL_EVERY_MS) return
      toldMs = io.now()
      io.stderr.write(io.zh ? `  已核验 ${events} 条\n` : `  ${events} events verified\n`)
    })
    io.stdout.write(`${JSON.stringify(verdict)}\n`)
    return verdict.intact ? 0 : 1
  })
}

type Step = { count: number; last: number | null; hash: string | null; broken: number | null }

/**
 * Walks the log from its first event. Every hash is computed anew from the row and compared, as is the link to the row
 * before. What is missing at the end cannot be seen from the log alone.
 */
export async function verifyLog(
  db: Database,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogVerdict> {
  let events = 0
  let from = { id: 0, hash: '' }
  for (;;) {
    const step = await verifyStep(db, from)
    events += step.count
    if (step.broken !== null) return { events: await countAll(db), intact: false, brokenAt: step.broken }
    if (step.last === null || step.hash === null) return { events, intact: true, brokenAt: null }
    from = { id: step.last, hash: step.hash }
    onProgress(events)
  }
}

async function verifyStep(db: Database, from: { id: number; hash: string }): Promise<Step> {
  const [step] = await db.query<Step>(
    `with part as (
       select e.* from domain_event as e where e.id > $1 order by e.id limit ${EVENTS_A_STEP}
     ), linked as (
       select p.id, p.hash, p.prev_hash, lag(p.hash, 1, $2::text) over (order by p.id) as before,
              event_hash(p.prev_hash, p.at, p.stream, p.stream_id, p.type, p.actor, p.payload) as computed
         from part as p
     )
     select count(*)::int as count, max(l.id) as last, (array_agg(l.hash order by l.id desc))[1] as hash,
            min(l.id) filter (where l.hash <> l.computed or l.prev_hash <> l.before) as broken
       from linked as l`,
    [from.id, from.hash],
  )
  if (!step) throw new Error('Cannot verify the log as the database gave no answer')
  return step
}

async function countAll(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>('select count(*) as n from domain_event')
  return row?.n ?? 0
}
