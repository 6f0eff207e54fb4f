// A real PostgreSQL for the database tests: a template brought to the newest shape once, and a copy of it for each file.
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { isRefusal } from '#kit/refusal.ts'
import { type Database, openDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { systemBinaries } from '#platform/postgres/binaries.ts'
import { makeCluster, ROLE, reachableBinaries, startServer, stopServer } from '#platform/postgres/cluster.ts'
import { choosePlace } from '#platform/postgres/place.ts'
import { openStore } from '#platform/postgres/store.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's maintenance database, and the name of the template. */
    database: { url: string; template: string }
  }
}

const databaseUrl = (url: string, name: string): string => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** Vitest's global set-up: the server of `DATABASE_URL`, else the embedded one in a folder that goes away again. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-test-'))
  // Under root the account that runs PostgreSQL must pass, else the cluster would stand outside and stay.
  await chmod(folder, 0o755)
  const server = process.env.TEST_DATABASE === 'server' ? await startSystemServer(join(folder, 'server')) : undefined
  const log = createLog('test', { level: 'warn' })
  const store = await openStore({
    dataDir: folder,
    log,
    databaseUrl: server?.url ?? (process.env.DATABASE_URL || undefined),
  })
  if (isRefusal(store)) throw new Error(store.because)
  const template = `shanshui_template_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = openDatabase(store.url, { connections: 1 })
  await admin.execute(`create database ${template}`)
  const shape = openDatabase(databaseUrl(store.url, template), { connections: 1 })
  const migrated = await migrate(shape)
  if (isRefusal(migrated)) throw new Error(migrated.because)
  await shape.close()
  project.provide('database', { url: store.url, template })
  return async () => {
    await admin.execute(`drop database if exists ${template} with (force)`)
    await admin.close()
    await store.stop()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The system's own PostgreSQL, started so that the product knows nothing but its address. */
async function startSystemServer(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const [found] = await systemBinaries()
  if (!found) throw new Error('Cannot test a server by address as this system has no PostgreSQL programs')
  const place = await choosePlace(dataDir)
  if (isRefusal(place)) throw new Error(place.because)
  const binaries = await reachableBinaries(found, place)
  await makeCluster(place, binaries, 'test')
  const server = await startServer(place, binaries)
  if (isRefusal(server)) throw new Error(server.because)
  process.stdout.write(`PostgreSQL ${found.version} by address\n`)
  return {
    url: `postgres://${ROLE}:test@127.0.0.1:${server.port}/postgres`,
    stop: () => stopServer(server.pid),
  }
}

export type FreshDatabase = Database & { drop(): Promise<void> }

/** A database of its own for a test file, in the newest shape and empty. `drop` it in `afterAll`. */
export async function freshDatabase(at: { url: string; template: string }): Promise<FreshDatabase> {
  const name = `shanshui_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const admin = openDatabase(at.url, { connections: 1 })
  await admin.execute(`create database ${name} template ${at.template}`)
  const db = openDatabase(databaseUrl(at.url, name))
  return {
    ...db,
    async drop() {
      await db.close()
      await admin.execute(`drop database if exists ${name} with (force)`)
      await admin.close()
    },
  }
}
