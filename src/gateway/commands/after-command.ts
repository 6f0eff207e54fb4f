// What a command that was carried out changes in the register: the device now has another password, key, interval or time-out.
import type { Transaction } from '#platform/database.ts'
import { takeOffer } from '../device-keys.ts'

export type Carried = {
  mn: string
  cn: string
  params: Readonly<Record<string, string>>
  answer: Readonly<Record<string, string>>
}

/** Seconds a unit of a command's interval has. */
const INTERVALS: Readonly<Record<string, { field: string; kind: 'realtime' | 'minute'; unitS: number }>> = {
  '1061': { field: 'RtdInterval', kind: 'realtime', unitS: 1 },
  '1062': { field: 'RtdInterval', kind: 'realtime', unitS: 1 },
  '1063': { field: 'MinInterval', kind: 'minute', unitS: 60 },
  '1064': { field: 'MinInterval', kind: 'minute', unitS: 60 },
}

/** Takes over what the device now is; tells the gateways where something changed. */
export async function takeOver(tx: Transaction, { mn, cn, params, answer }: Carried): Promise<void> {
  const changed = await changeRegister(tx, { mn, cn, params, answer })
  if (changed > 0) await tx.query(`select pg_notify('devices', '')`)
}

async function changeRegister(tx: Transaction, { mn, cn, params, answer }: Carried): Promise<number> {
  if (cn === '1072' && params.NewPW) {
    // A device whose password is not checked goes on without a check.
    return tx.execute('update device as d set password = $2 where d.mn = $1 and d.password is not null', [
      mn,
      params.NewPW,
    ])
  }
  if (cn === '1014') return (await takeOffer(tx, mn)) ? 1 : 0
  if (cn === '1000' && params.OverTime && params.ReCount) {
    return tx.execute('update device as d set over_time_s = $2, resends = $3 where d.mn = $1', [
      mn,
      Number(params.OverTime),
      Number(params.ReCount),
    ])
  }
  const interval = INTERVALS[cn]
  const text = interval && (answer[interval.field] ?? params[interval.field])
  if (!interval || text === undefined || !/^[1-9]\d{0,4}$/.test(text)) return 0
  return tx.execute(
    `update device as d
        set intervals = d.intervals || jsonb_build_object($2::text, $3::int),
            expected_interval_s = case when $2 = 'realtime' then $3::int else d.expected_interval_s end
      where d.mn = $1`,
    [mn, interval.kind, Number(text) * interval.unitS],
  )
}
