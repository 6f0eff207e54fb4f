// Hours of ended days that were summed up for readers are void once a value of such a day changes.
import { DAY_MS, startOf } from '#kit/time.ts'
import { type Transaction, timestamptz } from '../database.ts'
import type { ReadingKind, ReadingMessage } from './batch.ts'

/** Kinds with so many values an hour that their sums are worth keeping. */
export const DENSE_KINDS = ['realtime', 'minute'] as const satisfies readonly ReadingKind[]
const SUMMED: ReadonlySet<string> = new Set(DENSE_KINDS)

/** MUST run in the transaction that changes the values, while it holds the lock of their sites. */
export async function forgetDays(
  tx: Transaction,
  changed: readonly Pick<ReadingMessage, 'siteId' | 'kind' | 'atMs'>[],
  nowMs: number = Date.now(),
): Promise<void> {
  const days = new Map<string, { siteId: number; kind: string; day: number }>()
  for (const { siteId, kind, atMs } of changed) {
    if (!SUMMED.has(kind)) continue
    const day = startOf('day', atMs)
    if (day + DAY_MS <= nowMs) days.set(`${siteId} ${kind} ${day}`, { siteId, kind, day })
  }
  if (days.size === 0) return
  const rows = [...days.values()]
  await tx.execute(
    `delete from series_day as d
      using unnest($1::int[], $2::text[], $3::timestamptz[]) as k (site_id, kind, day)
      where d.site_id = k.site_id and d.kind = k.kind and d.day = k.day`,
    [rows.map(({ siteId }) => siteId), rows.map(({ kind }) => kind), rows.map(({ day }) => timestamptz(day))],
  )
}
