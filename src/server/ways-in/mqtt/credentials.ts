// Who speaks to the embedded broker: a key (`shs_…` as the password) or a registered device (MN and its password).
import { timingSafeEqual } from 'node:crypto'
import type { Database } from '#platform/database.ts'
import { findApiKey } from '../../access/api-keys.ts'
import type { Caller } from '../../http/serve.ts'

/** What a client of the broker may do. */
export type MqttCaller = {
  author: string
  mn: string | null
  siteIds: readonly number[] | null
  mayPublish: boolean
  /** As the HTTP door knows it; null for a device, which is nobody there. */
  caller: Caller | null
  maySubscribe: boolean
}

/** Undefined where name and password are nobody's. A device without a password cannot be told from a stranger. */
export async function findMqttCaller(
  db: Database,
  username: string | undefined,
  password: string,
): Promise<MqttCaller | undefined> {
  const key = await findApiKey(db, password)
  if (key) {
    return {
      author: `key:${key.name}`,
      mn: null,
      siteIds: key.siteIds,
      mayPublish: key.may.includes('data.write'),
      caller: {
        account: { id: 0, name: `key:${key.name}`, displayName: key.name, role: 'reader', mustChangePassword: false },
        key,
      },
      maySubscribe: key.may.includes('site.read'),
    }
  }
  if (username === undefined || password === '' || username.includes('\0')) return undefined
  const [device] = await db.query<{ mn: string; siteId: number; password: string | null }>(
    'select d.mn, d.site_id as "siteId", d.password from device as d where d.mn = $1',
    [username],
  )
  if (!device?.password || !isEqual(device.password, password)) return undefined
  return {
    author: `device:${device.mn}`,
    mn: device.mn,
    siteIds: [device.siteId],
    mayPublish: true,
    caller: null,
    maySubscribe: false,
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
