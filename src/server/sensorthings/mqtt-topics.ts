// SensorThings over MQTT: what a topic subscribes to, what to publish when readings arrive, and what a publication creates.
import { linkOf, type Version } from '#domain/sensorthings/model.ts'
import { parsePath, type ResourcePath } from '#domain/sensorthings/parse-path.ts'
import { parseQuery, type Query } from '#domain/sensorthings/parse-query.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import type { Caller } from '../http/serve.ts'
import { attach } from './attach.ts'
import type { Changed } from './change.ts'
import { type Entity, endOfReading, readingId } from './entity.ts'
import { loadModel } from './model.ts'
import { type Observation, toEntity } from './observation.ts'
import { OWN_COLUMNS, type OwnRow, toObservation } from './own-stream.ts'
import { toWire, type Wire } from './wire.ts'
import { changeAddress } from './write.ts'

/** `v1.1/Datastreams(1)/Observations?$select=result`; options other than `$select` are refused. */
export type Subscription = {
  topic: string
  version: Version
  resource: ResourcePath
  select: readonly string[] | undefined
}

const TOPIC = /^(v1\.[01])\/([^?]+)(?:\?(.*))?$/s
const unusable = (topic: string): Refusal =>
  refuse('sensorthings.bad-topic', {
    zh: `不能订阅“${topic.slice(0, 120)}”`,
    en: `Cannot subscribe to “${topic.slice(0, 120)}”: Observations, Datastreams(1)/Observations, Observations(1) and a property of one can be had`,
  })

/**
 * The entity set, entity or property a topic is about. MQTT wildcards are no part of it.
 * @source OGC 18-088 clause 14.2
 */
export function parseTopic(topic: string): Subscription | Refusal {
  const [, version = '', path = '', options = ''] = TOPIC.exec(topic) ?? []
  if (version === '') return unusable(topic)
  const resource = parsePath(path, version as Version)
  if (isRefusal(resource) || resource.isRef || resource.isCount || resource.isValue) return unusable(topic)
  const { type } = resource.steps.at(-1) ?? resource.steps[0]
  if (type !== 'Observation') return unusable(topic)
  const query = parseQuery(options, { type, version: version as Version })
  if (isRefusal(query)) return query
  if (!isPlain(query)) return unusable(topic)
  return { topic, version: version as Version, resource, select: query.select }
}

const isPlain = ({ filter, orderby, expand, top, skip, count }: Query): boolean =>
  filter === undefined && orderby.length === 0 && expand.length === 0 && top === undefined && skip === 0 && !count

/** What has been told since `startMs`: arrival, epoch ms, by what arrived. */
export type Cursor = { readonly startMs: number; newestMs: number; told: Map<string, number> }
export const startCursor = (nowMs: number): Cursor => ({ startMs: nowMs, newestMs: nowMs, told: new Map() })

/** A transaction that began this long before it ended is still seen: its arrival is stamped with its beginning. */
const LOOK_BACK_MS = 60_000
export type Publication = { topic: string; payload: string }

/**
 * What the subscriptions are to be told since the last look: the newest message of each site and kind that arrived, and
 * observations of other systems. Values that arrive behind a newer one of their series are not told. Moves the cursor.
 */
export async function publicationsSince(
  db: Database,
  asked: { subscriptions: readonly Subscription[]; siteIds: readonly number[]; cursor: Cursor; url: string },
): Promise<Publication[]> {
  const { subscriptions, siteIds, cursor, url } = asked
  if (subscriptions.length === 0) return []
  const sinceMs = Math.max(cursor.startMs, cursor.newestMs - LOOK_BACK_MS)
  const arrived = [...(await newReadings(db, siteIds, sinceMs)), ...(await newOwn(db, sinceMs))]
  const observations = arrived.filter((one) => !cursor.told.has(keyOf(one)))
  remember(cursor, observations)
  await attach(db, observations)
  return observations.flatMap((observation) => {
    const entity = toEntity(observation)
    return subscriptions.flatMap((subscription) => publish(subscription, entity, { observation, url }))
  })
}

const keyOf = ({ datastream, at, recordId, id }: Arrived): string => `${datastream.id} ${at} ${recordId ?? id}`

function remember(cursor: Cursor, observations: readonly Arrived[]): void {
  for (const one of observations) {
    cursor.told.set(keyOf(one), one.arrivedMs)
    cursor.newestMs = Math.max(cursor.newestMs, one.arrivedMs)
  }
  for (const [key, arrivedMs] of cursor.told) if (arrivedMs < cursor.newestMs - LOOK_BACK_MS) cursor.told.delete(key)
}

type Told = { observation: Observation; url: string }

function publish(subscription: Subscription, entity: Entity, { observation, url }: Told): Publication[] {
  const { topic, version, resource, select } = subscription
  if (!isAbout(resource, entity, observation)) return []
  const wire = toWire(entity, { url: `${url}/sta/${version}`, version }, select)
  const payload: Wire = resource.property
    ? { [resource.property[0] ?? '']: wire[resource.property[0] ?? ''] ?? null }
    : wire
  return [{ topic, payload: JSON.stringify(payload) }]
}

/** Whether the path leads to this observation: all, those of one entity, or it alone. */
function isAbout({ steps }: ResourcePath, entity: Entity, { datastream }: Observation): boolean {
  const last = steps.at(-1) ?? steps[0]
  if (last.id !== undefined && Number(last.id) !== entity.id) return false
  const from = steps.at(-2)
  if (!from) return true
  if (linkOf(from.type, last.link)?.to !== 'Observation') return false
  const ids = from.type === 'Datastream' ? [datastream.id] : (entity.links[from.type] ?? [])
  return ids.includes(Number(from.id))
}

type Arrived = Observation & { arrivedMs: number }
type LatestRow = {
  siteId: number
  kind: 'realtime' | 'minute' | 'hour' | 'day' | 'sample'
  at: number
  arrivedMs: number
  flags: string
  factors: number[]
  values: (number | null)[]
  source: number
}

async function newReadings(db: Database, siteIds: readonly number[], sinceMs: number): Promise<Arrived[]> {
  const rows = await db.query<LatestRow>(
    `select l.site_id as "siteId", l.kind, l.at, l.received_at as "arrivedMs", l.flags, l.factors, l.values, l.source
       from latest as l
      where l.received_at >= $2 and (cardinality($1::int[]) = 0 or l.site_id = any ($1))
      order by l.received_at, l.site_id`,
    [siteIds, timestamptz(sinceMs)],
  )
  if (rows.length === 0) return []
  const model = await loadModel(db)
  const series = new Map(
    model.all('Datastream').flatMap((one): [string, Entity][] => {
      const { source } = one
      return source?.is === 'series' ? [[`${source.siteId} ${source.kind} ${source.factorId}`, one]] : []
    }),
  )
  return rows.flatMap((row) =>
    row.factors.flatMap((factorId, n): Arrived[] => {
      const datastream = series.get(`${row.siteId} ${row.kind} ${factorId}`)
      if (datastream?.source?.is !== 'series') return []
      const { at, kind, arrivedMs } = row
      return [
        {
          datastream,
          id: readingId(datastream.source.seriesId, at),
          at,
          until: endOfReading(kind, at),
          value: row.values[n] ?? null,
          knownFrom: arrivedMs,
          recordId: row.source,
          flag: row.flags[n] ?? 'N',
          arrivedMs,
        },
      ]
    }),
  )
}

async function newOwn(db: Database, sinceMs: number): Promise<Arrived[]> {
  const rows = await db.query<OwnRow>(
    `select ${OWN_COLUMNS} from sta_observation as o
      where o.created_at >= $1 and not o.is_note and o.withdrawn_at is null order by o.id`,
    [timestamptz(sinceMs)],
  )
  if (rows.length === 0) return []
  const model = await loadModel(db)
  return rows.flatMap((row): Arrived[] => {
    const datastream = model.get('Datastream', row.datastreamId)
    return datastream ? [{ ...toObservation(row, datastream), arrivedMs: row.createdAt }] : []
  })
}

export type TopicCreation = { topic: string; payload: Uint8Array; caller: Caller; url: string; now: number }

/**
 * Creates what is published to `v1.1/Observations` or `v1.1/Datastreams(1)/Observations`, as a POST there would. The
 * caller MUST have been let in with `data.write`.
 * @source OGC 18-088 clause 14.1
 */
export async function createFromTopic(db: Database, asked: TopicCreation): Promise<Changed | Refusal> {
  const { topic, payload, caller, url, now } = asked
  const [, version = '', path = ''] = TOPIC.exec(topic) ?? []
  if (!/(?:^|\/)Observations$/.test(path)) return unusable(topic)
  const service = {
    db,
    model: await loadModel(db),
    base: { url: `${url}/sta/${version}`, version: version as Version },
    now,
  }
  return changeAddress(service, {
    method: 'POST',
    path,
    query: '',
    body: payload,
    contentType: 'application/json',
    caller,
  })
}
