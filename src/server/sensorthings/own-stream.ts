// Observations of datastreams that other systems created, in the order of their time, piece by piece.
import { type Database, timestamptz } from '#platform/database.ts'
import { type Entity, ownId } from './entity.ts'
import type { Extras, Observation } from './observation.ts'
import { meets, type StreamQuestion } from './reading-stream.ts'
import { rangeOfAll, widestRange } from './time-conditions.ts'

export type OwnRow = {
  id: number
  at: number
  until: number | null
  resultTime: number | null
  validFrom: number | null
  validUntil: number | null
  createdAt: number
  recordId: number | null
  datastreamId: number
  featureId: number | null
  isNote: boolean
  value: number | null
  result: unknown
  quality: unknown
  parameters: Record<string, unknown> | null
}

export const OWN_COLUMNS = `o.id, o.at, o.until, o.result_time as "resultTime", o.valid_from as "validFrom",
  o.valid_until as "validUntil", o.created_at as "createdAt", o.record_id as "recordId",
  o.datastream_id as "datastreamId", o.feature_id as "featureId", o.is_note as "isNote", o.value, o.result, o.quality,
  o.parameters`

const PIECE = 2000

export const extrasOf = (row: OwnRow): Extras => ({
  resultTime: row.resultTime,
  valid: row.validFrom === null ? null : { from: row.validFrom, until: row.validUntil ?? row.validFrom },
  parameters: row.parameters,
  quality: row.quality,
  featureId: row.featureId,
})

export const toObservation = (row: OwnRow, datastream: Entity): Observation => ({
  ...extrasOf(row),
  datastream,
  id: ownId(row.id),
  at: row.at,
  until: row.until ?? row.at,
  value: row.value ?? row.result,
  knownFrom: row.createdAt,
  recordId: row.recordId,
})

export type OwnQuestion = StreamQuestion & {
  /** Whether these are all datastreams of their kind, so that none need be named. */
  isEvery: boolean
}

export async function* streamOwn(db: Database, asked: OwnQuestion): AsyncGenerator<Observation[]> {
  const datastreams = new Map(
    asked.datastreams.filter(({ source }) => source?.is === 'own').map((one) => [one.id, one]),
  )
  if (datastreams.size === 0) return
  const ids = asked.isEvery ? null : [...datastreams.keys()]
  let last: OwnRow | undefined
  for (let size = Math.min(PIECE, asked.wanted); ; size = PIECE) {
    const rows = await readPiece(db, { asked, ids, last, size })
    yield rows.flatMap((row) => {
      const datastream = datastreams.get(row.datastreamId)
      if (!datastream || !isWanted(row, asked)) return []
      return [toObservation(row, datastream)]
    })
    last = rows.at(-1)
    if (!last || rows.length < size) return
  }
}

const isWanted = (row: OwnRow, { times, values }: OwnQuestion): boolean => {
  const { from, until } = rangeOfAll(times, (row.until ?? row.at) - row.at)
  return row.at >= from && row.at < until && meets(row.value, values)
}

type Piece = { asked: OwnQuestion; ids: number[] | null; last: OwnRow | undefined; size: number }

function readPiece(db: Database, { asked, ids, last, size }: Piece): Promise<OwnRow[]> {
  const direction = asked.isDescending ? 'desc' : 'asc'
  const sign = asked.isDescending ? '<' : '>'
  const { from, until } = widestRange(asked.times)
  const params: unknown[] = [timestamptz(from), timestamptz(until)]
  let where = 'o.at >= $1 and o.at < $2'
  const [only, ...more] = ids ?? []
  if (only !== undefined) {
    params.push(more.length === 0 ? only : ids)
    where +=
      more.length === 0 ? ` and o.datastream_id = $${params.length}` : ` and o.datastream_id = any ($${params.length})`
  }
  if (last) {
    params.push(timestamptz(last.at), last.id)
    where += ` and (o.at, o.id) ${sign} ($${params.length - 1}, $${params.length})`
  }
  return db.query<OwnRow>(
    `select ${OWN_COLUMNS} from sta_observation as o
      where ${where} and not o.is_note and o.withdrawn_at is null
      order by o.at ${direction}, o.id ${direction} limit ${size}`,
    params,
  )
}
