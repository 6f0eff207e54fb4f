// Sessions on real links: the newest wins, two that both speak are rivals, and one that was left behind ends.
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../test/gateway/device.ts'
import { Connection } from './connection.ts'
import { type DeviceSession, Sessions } from './sessions.ts'

const MINUTE = 60_000
const DEVICE = { mn: 'A1', siteId: 7, password: '123456' }
let server: Server
const clients: Socket[] = []
const waiting: ((socket: Socket) => void)[] = []

beforeAll(async () => {
  server = createServer((socket) => waiting.shift()?.(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  for (const client of clients) client.destroy()
  server.close()
})

async function link(onClose: (connection: Connection) => void = () => undefined): Promise<Connection> {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const accepted = new Promise<Socket>((resolve) => waiting.push(resolve))
  clients.push(connect(port, '127.0.0.1').on('error', () => undefined))
  return new Connection(await accepted, { onFrame: () => undefined, onNoise: () => undefined, onClose })
}

function open(): { sessions: Sessions; ups: DeviceSession[]; downs: DeviceSession[] } {
  const [ups, downs]: [DeviceSession[], DeviceSession[]] = [[], []]
  const sessions = new Sessions(
    (session) => ups.push(session),
    (session) => downs.push(session),
  )
  return { sessions, ups, downs }
}

test('the newest link of an MN gets its commands, also when the older one speaks last', async () => {
  const { sessions, ups, downs } = open()
  const older = await link()
  sessions.heard(older, DEVICE, 0)
  await new Promise((resume) => setTimeout(resume, 5))
  const newer = await link()
  sessions.heard(newer, DEVICE, 1_000)
  expect(sessions.heard(older, DEVICE, 2_000)).toBe(false)
  expect(sessions.find('A1')?.connection).toBe(newer)
  expect({ ups: ups.length, downs: downs.length }).toEqual({ ups: 2, downs: 1 })
})

test('the newest link is the one opened last, not the one heard first', async () => {
  const { sessions } = open()
  const older = await link()
  await new Promise((resume) => setTimeout(resume, 5))
  const newer = await link()
  sessions.heard(newer, DEVICE, 0)
  sessions.heard(older, DEVICE, 1_000)
  expect(sessions.find('A1')?.connection).toBe(newer)
})

test('what both links still say after a while is rivalry, marked on both', async () => {
  const { sessions } = open()
  const [older, newer] = [await link(), await link()]
  sessions.heard(older, DEVICE, 0)
  sessions.heard(newer, DEVICE, 1_000)
  const silent = sessions.find('A1')?.connection === newer ? older : newer
  expect(sessions.heard(silent, DEVICE, 3_000)).toBe(false)
  expect(sessions.heard(silent, DEVICE, 20_000)).toBe(true)
  expect(sessions.takeChanged().map(({ isRival }) => isRival)).toEqual([true, true])
})

test('a link that was left behind and says nothing is closed after three minutes, and told why', async () => {
  const { sessions } = open()
  const older = await link((connection) => sessions.closed(connection, 5 * MINUTE))
  await new Promise((resume) => setTimeout(resume, 5))
  const newer = await link()
  sessions.heard(older, DEVICE, 0)
  sessions.heard(newer, DEVICE, MINUTE)
  sessions.sweep(3.5 * MINUTE)
  expect(older.closedWhy).toBe('device-closed')
  sessions.sweep(4.5 * MINUTE)
  expect(older.closedWhy).toBe('replaced')
  expect(sessions.takeChanged().find(({ closedWhy }) => closedWhy !== undefined)?.closedWhy).toBe('replaced')
  expect(sessions.find('A1')?.connection).toBe(newer)
})

test('when the newest link goes, one that still stands takes over again', async () => {
  const { sessions } = open()
  const older = await link()
  await new Promise((resume) => setTimeout(resume, 5))
  const newer = await link((connection) => sessions.closed(connection, 2_000))
  sessions.heard(older, DEVICE, 0)
  sessions.heard(newer, DEVICE, 1_000)
  newer.close('fault')
  await eventually(() => sessions.find('A1')?.connection === older, 'the older link takes over')
})

test('several MNs on one link are sessions of their own, and a flood of invented ones is bounded', async () => {
  const { sessions } = open()
  const concentrator = await link()
  sessions.heard(concentrator, DEVICE, 0)
  sessions.heard(concentrator, { ...DEVICE, mn: 'A2' }, 0)
  for (let n = 0; n < 1_000; n += 1) sessions.heard(concentrator, { mn: `X${n}`, siteId: 0, password: null }, 0)
  expect(sessions.mns).toHaveLength(502)
})

test('a stranger that is registered keeps its session, under its site', async () => {
  const { sessions, ups } = open()
  const one = await link()
  sessions.heard(one, { ...DEVICE, siteId: 0 }, 0)
  sessions.heard(one, DEVICE, 1_000)
  expect(sessions.find('A1')).toMatchObject({ siteId: 7, frames: 2 })
  expect(ups).toHaveLength(2)
})
