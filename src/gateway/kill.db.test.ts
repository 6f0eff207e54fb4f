// A gateway killed under load at moments of chance: what was answered is in the store, and nothing is there twice.
import { afterAll, expect, inject, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { pause } from '../../test/gateway/device.ts'
import { forkProcess, lossesOf, NONE_LOST, registerMany, sendHours } from '../../test/gateway/hours.ts'

const KILLS = 4
const DEVICES = 60
const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

const startProcess = (port: number) =>
  forkProcess('gateway', { args: ['127.0.0.1', String(port)], env: { SHANSHUI_STORE_URL: db.url } })

test('every answered frame is in the store and every reading is there once, whenever the gateway is killed', async () => {
  const devices = await registerMany(db, DEVICES)
  let gateway = await startProcess(0)
  const { port } = gateway
  const senders = sendHours(devices, port, 2_000)
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(300 + Math.random() * 700)
    await gateway.kill()
    gateway = await startProcess(port)
  }
  await pause(1_000)
  await senders.stop()
  await gateway.kill()
  expect(senders.answered.length).toBeGreaterThan(DEVICES * KILLS)
  expect(await lossesOf(db, senders.answered)).toEqual(NONE_LOST)
  console.log(`${senders.answered.length} frames answered over ${KILLS} kills`)
})
