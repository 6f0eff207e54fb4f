// Secrets and signatures of webhooks, in the form of Standard Webhooks, for which receivers have libraries.
import { createHmac, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** A new secret: `whsec_` and 24 random bytes as base64. */
export const makeSecret = (): string => PREFIX + randomBytes(24).toString('base64')

/**
 * Headers that prove a message: its id, the second it was sent at and HMAC-SHA256 over `id.timestamp.body`.
 * @param atMs when it is sent, epoch ms
 */
export function signatureHeaders(
  message: { id: string; body: string },
  { secret, atMs }: { secret: string; atMs: number },
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000))
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64')
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
