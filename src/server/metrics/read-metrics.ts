// The text of /metrics: this process's own figures, those the others left in the store, and those of the store itself.
import type { Database } from '#platform/database.ts'
import { collectOnce, type Figure, readFigures } from '#platform/figures.ts'
import { type FiguresOf, formatFigures } from './format-figures.ts'

/** Figures older than this are of a process that hangs or is gone: better none than stale ones. */
const FRESH = '30 seconds'

export async function readMetrics(db: Database): Promise<string> {
  collectOnce()
  const own = { process: 'server', instance: String(process.pid), figures: await readFigures() }
  const [others, store] = await Promise.all([readOthers(db), readStore(db)])
  return formatFigures([own, ...others, store])
}

const readOthers = (db: Database): Promise<FiguresOf[]> =>
  db
    .query<FiguresOf>(
      `select p.process, p.instance, p.body as figures from process_figures as p
        where p.at >= now() - interval '${FRESH}' order by p.process, p.instance`,
    )
    .catch(() => [])

/** Where the store is away, that is what there is to say: 0 under `store_up`, and none of the rest. */
async function readStore(db: Database): Promise<FiguresOf> {
  const rows = await db.query<Counted>(COUNT).catch(() => [])
  const [row] = rows
  const up: Figure = figureOf('store_up', 'Whether the store answers', row ? 1 : 0)
  const counted = row
    ? Object.entries(HELP).map(([key, help]) => figureOf(`store_${key}`, help, row[key as keyof Counted]))
    : []
  return { process: 'store', instance: 'store', figures: [up, ...counted] }
}

const figureOf = (name: string, help: string, value: number | null): Figure => ({
  name: `shanshui_${name}`,
  help,
  type: 'gauge',
  values: value === null ? [] : [{ value: Number(value), labels: {} }],
})

const HELP = {
  bytes: 'Size of the store, bytes',
  connections: 'Connections to the store',
  stale_days: 'Site days that wait to be computed again',
  quarantined_records: 'Raw records in quarantine',
  newest_reading_age_seconds: 'Since when no reading came in, s',
  webhook_messages_waiting: 'Messages that wait to be delivered',
  webhook_dead_letters: 'Messages given up by the rules, not yet by a person',
  webhooks_stopped: 'Webhooks that were stopped by failures',
} as const
type Counted = Record<keyof typeof HELP, number | null>

const COUNT = `
  select pg_database_size(current_database()) as bytes,
         (select count(*)::int from pg_stat_activity as a where a.datname = current_database()) as connections,
         (select count(*)::int from stale_day) as stale_days,
         (select count(*)::int from raw_record as r where r.state = 'quarantined') as quarantined_records,
         (select extract(epoch from now() - max(l.received_at))::float8 from latest as l) as newest_reading_age_seconds,
         (select count(*)::int from webhook_delivery as d where d.state = 'waiting') as webhook_messages_waiting,
         (select count(*)::int from webhook_delivery as d where d.state = 'dead') as webhook_dead_letters,
         (select count(*)::int from webhook as w where w.state = 'stopped') as webhooks_stopped`
