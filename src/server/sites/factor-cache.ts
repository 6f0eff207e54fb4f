// Factors of the store by number, with the digits their values are shown with.
import type { Database } from '#platform/database.ts'

export type StoredFactor = { id: number; code: string; zh: string; en: string; unit: string; decimals: number | null }

const known = new WeakMap<Database, Map<number, StoredFactor>>()

/** The factors of these numbers; read again only where one is not known yet. */
export async function factorsOf(db: Database, ids: Iterable<number>): Promise<Map<number, StoredFactor>> {
  const cached = known.get(db)
  if (cached && [...ids].every((id) => cached.has(id))) return cached
  const rows = await db.query<StoredFactor>(
    'select f.id, f.code, f.name_zh as zh, f.name_en as en, f.unit, f.decimals from factor as f',
  )
  const fresh = new Map(rows.map((row) => [row.id, row]))
  known.set(db, fresh)
  return fresh
}

/** A value with the digits its factor is reported with; without a rule, as it is. */
export const valueText = (value: number | null, factor: Pick<StoredFactor, 'decimals'>): string =>
  value === null ? '—' : factor.decimals === null ? String(value) : value.toFixed(factor.decimals)
