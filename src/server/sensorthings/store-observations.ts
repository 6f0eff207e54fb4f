// The observations of a change into the store: one raw record for the request, readings through the intake, others in rows.

import { timestamptz } from '#platform/database.ts'
import type { RawRecord, ReadingMessage } from '#platform/intake/batch.ts'
import { nextRecordId } from '#platform/intake/record-id.ts'
import { prepareBatch, storeBatchIn } from '#platform/intake/store-batch.ts'
import type { Draft } from './draft.ts'
import { ownId, productId, readingId } from './entity.ts'
import type { ObservationDraft } from './observation-draft.ts'

/** MUST be the last thing a change does: before it, the transaction must not have touched readings or raw records. */
export async function storeObservations(draft: Draft): Promise<number[]> {
  const { observations, service, tx, caller } = draft
  if (observations.length === 0) return []
  const record = toRecord(draft)
  const messages = toMessages(observations, record.id)
  const batch = { records: [record], messages, reason: 'sensorthings', author: caller.account.name }
  await prepareBatch(service.db, batch)
  await storeBatchIn(tx, batch)
  const rows = observations.map((observation) => ({
    observation,
    isNote: observation.datastream.source?.is === 'series',
  }))
  const stored = rows.filter(({ observation, isNote }) => !isNote || needsNote(observation))
  const ids = await insertRows(draft, stored, record.id)
  return rows.map(({ observation, isNote }) => {
    const id = ids.get(observation)
    const { datastream, at } = observation
    const reading = isNote && datastream.source?.is === 'series' ? readingId(datastream.source.seriesId, at) : undefined
    if (reading !== undefined) return reading
    if (id === undefined) throw new Error('Cannot number an observation that was not stored')
    return ownId(id)
  })
}

function toRecord({ observations, body, caller, service }: Draft): RawRecord {
  const [first] = observations
  const siteId = first?.datastream.siteId ?? 0
  return {
    id: nextRecordId(service.now),
    receivedAtMs: service.now,
    atMs: first?.at ?? null,
    siteId: Math.max(0, siteId),
    importId: null,
    lineNo: null,
    channel: 'http',
    state: 'stored',
    kind: first?.datastream.source?.is === 'series' ? first.datastream.source.kind : null,
    peer: caller.account.name,
    mn: null,
    body,
    findings: [],
  }
}

/** Values of one site, kind and instant travel in one message; a factor said twice begins another. */
function toMessages(observations: readonly ObservationDraft[], source: number): ReadingMessage[] {
  const open = new Map<string, ObservationDraft[][]>()
  for (const observation of observations) {
    const place = observation.datastream.source
    if (place?.is !== 'series') continue
    const key = `${place.siteId} ${place.kind} ${observation.at}`
    const messages = open.get(key) ?? []
    open.set(key, messages)
    const free = messages.find((message) => message.every(({ datastream }) => datastream !== observation.datastream))
    if (free) free.push(observation)
    else messages.push([observation])
  }
  return [...open.values()].flat().flatMap((message) => toMessage(message, source))
}

function toMessage(observations: readonly ObservationDraft[], source: number): ReadingMessage[] {
  const items = observations
    .flatMap(({ datastream, value, flag }) => {
      const place = datastream.source
      return place?.is === 'series' ? [{ ...place, value: typeof value === 'number' ? value : null, flag }] : []
    })
    .sort((a, b) => a.factorId - b.factorId)
  const [first] = items
  const at = observations[0]?.at
  if (!first || at === undefined) return []
  return [
    {
      siteId: first.siteId,
      atMs: at,
      kind: first.kind,
      source,
      factors: items.map(({ factorId }) => factorId),
      values: items.map(({ value }) => value),
      low: null,
      high: null,
      total: null,
      flags: items.map(({ flag }) => flag).join(''),
    },
  ]
}

/** Whether a reading comes with more than a value and a flag, or at an instant that no number stands for. */
function needsNote({
  datastream,
  at,
  resultTime,
  valid,
  parameters,
  quality,
  featureId,
  flag,
}: ObservationDraft): boolean {
  const { source, siteId = 0 } = datastream
  const isOdd = source?.is === 'series' && readingId(source.seriesId, at) === undefined
  const saysMore = quality !== null && JSON.stringify(quality) !== JSON.stringify({ flag })
  return (
    isOdd || resultTime !== null || valid !== null || parameters !== null || saysMore || featureId !== productId(siteId)
  )
}

type Row = { observation: ObservationDraft; isNote: boolean }

const instant = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : timestamptz(at)
const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value))

const NEW_ROWS = `insert into sta_observation as o (site_id, datastream_id, at, until, result_time, valid_from, valid_until,
    record_id, feature_id, is_note, value, result, quality, parameters, created_by)
  select (r->>'siteId')::int, (r->>'datastreamId')::int, (r->>'at')::timestamptz, (r->>'until')::timestamptz,
         (r->>'resultTime')::timestamptz, (r->>'validFrom')::timestamptz, (r->>'validUntil')::timestamptz,
         $2, (r->>'featureId')::int, (r->>'isNote')::boolean, (r->>'value')::float8, (r->>'result')::jsonb,
         (r->>'quality')::jsonb, (r->>'parameters')::jsonb, $3
    from unnest($1::jsonb[]) with ordinality as u (r, n)
   order by u.n
  on conflict (site_id, datastream_id, at) where is_note do update
    set until = excluded.until, result_time = excluded.result_time, valid_from = excluded.valid_from,
        valid_until = excluded.valid_until, record_id = excluded.record_id, feature_id = excluded.feature_id,
        quality = excluded.quality, parameters = excluded.parameters,
        earlier = coalesce(o.earlier, '[]') || (to_jsonb(o) - 'earlier')
  returning o.id, o.datastream_id as "datastreamId", o.at`

async function insertRows(
  { tx, caller }: Draft,
  rows: readonly Row[],
  recordId: number,
): Promise<Map<ObservationDraft, number>> {
  // A note said twice in one request is the later one; a statement may touch a row only once.
  const last = new Map(
    rows.map((row, n) => [row.isNote ? `${row.observation.datastream.id} ${row.observation.at}` : String(-n - 1), row]),
  )
  const written = [...last.values()]
  if (written.length === 0) return new Map()
  const stored = await tx.query<{ id: number }>(NEW_ROWS, [written.map(rowJson), recordId, caller.account.name])
  const idOf = new Map(written.map((row, n) => [row, stored[n]?.id ?? 0]))
  return new Map(
    rows.map((row, n) => {
      const key = row.isNote ? `${row.observation.datastream.id} ${row.observation.at}` : String(-n - 1)
      const found = last.get(key)
      return [row.observation, (found && idOf.get(found)) ?? 0]
    }),
  )
}

function rowJson({ observation, isNote }: Row): string {
  const { datastream, at, until, value, resultTime, valid, quality, parameters, featureId } = observation
  const isNumber = typeof value === 'number'
  return JSON.stringify({
    siteId: datastream.siteId ?? 0,
    datastreamId: datastream.id,
    at: timestamptz(at),
    until: instant(until),
    resultTime: instant(resultTime),
    validFrom: instant(valid?.from),
    validUntil: instant(valid?.until),
    featureId,
    isNote,
    value: isNumber && !isNote ? value : null,
    result: isNumber || isNote ? null : json(value),
    quality: json(quality),
    parameters: json(parameters),
  })
}
