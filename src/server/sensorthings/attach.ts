// What stands beside the values of a page: notes of those who handed them in, quality flags, and numbers for odd instants.
import { SIGNS, STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { type Database, timestamptz } from '#platform/database.ts'
import { ownId } from './entity.ts'
import type { Observation } from './observation.ts'
import { extrasOf, OWN_COLUMNS, type OwnRow } from './own-stream.ts'

type ReadingObservation = Observation & { flag: string }
const isReading = (observation: Observation): observation is ReadingObservation => observation.flag !== undefined

/** Completes observations in place; those of readings only, as the others stand whole in their rows. */
export async function attach(db: Database, observations: readonly Observation[]): Promise<void> {
  const readings = observations.filter(isReading)
  if (readings.length === 0) return
  await numberOddInstants(
    db,
    readings.filter(({ id }) => id === undefined),
  )
  const [notes, flags] = await Promise.all([readNotes(db, readings), readFlags(db, readings)])
  for (const reading of readings) {
    const note = notes.get(`${reading.datastream.id} ${reading.at}`)
    if (note) {
      const { quality: _, ...extras } = extrasOf(note)
      Object.assign(reading, extras, reading.id === undefined ? { id: ownId(note.id) } : {})
      if (note.until !== null) reading.until = note.until
    }
    reading.quality = qualityOf(reading, flags, note?.quality)
  }
}

const keys = (readings: readonly Observation[]): [number[], number[], string[]] => [
  readings.map(({ datastream }) => datastream.siteId ?? 0),
  readings.map(({ datastream }) => datastream.id),
  readings.map(({ at }) => timestamptz(at)),
]

/** A reading between two seconds is numbered by a note of its own, made when somebody first sees it. */
async function numberOddInstants(db: Database, readings: readonly Observation[]): Promise<void> {
  if (readings.length === 0) return
  await db.execute(
    `insert into sta_observation (site_id, datastream_id, at, is_note, created_by)
     select k.site_id, k.datastream_id, k.at, true, 'sensorthings'
       from unnest($1::int[], $2::int[], $3::timestamptz[]) as k (site_id, datastream_id, at)
     on conflict do nothing`,
    keys(readings),
  )
}

async function readNotes(db: Database, readings: readonly Observation[]): Promise<Map<string, OwnRow>> {
  const rows = await db.query<OwnRow>(
    `select ${OWN_COLUMNS}
       from unnest($1::int[], $2::int[], $3::timestamptz[]) as k (site_id, datastream_id, at)
       join sta_observation as o
         on o.site_id = k.site_id and o.datastream_id = k.datastream_id and o.at = k.at and o.is_note`,
    keys(readings),
  )
  return new Map(rows.map((row) => [`${row.datastreamId} ${row.at}`, row]))
}

type Flag = {
  siteId: number
  factorId: number | null
  kind: string
  from: number
  until: number
  state: string
  origin: string
  code: string
  author: string
  reason: string
}

/** Flags of rules and people that stand now, by site. */
async function readFlags(db: Database, readings: readonly Observation[]): Promise<Map<number, Flag[]>> {
  const instants = readings.map(({ at }) => at)
  const rows = await db.query<Flag>(
    `select f.site_id as "siteId", f.factor_id as "factorId", f.kind, f.from_at as "from", f.until_at as until, f.state,
            f.origin, f.code, f.author, f.reason
       from quality_flag as f
      where f.site_id = any ($1) and f.known_until = 'infinity' and f.from_at <= $3 and f.until_at > $2`,
    [
      [...new Set(readings.map(({ datastream }) => datastream.siteId ?? 0))],
      timestamptz(instants.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
      timestamptz(instants.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
    ],
  )
  return Map.groupBy(rows, ({ siteId }) => siteId)
}

/** The flag as the device sent it, what it means in our words and in QARTOD's, and what was said of the value since. */
function qualityOf({ flag, datastream, at }: ReadingObservation, flags: Map<number, Flag[]>, given: unknown): unknown {
  const { source, siteId = 0 } = datastream
  if (source?.is !== 'series') return given
  const said = (flags.get(siteId) ?? []).filter(
    ({ factorId, kind, from, until }) =>
      kind === source.kind && (factorId === null || factorId === source.factorId) && from <= at && at < until,
  )
  const signs = SIGNS['hj212-2017']
  const state = (Object.hasOwn(signs, flag) ? signs[flag] : undefined) ?? 'unknown'
  return {
    flag,
    state,
    qartod: STATE_MEANINGS[state].qartod,
    counts: STATE_MEANINGS[state].counts,
    ...(said.length === 0
      ? {}
      : { flags: said.map(({ state, origin, code, author, reason }) => ({ state, origin, code, author, reason })) }),
    ...(given === null || given === undefined ? {} : { given }),
  }
}
