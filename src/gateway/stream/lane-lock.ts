// One writer a lane: a lock of the store that ends with its connection, whatever becomes of the process.
import type { Database } from '#platform/database.ts'

const FIRST_LOCK = 7_264_200
const LOOK_MS = 2_000

/** Runs `work` while this process holds the lane; returns at once where another does. `isHeld` turns false when the lock is lost. */
export async function holdLane(
  db: Database,
  lane: number,
  work: (isHeld: () => boolean) => Promise<void>,
): Promise<void> {
  await db.withConnection(async (connection) => {
    const [row] = await connection.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [
      FIRST_LOCK + lane,
    ])
    if (!row?.isMine) return
    let isHeld = true
    const timer = setInterval(() => {
      connection.query('select 1').catch(() => {
        isHeld = false
      })
    }, LOOK_MS)
    try {
      await work(() => isHeld)
    } finally {
      clearInterval(timer)
      await connection.query('select pg_advisory_unlock($1)', [FIRST_LOCK + lane]).catch(() => undefined)
    }
  })
}
