// The queue of the webhooks in the store: whose turn it is, the next message, and what an attempt left behind.
import { type Following, followingOf } from '#domain/webhooks/after-attempt.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { Message, Receiver, Sent } from './attempt.ts'

/** Longer than an attempt may take: a process that died lets another go on after this. */
const CLAIM = '60 seconds'

/** Webhooks with something waiting that nobody else serves, and in how many ms the first message is due; 0 or less: now. */
export const dueWebhooks = (db: Database, owner: string): Promise<{ id: number; inMs: number }[]> =>
  db.query(
    `select w.id, ceil(extract(epoch from f.next_at - now()) * 1000)::float8 as "inMs"
       from webhook as w
      cross join lateral (
            select d.next_at from webhook_delivery as d
             where d.webhook_id = w.id and d.state = 'waiting' order by d.id limit 1) as f
      where w.state = 'on' and (w.claimed_until is null or w.claimed_until < now() or w.claimed_by = $1)
      order by f.next_at`,
    [owner],
  )

/** The receiver, where nobody else is serving it and it is on; the claim holds for a minute from now. */
export async function claim(
  db: Database,
  id: number,
  owner: string,
): Promise<(Receiver & { name: string }) | undefined> {
  const [row] = await db.query<Receiver & { name: string }>(
    `update webhook as w set claimed_by = $2, claimed_until = now() + interval '${CLAIM}'
      where w.id = $1 and w.state = 'on' and (w.claimed_until is null or w.claimed_until < now() or w.claimed_by = $2)
      returning w.url, w.secret, w.name`,
    [id, owner],
  )
  return row
}

export const release = (db: Database, id: number, owner: string): Promise<number> =>
  db.execute('update webhook as w set claimed_by = null, claimed_until = null where w.id = $1 and w.claimed_by = $2', [
    id,
    owner,
  ])

export type Waiting = Message & { deliveryId: number; attempts: number }

/** The first waiting message, where it is due. */
export async function nextMessage(db: Database, webhookId: number): Promise<Waiting | undefined> {
  const [row] = await db.query<Waiting & { isDue: boolean }>(
    `select d.id as "deliveryId", d.attempts, e.message_id as id, e.type, e.at, e.payload, d.next_at <= now() as "isDue"
       from webhook_delivery as d join webhook_event as e on e.id = d.event_id
      where d.webhook_id = $1 and d.state = 'waiting' order by d.id limit 1`,
    [webhookId],
  )
  return row?.isDue ? row : undefined
}

type Made = { webhookId: number; message: Waiting; sent: Sent; delaysMs: readonly number[] | undefined }

/** Writes the attempt down and what follows from it, in one transaction. */
export function recordAttempt(db: Database, { webhookId, message, sent, delaysMs }: Made): Promise<Following> {
  return inTransaction(db, async (tx) => {
    const [webhook] = await tx.query<{ deadInARow: number }>(
      'select w.dead_in_a_row as "deadInARow" from webhook as w where w.id = $1 for update',
      [webhookId],
    )
    const attempts = message.attempts + 1
    const following = followingOf(sent.attempt, { attempts, deadInARow: webhook?.deadInARow ?? 0 }, delaysMs)
    // Somebody may have removed the webhook, or given the message up, while it was on its way.
    const kept = await tx.execute(
      `update webhook_delivery as d
          set attempts = $2, state = $3, next_at = now() + $4 * interval '1 millisecond',
              finished_at = case when $3 = 'waiting' then null else now() end
        where d.id = $1 and d.state = 'waiting'`,
      [message.deliveryId, attempts, STATE_AFTER[following.do], following.do === 'wait' ? following.delayMs : 0],
    )
    if (kept === 0) return following
    await tx.execute(
      `insert into webhook_attempt (delivery_id, at, duration_ms, status, failure, reply)
       values ($1, now() - $2 * interval '1 millisecond', $2, $3, $4, $5)`,
      [
        message.deliveryId,
        sent.durationMs,
        'status' in sent.attempt ? sent.attempt.status : null,
        'failure' in sent.attempt ? sent.attempt.failure : null,
        sent.reply,
      ],
    )
    await noteOnWebhook(tx, webhookId, following, sent)
    return following
  })
}

const STATE_AFTER = { deliver: 'delivered', wait: 'waiting', bury: 'dead' } as const satisfies Record<
  Following['do'],
  string
>

async function noteOnWebhook(tx: Transaction, id: number, following: Following, sent: Sent): Promise<void> {
  if (following.do === 'wait') return
  if (following.do === 'deliver') {
    await tx.execute('update webhook as w set dead_in_a_row = 0, last_delivered_at = now() where w.id = $1', [id])
    return
  }
  await tx.execute('update webhook as w set dead_in_a_row = w.dead_in_a_row + 1 where w.id = $1', [id])
  if (!following.stop) return
  const reason = 'failure' in sent.attempt ? sent.attempt.failure : `HTTP ${sent.attempt.status}`
  await tx.execute(`update webhook as w set state = 'stopped', state_reason = $2, state_at = now() where w.id = $1`, [
    id,
    reason,
  ])
  await tx.query(`select append_event('webhook', $1, 'WebhookStopped', 'system', $2)`, [
    String(id),
    JSON.stringify({ reason }),
  ])
}

/** Messages that nobody could take for a week while their webhook stood still, and what was finished a month ago. */
export async function forgetOld(db: Database): Promise<void> {
  await db.execute(
    `update webhook_delivery as d set state = 'discarded', finished_at = now(), note = '超过 7 天未启用 | not taken within 7 days'
       from webhook as w, webhook_event as e
      where w.id = d.webhook_id and e.id = d.event_id and d.state = 'waiting' and w.state <> 'on'
        and e.at < now() - interval '7 days'`,
  )
  await db.execute(
    `delete from webhook_delivery as d where d.state in ('delivered', 'discarded') and d.finished_at < now() - interval '30 days'`,
  )
  await db.execute(
    `delete from webhook_event as e
      where e.at < now() - interval '30 days' and not exists (select 1 from webhook_delivery as d where d.event_id = e.id)`,
  )
}
