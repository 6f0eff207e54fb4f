// Frames by way of a real cluster of three servers, one of them killed under load: what was answered is in the store, once.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { eventually, MN, pause, registerTwo, upload } from '../../../test/gateway/device.ts'
import { forkProcess, lossesOf, NONE_LOST, registerMany, sendHours } from '../../../test/gateway/hours.ts'
import { hasNatsServer, type NatsCluster, startNatsCluster } from '../../../test/gateway/nats-cluster.ts'
import { loadDevices } from '../devices.ts'
import { startGateway } from '../gateway.ts'
import { hear } from '../session.ts'
import { Writer } from '../writer.ts'
import { connectStream, ensureStream, STREAM } from './frame-stream.ts'
import { type StreamItem, storeOnce } from './once.ts'
import { formatPack, parsePack } from './pack.ts'
import { StreamWriter } from './stream-writer.ts'

const log = createLog('test', { level: 'error', write: () => undefined })
const small = await freshDatabase(inject('database'))
const db = await freshDatabase(inject('database'))
afterAll(async () => {
  await small.drop()
  await db.drop()
})

test('parsePack() gives what formatPack() was given, and refuses another version', async () => {
  await registerTwo(small)
  const devices = await loadDevices(small)
  const body = upload({})
  const { translation } = hear(body, 1_000, (mn) => devices.get(mn))
  const frame = { receivedAtMs: 1_000, peer: 'p', body, translation }
  expect(parsePack(formatPack([frame, frame]))).toEqual([frame, frame])
  expect(() => parsePack(formatPack([]).slice(0, 3))).toThrow()
})

test('storeOnce() stores a pack once, whole or in parts, however often it comes', async () => {
  const devices = await loadDevices(small)
  const items = Array.from({ length: 6 }, (_, part): StreamItem => {
    const body = upload({ hoursAgo: part + 1, qn: `2026112511000000${part}` })
    const { translation } = hear(body, Date.now(), (mn) => devices.get(mn))
    return {
      receivedAtMs: Date.now(),
      peer: null,
      body,
      translation,
      pack: 'p',
      part,
      parts: 6,
      onStored: () => undefined,
    }
  })
  const bring = async (some: StreamItem[]): Promise<void> => {
    const writer = new Writer<StreamItem>({
      db: small,
      log,
      store: storeOnce,
      onFull: () => undefined,
      onDrained: () => undefined,
    })
    for (const item of some) writer.put(item)
    await writer.stop()
  }
  const count = async (): Promise<unknown> =>
    (await small.query('select count(*)::int as n from raw_record as r where r.mn = $1', [MN]))[0]
  await bring(items.slice(0, 2))
  await bring(items)
  expect(await count()).toEqual({ n: 6 })
  await bring(items)
  await bring(items.slice(3))
  expect(await count()).toEqual({ n: 6 })
})

const isHere = hasNatsServer()
if (!isHere) console.log('nats-server is not on this machine: the cluster is not tested')

describe.skipIf(!isHere)('a cluster of three', () => {
  const DEVICES = 40
  let cluster: NatsCluster

  beforeAll(async () => {
    cluster = await startNatsCluster(4240)
  }, 120_000)
  afterAll(() => cluster?.stop())

  const forkWriter = () =>
    forkProcess('writer', { env: { SHANSHUI_STORE_URL: db.url, NATS_URL: `nats://${cluster.servers.join(',')}` } })

  test('every answered frame is in the store, once, though a writer and the leading node are killed under load', async () => {
    const devices = await registerMany(db, DEVICES)
    const connection = await connectStream({ servers: cluster.servers, isSecure: false }, 'gateway')
    await ensureStream(connection)
    const [first, second] = await Promise.all([forkWriter(), forkWriter()])
    const gateway = await startGateway({
      db,
      host: '127.0.0.1',
      port: 0,
      log,
      makeWriter: (hooks) => new StreamWriter({ connection, log, ...hooks }),
    })
    const senders = sendHours(devices, gateway.port, 20_000)
    const { answered } = senders
    await eventually(() => answered.length > 300, 'the load is on', 30_000)
    await first.kill()
    const leader = await cluster.leaderOf(STREAM)
    await cluster.kill(leader)
    const atKill = answered.length
    await eventually(() => answered.length > atKill + 500, 'it goes on with two nodes', 60_000)
    await cluster.start(leader)
    await pause(1_000)
    await senders.stop()
    await gateway.stop()
    await eventually(async () => (await lossesOf(db, answered)).frames === 0, 'all is stored', 60_000)
    await pause(2_000)
    expect(await lossesOf(db, answered)).toEqual(NONE_LOST)
    await second.kill()
    await connection.close()
    console.log(`${answered.length} frames answered, node ${leader} killed after ${atKill}`)
  }, 240_000)
})
