// PostgreSQL for the other rooms: a pool whose values arrive as plain numbers and texts, transactions, COPY and LISTEN.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Listener, startListener } from './postgres/listener.ts'
import { postgresTypes } from './postgres/types.ts'

/** What both a database and one connection can do. */
export type Queryable = {
  /**
   * Rows of one statement. `bigint` and `timestamptz` are numbers (the latter epoch ms, rounded down; `infinity` is
   * Infinity), `numeric`, `date` and `timestamp` are texts, arrays likewise. Hand instants in with `timestamptz()`.
   */
  query<T extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<T[]>
  /** Runs one statement and gives the number of rows it touched. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>
}

/** One connection held for a while; inside `inTransaction` it is the transaction. */
export type Connection = Queryable & {
  /** Runs `copy … from stdin` with these chunks and gives the number of rows; chunks need not end at row ends. */
  copyIn(sql: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number>
}

export type Transaction = Connection

export type Database = Queryable & {
  readonly url: string
  /** One connection for as long as `work` runs, outside a transaction: for session locks and long reads. */
  withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  /** What `inTransaction` calls. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * Calls `onMessage` with the payload of every NOTIFY on the channel, reconnecting for ever.
   * What was sent while the connection was down is lost: `onReconnect` is the place to look for it.
   */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<Listener>
  /** Ends listeners and connections; work in flight finishes first. */
  close(): Promise<void>
}

export type DatabaseOptions = {
  /** Most connections held at once. */
  connections?: number
  /** Shown by `pg_stat_activity`. */
  name?: string
}

const SESSION = '-c TimeZone=UTC -c DateStyle=ISO'

/** Opens a pool; connections are made when they are first needed. Sessions speak UTC. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    application_name: options.name ?? 'shanshui',
    types: postgresTypes,
    options: SESSION,
    // A pool at rest MUST NOT keep a finished command from ending.
    allowExitOnIdle: true,
  })
  // The pool drops a broken idle connection by itself and the next query makes a new one; unheard, the event would throw.
  pool.on('error', () => undefined)
  const listeners = new Set<Listener>()
  return {
    url,
    ...queryable(pool),
    withConnection: (work) => lend(pool, (client) => work(connectionOn(client))),
    transaction: (work) => lend(pool, (client) => transact(client, work)),
    async listen(channel, onMessage, onReconnect) {
      const listener = await startListener(url, channel, onMessage, onReconnect)
      listeners.add(listener)
      return listener
    },
    async close() {
      await Promise.all([...listeners].map((listener) => listener.stop()))
      await pool.end()
    },
  }
}

/**
 * Commits what `work` did when it returns, whatever it returns (a refusal too); undoes it when it throws.
 * Throws where a failed statement was swallowed inside `work`, as then nothing is kept.
 */
export const inTransaction = <T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(work)

/** An instant as text for a `timestamptz` parameter; Infinity is `infinity`. */
export function timestamptz(at: number): string {
  if (at === Number.POSITIVE_INFINITY) return 'infinity'
  if (at === Number.NEGATIVE_INFINITY) return '-infinity'
  return new Date(at).toISOString()
}

function queryable(runner: pg.Pool | pg.PoolClient): Queryable {
  return {
    async query<T extends object>(sql: string, params?: readonly unknown[]): Promise<T[]> {
      return (await runner.query<T>(sql, params ? [...params] : undefined)).rows
    },
    async execute(sql, params) {
      return (await runner.query(sql, params ? [...params] : undefined)).rowCount ?? 0
    },
  }
}

type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** A connection does one thing at a time: what is asked meanwhile waits its turn, in the order it was asked. */
function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work, work)
    last = result
    return result
  }
}

function connectionOn(client: pg.PoolClient, turns = takeTurns()): Connection {
  const { query, execute } = queryable(client)
  return {
    query: (sql, params) => turns(() => query(sql, params)),
    execute: (sql, params) => turns(() => execute(sql, params)),
    copyIn: (sql, chunks) => turns(() => copyIn(client, sql, chunks)),
  }
}

async function transact<T>(client: pg.PoolClient, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const turns = takeTurns()
  await client.query('begin')
  let result: T
  try {
    result = await work(connectionOn(client, turns))
  } catch (error) {
    // MUST wait for its turn: a statement asked before the failure would else run after the end of the transaction.
    // Where the connection is gone the server has already undone it; the first error is the one to tell.
    await turns(() => client.query('rollback')).catch(() => undefined)
    throw error
  }
  // MUST look at the answer: after a swallowed error the server turns COMMIT into ROLLBACK without an error.
  const { command } = await turns(() => client.query('commit'))
  if (command !== 'COMMIT') throw new Error('Cannot commit as a statement of the transaction failed before')
  return result
}

async function lend<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error): void => {
    broken = error
  }
  // A connection lost between two statements is told by the next one; unheard, the event would end the process.
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    // The server has said that it ends the connection; the end itself may come only after the next one took it.
    if (error instanceof pg.DatabaseError && error.severity === 'FATAL') broken = error
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

async function copyIn(
  client: pg.PoolClient,
  sql: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const sink = client.query(copyFrom(sql))
  await pipeline(Readable.from(chunks, { objectMode: true }), sink)
  return sink.rowCount
}
