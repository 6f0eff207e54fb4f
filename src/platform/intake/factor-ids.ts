// Factor codes as the small numbers that stand in a reading's arrays.
import { type Database, inTransaction, type Queryable } from '../database.ts'

/** 监测因子 as the store knows it; `unit` is the unit its values are stored in, empty where nobody knows it. */
export type FactorRow = { code: string; zh: string; en: string; unit: string; decimals?: number }

/** Numbers are smallints and shared by the whole store: a device that invents codes must not use them up. */
const MOST_FACTORS = 8000

/** Serialises writers of the factor table, so that a sync of known codes uses up no number. */
const LOCK = 7_264_003

/**
 * Inserts the factors that the store does not know yet, leaving those it knows as they are; resolves with the number of
 * each code given. Codes that find no room are absent from the result.
 */
export async function syncFactors(db: Database, factors: readonly FactorRow[]): Promise<Map<string, number>> {
  const codes = [...new Set(factors.map(({ code }) => code))]
  const known = await factorIds(db, codes)
  if (known.size === codes.length) return known
  const missing = factors.filter(({ code }) => !known.has(code))
  await inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    await tx.execute(
      `insert into factor (code, name_zh, name_en, unit, decimals)
       select distinct on (n.code) n.code, n.zh, n.en, n.unit, n.decimals
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[])
              with ordinality as n (code, zh, en, unit, decimals, ordinal)
        where not exists (select 1 from factor as f where f.code = n.code)
        order by n.code, n.ordinal
        limit greatest(0, ${MOST_FACTORS} - (select count(*) from factor))`,
      [
        missing.map(({ code }) => code),
        missing.map(({ zh }) => zh),
        missing.map(({ en }) => en),
        missing.map(({ unit }) => unit),
        missing.map(({ decimals }) => decimals ?? null),
      ],
    )
  })
  return factorIds(db, codes)
}

/** Numbers of the codes that the store knows; the others are absent. */
export async function factorIds(db: Queryable, codes: Iterable<string>): Promise<Map<string, number>> {
  const rows = await db.query<{ code: string; id: number }>(
    'select f.code, f.id from factor as f where f.code = any ($1)',
    [[...codes]],
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}
