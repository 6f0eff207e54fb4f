// Values of one factor of a device, as known at an instant: what stands now, or what a revision says stood then.
import type { Database } from '#platform/database.ts'
import { valuesKnownAt } from '#server/readings-known-at.ts'

export type ReadingsAsked = {
  mn: string
  factor: string
  kind: string
  fromMs: number
  untilMs: number
  knownAtMs: number
}
/** `at` is the start of the period, ISO 8601 in UTC; `value` in `unit`. */
export type ReadingAnswer = { at: string; value: number | null; unit: string; flag: string; knownFrom: string }

/**
 * Oldest first; undefined where the device is not registered. A value that had not arrived then is left out.
 */
export async function queryReadings(db: Database, asked: ReadingsAsked): Promise<ReadingAnswer[] | undefined> {
  const [device] = await db.query<{ siteId: number }>('select d.site_id as "siteId" from device as d where d.mn = $1', [
    asked.mn,
  ])
  if (!device) return undefined
  const [factor] = await db.query<{ id: number; unit: string }>(
    'select f.id, f.unit from factor as f where f.code = $1',
    [asked.factor],
  )
  if (!factor) return []
  const values = await valuesKnownAt(db, {
    siteId: device.siteId,
    kind: asked.kind,
    factorIds: [factor.id],
    from: asked.fromMs,
    until: asked.untilMs,
    asKnownAt: asked.knownAtMs,
  })
  const iso = (at: number): string => new Date(at).toISOString()
  return values.map(({ at, value, flag, knownFrom }) => ({
    at: iso(at),
    value,
    unit: factor.unit,
    flag,
    knownFrom: iso(knownFrom),
  }))
}
