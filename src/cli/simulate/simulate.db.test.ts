// The simulator against the real gateway: every fault, the figures it prints, and devices beyond the demo district.
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Gateway, startGateway } from '#gateway/gateway.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { pause } from '../../../test/gateway/device.ts'
import type { CommandIo } from '../command-io.ts'
import { demoPackDir, readDemoDistrict } from './district.ts'
import { devicesOf, registerDevices } from './more-devices.ts'
import { runSimulate } from './simulate.ts'
import type { Summary } from './tally.ts'

const db = await freshDatabase(inject('database'))
const { sites } = await readDemoDistrict(demoPackDir())
let gateway: Gateway

beforeAll(async () => {
  await registerDevices(db, sites)
  gateway = await startGateway({ db, host: '127.0.0.1', port: 0, log: createLog('test', { level: 'error' }) })
})
afterAll(async () => {
  await gateway.stop()
  await db.drop()
})

async function simulate(...args: string[]): Promise<{ code: number; summary: Summary }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io: CommandIo = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: { ...process.env, DATABASE_URL: db.url },
    now: () => Date.now(),
    zh: false,
  }
  const code = await runSimulate(['--port', String(gateway.port), ...args], io)
  return { code, summary: JSON.parse(String(stdout.read())) as Summary }
}

test('runSimulate() gets every answer it is owed under every fault', async () => {
  const faults = 'half,sticky,crc,length,unknown-mn,duplicate,noise'
  const { code, summary } = await simulate('--rate', '150', '--seconds', '3', '--faults', faults)
  expect(summary).toMatchObject({ unanswered: 0, answered: summary.sent - summary.notOwed })
  expect(summary.notOwed).toBeGreaterThan(0)
  expect(summary.sent).toBeGreaterThan(300)
  expect(code).toBe(0)
})

test('runSimulate() back-fills hours: one reading for each site and hour that is not missing, and not more when repeated', async () => {
  const first = await simulate('--backfill', '4', '--seconds', '0')
  const count = (): Promise<{ n: number }[]> => db.query(`select count(*) as n from reading as r where r.kind = 'hour'`)
  expect((await count())[0]?.n).toBe(first.summary.answered)
  await simulate('--backfill', '4', '--seconds', '0')
  expect((await count())[0]?.n).toBe(first.summary.answered)
  expect(await db.query('select 1 from reading_revision as v where v.kind = $1', ['hour'])).toEqual([])
})

test('runSimulate() registers devices beyond those of the district when asked to', async () => {
  const many = String(sites.length * 2 + 3)
  const { summary } = await simulate('--devices', many, '--register', '--backfill', '1', '--seconds', '0')
  expect(summary.unanswered).toBe(0)
  const [devices] = await db.query<{ n: number }>('select count(*) as n from device')
  expect(devices?.n).toBe(sites.length * 2 + 3)
  expect(new Set(devicesOf(sites, 1000).map(({ mn }) => mn)).size).toBe(1000)
})

test('runSimulate() encrypts with --sm4: every frame is answered, stored with its values and kept as it came', async () => {
  const key = '30303030303030303030303030303030'
  const encrypted = ['--sm4', key, '--devices', '5']
  await simulate(...encrypted, '--register', '--seconds', '0')
  // The gateway takes the keys over on notice.
  await pause(200)
  await db.execute('delete from raw_record')
  const { code, summary } = await simulate(...encrypted, '--rate', '200', '--seconds', '2')
  expect({ code, resends: summary.resends, notOwed: summary.notOwed }).toEqual({ code: 0, resends: 0, notOwed: 0 })
  const rows = await db.query<{ state: string; body: Uint8Array }>('select r.state, r.body from raw_record as r')
  expect(rows).toHaveLength(summary.sent)
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['stored']))
  for (const { body } of rows) expect(Buffer.from(body).toString('latin1')).not.toContain('DataTime')
})
