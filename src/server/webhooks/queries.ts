// What the webhook pages show: the webhooks, the delivery log, one delivery with its attempts.
import type { QueryOf, ReplyOf } from '#contract/route.ts'
import type {
  DeliveryRow,
  listDeliveries as listDeliveriesRoute,
  readDelivery as readDeliveryRoute,
  WebhookRow,
} from '#contract/webhooks.ts'
import type { Database } from '#platform/database.ts'
import { bodyOf, type Message } from './attempt.ts'

export const listWebhooks = (db: Database): Promise<WebhookRow[]> =>
  db.query<WebhookRow>(
    `select w.id, w.name, w.url, w.events, w.state, w.state_reason as "stateReason", w.state_at as "stateAt",
            (select count(*)::int from webhook_delivery as d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
            (select count(*)::int from webhook_delivery as d where d.webhook_id = w.id and d.state = 'dead') as dead,
            case when w.state = 'on' then f.next_at end as "nextAt",
            (select min(t.at) from webhook_attempt as t where t.delivery_id = f.id) as "failingSince",
            w.last_delivered_at as "lastDeliveredAt", w.created_by as "createdBy", w.created_at as "createdAt",
            case when w.site_ids is not null then
              (select coalesce(jsonb_agg(jsonb_build_object('code', s.code, 'name', s.name) order by s.code), '[]')
                 from site as s where s.id = any (w.site_ids))
            end as sites
       from webhook as w
       left join lateral (
            select d.id, d.next_at from webhook_delivery as d
             where d.webhook_id = w.id and d.state = 'waiting' order by d.id limit 1) as f on true
      order by w.name`,
  )

const DELIVERY = `select d.id, d.webhook_id as "webhookId", w.name as "webhookName", e.type, e.at, s.code as "siteCode",
       s.name as "siteName",       d.state, d.attempts, case when d.state = 'waiting' and w.state = 'on' then d.next_at end as "nextAt",
       d.finished_at as "finishedAt", d.note, t.status, t.failure`
const WITH_PARTS = `join webhook as w on w.id = d.webhook_id
       join webhook_event as e on e.id = d.event_id
       left join site as s on s.id = e.site_id
       left join lateral (
            select a.status, a.failure from webhook_attempt as a where a.delivery_id = d.id order by a.id desc limit 1) as t
         on true`

export async function listDeliveries(
  db: Database,
  asked: QueryOf<typeof listDeliveriesRoute>,
): Promise<ReplyOf<typeof listDeliveriesRoute>> {
  const where = `($1::int is null or d.webhook_id = $1) and ($2::text is null or d.state = $2)`
  const params = [asked.webhook ?? null, asked.state ?? null]
  const [rows, [count]] = await Promise.all([
    db.query<DeliveryRow>(
      `${DELIVERY}
         from (select d.* from webhook_delivery as d where ${where} order by d.id desc limit $3 offset $4) as d
       ${WITH_PARTS}
        order by d.id desc`,
      [...params, asked.pageSize, (asked.page - 1) * asked.pageSize],
    ),
    db.query<{ n: number }>(`select count(*)::int as n from webhook_delivery as d where ${where}`, params),
  ])
  return { rows, total: count?.n ?? 0, page: asked.page, pageSize: asked.pageSize }
}

type Stored = DeliveryRow & { messageId: string; payload: unknown }

export async function findDelivery(db: Database, id: number): Promise<ReplyOf<typeof readDeliveryRoute> | undefined> {
  const [[row], log] = await Promise.all([
    db.query<Stored>(
      `${DELIVERY}, e.message_id as "messageId", e.payload from webhook_delivery as d ${WITH_PARTS} where d.id = $1`,
      [id],
    ),
    db.query<ReplyOf<typeof readDeliveryRoute>['log'][number]>(
      `select a.at, a.duration_ms as "durationMs", a.status, a.failure, a.reply
         from webhook_attempt as a where a.delivery_id = $1 order by a.id`,
      [id],
    ),
  ])
  if (!row) return undefined
  const { messageId, payload, ...delivery } = row
  const message: Message = { id: messageId, type: row.type, at: row.at, payload }
  return { ...delivery, message: bodyOf(message), log }
}
