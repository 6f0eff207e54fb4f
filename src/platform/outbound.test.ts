// Calls to other machines: which addresses are allowed, redirects, sizes and time, against real servers.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { callOut, checkUrl, isAllowedAddress, parseOutboundRules } from './outbound.ts'

const closes: (() => void)[] = []
afterAll(() => closes.forEach((close) => void close()))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closes.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const none = parseOutboundRules('')
const loopback = parseOutboundRules('127.0.0.0/8')
const limits = { timeoutMs: 500, mostBytes: 1000 }

test.each([
  ['8.8.8.8', true],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['fd00::1', false],
  ['2001:4860:4860::8888', true],
])('isAllowedAddress(%s) is %s where nothing is allowed beside', (address, allowed) => {
  expect(isAllowedAddress(address, none)).toBe(allowed)
})

test('checkUrl() refuses what is no HTTP address and what carries a password', () => {
  expect(checkUrl('file:///etc/passwd', none)).toMatchObject({ refused: 'outbound.address-unfit' })
  expect(checkUrl('http://a:b@example.com/', none)).toMatchObject({ refused: 'outbound.address-unfit' })
  expect(checkUrl('http://[::1]:80/', none)).toMatchObject({ refused: 'outbound.forbidden' })
  expect(checkUrl('http://2130706433/', none)).toMatchObject({ refused: 'outbound.forbidden' })
})

test('callOut() reaches loopback only where it is allowed, by name too', async () => {
  const url = await serve((_, reply) => reply.end('yes'))
  expect(await callOut({ url, rules: none, ...limits })).toMatchObject({ refused: 'outbound.forbidden' })
  const named = url.replace('127.0.0.1', 'localhost')
  expect(await callOut({ url: named, rules: none, ...limits })).toMatchObject({ refused: 'outbound.forbidden' })
  expect(await callOut({ url, rules: loopback, ...limits })).toMatchObject({ status: 200, body: Buffer.from('yes') })
  expect(await callOut({ url: named, rules: parseOutboundRules('localhost'), ...limits })).toMatchObject({
    status: 200,
  })
})

test('callOut() judges the target of a redirect and keeps secrets from another machine', async () => {
  const seen: (string | undefined)[] = []
  const target = await serve((request, reply) => {
    seen.push(request.headers.authorization)
    reply.end('there')
  })
  const url = await serve((request, reply) => {
    reply.writeHead(302, { location: request.url === '/inside' ? 'http://10.9.9.9/' : target }).end()
  })
  const call = { rules: loopback, ...limits, mostRedirects: 2, headers: { authorization: 'Bearer x' } }
  expect(await callOut({ url, ...call })).toMatchObject({ status: 200, body: Buffer.from('there') })
  expect(seen).toEqual([undefined])
  expect(await callOut({ url: `${url}/inside`, ...call })).toMatchObject({ refused: 'outbound.forbidden' })
})

test('callOut() refuses what is too large and what is too late', async () => {
  const large = await serve((_, reply) => reply.end('x'.repeat(2000)))
  expect(await callOut({ url: large, rules: loopback, ...limits })).toMatchObject({ refused: 'outbound.too-large' })
  const late = await serve((_, reply) => void reply.write('x'))
  expect(await callOut({ url: late, rules: loopback, ...limits })).toMatchObject({ refused: 'outbound.timeout' })
})

test('parseOutboundRules() throws on a word it does not know', () => {
  expect(() => parseOutboundRules('10.0.0.0/8, somewhere/else')).toThrow(/SHANSHUI_OUTBOUND_ALLOW/)
})
