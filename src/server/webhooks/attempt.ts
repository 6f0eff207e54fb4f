// One message sent once: what was sent, what came back, in words where nothing did.
import type { WebhookEvent } from '#contract/webhooks.ts'
import type { Attempt } from '#domain/webhooks/after-attempt.ts'
import { isRefusal } from '#kit/refusal.ts'
import { callOut, type OutboundRules } from '#platform/outbound.ts'
import { signatureHeaders } from './sign.ts'

/** What of an answer is kept, bytes and characters; a longer one is still an answer. */
const MOST_REPLY_BYTES = 64 * 1024
const MOST_REPLY_CHARACTERS = 500

export type Message = { id: string; type: WebhookEvent; at: number; payload: unknown }
export type Receiver = { url: string; secret: string }
export type Sent = { attempt: Attempt; reply: string | null; durationMs: number }

/** The body as it is sent and signed, byte for byte the same in every repeat. */
export const bodyOf = ({ id, type, at, payload }: Message): string => JSON.stringify({ id, type, at, data: payload })

export type SendOptions = { rules: OutboundRules; timeoutMs: number; now: () => number; signal: AbortSignal }

/** Never throws: whatever goes wrong on the way is a failed attempt. */
export async function send(message: Message, to: Receiver, options: SendOptions): Promise<Sent> {
  const begunMs = performance.now()
  const body = bodyOf(message)
  const sent = (attempt: Attempt, reply: string | null = null): Sent => ({
    attempt,
    reply,
    durationMs: Math.round(performance.now() - begunMs),
  })
  try {
    const reply = await callOut({
      url: to.url,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'shanshui-webhooks',
        ...signatureHeaders({ id: message.id, body }, { secret: to.secret, atMs: options.now() }),
      },
      body: Buffer.from(body),
      rules: options.rules,
      timeoutMs: options.timeoutMs,
      mostBytes: MOST_REPLY_BYTES,
      signal: options.signal,
    })
    if (isRefusal(reply))
      return sent({ failure: reply.zh === undefined ? reply.because : `${reply.zh} | ${reply.because}` })
    const text = reply.body.toString('utf8').replaceAll('\0', '').slice(0, MOST_REPLY_CHARACTERS)
    return sent({ status: reply.status, retryAfterS: pauseOf(reply.headers['retry-after']) }, text)
  } catch (error) {
    return sent({ failure: failureOf(error) })
  }
}

/** Seconds of a Retry-After; its other form, a date, is left aside. */
const pauseOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

function failureOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code === undefined ? message : `${code}: ${message}`
}
