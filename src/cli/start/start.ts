// `shanshui start`: database, migrations, packs, gateway, server, evaluation and the demo district, in order, and all of it stopped in order.
import { createConnection } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kit/refusal.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog, type Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore, type Store } from '#platform/postgres/store.ts'
import { ensureFirstAccount } from '#server/access/first-account.ts'
import { startServer } from '#server/main.ts'
import { loadPack } from '#server/plans/load-pack.ts'
import type { CommandIo } from '../commands.ts'
import { type Child, startChild } from './children.ts'
import { isDemoOn, isNewStore, seedDemo } from './demo.ts'

const ROOT = join(import.meta.dirname, '../../..')

type Options = { dataDir: string; http: number; gateway: number; host: string; packs: string[]; demo: boolean }

/** A reason not to start, in one sentence. */
class StartFault extends Error {}

function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: './data' },
      http: { type: 'string', default: '8080' },
      gateway: { type: 'string', default: '9212' },
      host: { type: 'string', default: '127.0.0.1' },
      pack: { type: 'string', multiple: true },
      'no-demo': { type: 'boolean', default: false },
    },
  })
  const port = (name: 'http' | 'gateway'): number => {
    const value = Number(values[name])
    if (!Number.isInteger(value) || value < 0 || value > 65535)
      throw new StartFault(`--${name} must be a port from 0 to 65535: it is ${values[name]}`)
    return value
  }
  return {
    dataDir: resolve(env.INIT_CWD ?? process.cwd(), values.data),
    http: port('http'),
    gateway: port('gateway'),
    host: values.host,
    packs: values.pack ?? [join(ROOT, 'packs/longgang-14fyp')],
    demo: !values['no-demo'],
  }
}

/** Tells what is being done; a line for each step that takes longer than two seconds, with how long it took. */
async function step<T>(io: CommandIo, what: { zh: string; en: string }, work: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  const text = io.zh ? what.zh : what.en
  const timer = setInterval(
    () => io.stderr.write(`  … ${text} ${Math.round((performance.now() - begun) / 1000)} s\n`),
    2000,
  )
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** What must stop, newest first. */
class Running {
  readonly #stops: (() => Promise<void>)[] = []
  #stopping: Promise<void> | undefined

  add(stop: () => Promise<void>): void {
    this.#stops.unshift(stop)
  }

  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      for (const stop of this.#stops) await stop().catch(() => undefined)
    })()
    return this.#stopping
  }
}

async function openChecked(
  options: Options,
  io: CommandIo,
  log: Log,
  running: Running,
): Promise<{ db: Database; store: Store }> {
  const store = await step(io, { zh: '启动数据库', en: 'Starting the database' }, () =>
    openStore({ dataDir: options.dataDir, log, ...(io.env.DATABASE_URL ? { databaseUrl: io.env.DATABASE_URL } : {}) }),
  )
  if (isRefusal(store)) throw new StartFault(store.because)
  running.add(() => store.stop())
  const db = openDatabase(store.url)
  running.add(() => db.close())
  const migrated = await step(io, { zh: '升级数据库结构', en: 'Migrating the database' }, () => migrate(db))
  if (isRefusal(migrated)) throw new StartFault(migrated.because)
  return { db, store }
}

/** A taken port is told before anything else is started. */
async function refuseTakenPort(host: string, port: number, name: string): Promise<void> {
  if (port === 0) return
  const taken = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
  if (taken)
    throw new StartFault(
      `Cannot start as port ${port} on ${host} is taken: stop the other program or choose another with --${name}`,
    )
}

async function loadPacks(db: Database, options: Options, io: CommandIo): Promise<void> {
  for (const dir of options.packs) {
    const loaded = await step(io, { zh: `装载规划包 ${dir}`, en: `Loading the plan pack ${dir}` }, () =>
      loadPack(db, resolve(dir)),
    )
    if (isRefusal(loaded)) throw new StartFault(loaded.because)
  }
}

function startDemo(
  db: Database,
  child: (name: Parameters<typeof startChild>[0], args: string[], keepAlive: boolean) => Child,
  io: CommandIo,
  at: { host: string; port: number },
): Child[] {
  const history = child('history', [], false)
  const simulate = child('simulate', [at.host, String(at.port)], true)
  void history.ready.catch((error: Error) => io.stderr.write(`${error.message}\n`))
  void simulate.ready.catch((error: Error) => io.stderr.write(`${error.message}\n`))
  void db
  return [history, simulate]
}

async function serve(
  options: Options,
  io: CommandIo,
  running: Running,
): Promise<{ url: string; gatewayPort: number; failed: Promise<string> }> {
  const log = createLog('start')
  await refuseTakenPort(options.host, options.http, 'http')
  await refuseTakenPort(options.host, options.gateway, 'gateway')
  const { db, store } = await openChecked(options, io, log, running)
  const fresh = await isNewStore(db)
  await loadPacks(db, options, io)
  const demo = (options.demo && fresh) || (await isDemoOn(db))
  if (demo) await step(io, { zh: '装入演示区', en: 'Seeding the demo district' }, () => seedDemo(db))
  const first = await ensureFirstAccount(db)
  if (first) {
    const words = io.zh
      ? `首个账号 ${first.name}，密码 ${first.password}（仅显示这一次，登录后请修改）`
      : `First account ${first.name}, password ${first.password} (shown only this once; change it after signing in)`
    io.stderr.write(`\n  ${words}\n\n`)
  }
  let lastTold = 0
  const onProgress = ({ done, total }: { done: number; total: number }): void => {
    if (Date.now() - lastTold < 5000 && done < total) return
    lastTold = Date.now()
    io.stderr.write(io.zh ? `  演示历史数据 ${done}/${total}\n` : `  demo history ${done}/${total}\n`)
  }
  const child = (name: Parameters<typeof startChild>[0], args: string[], keepAlive: boolean): Child => {
    const started = startChild(name, { args, env: { SHANSHUI_STORE_URL: store.url }, log, keepAlive, onProgress })
    running.add(() => started.stop())
    return started
  }
  const gateway = child('gateway', [options.host, String(options.gateway)], true)
  const evaluation = child('evaluation', [], true)
  let gatewayPort: number | null = null
  const server = await startServer({
    db,
    host: options.host,
    port: options.http,
    webDir: join(ROOT, '.build/web'),
    uploadDir: join(options.dataDir, 'uploads'),
    log: createLog('server'),
    status: { gatewayPort: () => gatewayPort },
  })
  running.add(() => server.stop())
  gatewayPort = Number((await gateway.ready).port)
  await evaluation.ready
  if (demo) startDemo(db, child, io, { host: options.host, port: gatewayPort })
  return { url: server.url, gatewayPort, failed: store.exited }
}

export async function runStart(args: string[], io: CommandIo): Promise<number> {
  const running = new Running()
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('asked'))
  })
  try {
    const served = await serve(readOptions(args, io.env), io, running)
    io.stderr.write(
      io.zh
        ? `  打开 ${served.url} ，用账号 admin 登录；Ctrl-C 停止\n`
        : `  Open ${served.url} and sign in as admin; Ctrl-C stops\n`,
    )
    io.stdout.write(`ready ${served.url} gateway ${io.env.SHANSHUI_HOST_SHOWN ?? ''}${served.gatewayPort}\n`)
    const why = await Promise.race([asked, served.failed])
    if (why !== 'asked') io.stderr.write(`${why}\n`)
    io.stderr.write(io.zh ? '  正在停止…\n' : '  Stopping…\n')
    await running.stop()
    return why === 'asked' ? 0 : 2
  } catch (error) {
    await running.stop()
    if (!(error instanceof Error)) throw error
    io.stderr.write(`${error.message}\n`)
    return 2
  }
}
