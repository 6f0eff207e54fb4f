// Seeds the demo district: sites and devices once, each marked as demo.
import { type Database, inTransaction, type Transaction } from '#platform/database.ts'
import { type DemoDistrict, type DemoSite, demoPackDir, readDemoDistrict } from '../simulate/district.ts'
import { unitsOf } from '../simulate/segments.ts'

/** Creates what is missing of the demo district; doing it twice changes nothing. Returns its sites. */
export async function seedDemo(db: Database): Promise<DemoDistrict> {
  const district = await readDemoDistrict(demoPackDir())
  await inTransaction(db, async (tx) => {
    for (const site of district.sites) await seedSite(tx, site)
    await tx.query(`select pg_notify('devices', '')`)
  })
  return district
}

async function seedSite(tx: Transaction, site: DemoSite): Promise<void> {
  const [row] = await tx.query<{ id: number }>(
    `insert into site (code, kind, name, name_en, city, district, street, basin, lon, lat, water_type, water_type_source,
                       target_class, is_evaluation_point, is_demo)
     values ($1, $2, $3, $4, '深圳', '龙岗区', $5, $6, $7, $8, $9, $10, $11, $12, true)
     on conflict (code) do update set code = excluded.code
     returning id`,
    [
      site.code,
      site.kind,
      site.name,
      site.nameEn,
      site.street ?? null,
      site.basin ?? null,
      site.lon,
      site.lat,
      site.waterType ?? null,
      site.waterType ? 'given' : null,
      site.targetClass ?? null,
      site.evaluationPoint,
    ],
  )
  await tx.query(
    `insert into device (mn, site_id, system_code, edition, password, units, intervals, expected_interval_s, is_demo)
     values ($1, $2, $3, $4, '123456', $5, $6, 60, true)
     on conflict (mn) do nothing`,
    [
      site.mn,
      row?.id,
      site.systemCode,
      site.edition ?? '2017',
      JSON.stringify(unitsOf(site)),
      // Water stations measure every four hours.
      JSON.stringify({ realtime: 60, hour: site.waterType ? 14_400 : 3_600 }),
    ],
  )
}

/**
 * Whether the demo district runs: decided at the first start of a store, where nothing was put into it before.
 * Later starts keep to that; `--no-demo` leaves it out for once.
 */
export async function isDemoWanted(db: Database, isAsked: boolean): Promise<boolean> {
  const [row] = await db.query<{ value: boolean }>(
    `insert into setting (key, value)
     select 'demo', to_jsonb($1::boolean and not exists (select 1 from site))
     on conflict (key) do update set value = setting.value
     returning value`,
    [isAsked],
  )
  return isAsked && row?.value === true
}
