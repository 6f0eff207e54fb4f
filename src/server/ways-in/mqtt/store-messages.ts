// MQTT messages into the store: each under the sources that claim its topic, with their runs, in one transaction.
import { type RowFinding, rowFinding } from '#domain/ways-in/findings.ts'
import { STANDARD_MAPPING } from '#domain/ways-in/mapping.ts'
import { type Database, inTransaction } from '#platform/database.ts'
import { countOutcomes, type Landing, prepareLandings, storeLanded } from '../land.ts'
import { type Arrival, type PreparedRow, prepareArrivals } from '../prepare.ts'
import { addToRun, runOfToday, summarise } from '../runs.ts'
import type { Source } from '../sources.ts'
import { textOf } from '../text-of.ts'
import { matchesTopic } from '../topic-filter.ts'

export type MqttMessage = {
  topic: string
  payload: Uint8Array
  /** Sites the sender may hand in data of; null: every site. */
  siteIds: readonly number[] | null
  /** Device or key that sent it. */
  author: string
  mn: string | null
  isRetained: boolean
  isRepeated: boolean
  /** Why it is no source's and goes into quarantine as it is. */
  fault?: RowFinding
}

type Item = MqttMessage & { receivedAtMs: number }

const LARGEST_PAYLOAD = 1024 * 1024
const KEPT_OF_LARGE = 64 * 1024

const bytesOf = (items: readonly Item[]): number => items.reduce((sum, { payload }) => sum + payload.length, 0)

type Claimed = { item: Item; source: Source | null; arrival: Arrival }

function claim(item: Item, sources: readonly Source[]): Claimed[] {
  if (item.fault) return [{ item, source: null, arrival: { ...arrivalOf(item, null), fault: item.fault } }]
  const claiming = sources.filter(({ settings }) =>
    topicsOf(settings).some((filter) => matchesTopic(filter, item.topic)),
  )
  const active = claiming.filter(({ state }) => state === 'active')
  if (active.length > 0) return active.map((source) => ({ item, source, arrival: arrivalOf(item, source) }))
  const [paused = null] = claiming
  const fault = paused ? rowFinding('source.paused', paused.name) : rowFinding('source.none', item.topic)
  return [{ item, source: paused, arrival: { ...arrivalOf(item, paused), fault } }]
}

const topicsOf = (settings: Source['settings']): readonly string[] => (settings.way === 'mqtt' ? settings.topics : [])

function arrivalOf(item: Item, source: Source | null): Arrival {
  const mapping = source?.mapping ?? STANDARD_MAPPING
  const isLarge = item.payload.length > LARGEST_PAYLOAD
  const { text, findings } = textOf(isLarge ? item.payload.subarray(0, KEPT_OF_LARGE) : item.payload, mapping.encoding)
  return {
    text,
    mapping,
    topic: item.topic,
    receivedAtMs: item.receivedAtMs,
    siteIds: item.siteIds,
    findings: [...findings, ...saidOf(item)],
    fault: isLarge ? rowFinding('payload.too-large', `${item.payload.length}`) : undefined,
  }
}

const saidOf = ({ isRetained, isRepeated }: Item): RowFinding[] => [
  ...(isRetained ? [rowFinding('mqtt.retained')] : []),
  ...(isRepeated ? [rowFinding('mqtt.repeated')] : []),
]

/** All messages with their runs in one transaction. */
export async function storeMessages(db: Database, items: readonly Item[], sources: readonly Source[]): Promise<void> {
  const claimed = items.flatMap((item) => claim(item, sources))
  const prepared = await prepareArrivals(
    db,
    claimed.map(({ arrival }) => arrival),
  )
  const bySource = Map.groupBy(
    claimed.map((one, i) => ({ ...one, rows: prepared[i]?.rows ?? [] })),
    ({ source }) => source?.id ?? null,
  )
  const landings = [...bySource.values()].flat().map(landingOf)
  const landed = await prepareLandings(db, landings, { reason: 'mqtt', author: 'mqtt' })
  await inTransaction(db, async (tx) => {
    const runs = new Map<PreparedRow, number>()
    const members: { run: number; rows: PreparedRow[]; bytes: number }[] = []
    for (const [sourceId, group] of bySource) {
      const nowMs = Math.max(...group.map(({ item }) => item.receivedAtMs))
      const origin = group[0]?.source?.name ?? 'MQTT'
      const run = await runOfToday(
        tx,
        { sourceId, way: 'mqtt', cause: 'arrival', origin, author: 'mqtt', bytes: 0 },
        nowMs,
      )
      const rows = group.flatMap((one) => one.rows)
      for (const row of rows) runs.set(row, run)
      members.push({ run, rows, bytes: bytesOf(group.map(({ item }) => item)) })
    }
    const outcomes = await storeLanded(tx, landed, (row) => runs.get(row) ?? 0)
    for (const { run, rows, bytes } of members) {
      const counts = countOutcomes(rows.map((row) => outcomes.get(row) ?? 'quarantined'))
      await addToRun(tx, run, { counts, findings: summarise(rows), bytes })
    }
  })
}

const landingOf = ({ item, rows, arrival }: Claimed & { rows: PreparedRow[] }): Landing => ({
  rows,
  channel: 'mqtt',
  peer: item.topic,
  mn: item.mn,
  receivedAtMs: item.receivedAtMs,
  ...(arrival.fault?.code === 'payload.too-large' ? {} : { body: item.payload }),
})

/** Kept as bytes alone, without anything that the store could dislike. */
export async function storeRefused(db: Database, item: Item): Promise<void> {
  const bare = { ...item, topic: 'unstorable', payload: Buffer.from(Buffer.from(item.payload).toString('hex')) }
  await storeMessages(db, [bare], []).catch(() => undefined)
}
