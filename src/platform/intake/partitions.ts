// Month partitions made before a batch needs them, once for each month and process.
import { type Database, timestamptz } from '../database.ts'

type PartitionedTable = 'reading' | 'raw_record'

const known = new WeakMap<Database, Set<string>>()

const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7)

/**
 * Makes the UTC month partitions that hold these instants.
 * MUST run outside the batch's transaction: a new partition locks the whole table, and a batch that already wrote to it
 * would wait for another that waits for the same.
 */
export async function ensurePartitions(
  db: Database,
  table: PartitionedTable,
  instants: Iterable<number>,
): Promise<void> {
  const made = known.get(db) ?? new Set<string>()
  known.set(db, made)
  const missing = new Map<string, number>()
  for (const atMs of instants) {
    const key = `${table} ${monthOf(atMs)}`
    if (!made.has(key)) missing.set(key, atMs)
  }
  for (const [key, atMs] of missing) {
    await makePartition(db, table, atMs)
    made.add(key)
  }
}

const DUPLICATE_TABLE = '42P07'
const UNIQUE_VIOLATION = '23505'

/** A process that waited for another to make it may not see it yet, and is told that it is there: the next look finds it. */
async function makePartition(db: Database, table: PartitionedTable, atMs: number): Promise<void> {
  const make = () => db.query('select ensure_month_partition($1, $2)', [table, timestamptz(atMs)])
  try {
    await make()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== DUPLICATE_TABLE && code !== UNIQUE_VIOLATION) throw error
    await make()
  }
}
