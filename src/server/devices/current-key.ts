// The key a device has now: what is sent to it in secret goes under that one.
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Transaction } from '#platform/database.ts'

/** In hexadecimal digits, lower case; undefined where there is none. */
export async function findCurrentKey(tx: Transaction, mn: string): Promise<string | undefined> {
  const [row] = await tx.query<{ hex: string }>(
    `select encode(k.key, 'hex') as hex from device_key as k
      where k.mn = $1 and k.since is not null and k.until is null order by k.since desc, k.id desc limit 1`,
    [mn],
  )
  return row?.hex
}

export const noKey = (): Refusal =>
  refuse('devices.key-missing', {
    zh: '该设备没有在用的密钥：请先录入密钥并启用加密',
    en: 'Cannot do this as the device has no key in use: set one and switch encryption on first',
  })

/** Undefined where a new key can be sent to the device: it goes under the current one. */
export async function refuseNewKey(tx: Transaction, mn: string): Promise<Refusal | undefined> {
  const [device] = await tx.query<{ policy: string }>(
    'select d.encryption as policy from device as d where d.mn = $1',
    [mn],
  )
  return device?.policy === 'off' || (await findCurrentKey(tx, mn)) === undefined ? noKey() : undefined
}
