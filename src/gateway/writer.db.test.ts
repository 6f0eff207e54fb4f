// A writer whose store fails: it waits, it keeps a bad frame from spoiling the others, and it is bounded.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Database } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../test/database.ts'
import { eventually, MN, registerTwo, upload } from '../../test/gateway/device.ts'
import { loadDevices } from './devices.ts'
import { hear } from './session.ts'
import { type Item, Writer } from './writer.ts'

const db = await freshDatabase(inject('database'))
const lines: string[] = []
const log = createLog('test', { level: 'warn', write: (line) => void lines.push(line) })
let devices: Awaited<ReturnType<typeof loadDevices>>

beforeAll(async () => {
  await registerTwo(db)
  devices = await loadDevices(db)
})
afterAll(() => db.drop())

const stored: string[] = []
function itemOf(hoursAgo: number): Item {
  const body = upload({ hoursAgo, mn: MN })
  const receivedAtMs = Date.now()
  const { translation } = hear(body, receivedAtMs, (mn) => devices.get(mn))
  return { receivedAtMs, peer: 'test', body, translation, onStored: (state) => void stored.push(state) }
}
const nothing = (): void => undefined

test('put() tries again while the store is away, and answers nothing until it is back', async () => {
  let isAway = true
  const failing: Database = {
    ...db,
    transaction: (work) => (isAway ? Promise.reject(new Error('Connection terminated')) : db.transaction(work)),
  }
  stored.length = 0
  const told: (string | null)[] = []
  const onTrouble = (because: string | null): void => void told.push(because)
  const writer = new Writer({ db: failing, log, onFull: nothing, onDrained: nothing, onTrouble })
  writer.put(itemOf(1))
  await eventually(() => lines.length > 0, 'the trouble is logged')
  expect(stored).toEqual([])
  isAway = false
  await eventually(() => stored.length === 1, 'it is stored')
  await writer.stop()
  expect(stored).toEqual(['stored'])
  expect(new Set(told)).toEqual(new Set(['Connection terminated', null]))
  expect(told.at(-1)).toBeNull()
})

test('put() stores a batch once whose commit was lost on the way back', async () => {
  stored.length = 0
  let isCut = true
  const severed: Database = {
    ...db,
    async transaction(work) {
      const done = await db.transaction(work)
      if (!isCut) return done
      isCut = false
      throw new Error('Connection terminated unexpectedly')
    },
  }
  const writer = new Writer({ db: severed, log, onFull: nothing, onDrained: nothing })
  const item = itemOf(20)
  writer.put(item)
  await eventually(() => stored.length === 1, 'it is told as stored')
  await writer.stop()
  expect(isCut).toBe(false)
  const [count] = await db.query('select count(*)::int as n from raw_record as r where r.body = $1', [
    Buffer.from(item.body),
  ])
  expect(count).toEqual({ n: 1 })
})

test('put() keeps a frame that the store refuses as bytes alone, and the others as they are', async () => {
  stored.length = 0
  const writer = new Writer({ db, log, onFull: nothing, onDrained: nothing })
  const bad = itemOf(30)
  // A text with NUL: the door takes it out, so it is put in behind the door.
  bad.peer = 'a\0b'
  const items = [itemOf(31), itemOf(32), bad, itemOf(33), itemOf(34)]
  for (const item of items) writer.put(item)
  await eventually(() => stored.length === 5, 'all five are stored')
  await writer.stop()
  expect(stored.toSorted()).toEqual(['quarantined', 'stored', 'stored', 'stored', 'stored'])
  const refused = await db.query(`select r.body from raw_record as r where r.findings @> '[{"code":"store.refused"}]'`)
  expect(refused).toEqual([{ body: Buffer.from(bad.body) }])
})

test('put() says when it is full and when there is room again', async () => {
  const told: string[] = []
  const writer = new Writer({
    db,
    log,
    onFull: () => void told.push('full'),
    onDrained: () => void told.push('drained'),
  })
  const item = itemOf(40)
  for (let n = 0; n < 17_000; n += 1) writer.put({ ...item, onStored: nothing })
  expect(told).toEqual(['full'])
  await writer.stop()
  expect(told).toEqual(['full', 'drained'])
})

test('stop() gives up what the store does not take', async () => {
  stored.length = 0
  const away: Database = { ...db, transaction: () => Promise.reject(new Error('Connection terminated')) }
  const writer = new Writer({ db: away, log, onFull: nothing, onDrained: nothing })
  writer.put(itemOf(50))
  await writer.stop()
  expect(stored).toEqual([])
})
