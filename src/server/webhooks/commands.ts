// What people do with webhooks; each act leaves a line in the event log.
import type { BodyOf } from '#contract/route.ts'
import type { createWebhook as createWebhookRoute, WebhookState } from '#contract/webhooks.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Queryable } from '#platform/database.ts'
import { checkUrl, type OutboundRules } from '#platform/outbound.ts'
import { makeSecret } from './sign.ts'

type Settings = BodyOf<typeof createWebhookRoute>
type By = { id: number; by: string }

const note = (tx: Queryable, { id, by }: By, type: string, payload: object = {}): Promise<unknown> =>
  tx.query(`select append_event('webhook', $1, $2, $3, $4)`, [String(id), type, by, JSON.stringify(payload)])

const notFound = (): Refusal => refuse('webhooks.not-found', { zh: '没有这个推送订阅', en: 'There is no such webhook' })
const nameTaken = (name: string): Refusal =>
  refuse('webhooks.name-exists', { zh: `已有名为“${name}”的推送订阅`, en: `There is a webhook “${name}” already` })

/** Numbers of the sites; null: every site. */
async function siteNumbers(db: Queryable, codes: readonly string[] | null): Promise<number[] | null | Refusal> {
  if (codes === null) return null
  const rows = await db.query<{ id: number; code: string }>(
    'select s.id, s.code from site as s where s.code = any ($1)',
    [codes],
  )
  const absent = codes.find((code) => !rows.some((row) => row.code === code))
  if (absent === undefined) return rows.map(({ id }) => id)
  return refuse('webhooks.site-not-found', { zh: `没有编码为“${absent}”的站点`, en: `There is no site “${absent}”` })
}

/** Makes a webhook and gives its secret; refuses an address that must not be called. */
export function createWebhook(
  db: Database,
  asked: Settings,
  { by, rules }: { by: string; rules: OutboundRules },
): Promise<{ id: number; secret: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const url = checkUrl(asked.url, rules)
    if (isRefusal(url)) return url
    const siteIds = await siteNumbers(tx, asked.sites)
    if (isRefusal(siteIds)) return siteIds
    const secret = makeSecret()
    const [row] = await tx.query<{ id: number }>(
      `insert into webhook (name, url, events, site_ids, secret, created_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (name) do nothing returning id`,
      [asked.name, url.href, asked.events, siteIds, secret, by],
    )
    if (!row) return nameTaken(asked.name)
    await note(tx, { id: row.id, by }, 'WebhookCreated', asked)
    return { id: row.id, secret }
  })
}

export function changeWebhook(db: Database, asked: Settings & By, rules: OutboundRules): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const url = checkUrl(asked.url, rules)
    if (isRefusal(url)) return url
    const siteIds = await siteNumbers(tx, asked.sites)
    if (isRefusal(siteIds)) return siteIds
    const [other] = await tx.query('select 1 from webhook as w where w.name = $1 and w.id <> $2', [
      asked.name,
      asked.id,
    ])
    if (other) return nameTaken(asked.name)
    const changed = await tx.execute(
      'update webhook as w set name = $2, url = $3, events = $4, site_ids = $5 where w.id = $1',
      [asked.id, asked.name, url.href, asked.events, siteIds],
    )
    if (changed === 0) return notFound()
    const { id, by, ...settings } = asked
    await note(tx, asked, 'WebhookChanged', settings)
    return undefined
  })
}

/** On again, the message that waits first is tried at once. */
export function switchWebhook(
  db: Database,
  asked: By & { state: Exclude<WebhookState, 'stopped'>; reason: string },
): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const changed = await tx.execute(
      `update webhook as w set state = $2, state_reason = nullif($3, ''), state_at = now(), dead_in_a_row = 0 where w.id = $1`,
      [asked.id, asked.state, asked.reason],
    )
    if (changed === 0) return notFound()
    await note(tx, asked, asked.state === 'on' ? 'WebhookTurnedOn' : 'WebhookTurnedOff', { reason: asked.reason })
    if (asked.state === 'off') return undefined
    await tx.execute(
      `update webhook_delivery as d set next_at = now() where d.webhook_id = $1 and d.state = 'waiting'`,
      [asked.id],
    )
    await tx.query(`select pg_notify('webhook', '')`)
    return undefined
  })
}

export function renewSecret(db: Database, asked: By): Promise<{ secret: string } | Refusal> {
  return inTransaction(db, async (tx) => {
    const secret = makeSecret()
    const changed = await tx.execute('update webhook as w set secret = $2 where w.id = $1', [asked.id, secret])
    if (changed === 0) return notFound()
    await note(tx, asked, 'WebhookSecretRenewed')
    return { secret }
  })
}

/** Queues a test for this webhook alone. */
export function testWebhook(db: Database, asked: By): Promise<{ deliveryId: number } | Refusal> {
  return inTransaction(db, async (tx) => {
    const [webhook] = await tx.query<{ state: WebhookState }>('select w.state from webhook as w where w.id = $1', [
      asked.id,
    ])
    if (!webhook) return notFound()
    if (webhook.state !== 'on') {
      return refuse('webhooks.not-on', { zh: '请先启用这个推送订阅', en: 'Turn the webhook on first' })
    }
    const [row] = await tx.query<{ deliveryId: number }>(
      `with told as (insert into webhook_event (type, payload) values ('test', $2) returning id)
       insert into webhook_delivery (webhook_id, event_id) select $1, t.id from told as t returning id as "deliveryId"`,
      [asked.id, JSON.stringify({ askedBy: asked.by })],
    )
    if (!row) throw new Error(`Cannot queue a test for webhook ${asked.id}`)
    await tx.query(`select pg_notify('webhook', '')`)
    return row
  })
}

export function removeWebhook(db: Database, asked: By): Promise<Refusal | undefined> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx.query<{ name: string; url: string }>(
      'delete from webhook as w where w.id = $1 returning w.name, w.url',
      [asked.id],
    )
    if (!row) return notFound()
    await note(tx, asked, 'WebhookRemoved', row)
    return undefined
  })
}

/** Dead letters wait again; gives how many of these there were. */
export function resendDeliveries(db: Database, ids: readonly number[], by: string): Promise<{ resent: number }> {
  return inTransaction(db, async (tx) => {
    const rows = await tx.query<{ id: number; webhookId: number }>(
      `update webhook_delivery as d set state = 'waiting', attempts = 0, next_at = now(), finished_at = null, note = $2
        where d.id = any ($1::bigint[]) and d.state = 'dead' returning d.id, d.webhook_id as "webhookId"`,
      [ids, `${by} 重新推送 | sent again by ${by}`],
    )
    await noteByWebhook(tx, rows, { by, type: 'DeadLettersResent' })
    if (rows.length > 0) await tx.query(`select pg_notify('webhook', '')`)
    return { resent: rows.length }
  })
}

export function discardDeliveries(
  db: Database,
  { ids, reason, by }: { ids: readonly number[]; reason: string; by: string },
): Promise<{ discarded: number }> {
  return inTransaction(db, async (tx) => {
    const rows = await tx.query<{ id: number; webhookId: number }>(
      `update webhook_delivery as d set state = 'discarded', finished_at = now(), note = $2
        where d.id = any ($1::bigint[]) and d.state in ('dead', 'waiting') returning d.id, d.webhook_id as "webhookId"`,
      [ids, `${by}: ${reason}`],
    )
    await noteByWebhook(tx, rows, { by, type: 'DeliveriesDiscarded', reason })
    return { discarded: rows.length }
  })
}

async function noteByWebhook(
  tx: Queryable,
  rows: readonly { id: number; webhookId: number }[],
  { by, type, reason }: { by: string; type: string; reason?: string },
): Promise<void> {
  for (const [webhookId, deliveries] of Map.groupBy(rows, (row) => row.webhookId)) {
    const payload = { deliveries: deliveries.map(({ id }) => id), ...(reason === undefined ? {} : { reason }) }
    await note(tx, { id: webhookId, by }, type, payload)
  }
}
