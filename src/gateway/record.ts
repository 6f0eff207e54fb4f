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
  const { siteId, atMs, kind } = translation
  if (atMs === null || kind === null) return undefined
  const { ids, items } = numberItems(translation, factorIds)
  if (items.length === 0) return undefined
  return { siteId, atMs, kind, source, factors: ids, ...columnsOf(items) }
}

type Numbered = { ids: number[]; items: TranslatedValue[] }

/** Sorted by insertion: a message has few factors, and they mostly come in their order. */
function numberItems({ values, findings }: Translation, factorIds: ReadonlyMap<string, number>): Numbered {
  const ids: number[] = []
  const items: TranslatedValue[] = []
  for (const item of values) {
    const id = factorIds.get(item.code)
    if (id === undefined) {
      findings.push(gatewayFinding('factor.no-room', item.code))
      continue
    }
    let place = ids.length
    while (place > 0 && (ids[place - 1] ?? 0) > id) place -= 1
    if (place === ids.length) {
      ids.push(id)
      items.push(item)
      continue
    }
    ids.splice(place, 0, id)
    items.splice(place, 0, item)
  }
  return { ids, items }
}

type Columns = Pick<ReadingMessage, 'values' | 'low' | 'high' | 'total' | 'flags'>

/** The arrays of a message; null where no factor has such a value. */
function columnsOf(items: readonly TranslatedValue[]): Columns {
  const values: (number | null)[] = []
  const low: (number | null)[] = []
  const high: (number | null)[] = []
  const total: (number | null)[] = []
  let hasLow = false
  let hasHigh = false
  let hasTotal = false
  let flags = ''
  for (const item of items) {
    values.push(item.value)
    low.push(item.low)
    high.push(item.high)
    total.push(item.total)
    hasLow ||= item.low !== null
    hasHigh ||= item.high !== null
    hasTotal ||= item.total !== null
    flags += item.flag
  }
  return { values, low: hasLow ? low : null, high: hasHigh ? high : null, total: hasTotal ? total : null, flags }
}
