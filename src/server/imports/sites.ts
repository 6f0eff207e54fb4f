// Stations of a file matched to those known, or created with what the file and the plan pack say of them.
import type { ImportMapping } from '#contract/intake.ts'
import { tidyName } from '#domain/imports/read-row.ts'
import type { Transaction } from '#platform/database.ts'
import { type NamedSite, siteKey, waterTypeOf } from './prepare.ts'

/** A station of the store. */
type KnownSite = { id: number; code: string; name: string; city: string | null; province: string | null }

/** A station that the plan pack places in its district. */
type PackStation = {
  code: string
  kind: string
  name: string
  nameEn: string
  city: string | null
  district: string
  lon: number
  lat: number
}

type DistrictSetting = {
  nameZh: string
  cityZh?: string
  stations?: { code: string; kind: string; nameZh: string; nameEn: string; lon: number; lat: number }[]
}

const KINDS: Readonly<Record<ImportMapping['kind'], readonly string[]>> = {
  air: ['air'],
  water: ['section', 'reservoir'],
}

/**
 * Stations already known under these names; demo sites never take real data. A name alone is not enough: names like
 * 市监测站 stand in many cities, and two stations made one can never be told apart again.
 */
export async function findSites(
  tx: Transaction,
  kind: ImportMapping['kind'],
  sites: readonly NamedSite[],
): Promise<Map<string, KnownSite>> {
  const rows = await tx.query<KnownSite>(
    `select s.id, s.code, s.name, s.city, s.province from site as s
      where s.kind = any ($1) and s.name = any ($2) and not s.is_demo
      order by s.id`,
    [KINDS[kind], sites.map((site) => site.name)],
  )
  const byName = Map.groupBy(rows, (row) => row.name)
  const stations = await packStations(tx)
  const place = {
    home: stations[0]?.city ?? null,
    unsaid: unsaidCity(sites, byName, stations),
    codes: new Set(stations.map(({ code }) => code)),
  }
  const found = new Map<string, KnownSite>()
  for (const site of sites) {
    const match = pickSite(byName.get(site.name) ?? [], site, place)
    if (match) found.set(site.key, match)
  }
  return found
}

/** `home`: the district's city; `unsaid`: the city of a file that names none; `codes`: the district's own stations. */
type PlaceHints = { home: string | null; unsaid: string | null; codes: ReadonlySet<string> }

/** The city in which most of the stations stand for which the file names no city: the district's, or one with half of them. */
function unsaidCity(
  sites: readonly NamedSite[],
  byName: ReadonlyMap<string, readonly KnownSite[]>,
  stations: readonly PackStation[],
): string | null {
  const names = sites.filter(({ city }) => city === null).map(({ name }) => name)
  const own = stations.find(({ name }) => names.includes(name))
  if (own?.city) return own.city
  const counts = new Map<string, number>()
  for (const name of names) {
    for (const { city } of byName.get(name) ?? []) if (city !== null) counts.set(city, (counts.get(city) ?? 0) + 1)
  }
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] * 2 >= names.length && best[1] > (next?.[1] ?? 0) ? best[0] : null
}

function pickSite(same: readonly KnownSite[], site: NamedSite, place: PlaceHints): KnownSite | undefined {
  const fitting = same.filter((known) => isSamePlace(known, site, place))
  if (fitting.length <= 1) return fitting[0]
  const exact = fitting.filter((known) => known.city === site.city && known.province === site.province)
  if (exact.length === 1) return exact[0]
  const ours = fitting.filter(({ code }) => place.codes.has(code))
  return ours.length === 1 ? ours[0] : undefined
}

function isSamePlace(known: KnownSite, site: NamedSite, { home, unsaid }: PlaceHints): boolean {
  const sameProvince =
    site.province === null || (known.province !== null && tidyName(known.province) === tidyName(site.province))
  if (!sameProvince) return false
  if (known.city === null && site.city === null) return true
  // A city that nobody said of a known station can only be the district's own.
  const [one, other] = [known.city ?? home, site.city ?? unsaid]
  return one !== null && other !== null && plainCity(one) === plainCity(other)
}

/** `深圳市` is `深圳`. */
const plainCity = (city: string): string => tidyName(city).replace(/市$/, '')

/** Site ids by key for every named station, creating those that are new. */
export async function ensureSites(
  tx: Transaction,
  named: { sites: readonly NamedSite[]; mapping: ImportMapping; importId: number },
): Promise<{ ids: Map<string, number>; created: number }> {
  const known = await findSites(tx, named.mapping.kind, named.sites)
  const stations = await packStations(tx)
  const ids = new Map<string, number>()
  let created = 0
  for (const site of named.sites) {
    const match = known.get(siteKey(site))
    if (match) {
      ids.set(site.key, match.id)
      await revive(tx, match.id, site, named.mapping)
      continue
    }
    ids.set(site.key, await createSite(tx, { site, mapping: named.mapping, importId: named.importId, stations }))
    created += 1
  }
  return { ids, created }
}

async function packStations(tx: Transaction): Promise<PackStation[]> {
  const [row] = await tx.query<{ value: DistrictSetting }>(
    `select t.value from setting as t where t.key = 'district' and jsonb_typeof(t.value) = 'object'`,
  )
  const { nameZh = '', cityZh, stations = [] } = row?.value ?? {}
  const place = { city: cityZh === undefined ? null : plainCity(cityZh), district: nameZh }
  return stations.map(({ nameZh: name, ...station }) => ({ ...station, name, ...place }))
}

/** A station of an import that was taken back comes into use again; what was only assumed of it may now be learnt. */
async function revive(tx: Transaction, id: number, site: NamedSite, mapping: ImportMapping): Promise<void> {
  await tx.execute('update site as s set retired_at = null where s.id = $1 and s.retired_at is not null', [id])
  if (mapping.kind !== 'water') return
  const water = waterTypeOf(site, mapping)
  if (water.source === 'assumed') return
  const changed = await tx.query<{ turned: boolean }>(
    `update site as s
        set water_type = $2, water_type_source = $3, kind = case when $2 = 'lake' then 'reservoir' else 'section' end
       from site as o
      where s.id = $1 and o.id = s.id and coalesce(s.water_type_source, 'assumed') = 'assumed'
     returning o.water_type is distinct from s.water_type as turned`,
    [id, water.type, water.source],
  )
  if (changed.some(({ turned }) => turned)) await reopenDays(tx, id)
}

/** Every day of a site must be judged again: what it is judged by has changed. */
async function reopenDays(tx: Transaction, siteId: number): Promise<void> {
  await tx.execute(
    `insert into stale_day (site_id, day)
     select distinct r.site_id, date_trunc('day', r.at, 'Asia/Shanghai') from reading as r
      where r.site_id = $1 and r.kind in ('hour', 'day', 'sample')`,
    [siteId],
  )
}

type NewSite = { site: NamedSite; mapping: ImportMapping; importId: number; stations: readonly PackStation[] }

async function createSite(tx: Transaction, { site, mapping, importId, stations }: NewSite): Promise<number> {
  const water = mapping.kind === 'water' ? waterTypeOf(site, mapping) : null
  const kind = mapping.kind === 'air' ? 'air' : water?.type === 'lake' ? 'reservoir' : 'section'
  const station = stations.find(
    (one) =>
      one.kind === kind &&
      one.name === site.name &&
      (site.city === null || plainCity(one.city ?? site.city) === plainCity(site.city)),
  )
  const [row] = await tx.query<{ id: number }>(
    `insert into site (code, kind, name, name_en, province, city, district, street, basin, lon, lat,
                       water_type, water_type_source, is_evaluation_point, import_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (code) do update set retired_at = null
     returning id`,
    [
      station?.code ?? codeOf(kind, site),
      kind,
      site.name,
      station?.nameEn ?? null,
      site.province,
      site.city ?? station?.city ?? null,
      station?.district ?? null,
      site.street,
      site.basin,
      station?.lon ?? null,
      station?.lat ?? null,
      water?.type ?? null,
      water?.source ?? null,
      station !== undefined,
      importId,
    ],
  )
  if (!row) throw new Error(`Cannot create the site ${site.name}`)
  return row.id
}

/** `air-深圳-荔园`: readable, and one station a place and name. */
function codeOf(kind: string, site: NamedSite): string {
  const parts = [kind, site.city ?? site.province ?? '', site.name].filter((part) => part !== '')
  return parts.join('-').replaceAll('/', '_')
}
