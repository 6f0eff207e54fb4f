// Observations handed in as tables, `POST /CreateObservations`: each row is taken or refused for itself.
import { isMembers, readEntityBody } from '#domain/sensorthings/entity-body.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { Changed } from './change.ts'
import { change, type Draft, refuseSite } from './draft.ts'
import { type Entity, parseId } from './entity.ts'
import { autoFeature } from './feature.ts'
import { draftObservation } from './observation-draft.ts'
import type { Service } from './service.ts'
import { storeObservations } from './store-observations.ts'
import { selfLink } from './wire.ts'

type Begin = Parameters<typeof change>[0]
type Table = { datastreamId: string; components: string[]; rows: unknown[] }

const bad = (zh: string, en: string): Refusal =>
  refuse('sensorthings.bad-entity', { zh, en: `Cannot take the data array as ${en}` })

/**
 * Gives an address for each row, or `error` with the reason; 201 where at least the tables could be read.
 * @source OGC 18-088 clause 12.2
 */
export async function createObservations(begin: Begin, body: unknown): Promise<Changed | Refusal> {
  const tables = readTables(body)
  if (isRefusal(tables)) return tables
  const results = await change(begin, async (draft) => {
    const outcomes: (Refusal | 'taken')[] = []
    for (const table of tables) for (const row of table.rows) outcomes.push(await draftRow(draft, table, row))
    const ids = await storeObservations(draft)
    let next = 0
    return outcomes.map((outcome) => (outcome === 'taken' ? (ids[next++] ?? 0) : outcome))
  })
  if (isRefusal(results)) return results
  const { base } = begin.service
  const lines = results.map((one) =>
    typeof one === 'number' ? selfLink(base, { type: 'Observation', id: one }) : `error: ${one.because}`,
  )
  return { status: 201, body: lines }
}

function readTables(body: unknown): Table[] | Refusal {
  if (!Array.isArray(body)) return bad('应为数组', 'a list of tables is expected')
  const tables: Table[] = []
  for (const part of body as unknown[]) {
    const table = isMembers(part) ? readTable(part) : undefined
    if (!table)
      return bad(
        '每项应有 Datastream、components 与 dataArray',
        'each table needs Datastream, components and dataArray',
      )
    tables.push(table)
  }
  return tables
}

function readTable({
  Datastream: datastream,
  components,
  dataArray,
}: Readonly<Record<string, unknown>>): Table | undefined {
  const id = isMembers(datastream) ? (datastream['@iot.id'] ?? datastream.id) : undefined
  const isNamed = Array.isArray(components) && components.every((name) => typeof name === 'string')
  if ((typeof id !== 'number' && typeof id !== 'string') || !isNamed || !Array.isArray(dataArray)) return undefined
  return { datastreamId: String(id), components: components as string[], rows: dataArray }
}

const FEATURE: ReadonlySet<string> = new Set(['FeatureOfInterest/id', 'FeatureOfInterest/@iot.id'])

async function draftRow(
  draft: Draft,
  { datastreamId, components, rows: _ }: Table,
  row: unknown,
): Promise<Refusal | 'taken'> {
  const { model, base, now } = draft.service
  const datastream = find(draft.service, 'Datastream', datastreamId)
  if (!datastream) return bad(`没有数据流 ${datastreamId}`, `there is no Datastream ${datastreamId}`)
  const forbidden = refuseSite(draft.caller, datastream.source?.is === 'series' ? datastream.siteId : undefined)
  if (forbidden) return forbidden
  if (!Array.isArray(row) || row.length !== components.length) {
    return bad('行的列数与 components 不符', 'a row must have a value for each component')
  }
  const named = components.map((name, n) => [name, row[n] as unknown] as const)
  const members = Object.fromEntries(named.filter(([name, value]) => !FEATURE.has(name) && value !== null))
  if (components.includes('result') && !('result' in members)) members.result = null
  const read = readEntityBody(members, { type: 'Observation', version: base.version, given: ['Datastream'] })
  if (isRefusal(read)) return read
  const asked = named.find(([name]) => FEATURE.has(name))?.[1]
  const feature = asked === undefined ? undefined : model.get('FeatureOfInterest', parseId(String(asked)) ?? -1)
  if (asked !== undefined && !feature)
    return bad(`没有观测对象 ${String(asked)}`, `there is no FeatureOfInterest ${String(asked)}`)
  const featureId = feature?.id ?? (await autoFeature(draft, datastream))
  const observation = draftObservation(read, { datastream, featureId, now })
  if (isRefusal(observation)) return observation
  draft.observations.push(observation)
  return 'taken'
}

const find = ({ model }: Service, type: Entity['type'], text: string): Entity | undefined => {
  const id = parseId(text)
  return id === undefined ? undefined : model.get(type, id)
}
