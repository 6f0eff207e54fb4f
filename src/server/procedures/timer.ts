// The clock of the cases: reminders, escalation and automatic acts when they are due, each once whoever else is looking.
import { lastAt } from '#domain/engine/procedure/case.ts'
import { passTime } from '#domain/engine/procedure/pass-time.ts'
import { isRefusal } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { loadCalendar } from '../working-calendar.ts'
import { findCase, saveCase } from './case-store.ts'
import type { CaseHooks } from './hooks.ts'

const LOOK_MS = 30_000

export type TimerOptions = { db: Database; log: Log; now: () => EpochMs; hooks?: CaseHooks }
export type CaseTimer = { stop: () => Promise<void> }

/**
 * Does what is due by `at` in every case, and gives the number of events. A case that another process holds is left to it;
 * one that breaks is told to the log and stays for the next time, without keeping the others.
 */
export async function passDueCases({ db, log, hooks }: Omit<TimerOptions, 'now'>, at: EpochMs): Promise<number> {
  const seen: number[] = []
  let events = 0
  for (;;) {
    const passed = await passNext(db, { at, seen, hooks }).catch((error: unknown) => {
      log.warn(`cannot do what is due in case ${seen.at(-1)}`, error)
      return 0
    })
    if (passed === undefined) return events
    events += passed
  }
}

type Passing = { at: EpochMs; seen: number[]; hooks: CaseHooks | undefined }

/** The next due case not in `seen`, which it joins; undefined where there is none. */
const passNext = (db: Database, { at, seen, hooks }: Passing): Promise<number | undefined> =>
  inTransaction(db, async (tx) => {
    // MUST hold the row until the events are in: another process then skips it, and finds it done afterwards.
    const [due] = await tx.query<{ id: number }>(
      `select c.id from procedure_case as c where c.next_at <= $1 and c.id <> all ($2::bigint[])
        order by c.next_at, c.id limit 1 for update skip locked`,
      [timestamptz(at), seen],
    )
    if (due === undefined) return undefined
    seen.push(due.id)
    const stored = await findCase(tx, due.id)
    if (isRefusal(stored)) throw new Error(`Cannot find case ${due.id} although it is due`)
    const moment = Math.max(at, lastAt(stored.current))
    const passed = passTime(stored.procedure, stored.current, moment, await loadCalendar(tx))
    const next = { ...stored, current: passed.case }
    await saveCase(tx, next, { events: passed.events, at: moment })
    if (passed.events.length > 0) await hooks?.react?.(tx, next, passed.events)
    return passed.events.length
  })

/** The number, or none where it fails or there is nothing to do. */
const counted = (work: Promise<number> | undefined, tell: (error: unknown) => void): Promise<number> =>
  (work ?? Promise.resolve(0)).catch((error: unknown) => {
    tell(error)
    return 0
  })

/** Looks every half minute until it is stopped; the moments of cases are beginnings and ends of days. */
export function startCaseTimer({ now, ...options }: TimerOptions): CaseTimer {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let isStopped = false
  const look = async (): Promise<void> => {
    const { db, hooks, log } = options
    const opened = await counted(hooks?.open?.(db, now()), (error) =>
      log.warn('cannot open what is to be opened', error),
    )
    if (opened > 0) log.info(`${opened} cases opened by themselves`)
    const events = await counted(passDueCases(options, now()), (error) =>
      log.warn('cannot look for cases that are due', error),
    )
    if (events > 0) log.info(`${events} reminders, escalations and automatic acts in cases`)
    if (!isStopped) timer = setTimeout(begin, LOOK_MS)
  }
  const begin = (): void => {
    looking = look()
  }
  begin()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await looking
    },
  }
}
