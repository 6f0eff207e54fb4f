// A translated frame as rows of the store.
import type { RawRecord, ReadingMessage } from '#platform/intake/batch.ts'
import { gatewayFinding } from './findings.ts'
import type { Translation } from './translate.ts'
import type { TranslatedValue } from './values.ts'

/** Particulars of the arrival that the translation does not know. */
export type Arrival = { receivedAtMs: number; peer: string | null; body: Uint8Array }

/** The raw record of a translated frame, under the number given. */
export function toRecord(translation: Translation, { receivedAtMs, peer, body }: Arrival, id: number): RawRecord {
  const { state, siteId, mn, kind, atMs, findings } = translation
  return {
    id,
    receivedAtMs,
    atMs,
    siteId,
    importId: null,
    lineNo: null,
    channel: 'hj212',
    state,
    kind,
    peer,
    mn: mn === null ? null : mn.slice(0, 64),
    body,
    findings,
  }
}

/**
 * The reading message of a translated frame, factors ascending by number; undefined where it holds none. Codes without a
 * number find no room in the store: they are left out, with a finding.
 */
export function toReading(
  translation: Translation,
  factorIds: ReadonlyMap<string, number>,
  source: number,
): ReadingMessage | undefined {
  const { siteId, atMs, kind, values, findings } = translation
  if (atMs === null || kind === null) return undefined
  const numbered: { id: number; item: TranslatedValue }[] = []
  for (const item of values) {
    const id = factorIds.get(item.code)
    if (id === undefined) findings.push(gatewayFinding('factor.no-room', item.code))
    else numbered.push({ id, item })
  }
  if (numbered.length === 0) return undefined
  numbered.sort((a, b) => a.id - b.id)
  const items = numbered.map(({ item }) => item)
  return {
    siteId,
    atMs,
    kind,
    source,
    factors: numbered.map(({ id }) => id),
    values: items.map(({ value }) => value),
    low: column(items, 'low'),
    high: column(items, 'high'),
    total: column(items, 'total'),
    flags: items.map(({ flag }) => flag).join(''),
  }
}

/** One array of a message; null where no factor has such a value. */
function column(items: readonly TranslatedValue[], name: 'low' | 'high' | 'total'): (number | null)[] | null {
  return items.some((item) => item[name] !== null) ? items.map((item) => item[name]) : null
}
