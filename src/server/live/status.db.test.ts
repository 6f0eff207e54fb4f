// What the product says of itself while devices are not answered.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { type GatewayTrouble, type Server, startServer } from '../main.ts'

const db = await freshDatabase(inject('database'))
const folder = mkdtempSync(join(tmpdir(), 'shanshui-status-'))
const log = createLog('test', { level: 'error' })
let trouble: GatewayTrouble | null = null
let server: Server
beforeAll(async () => {
  const gateway = { port: () => 9212, trouble: () => trouble }
  server = await startServer({
    db,
    host: '127.0.0.1',
    port: 0,
    webDir: folder,
    uploadDir: folder,
    filesDir: folder,
    log,
    gateway,
  })
})
afterAll(async () => {
  await server.stop()
  await db.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function readiness(): Promise<unknown> {
  const reply = await fetch(`${server.url}/readyz`)
  return { status: reply.status, body: await reply.json() }
}

test('/readyz says why devices are not answered, and that they are again', async () => {
  expect(await readiness()).toEqual({ status: 200, body: { ready: true } })
  trouble = { since: 1, because: 'could not extend file: No space left on device' }
  expect(await readiness()).toEqual({ status: 503, body: { ready: false, because: trouble.because } })
  trouble = null
  expect(await readiness()).toEqual({ status: 200, body: { ready: true } })
})
