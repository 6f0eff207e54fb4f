// The file of a device: entries are added and taken back, never changed.
import type { addEntry as addEntryRoute } from '#contract/devices.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Account } from '#contract/session.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import { type Database, inTransaction, timestamptz } from '#platform/database.ts'
import { noDevice } from './profiles.ts'

type Entry = BodyOf<typeof addEntryRoute>

/** An installation or a replacement without a model says nothing of what stands there. */
function refuseEntry({ kind, at, until, model, text }: Entry): Refusal | undefined {
  if (until !== null && until <= at) {
    return refuse('devices.entry-unfit', { zh: '结束时间应晚于开始时间', en: 'The end must be after the begin' })
  }
  if ((kind === 'installation' || kind === 'replacement') && !model) {
    return refuse('devices.entry-unfit', { zh: '安装、更换须填写型号', en: 'Name the model that was installed' })
  }
  if ((kind === 'note' || kind === 'fault') && text === '') {
    return refuse('devices.entry-unfit', { zh: '请写明情况', en: 'Say what happened' })
  }
  return undefined
}

export async function addEntry(
  db: Database,
  account: Account,
  mn: string,
  entry: Entry,
): Promise<{ id: number } | Refusal> {
  const unfit = refuseEntry(entry)
  if (unfit) return unfit
  const { kind, at, until, person, manufacturer, model, serialNo, text } = entry
  return inTransaction(db, async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into device_entry (site_id, mn, kind, at, until_at, person, manufacturer, model, serial_no, text, created_by)
       select d.site_id, d.mn, $2, $3, $4, $5, $6, $7, $8, $9, $10 from device as d where d.mn = $1
       returning id`,
      [
        mn,
        kind,
        timestamptz(at),
        until === null ? null : timestamptz(until),
        person,
        manufacturer || null,
        model || null,
        serialNo || null,
        text,
        account.name,
      ],
    )
    if (!row) return noDevice(mn)
    await tx.query(`select append_event('device', $1, 'DeviceEntryAdded', $2, $3)`, [
      mn,
      account.name,
      JSON.stringify({ entry: row.id, ...entry }),
    ])
    return row
  })
}

export async function withdrawEntry(
  db: Database,
  account: Account,
  asked: { mn: string; id: number; reason: string },
): Promise<Record<string, never> | Refusal> {
  const { mn, id, reason } = asked
  return inTransaction(db, async (tx) => {
    const withdrawn = await tx.execute(
      `update device_entry as e set withdrawn_by = $3, withdrawn_at = now()
        where e.mn = $1 and e.id = $2 and e.withdrawn_at is null`,
      [mn, id, account.name],
    )
    if (withdrawn !== 1) {
      return refuse('devices.entry-not-found', { zh: '没有这条记录，或已撤回', en: 'There is no such entry any more' })
    }
    await tx.query(`select append_event('device', $1, 'DeviceEntryWithdrawn', $2, $3)`, [
      mn,
      account.name,
      JSON.stringify({ entry: id, reason }),
    ])
    return {}
  })
}
