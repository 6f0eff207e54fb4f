// The sessions of this gateway as rows, so that pages see who is connected: written every other second, not every frame.
import { randomUUID } from 'node:crypto'
import { type Database, timestamptz } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import type { DeviceSession, Sessions } from './sessions.ts'

const FLUSH_MS = 2_000
const SEEN_MS = 5_000
/** A gateway that has not been seen for so long is gone. */
export const LOST_AFTER_S = 30
const CLEAN_MS = 60_000
const KEPT_DAYS = 30

export type SessionStore = { readonly gateway: string; stop(): Promise<void> }

/** Registers this process as a gateway and keeps the rows of its sessions until it is stopped. */
export async function keepSessions(db: Database, sessions: Sessions, log: Log): Promise<SessionStore> {
  const gateway = randomUUID()
  await db.execute('insert into gateway_process (id) values ($1)', [gateway])
  await closeLost(db)
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<unknown>, what: string): void => {
    turn = turn.then(async () => {
      try {
        await work()
      } catch (error) {
        log.debug(what, error)
      }
    })
  }
  const timers = [
    setInterval(() => inTurn(() => flush(db, sessions, gateway), 'sessions cannot be written'), FLUSH_MS),
    setInterval(() => inTurn(() => report(db, gateway), 'the gateway cannot report'), SEEN_MS),
    setInterval(() => inTurn(() => clean(db), 'old sessions cannot be cleaned'), CLEAN_MS),
  ]
  return {
    gateway,
    async stop() {
      for (const timer of timers) clearInterval(timer)
      inTurn(() => flush(db, sessions, gateway), 'sessions cannot be written')
      inTurn(() => leave(db, gateway), 'the gateway cannot sign off')
      await turn
    },
  }
}

async function report(db: Database, gateway: string): Promise<void> {
  // Another gateway may have taken it for lost while the store was away.
  await db.execute(`insert into gateway_process (id) values ($1) on conflict (id) do update set seen_at = now()`, [
    gateway,
  ])
}

async function leave(db: Database, gateway: string): Promise<void> {
  await db.execute(
    `update device_session as s set closed_at = now(), closed_why = 'gateway-stopped'
      where s.gateway = $1 and s.closed_at is null`,
    [gateway],
  )
  await db.execute('delete from gateway_process as g where g.id = $1', [gateway])
}

async function clean(db: Database): Promise<void> {
  await closeLost(db)
  await db.execute(`delete from device_session as s where s.closed_at < now() - make_interval(days => $1)`, [KEPT_DAYS])
}

/** Sessions of gateways that were killed. */
async function closeLost(db: Database): Promise<void> {
  await db.execute(`delete from gateway_process as g where g.seen_at < now() - make_interval(secs => $1)`, [
    LOST_AFTER_S,
  ])
  await db.execute(
    `update device_session as s set closed_at = s.last_frame_at, closed_why = 'gateway-lost'
      where s.closed_at is null and not exists (select 1 from gateway_process as g where g.id = s.gateway)`,
  )
}

async function flush(db: Database, sessions: Sessions, gateway: string): Promise<void> {
  const changed = sessions.takeChanged()
  if (changed.length === 0) return
  try {
    await numberThem(db, changed)
    await writeRows(db, changed, gateway)
  } catch (error) {
    sessions.putBack(changed)
    throw error
  }
}

async function numberThem(db: Database, changed: readonly DeviceSession[]): Promise<void> {
  const fresh = changed.filter(({ id }) => id === undefined)
  if (fresh.length === 0) return
  const ids = await db.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('device_session', 'id')) as id from generate_series(1, $1::int)`,
    [fresh.length],
  )
  fresh.forEach((session, n) => {
    session.id = ids[n]?.id
  })
}

async function writeRows(db: Database, changed: readonly DeviceSession[], gateway: string): Promise<void> {
  const ids = changed.map(({ id }) => id)
  // One that was a stranger until now has its row under another site.
  await db.execute(
    `delete from device_session as s using unnest($1::bigint[], $2::int[]) as n (id, site_id)
      where s.site_id = 0 and s.id = n.id and n.site_id <> 0`,
    [ids, changed.map(({ siteId }) => siteId)],
  )
  await db.execute(
    `insert into device_session (id, mn, site_id, gateway, peer, connected_at, last_frame_at, frames, is_rival, closed_at, closed_why)
     overriding system value
     select n.id, n.mn, n.site_id, $1, n.peer, n.connected_at, n.last_frame_at, n.frames, n.is_rival, n.closed_at, n.closed_why
       from unnest($2::bigint[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bigint[],
                   $9::boolean[], $10::timestamptz[], $11::text[])
            as n (id, mn, site_id, peer, connected_at, last_frame_at, frames, is_rival, closed_at, closed_why)
     on conflict (site_id, id) do update
       set last_frame_at = excluded.last_frame_at, frames = excluded.frames, is_rival = excluded.is_rival,
           closed_at = excluded.closed_at, closed_why = excluded.closed_why`,
    [
      gateway,
      ids,
      changed.map(({ mn }) => mn),
      changed.map(({ siteId }) => siteId),
      changed.map(({ connection }) => connection.peer),
      changed.map(({ connectedAtMs }) => timestamptz(connectedAtMs)),
      changed.map(({ lastFrameAtMs }) => timestamptz(lastFrameAtMs)),
      changed.map(({ frames }) => frames),
      changed.map(({ isRival }) => isRival),
      changed.map(({ closedAtMs }) => (closedAtMs === undefined ? null : timestamptz(closedAtMs))),
      changed.map(({ closedWhy }) => closedWhy ?? null),
    ],
  )
}
