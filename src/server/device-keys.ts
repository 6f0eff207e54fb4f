// The SM4 keys of a device for those who show its frames: every one it ever had, since raw frames stay as they came.
import type { Database } from '#platform/database.ts'

/** Newest first; none for an MN without keys and for none. */
export async function loadSm4Keys(db: Database, mn: string | null): Promise<Uint8Array[]> {
  const rows = await db.query<{ key: Uint8Array }>(
    'select k.key from device_key as k where k.mn = $1 order by k.id desc',
    [mn],
  )
  return rows.map(({ key }) => key)
}
