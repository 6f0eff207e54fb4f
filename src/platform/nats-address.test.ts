// Addresses of a NATS cluster.
import { expect, test } from 'vitest'
import { parseNatsUrl } from './nats-address.ts'

test('parseNatsUrl() reads servers, logins and tokens', () => {
  expect(parseNatsUrl('nats://a:4222,b:4222,10.0.0.3')).toEqual({
    servers: ['a:4222', 'b:4222', '10.0.0.3'],
    isSecure: false,
  })
  expect(parseNatsUrl('tls://me:p%40w@a')).toEqual({ servers: ['a'], isSecure: true, user: 'me', pass: 'p@w' })
  expect(parseNatsUrl('nats://t0ken@a')).toEqual({ servers: ['a'], isSecure: false, token: 't0ken' })
})

test('parseNatsUrl() refuses what is none, without repeating it', () => {
  for (const text of ['http://secret@a', 'secret', 'nats://', 'nats://a b', 'nats://secret@a/x/y']) {
    const refusal = parseNatsUrl(text)
    expect(refusal).toMatchObject({ refused: 'config.nats-url' })
    expect(JSON.stringify(refusal)).not.toContain('secret')
  }
})
