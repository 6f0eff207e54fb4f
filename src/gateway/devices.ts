// The registered devices, kept in memory and read anew whenever the store says that they changed.
import type { Database } from '#platform/database.ts'
import type { Log } from '#platform/log.ts'
import { loadKeys, NO_KEYS } from './device-keys.ts'
import type { DeviceProfile } from './device-profile.ts'

export type DeviceRegister = {
  find(mn: string): DeviceProfile | undefined
  stop(): Promise<void>
}

/** A notice can be lost while the server is away; the register is never older than this. */
const REFRESH_MS = 60_000

/** All devices by MN. */
export async function loadDevices(db: Database): Promise<Map<string, DeviceProfile>> {
  const rows = await db.query<Omit<DeviceProfile, 'keys'>>(
    `select d.mn, d.site_id as "siteId", d.system_code as "systemCode", d.edition, d.password,
            d.answer_policy as "answerPolicy", d.units, d.period_stamp as "periodStamp",
            d.tolerates, d.over_time_s as "overTimeS", d.resends, d.intervals, d.encryption
       from device as d`,
  )
  const keys = await loadKeys(db)
  return new Map(rows.map((row) => [row.mn, { ...row, keys: keys.get(row.mn) ?? NO_KEYS }]))
}

/** The register of the gateway, refreshed on notice `devices`. */
export async function openRegister(db: Database, log: Log): Promise<DeviceRegister> {
  let devices = new Map<string, DeviceProfile>()
  let turn = Promise.resolve()
  const refresh = (): void => {
    // One after the other: an older answer must not overtake a newer one.
    turn = turn.then(async () => {
      try {
        devices = await loadDevices(db)
      } catch (error) {
        log.warn('the devices cannot be read; those known so far are used', error)
      }
    })
  }
  const listener = await db.listen('devices', refresh, refresh)
  devices = await loadDevices(db)
  const timer = setInterval(refresh, REFRESH_MS)
  return {
    find: (mn) => devices.get(mn),
    async stop() {
      clearInterval(timer)
      await listener.stop()
      await turn
    },
  }
}
