// What an officer decides about a device: its profile is accepted or changed, and its quarantine read again.
import type { acceptProfile as acceptRoute, changeProfile as changeRoute } from '#contract/devices.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { requestReingest } from '../gateway-requests.ts'
import { refuseUnits, writeProfile } from './profile-row.ts'
import { enterDevice } from './register.ts'

/** Registers an MN with its profile; frames in quarantine are read again with it. */
export async function acceptProfile(
  db: Database,
  account: Account,
  mn: string,
  body: BodyOf<typeof acceptRoute>,
): Promise<ReplyOf<typeof acceptRoute> | Refusal> {
  const unfit = refuseUnits(body.profile)
  if (unfit) return unfit
  return inTransaction(db, async (tx) => {
    const entered = await enterDevice(tx, account, { mn, ...body })
    if (isRefusal(entered)) return entered
    return { ...entered, requestIds: await rereadQuarantine(tx, account, mn) }
  })
}

export async function changeProfile(
  db: Database,
  account: Account,
  mn: string,
  { profile, reingest }: BodyOf<typeof changeRoute>,
): Promise<ReplyOf<typeof changeRoute> | Refusal> {
  const unfit = refuseUnits(profile)
  if (unfit) return unfit
  return inTransaction(db, async (tx) => {
    const known = await tx.query('select 1 from device as d where d.mn = $1 for update', [mn])
    if (known.length === 0) return noDevice(mn)
    await writeProfile(tx, account, mn, profile)
    const { password, ...told } = profile
    await tx.query(`select append_event('device', $1, 'DeviceProfileChanged', $2, $3)`, [
      mn,
      account.name,
      JSON.stringify({ ...told, hasPassword: password !== null }),
    ])
    await tx.query(`select pg_notify('devices', '')`)
    return { requestIds: reingest ? await rereadQuarantine(tx, account, mn) : [] }
  })
}

export const noDevice = (mn: string): Refusal =>
  refuse('devices.not-found', { zh: `没有登记 MN 为 ${mn} 的设备`, en: `No device is registered under ${mn}` })

const FRAMES_A_REQUEST = 1_000
const MOST_FRAMES = 50_000

/** Asks for everything of an MN that is in quarantine to be read again; gives the numbers of the requests. */
export async function rereadQuarantine(tx: Transaction, account: Account, mn: string): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select r.id from raw_record as r
      where r.mn = $1 and r.state = 'quarantined' and r.channel = 'hj212'
      order by r.id desc limit $2`,
    [mn, MOST_FRAMES],
  )
  const ids = rows.map(({ id }) => id).reverse()
  const requests: number[] = []
  for (let from = 0; from < ids.length; from += FRAMES_A_REQUEST) {
    requests.push(await requestReingest(tx, account, ids.slice(from, from + FRAMES_A_REQUEST)))
  }
  return requests
}
