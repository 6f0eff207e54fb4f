// The profile of a device as its row: written, read, and judged before it is written.
import type { DeviceProfile } from '#contract/devices.ts'
import type { Account } from '#contract/session.ts'
import { convertUnit, findFactor } from '#domain/monitoring/factors.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'
import type { Transaction } from '#platform/database.ts'

/** Columns of `device as d` as a profile. */
export const PROFILE_COLUMNS = `jsonb_build_object(
  'systemCode', d.system_code, 'edition', d.edition, 'password', d.password, 'answerPolicy', d.answer_policy,
  'periodStamp', d.period_stamp, 'units', d.units, 'intervals', d.intervals, 'factors', d.factors,
  'tolerates', d.tolerates, 'overTimeS', d.over_time_s, 'resends', d.resends, 'gapPolicy', d.gap_policy)`

/** Undefined where every unit can become the unit of storage. */
export function refuseUnits({ units }: DeviceProfile): Refusal | undefined {
  const wrong = Object.entries(units).find(([code, unit]) => {
    const factor = findFactor(code)
    return factor !== undefined && factor.unit !== unit && convertUnit(1, unit, factor.unit) === undefined
  })
  if (!wrong) return undefined
  const [code, unit] = wrong
  return refuse('devices.unit-unknown', {
    zh: `因子 ${code} 的单位“${unit}”不能换算为 ${findFactor(code)?.unit}`,
    en: `The unit “${unit}” of ${code} cannot be converted to ${findFactor(code)?.unit}`,
  })
}

export async function writeProfile(
  tx: Transaction,
  account: Account,
  mn: string,
  profile: DeviceProfile,
): Promise<void> {
  const { intervals } = profile
  await tx.execute(
    `update device as d
        set system_code = $2, edition = $3, password = $4, answer_policy = $5, period_stamp = $6, units = $7,
            intervals = $8, factors = $9, tolerates = $10, over_time_s = $11, resends = $12, gap_policy = $13,
            expected_interval_s = $14, profiled_by = $15, profiled_at = now()
      where d.mn = $1`,
    [
      mn,
      profile.systemCode,
      profile.edition,
      profile.password === '' ? null : profile.password,
      profile.answerPolicy,
      profile.periodStamp,
      JSON.stringify(profile.units),
      JSON.stringify(intervals),
      profile.factors,
      profile.tolerates,
      profile.overTimeS,
      profile.resends,
      profile.gapPolicy,
      intervals.realtime ?? intervals.minute ?? intervals.hour ?? intervals.day ?? null,
      account.name,
    ],
  )
}
