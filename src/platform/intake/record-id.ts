// Numbers of raw records: ordered by time, rising within a process, and never given twice by two processes of one store.
import { randomInt, randomUUID } from 'node:crypto'
import type { Queryable } from '../database.ts'

/** (ms since 2020-01-01T00:00Z) × 8192; below that 128 writers with 64 numbers each. */
const EPOCH_MS = Date.UTC(2020, 0, 1)
const NUMBERS_A_MS = 8192
const WRITERS = 128
const NUMBERS_A_WRITER = NUMBERS_A_MS / WRITERS

/** How far a number's time may lie from the arrival time: bursts run ahead of the clock, a clock set back leaves it ahead. */
const MOST_APART_MS = 3_600_000

/** A place is another's for so long after its last use; it is confirmed far more often than that. */
const KEEP_PLACE = '60 seconds'
const CONFIRM_AFTER_MS = 15_000

/** Gives out numbers of one writer's place. */
export type RecordIds = {
  next(nowMs: number): number
  /**
   * Makes sure that the place is this writer's alone, which MUST come before its numbers are stored.
   * False: it was another's, a new place was taken, and numbers given out so far must be given anew.
   */
  confirm(db: Queryable): Promise<boolean>
}

/**
 * Numbers of one writer. A process that gives out more than 64 in a millisecond borrows from the following ones.
 * @param place first choice of 0–127; chance spreads processes so that two seldom meet
 */
export function recordIds(
  place: number = randomInt(WRITERS),
  nowMs: () => number = () => performance.now(),
): RecordIds {
  const token = randomUUID()
  let atMs = -1
  let count = 0
  let confirmedMs = Number.NEGATIVE_INFINITY
  return {
    next(now) {
      const wanted = now - EPOCH_MS
      if (wanted > atMs) {
        atMs = wanted
        count = 0
      } else if (++count === NUMBERS_A_WRITER) {
        atMs += 1
        count = 0
      }
      return atMs * NUMBERS_A_MS + place * NUMBERS_A_WRITER + count
    },
    async confirm(db) {
      const begun = nowMs()
      if (begun - confirmedMs < CONFIRM_AFTER_MS) return true
      const mine = await claim(db, place, token)
      if (!mine) place = await claimAny(db, token, place)
      confirmedMs = begun
      return mine
    },
  }
}

async function claim(db: Queryable, place: number, token: string): Promise<boolean> {
  const rows = await db.query(
    `insert into record_writer as w (place, token, used_at) values ($1, $2, clock_timestamp())
     on conflict (place) do update set token = excluded.token, used_at = excluded.used_at
       where w.token = excluded.token or w.used_at < excluded.used_at - interval '${KEEP_PLACE}'
     returning w.place`,
    [place, token],
  )
  return rows.length > 0
}

async function claimAny(db: Queryable, token: string, taken: number): Promise<number> {
  for (let step = 1; step < WRITERS; step += 1) {
    const place = (taken + step) % WRITERS
    if (await claim(db, place, token)) return place
  }
  throw new Error(`Cannot number raw records as all ${WRITERS} writers of this store are in use`)
}

const ofProcess = recordIds()

/** Next number of this process; hand in the arrival time of the record. */
export const nextRecordId = (nowMs: number): number => ofProcess.next(nowMs)

/** The numbers that `nextRecordId` gives out. */
export const processRecordIds: RecordIds = ofProcess

/** Arrival times a record of this number can have, half-open, epoch ms: enough for the store to look into one partition or two. */
export function recordTimeRange(id: number): { fromMs: number; untilMs: number } {
  const atMs = Math.floor(id / NUMBERS_A_MS) + EPOCH_MS
  return { fromMs: atMs - MOST_APART_MS, untilMs: atMs + MOST_APART_MS }
}
