// More simulated devices than the demo district has: copies of its sites with MNs of their own, registered on request.
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import type { DemoSite } from './district.ts'
import { unitsOf } from './segments.ts'

/**
 * So many devices: those of the district first, then copies. Copy k of an MN has k, in four hexadecimal digits, at its
 * digits 13–16, so the same number always means the same MN.
 */
export function devicesOf(sites: readonly DemoSite[], count: number): DemoSite[] {
  return Array.from({ length: sites.length === 0 ? 0 : count }, (_, n) => {
    const site = sites[n % sites.length] as DemoSite
    const copy = Math.floor(n / sites.length)
    return copy === 0 ? site : copyOf(site, copy)
  })
}

function copyOf(site: DemoSite, copy: number): DemoSite {
  const digits = copy.toString(16).toUpperCase().padStart(4, '0')
  return {
    ...site,
    code: `${site.code}-${copy}`,
    name: `${site.name}（${copy}）`,
    nameEn: `${site.nameEn} (${copy})`,
    mn: `${site.mn.slice(0, 12)}${digits}${site.mn.slice(16)}`,
    evaluationPoint: false,
  }
}

/**
 * Enters the sites and devices that the store does not know, as demo data; gives how many devices were new. With a key
 * devices without one get it.
 */
export async function registerDevices(
  db: Database,
  devices: readonly DemoSite[],
  sm4Key?: Uint8Array,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx.execute(
      `insert into site (code, kind, name, name_en, street, basin, lon, lat, water_type, water_type_source,
                         is_evaluation_point, is_demo)
       select n.code, n.kind, n.name, n.name_en, n.street, n.basin, n.lon, n.lat, n.water_type,
              case when n.water_type is null then null else 'given' end, false, true
         from jsonb_to_recordset($1::jsonb) as n (code text, kind text, name text, name_en text, street text,
              basin text, lon double precision, lat double precision, water_type text)
       on conflict (code) do nothing`,
      [
        JSON.stringify(
          devices.map(({ nameEn, waterType, ...site }) => ({ ...site, name_en: nameEn, water_type: waterType })),
        ),
      ],
    )
    const added = await tx.execute(
      `insert into device (mn, site_id, system_code, edition, password, units, expected_interval_s, is_demo)
       select n.mn, s.id, n.system_code, n.edition, '123456', n.units, 60, true
         from jsonb_to_recordset($1::jsonb) as n (mn text, code text, system_code text, edition text, units jsonb)
         join site as s on s.code = n.code
       on conflict (mn) do nothing`,
      [
        JSON.stringify(
          devices.map((site) => ({
            mn: site.mn,
            code: site.code,
            system_code: site.systemCode,
            edition: site.edition ?? '2017',
            units: unitsOf(site),
          })),
        ),
      ],
    )
    if (sm4Key) await giveKey(tx, devices, sm4Key)
    await tx.query(`select pg_notify('devices', '')`)
    return added
  })
}

async function giveKey(tx: Transaction, devices: readonly DemoSite[], key: Uint8Array): Promise<void> {
  await tx.execute(
    `insert into device_key (site_id, mn, key, since, origin)
     select d.site_id, d.mn, $2, now(), 'by-hand' from device as d
      where d.mn = any ($1) and not exists (select 1 from device_key as k where k.mn = d.mn and k.until is null)`,
    [devices.map(({ mn }) => mn), Buffer.from(key)],
  )
}
