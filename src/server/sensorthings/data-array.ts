// Observations as tables, one for each datastream, as `$resultFormat=dataArray` asks for.
import type { Query } from '#domain/sensorthings/parse-query.ts'
import type { Entity } from './entity.ts'
import type { Service } from './service.ts'
import { selfLink, toWire, type Wire } from './wire.ts'

const COMPONENTS = ['@iot.id', 'phenomenonTime', 'result', 'resultTime', 'resultQuality', 'validTime', 'parameters']

/** @source OGC 18-088 clause 12.1 */
export function dataArray(entities: readonly Entity[], { base }: Service, { select }: Query): Wire[] {
  const components = select?.map((name) => (name === 'id' ? '@iot.id' : name)) ?? COMPONENTS
  const tables = Map.groupBy(entities, ({ links }) => links.Datastream?.[0] ?? 0)
  return [...tables].map(([id, rows]) => ({
    'Datastream@iot.navigationLink': selfLink(base, { type: 'Datastream', id }),
    components,
    'dataArray@iot.count': rows.length,
    dataArray: rows.map((entity) => {
      const wire = toWire(entity, base)
      return components.map((name) => wire[name] ?? null)
    }),
  }))
}
