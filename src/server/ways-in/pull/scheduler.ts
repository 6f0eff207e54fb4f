// Pulls sources when their time has come, each by one process only; what fails is tried again ever more rarely.
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { OutboundRules } from '#platform/outbound.ts'
import { nextTime, SOURCES_CHANGED } from '../commands.ts'
import { SOURCE_COLUMNS, type Source, sourceOf } from '../sources.ts'
import { noteFailure, type Pull, type PullMemory, runPull } from './run-pull.ts'

export type SchedulerOptions = {
  db: Database
  log: Log
  now: () => number
  rules: OutboundRules
  /** Folders that may be pulled. */
  folders: readonly string[]
  /** Wait after the first failure, ms; it doubles with each up to an hour. */
  backOffMs?: number
}

const AT_ONCE = 3
const BACK_OFF_MS = 30_000
const MOST_BACK_OFF_MS = 3_600_000
const LOOK_EVERY_MS = 30_000
const BUSY_MOST = '15 minutes'

export type Scheduler = { stop(): Promise<void> }

export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const { db, log } = options
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let turn = Promise.resolve()

  const look = (): void => {
    turn = turn.then(lookOnce).catch((error: unknown) => log.error('sources to pull cannot be looked for', error))
  }
  async function lookOnce(): Promise<void> {
    clearTimeout(timer)
    while (!stopping.signal.aborted && running.size < AT_ONCE) {
      const claimed = await claimDue(db)
      if (!claimed) break
      const work = pullClaimed(options, claimed, stopping.signal)
        .catch((error: unknown) => log.error(`the pull of ${claimed.source.name} could not be ended`, error))
        .finally(() => {
          running.delete(work)
          look()
        })
      running.add(work)
    }
    if (!stopping.signal.aborted) timer = setTimeout(look, await waitMs(db, options.now()))
  }

  const listener = await db.listen(SOURCES_CHANGED, look, look)
  look()
  return {
    async stop() {
      stopping.abort()
      await listener.stop()
      await turn
      clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

type Claimed = { source: Source; memory: PullMemory; failures: number }
type ClaimedRow = Omit<Source, 'settings' | 'mapping'> & {
  settings: unknown
  mapping: unknown
  memory: PullMemory
  failures: number
}

/** Takes the source that waits longest; no other process takes it until it is given back or 15 minutes are over. */
async function claimDue(db: Database): Promise<Claimed | undefined> {
  const [row] = await db.query<ClaimedRow>(
    `update intake_source as i set busy_until = now() + interval '${BUSY_MOST}', memory = i.memory - 'askedBy'
       from (select d.id, d.memory from intake_source as d
              where d.way = 'pull' and d.state = 'active' and d.next_at <= now()
                and (d.busy_until is null or d.busy_until <= now())
              order by d.next_at limit 1 for update skip locked) as due
      where i.id = due.id
     returning ${SOURCE_COLUMNS}, due.memory, i.failures`,
  )
  if (!row) return undefined
  const { memory, failures, ...source } = row
  return { source: sourceOf(source), memory, failures }
}

async function pullClaimed(options: SchedulerOptions, claimed: Claimed, signal: AbortSignal): Promise<void> {
  const { db, log, now, rules, folders } = options
  const { source, memory } = claimed
  const pull: Pull = { db, source, memory, rules, folders, now, signal }
  const fault = await runPull(pull)
  // What a stop broke off has not failed: it is due as it was.
  if (fault && signal.aborted) {
    await db.execute('update intake_source as i set busy_until = null where i.id = $1', [source.id])
    return
  }
  if (isRefusal(fault)) {
    log.warn(`the source ${source.name} cannot be pulled: ${fault.because}`)
    const { settings } = source
    await noteFailure(pull, { origin: settings.way === 'pull' ? settings.address : '' }, fault)
  }
  await giveBack(options, claimed, fault)
}

async function giveBack(options: SchedulerOptions, claimed: Claimed, fault: Refusal | undefined): Promise<void> {
  const { db, now, backOffMs = BACK_OFF_MS } = options
  const { source, failures } = claimed
  const { settings } = source
  const scheduled = settings.way === 'pull' ? nextTime(settings.schedule, now()) : undefined
  const later = now() + Math.min(backOffMs * 2 ** failures, MOST_BACK_OFF_MS)
  const next = fault ? later : scheduled
  // Asked for again while it ran: it is due at once and stays so.
  await db.execute(
    `update intake_source as i
        set busy_until = null, failures = $3,
            next_at = case when i.version <> $4 or i.memory ? 'askedBy' then i.next_at else $2::timestamptz end
      where i.id = $1`,
    [source.id, next === undefined ? null : timestamptz(next), fault ? failures + 1 : 0, source.version],
  )
  await db.query(`select pg_notify('${SOURCES_CHANGED}', '')`)
}

async function waitMs(db: Database, nowMs: number): Promise<number> {
  const [row] = await db.query<{ at: number | null }>(
    `select min(greatest(i.next_at, coalesce(i.busy_until, i.next_at))) as at from intake_source as i
      where i.way = 'pull' and i.state = 'active' and i.next_at is not null`,
  )
  return Math.max(50, Math.min(LOOK_EVERY_MS, (row?.at ?? Number.POSITIVE_INFINITY) - nowMs))
}
