// The store: a PostgreSQL server by address, or a cluster of our own in the data folder that all who use it share.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'
import type { Log } from '../log.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import {
  clusterMajor,
  makeCluster,
  ROLE,
  reachableBinaries,
  runningServer,
  startServer,
  stopServer,
} from './cluster.ts'
import {
  type ConnectionFile,
  type KnownProcess,
  knownProcess,
  readConnection,
  readLastConnection,
  removeConnection,
  saveConnection,
} from './connection-file.ts'
import { refuseUnfitServer } from './given-server.ts'
import { keepServer } from './keeper.ts'
import { underLock } from './opening-lock.ts'
import { choosePlace, type Place, writeOwn } from './place.ts'

export type Store = {
  /** Address of the product's database. */
  url: string
  /** Stops the server, unless it is a given one or another process still uses it. */
  stop(): Promise<void>
}

export type StoreOptions = {
  dataDir: string
  log: Log
  databaseUrl?: string | undefined
  /** For commands, which may work beside the product; of the product itself there may be only one. */
  share?: boolean
}

const ANSWER_WITHIN_MS = 10_000

/**
 * Opens the store; starts its server where none runs, and again, at its old address, where it ends under the product.
 * Refuses what a person can put right, in one sentence. */
export async function openStore(options: StoreOptions): Promise<Store | Refusal> {
  const { databaseUrl } = options
  if (databaseUrl) return (await refuseUnfitServer(databaseUrl)) ?? givenStore(databaseUrl)
  const place = await choosePlace(options.dataDir)
  if (isRefusal(place)) return place
  return underLock(place.home, () => openEmbedded(place, options))
}

const givenStore = (url: string): Store => ({ url, stop: async () => undefined })

async function openEmbedded(place: Place, options: StoreOptions): Promise<Store | Refusal> {
  const alone = !options.share
  const known = await readAnswering(place.home)
  const other = alone ? known?.users.find((user) => user.alone) : undefined
  if (other) return inUse(place.dataDir, other.pid)
  const running = known ?? (await startAnew(place, options.log))
  if (isRefusal(running)) return running
  if (known?.users.length === 0)
    options.log.debug(`the database (process ${known.server.pid}) ran on and is used again`)
  await saveConnection(place.home, {
    ...running,
    users: [...running.users, { ...knownProcess(process.pid), alone }],
  })
  return joined(place, running, options)
}

/** The noted server where it answers. One that was just killed lives for a moment, and one that hangs is of no use. */
async function readAnswering(home: string): Promise<ConnectionFile | undefined> {
  const known = await readConnection(home)
  if (!known) return undefined
  const client = new pg.Client({ connectionString: known.url, connectionTimeoutMillis: ANSWER_WITHIN_MS })
  // A connection that is cut while it is looked at is told by the query.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return known
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function startAnew(place: Place, log: Log): Promise<ConnectionFile | Refusal> {
  // A server that nobody has noted: its password may be known, but not whose it is.
  const orphan = await runningServer(place)
  if (orphan) {
    log.warn(`a database without owner (process ${orphan.pid}) is stopped first`)
    await stopServer(orphan.pid)
  }
  const major = await clusterMajor(place)
  const binaries = await findReachableBinaries(place)
  if (isRefusal(binaries)) return binaries
  const password = await passwordOf(place, major === undefined)
  if (isRefusal(password)) return password
  if (major === undefined) await makeCluster(place, binaries, password)
  const last = await readLastConnection(place.home)
  // The product may be waiting at the old address.
  const wanted = last && last.users.length > 0 ? Number(new URL(last.url).port) : undefined
  const server = await startServer(place, binaries, wanted)
  if (isRefusal(server)) return server
  const url = `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${ROLE}`
  await ensureDatabase(url)
  return { url, server: knownProcess(server.pid), users: last?.users ?? [] }
}

async function findReachableBinaries(place: Place): Promise<Binaries | Refusal> {
  const found = await findBinaries(await clusterMajor(place))
  return isRefusal(found) ? found : reachableBinaries(found, place)
}

async function passwordOf(place: Place, isNew: boolean): Promise<string | Refusal> {
  const kept = isNew ? '' : (await readFile(join(place.home, 'password'), 'utf8').catch(() => '')).trim()
  if (kept !== '') return kept
  if (!isNew) return passwordLost(place.home)
  const made = randomBytes(24).toString('hex')
  await writeOwn(place.home, 'password', `${made}\n`)
  return made
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [ROLE])
    if (rowCount === 0) await client.query(`create database ${ROLE}`)
  } finally {
    await client.end()
  }
}

/** The store of one more user. The last user to leave stops the server, and the product stops it in any case. */
function joined(place: Place, { url, server }: ConnectionFile, { share, log }: StoreOptions): Store {
  const alone = !share
  const keeper = alone ? keepServer({ server, log, place, startAgain: () => startAgain(place, log) }) : undefined
  let stopping: Promise<void> | undefined
  const leave = async (): Promise<void> => {
    const mine = keeper?.server() ?? server
    const now = await readConnection(place.home)
    if (now?.server.pid !== mine.pid) return
    const self = now.users.findIndex((user) => user.pid === process.pid && user.alone === alone)
    const users = now.users.filter((_, n) => n !== self)
    if (users.length > 0 && !alone) return saveConnection(place.home, { ...now, users })
    await stopServer(mine.pid)
    await removeConnection(place.home)
  }
  const stop = async (): Promise<void> => {
    await keeper?.stop()
    await underLock(place.home, leave)
  }
  return { url, stop: () => (stopping ??= stop()) }
}

/** The server that serves after another one ended: a command may have started it meanwhile. */
function startAgain(place: Place, log: Log): Promise<KnownProcess | Refusal> {
  return underLock(place.home, async () => {
    const running = (await readAnswering(place.home)) ?? (await startAnew(place, log))
    if (isRefusal(running)) return running
    await saveConnection(place.home, running)
    return running.server
  })
}

const passwordLost = (home: string): Refusal =>
  refuse(
    'store.password-lost',
    inWords(
      `${join(home, 'password')} 不存在或不可读，打不开其中的数据库：请恢复该文件，或用 --data 另选目录`,
      `${join(home, 'password')} is gone or unreadable, so the database cannot be opened: restore the file, or choose another folder with --data`,
    ),
  )

const inUse = (dataDir: string, pid: number): Refusal =>
  refuse(
    'store.in-use',
    inWords(
      `数据目录 ${dataDir} 正由另一个山水进程使用（进程 ${pid}）：请先停止它，或用 --data 另选目录`,
      `The data folder ${dataDir} is in use by another Shanshui (process ${pid}): stop it, or choose another with --data`,
    ),
  )
