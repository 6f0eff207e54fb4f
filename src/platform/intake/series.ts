// Every series that readings arrive for gets its number, once, before the first of them is stored.
import { type Database, inTransaction } from '../database.ts'
import type { ReadingKind, ReadingMessage } from './batch.ts'

const KINDS: readonly ReadingKind[] = ['realtime', 'minute', 'hour', 'day', 'sample']

/** Serialises those who add series, so that a known series uses up no number. */
const LOCK = 7_264_004

/** Factors known of a site and kind, and the list seen last: messages of a device mostly repeat it. */
type Known = { factors: Set<number>; last: readonly number[] }

const knownOf = new WeakMap<Database, Map<number, Known>>()

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((factor, n) => factor === b[n])

type NewSeries = { siteId: number; kind: ReadingKind; factorId: number }

/** Numbers the series of these messages that have none; costs a look into memory where all have. */
export async function ensureSeries(
  db: Database,
  messages: readonly Pick<ReadingMessage, 'siteId' | 'kind' | 'factors'>[],
): Promise<void> {
  const known = knownOf.get(db) ?? new Map<number, Known>()
  knownOf.set(db, known)
  const added: NewSeries[] = []
  for (const { siteId, kind, factors } of messages) {
    const ordinal = KINDS.indexOf(kind)
    // A kind that is none is refused by the store itself, with all that came along.
    if (ordinal < 0) continue
    const key = siteId * KINDS.length + ordinal
    const seen = known.get(key)
    if (seen && isSame(seen.last, factors)) continue
    const fresh = factors.filter((factorId) => !seen?.factors.has(factorId))
    added.push(...fresh.map((factorId) => ({ siteId, kind, factorId })))
    known.set(key, { factors: new Set([...(seen?.factors ?? []), ...factors]), last: factors })
  }
  if (added.length === 0) return
  try {
    await addSeries(db, added)
  } catch (error) {
    // What was noted as known is not in the store: look again next time.
    knownOf.delete(db)
    throw error
  }
}

async function addSeries(db: Database, added: readonly NewSeries[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
    await tx.execute(
      `insert into series (site_id, kind, factor_id)
       select distinct n.site_id, n.kind, n.factor_id
         from unnest($1::int[], $2::text[], $3::smallint[]) as n (site_id, kind, factor_id)
        where not exists (select 1 from series as s
                           where s.site_id = n.site_id and s.kind = n.kind and s.factor_id = n.factor_id)
        order by n.site_id, n.kind, n.factor_id`,
      [added.map(({ siteId }) => siteId), added.map(({ kind }) => kind), added.map(({ factorId }) => factorId)],
    )
  })
}
