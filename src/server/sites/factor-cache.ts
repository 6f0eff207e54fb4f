// Factors of the store by number, with the digits their values are shown with.
import { roundHalfEven } from '#kit/round.ts'
import type { Database } from '#platform/database.ts'

export type StoredFactor = { id: number; code: string; zh: string; en: string; unit: string; decimals: number | null }

const known = new WeakMap<Database, Map<number, StoredFactor>>()

async function readFactors(db: Database): Promise<Map<number, StoredFactor>> {
  const rows = await db.query<StoredFactor>(
    'select f.id, f.code, f.name_zh as zh, f.name_en as en, f.unit, f.decimals from factor as f order by f.id',
  )
  const fresh = new Map(rows.map((row) => [row.id, row]))
  known.set(db, fresh)
  return fresh
}

/** The factors of these numbers; read again only where one is not known yet. */
export async function factorsOf(db: Database, ids: Iterable<number>): Promise<Map<number, StoredFactor>> {
  const cached = known.get(db)
  return cached && [...ids].every((id) => cached.has(id)) ? cached : readFactors(db)
}

/** The factors of these codes in their order; codes that the store does not know are absent. */
export async function factorsOfCodes(db: Database, codes: readonly string[]): Promise<StoredFactor[]> {
  const pick = (all: ReadonlyMap<number, StoredFactor>): StoredFactor[] => {
    const byCode = new Map([...all.values()].map((factor) => [factor.code, factor]))
    return [...new Set(codes)].flatMap((code) => byCode.get(code) ?? [])
  }
  const cached = pick(known.get(db) ?? new Map())
  return cached.length === codes.length ? cached : pick(await readFactors(db))
}

/** A value with the digits its factor is reported with; without a rule, as it is. */
export function valueText(value: number | null, { decimals }: Pick<StoredFactor, 'decimals'>): string {
  if (value === null || !Number.isFinite(value)) return '—'
  return decimals === null ? String(value) : roundHalfEven(String(value), decimals)
}
