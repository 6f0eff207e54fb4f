// What a person decides about the encryption of a device: its key set, replaced or taken away, and what is taken in plain text.
import type { changeEncryption as changeRoute } from '#contract/devices.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { parseSm4Key } from '#hj212/sm4.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { Caller } from '../http/serve.ts'
import { holdDevice } from './ask.ts'
import { findCurrentKey, noKey } from './current-key.ts'
import { rereadQuarantine } from './profiles.ts'

/** How a device's encryption stands, without its keys; columns of `device as d`. */
export const ENCRYPTION_COLUMNS = `jsonb_build_object(
  'policy', d.encryption,
  'keySince', (select (extract(epoch from max(k.since)) * 1000)::bigint from device_key as k
                where k.mn = d.mn and k.until is null),
  'hasBefore', (select count(*) > 1 from device_key as k
                 where k.mn = d.mn and k.until is null and k.since is not null),
  'offeredAt', (select (extract(epoch from k.made_at) * 1000)::bigint from device_key as k
                 where k.mn = d.mn and k.until is null and k.since is null))`

type Change = BodyOf<typeof changeRoute>

/** The current key becomes the one before it, which stays valid; a key is told to nobody afterwards. */
export const changeEncryption = (
  db: Database,
  caller: Caller,
  mn: string,
  change: Change,
): Promise<ReplyOf<typeof changeRoute> | Refusal> =>
  inTransaction(db, async (tx) => {
    const device = await holdDevice(tx, mn, caller)
    if (isRefusal(device)) return device
    const current = await findCurrentKey(tx, mn)
    const unfit = refuseChange(change, current)
    if (unfit) return unfit
    await writeKey(tx, { mn, siteId: device.siteId }, change.key)
    await tx.execute('update device as d set encryption = $2 where d.mn = $1', [mn, change.policy])
    await tx.query(`select append_event('device', $1, 'DeviceEncryptionChanged', $2, $3)`, [
      mn,
      caller.account.name,
      JSON.stringify({ policy: change.policy, key: actOn(change.key), reason: change.reason }),
    ])
    await tx.query(`select pg_notify('devices', '')`)
    return { requestIds: change.reingest ? await rereadQuarantine(tx, caller.account, mn) : [] }
  })

const actOn = (key: Change['key']): 'kept' | 'removed' | 'set' =>
  key === undefined ? 'kept' : key === null ? 'removed' : 'set'

function refuseChange({ policy, key }: Change, current: string | undefined): Refusal | undefined {
  if (typeof key === 'string' && key.toLowerCase() === current) {
    return refuse('devices.key-known', {
      zh: '它已是该设备的现用密钥',
      en: 'Cannot set this key as it is the current one already',
    })
  }
  return policy === 'required' && !(key === undefined ? current : key) ? noKey() : undefined
}

async function writeKey(tx: Transaction, of: { mn: string; siteId: number }, key: Change['key']): Promise<void> {
  if (key === undefined) return
  // What was handed out before is not waited for any longer.
  await tx.execute(
    `update device_key as k set until = now()
      where k.mn = $1 and k.until is null and ($2 or k.since is null)`,
    [of.mn, key === null],
  )
  const bytes = key === null ? undefined : parseSm4Key(key)
  if (!bytes) return
  await tx.execute(`insert into device_key (site_id, mn, key, since, origin) values ($1, $2, $3, now(), 'by-hand')`, [
    of.siteId,
    of.mn,
    Buffer.from(bytes),
  ])
}
