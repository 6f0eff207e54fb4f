// One PostgreSQL cluster on this machine: made once, started, waited for, stopped.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { inWords } from '../language.ts'
import { type Binaries, copyBinaries } from './binaries.ts'
import { canPass, handOver, OUTSIDE, type Place, recordLocation, writeOwn } from './place.ts'
import { commandOf, hasProcessesIn, isAlive, sleep } from './process.ts'

const run = promisify(execFile)

export const ROLE = 'shanshui'

/** Recovery after a hard stop replays the log; a store of years may need minutes. */
const READY_WITHIN_MS = 600_000
const STOPPED_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 20

/** Settings for two cores and a few gigabytes; durability is never traded. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_connections: '100',
  log_destination: 'stderr',
  log_min_messages: 'warning',
  TimeZone: 'UTC',
}

/** Programs that the account which runs PostgreSQL can reach: copied outside where the checkout is closed to it. */
export async function reachableBinaries(binaries: Binaries, place: Place): Promise<Binaries> {
  const { tree } = binaries
  if (!place.account || tree === undefined || (await canPass(binaries.bin, place.account))) return binaries
  return copyBinaries({ ...binaries, tree }, OUTSIDE)
}

const asAccount = ({ account }: Place): { uid?: number; gid?: number } => (account ? { ...account } : {})

/** Major version of the cluster in place; undefined where there is none yet. */
export async function clusterMajor(place: Place): Promise<number | undefined> {
  const text = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number.parseInt(text, 10)
}

/** Makes an empty cluster; a stop half-way leaves nothing that looks like one. */
export async function makeCluster(place: Place, binaries: Binaries, password: string): Promise<void> {
  const fresh = `${place.cluster}.making`
  const secret = `${fresh}.pw`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true, mode: 0o700 })
  const file = await open(secret, 'w', 0o600)
  await file.writeFile(`${password}\n`)
  await file.close()
  if (place.account) {
    await handOver(fresh, place.account)
    await run('chown', [`${place.account.uid}:${place.account.gid}`, secret])
  }
  const args = ['-D', fresh, '-U', ROLE, `--pwfile=${secret}`, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C']
  try {
    await run(join(binaries.bin, 'initdb'), args, { ...asAccount(place), cwd: dirname(fresh) })
  } finally {
    await rm(secret, { force: true })
  }
  await rename(fresh, place.cluster)
  await recordLocation(place)
}

export type RunningCluster = { pid: number; port: number }

type PidFile = { pid: number; port: number; isReady: boolean }

async function readPidFile(place: Place): Promise<PidFile | undefined> {
  const text = await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
}

/** The server that we or another of us started on this cluster and that still runs; undefined where none does. */
export async function runningServer(place: Place): Promise<RunningCluster | undefined> {
  const found = await readPidFile(place)
  // MUST look at the command: after a restart of the machine the number may be another program's, or another cluster's.
  if (!found || !isAlive(found.pid) || !commandOf(found.pid).includes(place.cluster)) return undefined
  return { pid: found.pid, port: found.port }
}

/**
 * Takes away the pid file of a server that is gone while its number lives on, as another program or an uncollected
 * dead: PostgreSQL would take that for the server and refuse for ever. MUST NOT happen while any process of the old
 * server still writes, which is known only where /proc tells who stands in the cluster's folder.
 */
async function clearStalePidFile(place: Place): Promise<void> {
  if (!(await readPidFile(place)) || (await runningServer(place))) return
  if (hasProcessesIn(place.cluster) === false) await rm(join(place.cluster, 'postmaster.pid'), { force: true })
}

/** What ends a start that may well go better a moment later: a port just taken, processes of a killed server not yet gone. */
const PASSING = /Address already in use|could not create any TCP|shared memory block|already exists/
const RETRY_AFTER_MS = 500
const MOST_TRIES = 10

/** Starts the server, at `port` where one is named, and resolves when it takes connections. Refuses with the end of its log where it ends before. */
export async function startServer(place: Place, binaries: Binaries, port?: number): Promise<RunningCluster | Refusal> {
  for (let tries = 1; ; tries += 1) {
    await clearStalePidFile(place)
    const started = await tryServer(place, binaries, port ?? (await freePort()))
    if (!isRefusal(started) || tries === MOST_TRIES || !PASSING.test(started.because)) return started
    await sleep(RETRY_AFTER_MS)
  }
}

async function tryServer(place: Place, binaries: Binaries, port: number): Promise<RunningCluster | Refusal> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  await writeOwn(place.home, 'postgres.log', '')
  const log = await open(join(place.home, 'postgres.log'), 'a')
  // Detached: Ctrl-C reaches the whole process group, and the database must be the last to stop.
  const child = spawn(join(binaries.bin, 'postgres'), ['-D', place.cluster, '-p', String(port), ...settings], {
    ...asAccount(place),
    cwd: place.account ? '/' : place.home,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  // The child would otherwise keep a finished command from ending.
  child.unref()
  await log.close()
  const failure = await readiness(place, child)
  return failure === undefined ? { pid: child.pid ?? 0, port } : notStarted(failure)
}

/** Resolves with nothing when the server takes connections, else with why it does not. */
function readiness(place: Place, child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    const until = performance.now() + READY_WITHIN_MS
    const timer = setInterval(() => void look(), LOOK_EVERY_MS)
    const end = (failure?: string): void => {
      clearInterval(timer)
      resolve(failure)
    }
    const look = async (): Promise<void> => {
      const found = await readPidFile(place)
      if (found?.pid === child.pid && found?.isReady) end()
      else if (performance.now() > until) {
        child.kill('SIGINT')
        end(`not ready within ${READY_WITHIN_MS / 1000} s`)
      }
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => void lastWords(place).then((words) => end(`${signal ?? code}: ${words}`)))
  })
}

const notStarted = (why: string): Refusal =>
  refuse('store.not-started', inWords(`数据库未能启动：${why}`, `The database did not start: ${why}`))

/** Last lines of the server's log, for the sentence that tells why it ended. */
export async function lastWords(place: Place): Promise<string> {
  const text = await readFile(join(place.home, 'postgres.log'), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-3).join(' ') || 'no log'
}

/** Fast shutdown: connections are cut, nothing committed is lost. Resolves when the process is gone. */
export async function stopServer(pid: number): Promise<void> {
  const until = performance.now() + STOPPED_WITHIN_MS
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
  while (isAlive(pid)) {
    if (performance.now() > until) {
      process.kill(pid, 'SIGQUIT')
      return
    }
    await sleep(LOOK_EVERY_MS)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
