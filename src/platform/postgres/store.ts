// The store: a PostgreSQL server by address, or a cluster of our own in the data folder, opened by one owner at a time.
import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'
import type { Log } from '../log.ts'
import { findBinaries } from './binaries.ts'
import {
  clusterMajor,
  lastWords,
  makeCluster,
  ROLE,
  type RunningCluster,
  reachableBinaries,
  runningServer,
  startServer,
  stopServer,
} from './cluster.ts'
import { choosePlace, type Place, writeOwn } from './place.ts'
import { isAlive, processMark, sleep } from './process.ts'

export type Store = {
  /** Address of the product's database. */
  url: string
  /** Stops the server where this process started or adopted it; otherwise leaves it running. */
  stop(): Promise<void>
  /** Resolves with a sentence when the server ends unasked. */
  exited: Promise<string>
}

export type StoreOptions = {
  dataDir: string
  log: Log
  databaseUrl?: string | undefined
  /** Whether a server that another process of ours owns may be used beside it, as commands do. */
  share?: boolean
}

const OLDEST_VERSION_NUM = 150_000
const WATCH_EVERY_MS = 1_000
const never = new Promise<string>(() => undefined)

/** Opens the store; starts its server where none runs. Refuses what a person can put right, in one sentence. */
export async function openStore(options: StoreOptions): Promise<Store | Refusal> {
  if (options.databaseUrl) return openGiven(options.databaseUrl)
  const place = await choosePlace(options.dataDir)
  if (isRefusal(place)) return place
  return underLock(place, () => openEmbedded(place, options))
}

async function openGiven(url: string): Promise<Store | Refusal> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  const shown = url.replace(/\/\/[^@/]*@/, '//…@')
  try {
    await client.connect()
    const { rows } = await client.query<{ n: string }>(`select current_setting('server_version_num') as n`)
    const version = Number(rows[0]?.n)
    if (version >= OLDEST_VERSION_NUM) return { url, stop: async () => undefined, exited: never }
    return refuse(
      'store.too-old',
      inWords(
        `${shown} 是 PostgreSQL ${Math.floor(version / 10_000)}，需要 15 以上版本`,
        `${shown} is PostgreSQL ${Math.floor(version / 10_000)}: version 15 or newer is needed`,
      ),
    )
  } catch (error) {
    return refuse(
      'store.unreachable',
      inWords(
        `连不上 DATABASE_URL 所指的数据库 ${shown}：${(error as Error).message}`,
        `Cannot reach the database of DATABASE_URL ${shown}: ${(error as Error).message}`,
      ),
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** What DATA/postgres/connection.json says: where the server is and which process answers for it. */
type ConnectionFile = { url: string; server: { pid: number; mark: string }; owner: { pid: number; mark: string } }

const isSame = ({ pid, mark }: { pid: number; mark: string }): boolean => isAlive(pid) && processMark(pid) === mark

async function readConnection(place: Place): Promise<ConnectionFile | undefined> {
  try {
    return JSON.parse(await readFile(join(place.home, 'connection.json'), 'utf8')) as ConnectionFile
  } catch {
    return undefined
  }
}

async function openEmbedded(place: Place, options: StoreOptions): Promise<Store | Refusal> {
  const known = await readConnection(place)
  if (known && isSame(known.server)) {
    if (!isSame(known.owner)) return own(place, known.url, { pid: known.server.pid })
    if (options.share) return { url: known.url, stop: async () => undefined, exited: watch(place, known.server.pid) }
    return refuse(
      'store.in-use',
      inWords(
        `数据目录 ${place.dataDir} 正由另一个山水进程使用（进程 ${known.owner.pid}）：请先停止它，或用 --data 另选目录`,
        `The data folder ${place.dataDir} is in use by another Shanshui (process ${known.owner.pid}): stop it, or choose another with --data`,
      ),
    )
  }
  // A server without an owner that could be asked: its address is lost with it.
  const orphan = await runningServer(place)
  if (orphan) await stopServer(orphan.pid)
  return start(place)
}

async function start(place: Place): Promise<Store | Refusal> {
  const major = await clusterMajor(place)
  const found = await findBinaries(major)
  if (isRefusal(found)) return found
  const binaries = await reachableBinaries(found, place)
  const password = await passwordOf(place, major === undefined)
  if (major === undefined) await makeCluster(place, binaries, password)
  let server: Awaited<ReturnType<typeof startServer>>
  try {
    server = await startServer(place, binaries)
  } catch (error) {
    return refuse(
      'store.not-started',
      inWords(`数据库未能启动：${(error as Error).message}`, `The database did not start: ${(error as Error).message}`),
    )
  }
  const url = `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${ROLE}`
  await ensureDatabase(url)
  return own(place, url, server)
}

async function passwordOf(place: Place, isNew: boolean): Promise<string> {
  const kept = isNew ? '' : (await readFile(join(place.home, 'password'), 'utf8').catch(() => '')).trim()
  if (kept !== '') return kept
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

/** Makes this process answer for the server from now on. */
async function own(
  place: Place,
  url: string,
  server: Pick<RunningCluster, 'pid'> & { child?: import('node:child_process').ChildProcess },
): Promise<Store> {
  const self = { pid: process.pid, mark: processMark(process.pid) }
  const file: ConnectionFile = { url, server: { pid: server.pid, mark: processMark(server.pid) }, owner: self }
  await writeOwn(place.home, 'connection.json', JSON.stringify(file))
  let stopping = false
  // The child would otherwise keep a finished command from ending.
  server.child?.unref()
  return {
    url,
    async stop() {
      if (stopping) return
      stopping = true
      await stopServer(server.pid)
      await rm(join(place.home, 'connection.json'), { force: true })
    },
    exited: watch(place, server.pid, () => stopping),
  }
}

/** Looks whether the server still lives; the look itself keeps no process from ending. */
function watch(place: Place, pid: number, isStopping: () => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return
      clearInterval(timer)
      if (isStopping()) return
      void lastWords(place).then((words) =>
        resolve(inWords(`数据库意外停止：${words}`, `The database ended unasked: ${words}`)),
      )
    }, WATCH_EVERY_MS)
    timer.unref()
  })
}

/** Two openers of one folder take turns; a lock whose holder is gone does not count. */
async function underLock<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const path = join(place.home, 'opening')
  for (;;) {
    const holder = await readFile(path, 'utf8').catch(() => '')
    const [pid = '', mark = ''] = holder.split('\n')
    if (holder === '' || !isAlive(Number(pid)) || processMark(Number(pid)) !== mark) break
    await sleep(50)
  }
  await writeOwn(place.home, 'opening', `${process.pid}\n${processMark(process.pid)}`)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}
