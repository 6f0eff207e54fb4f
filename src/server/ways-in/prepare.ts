// A payload becomes rows with a place: what can be stored as readings, and what goes into quarantine with its reason.
import { type RowFinding, rowFinding } from '#domain/ways-in/findings.ts'
import type { PayloadMapping } from '#domain/ways-in/mapping.ts'
import { type Payload, type PayloadRow, readPayload } from '#domain/ways-in/read-payload.ts'
import { type MappedRow, readRow } from '#domain/ways-in/read-row.ts'
import type { Queryable } from '#platform/database.ts'
import { findPlaces, loadFactors, type PlacedSite } from './places.ts'

export type Arrival = {
  text: string
  mapping: PayloadMapping
  topic: string | null
  receivedAtMs: number
  /** Sites the sender may hand in data of; null: every site. */
  siteIds: readonly number[] | null
  /** What is said about the arrival itself stands with each of its rows. */
  findings?: readonly RowFinding[]
  /** Why it is not even to be read: it goes into quarantine as it is. */
  fault?: RowFinding | undefined
}

/** `mapped` is absent where the row goes into quarantine. */
export type PreparedRow = {
  row: number
  raw: string
  site: PlacedSite | null
  mapped: MappedRow | null
  findings: RowFinding[]
}

export type Prepared = { rows: PreparedRow[]; head: string | null }

/** Reads a payload whole. Reads the store for sites and factors, writes nothing. */
export async function prepareArrival(db: Queryable, arrival: Arrival): Promise<Prepared> {
  const [prepared] = await prepareArrivals(db, [arrival])
  return prepared ?? { rows: [], head: null }
}

/** Several payloads with one look into the store. */
export async function prepareArrivals(db: Queryable, arrivals: readonly Arrival[]): Promise<Prepared[]> {
  const { unitOf } = await loadFactors(db)
  const read = arrivals.map((arrival) => {
    const { mapping, topic, receivedAtMs } = arrival
    const payload = arrival.fault ? unread(arrival.text, arrival.fault) : readPayload(arrival.text, mapping)
    const rows = payload.rows.map((row) => ({ row, mapped: readRow(row, mapping, { topic, receivedAtMs, unitOf }) }))
    return { arrival, payload, rows }
  })
  const places = await placesOf(db, read)
  return read.map(({ arrival, payload, rows }) => ({
    head: payload.head,
    rows: withoutContradictions(
      rows.map(({ row, mapped }) => place({ row, mapped, arrival, places: places.get(arrival.mapping.siteBy) })),
    ),
  }))
}

const unread = (raw: string, fault: RowFinding): Payload => ({
  rows: [{ row: 1, raw, value: undefined, root: undefined, fault }],
  head: null,
})

type Read = { arrival: Arrival; payload: Payload; rows: { row: PayloadRow; mapped: MappedRow | RowFinding[] }[] }
type Places = ReadonlyMap<string, PlacedSite>

async function placesOf(db: Queryable, read: readonly Read[]): Promise<Map<PayloadMapping['siteBy'], Places>> {
  const words = new Map<PayloadMapping['siteBy'], Set<string>>()
  for (const { arrival, rows } of read) {
    const own = words.get(arrival.mapping.siteBy) ?? new Set<string>()
    words.set(arrival.mapping.siteBy, own)
    for (const { mapped } of rows) if (!Array.isArray(mapped)) own.add(mapped.site)
  }
  const found = new Map<PayloadMapping['siteBy'], Places>()
  for (const [by, own] of words) found.set(by, await findPlaces(db, by, own))
  return found
}

type Unplaced = { row: PayloadRow; mapped: MappedRow | RowFinding[]; arrival: Arrival; places: Places | undefined }

function place({ row, mapped, arrival, places }: Unplaced): PreparedRow {
  const said = arrival.findings ?? []
  const kept = { row: row.row, raw: row.raw }
  if (Array.isArray(mapped)) return { ...kept, site: null, mapped: null, findings: [...said, ...mapped] }
  const site = places?.get(mapped.site) ?? null
  const findings = [...said, ...mapped.findings]
  if (!site) return { ...kept, site, mapped: null, findings: [...findings, rowFinding('site.unknown', mapped.site)] }
  if (arrival.siteIds !== null && !arrival.siteIds.includes(site.id)) {
    return { ...kept, site: null, mapped: null, findings: [...findings, rowFinding('site.not-yours', mapped.site)] }
  }
  return { ...kept, site, mapped, findings }
}

/**
 * Of two rows of one payload that give one value differently the later counts. MUST be settled before anything is
 * stored: stored one after the other they would overwrite each other anew with every repetition.
 */
function withoutContradictions(rows: PreparedRow[]): PreparedRow[] {
  const last = new Map<string, { row: PreparedRow; said: string }>()
  for (const row of rows.toReversed()) {
    const { mapped, site } = row
    if (!mapped || !site) continue
    mapped.values = mapped.values.filter(({ code, ...value }) => {
      const key = `${site.id} ${mapped.kind} ${mapped.atMs} ${code}`
      const said = JSON.stringify(value)
      const later = last.get(key)
      if (!later) last.set(key, { row, said })
      if (!later || later.said === said) return true
      row.findings.push(rowFinding('row.contradicted', `${code}, #${later.row.row}`))
      return false
    })
    if (mapped.values.length === 0) row.mapped = null
  }
  return rows
}
