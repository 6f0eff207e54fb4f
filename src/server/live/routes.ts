// What is running, loaded and still being computed.
import type { ReplyOf } from '#contract/route.ts'
import { readStatus } from '#contract/session.ts'
import { type Deps, type ServedRoute, serve } from '../http/serve.ts'
import { VERSION } from '../http/version.ts'
import type { Hub } from './hub.ts'

/** Counting waiting days reads them all: every page that is open asks, one answer serves them. */
const COUNTED_FOR_MS = 2000

type Counted = Pick<ReplyOf<typeof readStatus>, 'planId' | 'demo' | 'staleDays'>

/** Since when and why the gateway answers no device. */
export type GatewayTrouble = { since: number; because: string }

export type GatewayStatus = { port: () => number | null; trouble: () => GatewayTrouble | null }

export function statusRoutes({ db, now }: Deps, hub: Hub, status: GatewayStatus): ServedRoute[] {
  let counted: { at: number; row: Promise<Counted> } | undefined
  const count = async (): Promise<Counted> => {
    const [row] = await db.query<Counted>(
      `select (select p.id from plan as p order by p.loaded_at, p.id limit 1) as "planId",
              exists (select 1 from setting as t where t.key = 'demo' and t.value = 'true') as demo,
              (select count(*)::int from (select distinct d.site_id, d.day from stale_day as d) as w) as "staleDays"`,
    )
    if (!row) throw new Error('Cannot count what is loaded')
    return row
  }
  return [
    serve(readStatus, async () => {
      if (!counted || now() - counted.at >= COUNTED_FOR_MS) counted = { at: now(), row: count() }
      const { planId, demo, staleDays } = await counted.row.catch((error: unknown) => {
        counted = undefined
        throw error
      })
      const gateway = { port: status.port(), trouble: status.trouble() }
      return { version: VERSION, now: now(), planId, demo, history: hub.history(), staleDays, gateway }
    }),
  ]
}
