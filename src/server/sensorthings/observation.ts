// One observation as read from either place, and the entity it becomes.
import type { Entity } from './entity.ts'
import { productId } from './entity.ts'

/** What is known of a value beside the value itself. */
export type Extras = {
  resultTime?: number | null
  valid?: { from: number; until: number } | null
  parameters?: Record<string, unknown> | null
  quality?: unknown
  featureId?: number | null
}

/** `value` is a number, or whatever another system handed in; `id` is absent until it is looked up. */
export type Observation = Extras & {
  datastream: Entity
  id: number | undefined
  at: number
  /** Equal to `at` for an instant. */
  until: number
  value: unknown
  knownFrom: number
  recordId: number | null
  /** Of a reading: its HJ 212 flag and what came along with the mean. */
  flag?: string
  low?: number | null
  high?: number | null
  total?: number | null
}

const iso = (at: number): string => new Date(at).toISOString()
export const spanText = (from: number, until: number): string =>
  from === until ? iso(from) : `${iso(from)}/${iso(until)}`

/** The feature an observation is of: its own, or the site's. */
function featureOf({ datastream, featureId }: Observation): readonly number[] {
  if (featureId !== undefined && featureId !== null) return [featureId]
  const { source, siteId } = datastream
  return source?.is === 'series' && siteId !== undefined ? [productId(siteId)] : []
}

const present = (record: Record<string, unknown>): Record<string, unknown> | undefined => {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined && value !== null)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

export function toEntity(observation: Observation): Entity {
  const { datastream, at, until, value, knownFrom, valid, parameters, quality, id = 0 } = observation
  const isReading = datastream.source?.is === 'series'
  // A reading becomes known when it is stored; what other systems hand in is known when they say so.
  const resultTime = observation.resultTime ?? (isReading ? knownFrom : null)
  const { low, high, total, recordId } = observation
  return {
    type: 'Observation',
    id,
    origin: isReading ? 'product' : 'own',
    at,
    body: {
      phenomenonTime: spanText(at, until),
      resultTime: resultTime === null ? null : iso(resultTime),
      result: value,
      resultQuality: quality ?? undefined,
      validTime: valid ? spanText(valid.from, valid.until) : undefined,
      parameters: present({ ...(isReading ? { record: recordId, low, high, total } : {}), ...parameters }),
    },
    links: { Datastream: [datastream.id], FeatureOfInterest: featureOf(observation) },
  }
}

/** Rows of readings and rows of other systems in one order: by time, then by datastream, then by number. */
export function compareObservations(a: Observation, b: Observation, isDescending: boolean): number {
  const order = a.at - b.at || a.datastream.id - b.datastream.id || (a.id ?? 0) - (b.id ?? 0)
  return isDescending ? -order : order
}
