// The signature is the one of Standard Webhooks.
import { expect, test } from 'vitest'
import { makeSecret, signatureHeaders } from './sign.ts'

// Worked example of the Standard Webhooks libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }

test('signatureHeaders() signs id, second and body as the worked example has it', () => {
  expect(signatureHeaders(MESSAGE, { secret: SECRET, atMs: 1_614_265_330_999 })).toEqual({
    'webhook-id': MESSAGE.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('makeSecret() gives 24 bytes that are never the same', () => {
  const secrets = Array.from({ length: 20 }, makeSecret)
  expect(new Set(secrets).size).toBe(20)
  expect(Buffer.from(secrets[0]?.slice('whsec_'.length) ?? '', 'base64')).toHaveLength(24)
})
