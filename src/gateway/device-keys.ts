// The SM4 keys of a device: which of them a frame may be under, and which one is used towards the device.
import { randomBytes } from 'node:crypto'
import { type Database, inTransaction, type Transaction, timestamptz } from '#platform/database.ts'
import type { DeviceKey, DeviceProfile } from './device-profile.ts'

export const NO_KEYS: readonly DeviceKey[] = []

/** All keys by MN, the newest in use first; those that are over too, for frames of their time. */
export async function loadKeys(db: Database): Promise<Map<string, DeviceKey[]>> {
  const rows = await db.query<DeviceKey & { mn: string }>(
    `select k.mn, k.key, k.made_at as "madeAtMs", k.since as "sinceMs", k.until as "untilMs"
       from device_key as k order by k.mn, k.since desc nulls last, k.id desc`,
  )
  const keys = new Map<string, DeviceKey[]>()
  for (const { mn, ...key } of rows) {
    const newer = keys.get(mn) ?? []
    keys.set(mn, [...newer, { ...key, untilMs: key.untilMs ?? endOf(key, newer) }])
  }
  return keys
}

/** A key is over once the second one after it is in use; null while it is not. */
const endOf = ({ sinceMs }: DeviceKey, newer: readonly DeviceKey[]): number | null =>
  sinceMs === null ? null : (newer.at(-2)?.sinceMs ?? null)

/** Keys that a frame received then may be under; none where the device's keys are not to be used. */
export function keysAt(device: DeviceProfile | undefined, receivedAtMs: number): Uint8Array[] {
  if (!device || device.encryption === 'off') return []
  return device.keys.filter(({ untilMs }) => untilMs === null || receivedAtMs < untilMs).map(({ key }) => key)
}

/** The key that is in use now; undefined where there is none or it is not to be used. */
export function currentKey(device: DeviceProfile): DeviceKey | undefined {
  if (device.encryption === 'off') return undefined
  return device.keys.find(({ sinceMs, untilMs }) => sinceMs !== null && untilMs === null)
}

/** Whether another key was in use already when a frame under this one came. */
export function isSuperseded(device: DeviceProfile, key: Uint8Array, receivedAtMs: number): boolean {
  const own = device.keys.find((one) => one.key === key)?.sinceMs ?? null
  return own !== null && device.keys.some(({ sinceMs }) => sinceMs !== null && sinceMs > own && sinceMs <= receivedAtMs)
}

/** The key to hand out: the one offered before, which the device may have taken unseen, else a new one. */
export function offerOf(device: DeviceProfile, nowMs: number): DeviceKey {
  const open = device.keys.find(({ sinceMs, untilMs }) => sinceMs === null && untilMs === null)
  return open ?? { key: randomBytes(16), madeAtMs: nowMs, sinceMs: null, untilMs: null }
}

/** MUST be in the store before it leaves: from then on the device may use it. */
export async function saveOffer(tx: Transaction, { siteId, mn }: Owner, { key, madeAtMs }: DeviceKey): Promise<void> {
  await tx.execute(
    `insert into device_key (site_id, mn, key, made_at, origin) values ($1, $2, $3, $4, 'command')
     on conflict (site_id, mn) where since is null and until is null do nothing`,
    [siteId, mn, Buffer.from(key), timestamptz(madeAtMs)],
  )
  // The device may come back to another gateway.
  await tx.query(`select pg_notify('devices', '')`)
}

type Owner = { siteId: number; mn: string }

/** The key that was offered is in use from now on, and the current one is the one before it. */
export async function takeOffer(tx: Transaction, mn: string): Promise<boolean> {
  const taken = await tx.query<{ madeAt: number }>(
    `update device_key as k set since = now() where k.mn = $1 and k.since is null and k.until is null
     returning k.made_at as "madeAt"`,
    [mn],
  )
  const [key] = taken
  if (!key) return false
  await tx.query(`select append_event('device', $1, 'DeviceKeyChanged', 'gateway', $2)`, [
    mn,
    JSON.stringify({ cause: 'command', madeAt: key.madeAt }),
  ])
  return true
}

/** A frame came under the key that was offered: the device has it, whatever became of the command. */
export async function noteOfferInUse(db: Database, mn: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await takeOffer(tx, mn)) await tx.query(`select pg_notify('devices', '')`)
  })
}
