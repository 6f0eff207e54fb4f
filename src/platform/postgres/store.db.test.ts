// The embedded store as its users meet it: killed, shared, refused, dead.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { openDatabase } from '../database.ts'
import { createLog } from '../log.ts'
import { isAlive } from './process.ts'
import { openStore, type Store } from './store.ts'

const log = createLog('test', { level: 'error' })
let dataDir = ''
let stores: Store[] = []
let children: ChildProcess[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shanshui-store-'))
  await chmod(dataDir, 0o755)
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const store of stores) await store.stop()
  // What a killed child left behind is adopted and stopped.
  if (children.length > 0) await got(await openStore({ dataDir, log })).stop()
  stores = []
  children = []
  await rm(dataDir, { recursive: true, force: true })
})

const got = (store: Store | Refusal): Store => {
  if (isRefusal(store)) throw new Error(store.because)
  return store
}

async function open(share: boolean): Promise<Store> {
  const store = got(await openStore({ dataDir, log, share }))
  stores.push(store)
  return store
}

const SCRIPT = `
  import { openStore } from '${import.meta.dirname}/store.ts'
  import { createLog } from '${import.meta.dirname}/../log.ts'
  const [dataDir, share] = process.argv.slice(1)
  const store = await openStore({ dataDir, log: createLog('child'), share: share === 'share' })
  process.stdout.write(JSON.stringify({ url: store.url, refused: store.refused }) + '\\n')
  process.stdin.on('end', () => store.stop?.()).resume()`

type Opened = { url?: string; refused?: string }

/** Opens the store in a process of its own; `stdin.end()` lets it stop the store and end. */
async function openElsewhere(how: 'share' | 'alone', uid?: number): Promise<{ child: ChildProcess; opened: Opened }> {
  const args = ['--input-type=module', '-e', SCRIPT, dataDir, how]
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  children.push(child)
  let told = ''
  child.stdout?.on('data', (chunk) => {
    told += chunk
  })
  await Promise.race([once(child.stdout as NonNullable<typeof child.stdout>, 'data'), once(child, 'exit')])
  return { child, opened: JSON.parse(told || '{}') as Opened }
}

const serverPid = async (): Promise<number> => {
  const file = JSON.parse(await readFile(join(dataDir, 'postgres/connection.json'), 'utf8')) as {
    server: { pid: number }
  }
  return file.server.pid
}

async function answer(url: string): Promise<unknown> {
  const db = openDatabase(url, { connections: 1 })
  try {
    const [row] = await db.query(
      `select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as at`,
    )
    return row
  } finally {
    await db.close()
  }
}

test('openStore() makes a durable UTF-8 cluster on loopback, keeps its secrets to the owner and leaves nothing running', async () => {
  const store = await open(false)
  expect(await answer(store.url)).toEqual({ fsync: 'on', encoding: 'UTF8', at: '127.0.0.1' })
  for (const name of ['connection.json', 'password']) {
    expect((await stat(join(dataDir, 'postgres', name))).mode & 0o077).toBe(0)
  }
  await expect(answer(store.url.replace(/:[^:@]*@/, ':wrong@'))).rejects.toThrow('password authentication failed')
  const pid = await serverPid()
  await store.stop()
  expect(isAlive(pid)).toBe(false)
})

test('openStore() keeps what was stored over a restart, and opens a made cluster within half a second', async () => {
  const first = await open(false)
  const db = openDatabase(first.url, { connections: 1 })
  await db.execute('create table kept as select 7 as n')
  await db.close()
  await first.stop()
  const begun = performance.now()
  const second = await open(false)
  process.stdout.write(`warm start ${Math.round(performance.now() - begun)} ms\n`)
  const again = openDatabase(second.url, { connections: 1 })
  expect(await again.query('select n from kept')).toEqual([{ n: 7 }])
  await again.close()
})

test('openStore() takes over the server of a process that was killed', async () => {
  const { child, opened } = await openElsewhere('alone')
  const pid = await serverPid()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(isAlive(pid)).toBe(true)
  const store = await open(false)
  expect(store.url).toBe(opened.url)
  await answer(store.url)
  await store.stop()
  expect(isAlive(pid)).toBe(false)
})

test('openStore() stops a server that nobody noted and starts its own', async () => {
  const { child } = await openElsewhere('alone')
  const pid = await serverPid()
  child.kill('SIGKILL')
  await once(child, 'exit')
  await rm(join(dataDir, 'postgres/connection.json'))
  const store = await open(false)
  expect(isAlive(pid)).toBe(false)
  await answer(store.url)
})

test('openStore() recovers a cluster whose server was killed as well', async () => {
  const { child } = await openElsewhere('alone')
  const pid = await serverPid()
  child.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  await once(child, 'exit')
  const store = await open(false)
  await answer(store.url)
})

test('openStore() is not deceived by a pid file whose number belongs to another program now', async () => {
  const store = await open(false)
  await store.stop()
  await writeFile(join(dataDir, 'postgres/cluster/postmaster.pid'), `${process.pid}\n/elsewhere\n0\n5432\n\n\n\n`)
  await answer((await open(false)).url)
})

test('openStore() refuses a second product on the same data', async () => {
  await open(false)
  const { opened } = await openElsewhere('alone')
  expect(opened).toEqual({ refused: 'store.in-use' })
})

test('openStore() lets a command work beside the product and leaves the server to it', async () => {
  const product = await open(false)
  const { child, opened } = await openElsewhere('share')
  expect(opened.url).toBe(product.url)
  child.stdin?.end()
  await once(child, 'exit')
  await answer(product.url)
})

test('openStore() lets the last of two commands stop the server, whichever began', async () => {
  const { child, opened } = await openElsewhere('share')
  const later = await open(true)
  expect(later.url).toBe(opened.url)
  const pid = await serverPid()
  child.stdin?.end()
  await once(child, 'exit')
  await answer(later.url)
  await later.stop()
  expect(isAlive(pid)).toBe(false)
})

test('openStore() gives two that open at once the same server', async () => {
  const [first, second] = await Promise.all([openElsewhere('share'), openElsewhere('share')])
  expect(first.opened.url).toMatch(/^postgres:/)
  expect(second.opened.url).toBe(first.opened.url)
})

test('openStore() starts the server again at its address where it dies unasked, and stops that one', async () => {
  const store = await open(false)
  for (let kill = 0; kill < 2; kill += 1) {
    const killed = await serverPid()
    process.kill(killed, 'SIGKILL')
    await expect.poll(serverPid, { timeout: 60_000 }).not.toBe(killed)
    await answer(store.url)
  }
  const last = await serverPid()
  await store.stop()
  expect(isAlive(last)).toBe(false)
})

test('openStore() of a command that meets a dead server starts it where the product will look for it', async () => {
  const product = await open(false)
  process.kill(await serverPid(), 'SIGKILL')
  const command = await open(true)
  expect(command.url).toBe(product.url)
  await command.stop()
  await answer(product.url)
})

test('openStore() stops while its server cannot be started again', async () => {
  const store = await open(false)
  const version = join(dataDir, 'postgres/cluster/PG_VERSION')
  const text = await readFile(version, 'utf8')
  const pid = await serverPid()
  await writeFile(version, '9\n')
  process.kill(pid, 'SIGKILL')
  await new Promise((resume) => setTimeout(resume, 1_500))
  await store.stop()
  await writeFile(version, text)
})

test('openStore() refuses a cluster of another major version', async () => {
  const store = await open(false)
  await store.stop()
  const version = join(dataDir, 'postgres/cluster/PG_VERSION')
  const real = await readFile(version, 'utf8')
  await writeFile(version, '9\n')
  expect(await openStore({ dataDir, log })).toMatchObject({ refused: 'store.wrong-version' })
  await writeFile(version, real)
})

test('openStore() refuses a cluster whose password is gone', async () => {
  const store = await open(false)
  await store.stop()
  await rm(join(dataDir, 'postgres/password'))
  expect(await openStore({ dataDir, log })).toMatchObject({ refused: 'store.password-lost' })
})

test('openStore() refuses a folder it cannot write to', async () => {
  const own = process.getuid?.()
  await chmod(dataDir, 0o555)
  // Root may write anywhere, so there an account without rights tries.
  const { opened } = await openElsewhere('alone', own === 0 ? 65_534 : undefined)
  children = []
  expect(opened).toEqual({ refused: 'store.unwritable-folder' })
})

test('openStore() refuses a file where the folder should be', async () => {
  const file = join(dataDir, 'file')
  await writeFile(file, '')
  expect(await openStore({ dataDir: file, log })).toMatchObject({ refused: 'store.unwritable-folder' })
})

test('openStore() uses the server of an address and never stops it', async () => {
  const { url } = inject('database')
  const store = got(await openStore({ dataDir, log, databaseUrl: url }))
  expect(store.url).toBe(url)
  await store.stop()
  await answer(url)
})

test('openStore() refuses an address where nothing listens, without showing the password', async () => {
  const server = createServer().listen(0)
  const { port } = server.address() as AddressInfo
  server.close()
  const refused = await openStore({ dataDir, log, databaseUrl: `postgres://me:se@cret@127.0.0.1:${port}/none` })
  expect(refused).toMatchObject({ refused: 'store.unreachable' })
  expect(JSON.stringify(refused)).not.toContain('cret@')
})
