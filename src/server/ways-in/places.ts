// Where rows go: sites by the word a sender has for them, factors by their code with the unit they are stored in.

import { findFactor } from '#domain/monitoring/factors.ts'
import type { PayloadMapping } from '#domain/ways-in/mapping.ts'
import { findAnnexFactor } from '#hj212/factors.ts'
import type { Queryable } from '#platform/database.ts'
import type { FactorRow } from '#platform/intake/factor-ids.ts'

export type PlacedSite = { id: number; code: string; name: string }

const CONDITION: Readonly<Record<PayloadMapping['siteBy'], string>> = {
  code: 's.code = k.word',
  name: 's.name = k.word',
  mn: 's.id = (select d.site_id from device as d where d.mn = k.word)',
}

/** Sites by the sender's word; a code that a mapping gives always counts. A name that two sites have places nothing. */
export async function findPlaces(
  db: Queryable,
  by: PayloadMapping['siteBy'],
  words: ReadonlySet<string>,
): Promise<Map<string, PlacedSite>> {
  if (words.size === 0) return new Map()
  const rows = await db.query<PlacedSite & { word: string; isCode: boolean }>(
    `select k.word, s.id, s.code, s.name, s.code = k.word as "isCode"
       from unnest($1::text[]) as k (word)
       join site as s on s.code = k.word or ${CONDITION[by]}
      where s.retired_at is null and s.kind <> 'district'`,
    [[...words]],
  )
  const places = new Map<string, PlacedSite>()
  for (const [word, found] of Map.groupBy(rows, (row) => row.word)) {
    const one = found.find(({ isCode }) => isCode) ?? (found.length === 1 ? found[0] : undefined)
    if (one) places.set(word, { id: one.id, code: one.code, name: one.name })
  }
  return places
}

const catalogued = (code: string): FactorRow | undefined => {
  const known = findFactor(code) ?? findAnnexFactor(code)
  if (!known) return undefined
  const { zh, en, unit, decimals } = known
  return decimals === undefined ? { code, zh, en, unit } : { code, zh, en, unit, decimals }
}

export type Factors = {
  unitOf: (code: string) => string | undefined
  rowOf: (code: string) => FactorRow | undefined
}

/** Factors of the catalogue and of annex B, and private ones that a device has brought into the store. */
export async function loadFactors(db: Queryable): Promise<Factors> {
  const rows = await db.query<FactorRow>('select f.code, f.name_zh as zh, f.name_en as en, f.unit from factor as f')
  const stored = new Map(rows.map((row) => [row.code, row]))
  const rowOf = (code: string): FactorRow | undefined => stored.get(code) ?? catalogued(code)
  return { rowOf, unitOf: (code) => rowOf(code)?.unit }
}
