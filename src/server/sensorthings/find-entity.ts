// One entity by its number, and the entity a path leads to.
import type { EntityType } from '#domain/sensorthings/model.ts'
import { linkOf } from '#domain/sensorthings/model.ts'
import type { Step } from '#domain/sensorthings/parse-path.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { attach } from './attach.ts'
import { type Entity, isOwnId, numberOf, parseId, productId, readingOf } from './entity.ts'
import { type Observation, toEntity } from './observation.ts'
import { OWN_COLUMNS, type OwnRow, toObservation } from './own-stream.ts'
import { streamReadings } from './reading-stream.ts'
import type { Service } from './service.ts'

const notFound = (type: EntityType, id: string): Refusal =>
  refuse('sensorthings.entity-not-found', {
    zh: `没有编号为 ${id.slice(0, 40)} 的 ${type}`,
    en: `There is no ${type} with the id ${id.slice(0, 40)}`,
  })

/** Refuses `sensorthings.entity-not-found`. */
export async function findEntity(service: Service, type: EntityType, text: string): Promise<Entity | Refusal> {
  const id = parseId(text)
  if (id === undefined) return notFound(type, text)
  const entity = type === 'Observation' ? await findObservation(service, id) : service.model.get(type, id)
  return entity ?? notFound(type, text)
}

async function findObservation(service: Service, id: number): Promise<Entity | undefined> {
  const observation = isOwnId(id) ? await findOwn(service, numberOf(id)) : await findReading(service, readingOf(id))
  if (!observation) return undefined
  await attach(service.db, [observation])
  return toEntity(observation)
}

async function findOwn(service: Service, number: number): Promise<Observation | undefined> {
  const [row] = await service.db.query<OwnRow>(
    `select ${OWN_COLUMNS} from sta_observation as o where o.id = $1 and o.withdrawn_at is null`,
    [number],
  )
  const datastream = row && service.model.get('Datastream', row.datastreamId)
  if (!row || !datastream) return undefined
  if (!row.isNote) return toObservation(row, datastream)
  return readingAt(service, datastream, row.at)
}

const findReading = (service: Service, { seriesId, at }: { seriesId: number; at: number }) => {
  const datastream = service.model.get('Datastream', productId(seriesId))
  return datastream ? readingAt(service, datastream, at) : Promise.resolve(undefined)
}

/** The value of a series at the very instant its period begins. */
async function readingAt(service: Service, datastream: Entity, at: number): Promise<Observation | undefined> {
  const { source } = datastream
  if (source?.is !== 'series') return undefined
  const times = [{ op: 'starts' as const, span: { from: at, until: at } }]
  const asked = { datastreams: [datastream], times, values: [], isDescending: true, wanted: 1 }
  for await (const [first] of streamReadings(service.db, asked)) if (first) return first
  return undefined
}

/** The entity that the steps lead to; the last one must name a single entity. */
export async function followSteps(service: Service, steps: readonly Step[]): Promise<Entity | Refusal> {
  let here: Entity | undefined
  for (const step of steps) {
    const next: Entity | Refusal = here
      ? await followStep(service, here, step)
      : await findEntity(service, step.type, step.id ?? '')
    if (isRefusal(next)) return next
    here = next
  }
  return here ?? refuse('sensorthings.path-not-found', 'Cannot follow an empty path')
}

async function followStep(service: Service, from: Entity, step: Step): Promise<Entity | Refusal> {
  if (linkOf(from.type, step.link)?.to === 'Observation') {
    const found = await findEntity(service, 'Observation', step.id ?? '')
    if (isRefusal(found)) return found
    const isHere = found.links[from.type]?.includes(from.id) ?? false
    return isHere ? found : notFound('Observation', step.id ?? '')
  }
  const linked = service.model.follow(from, step.link)
  const found = step.id === undefined ? linked[0] : linked.find(({ id }) => id === parseId(step.id ?? ''))
  return found ?? notFound(step.type, step.id ?? '?')
}
