// The store killed or without room while devices send: no answer, no crash, an alarm, and recovery by itself.
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { openStore } from '#platform/postgres/store.ts'
import { eventually, pause } from '../../test/gateway/device.ts'
import { forkProcess, lossesOf, NONE_LOST, registerMany, sendHours } from '../../test/gateway/hours.ts'

const DEVICES = 40
const KILLS = 3
const ROOM_MB = 260

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

type OwnStore = { dataDir: string; db: Database; lines: string[]; serverPid(): Promise<number> }

/** A store as the product has it, in a folder of its own. */
async function ownStore(dataDir: string): Promise<OwnStore> {
  const lines: string[] = []
  const log = createLog('start', { level: 'warn', write: (line) => void lines.push(line) })
  const store = await openStore({ dataDir, log })
  if (isRefusal(store)) throw new Error(store.because)
  undo.push(() => store.stop())
  const db = openDatabase(store.url)
  undo.push(() => db.close())
  await migrate(db)
  return {
    dataDir,
    db,
    lines,
    async serverPid() {
      const told = JSON.parse(await readFile(join(dataDir, 'postgres/connection.json'), 'utf8'))
      return told.server.pid as number
    },
  }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shanshui-away-'))
  await chmod(path, 0o755)
  undo.push(() => rm(path, { recursive: true, force: true }))
  return path
}

async function startSending({ db }: OwnStore) {
  const devices = await registerMany(db, DEVICES)
  const gateway = await forkProcess('gateway', {
    args: ['127.0.0.1', '0'],
    env: { SHANSHUI_STORE_URL: db.url, SHANSHUI_LOG: 'error' },
  })
  undo.push(() => gateway.kill())
  const senders = sendHours(devices, gateway.port, 20_000)
  await eventually(() => senders.answered.length > DEVICES * 5, 'the load is on', 30_000)
  return { gateway, senders }
}

/** So many more answers than now. */
const more = (answered: readonly unknown[], count: number): Promise<void> => {
  const now = answered.length
  return eventually(() => answered.length > now + count, `${count} more answers`, 60_000)
}

test('every answered frame is in the store, once, however often the database is killed', async () => {
  const store = await ownStore(await folder())
  const { gateway, senders } = await startSending(store)
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(Math.random() * 700)
    process.kill(await store.serverPid(), 'SIGKILL')
    await more(senders.answered, DEVICES)
  }
  await senders.stop()
  expect(gateway.child.exitCode).toBeNull()
  expect(store.lines.filter((line) => line.includes('ended unasked'))).toHaveLength(KILLS)
  expect(await lossesOf(store.db, senders.answered)).toEqual(NONE_LOST)
  console.log(`${senders.answered.length} frames answered over ${KILLS} kills of the database`)
}, 180_000)

/** A file system with little room; false where this account may not have one. */
function mountSmall(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${ROOM_MB}m,mode=755`, 'tmpfs', path], { stdio: 'ignore' })
    undo.push(() => execFileSync('umount', ['-l', path]))
    return true
  } catch {
    return false
  }
}

/** Writes until not a byte more finds room. */
async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w')
  const some = Buffer.alloc(256 * 1024, 1)
  for (let size = some.length; size >= 1; ) {
    const written = await file.write(some, 0, size).catch(() => undefined)
    if (!written?.bytesWritten) size = Math.floor(size / 2)
  }
  await file.close()
}

describe('a full disk', () => {
  test('stops the answers and nothing else; with room again all goes on by itself', async ({ skip }) => {
    const dataDir = await folder()
    if (!mountSmall(dataDir)) skip('only root can mount a small file system')
    const store = await ownStore(dataDir)
    const { gateway, senders } = await startSending(store)
    await fillUp(join(dataDir, 'filler'))
    const quietFor = async (): Promise<boolean> => {
      const before = senders.answered.length
      await fillUp(join(dataDir, 'filler-more'))
      await pause(2_000)
      return senders.answered.length === before
    }
    await eventually(quietFor, 'no more answers', 60_000)
    expect(gateway.child.exitCode).toBeNull()
    expect(gateway.trouble()).toMatch(/No space left|recovery|terminat|ECONN|shutting down|starting up/)
    for (const name of ['filler', 'filler-more']) await rm(join(dataDir, name), { force: true })
    await more(senders.answered, DEVICES)
    await senders.stop()
    expect(gateway.child.exitCode).toBeNull()
    expect(gateway.trouble()).toBeNull()
    expect(await lossesOf(store.db, senders.answered)).toEqual(NONE_LOST)
    console.log(`${senders.answered.length} frames answered around a full disk`)
  }, 240_000)
})
