// Reads every entity but observations out of the store: the product's own, and what other systems created.
import type { EntityType } from '#domain/sensorthings/model.ts'
import type { Database } from '#platform/database.ts'
import { type Entity, isOwnId, ownId, productId, UNKNOWN_SENSOR } from './entity.ts'
import {
  type DeviceRow,
  deviceEntity,
  type FactorRow,
  factorEntity,
  type SeriesRow,
  type SiteRow,
  seriesEntity,
  siteEntities,
  unknownSensor,
} from './product-entities.ts'

/** The district itself is judged, not measured: it is no thing. */
const SITES = `select s.id, s.code, s.kind, s.name, s.name_en as "nameEn", s.province, s.city, s.district, s.street, s.basin,
         s.lon, s.lat, s.water_type as "waterType", s.target_class as "targetClass", s.is_demo as "isDemo",
         s.created_at as "createdAt"
    from site as s where s.retired_at is null and s.kind <> 'district'`

export async function readEntities(db: Database): Promise<Entity[]> {
  const [sites, devices, factors, series, own] = await Promise.all([
    db.query<SiteRow>(SITES),
    db.query<DeviceRow>(
      `select d.number, d.mn, d.site_id as "siteId", d.system_code as "systemCode", d.edition,
              d.expected_interval_s as "intervalS" from device as d order by d.number`,
    ),
    db.query<FactorRow>(
      `select f.id, f.code, f.name_zh as zh, f.name_en as en, f.unit from factor as f
        where exists (select 1 from series as s where s.factor_id = f.id)`,
    ),
    db.query<SeriesRow>(`select s.id, s.site_id as "siteId", s.kind, s.factor_id as "factorId" from series as s`),
    readOwn(db),
  ])
  const product = productEntities({ sites, devices, factors, series })
  return addBeside([...product, ...own.entities], own.beside)
}

type Rows = { sites: SiteRow[]; devices: DeviceRow[]; factors: FactorRow[]; series: SeriesRow[] }

function productEntities({ sites, devices, factors, series }: Rows): Entity[] {
  const siteOf = new Map(sites.map((site) => [site.id, site]))
  const factorOf = new Map(factors.map((factor) => [factor.id, factor]))
  const deviceOf = new Map(devices.toReversed().map((device) => [device.siteId, device]))
  // Not listed where nothing hangs on it.
  const isNeeded = series.some(({ siteId }) => siteOf.has(siteId) && !deviceOf.has(siteId)) || devices.length === 0
  return [
    ...(isNeeded ? [unknownSensor] : []),
    ...sites.flatMap(siteEntities),
    ...devices.filter(({ siteId }) => siteOf.has(siteId)).map(deviceEntity),
    ...factors.map(factorEntity),
    ...series.flatMap((row) => {
      const [site, factor, device] = [siteOf.get(row.siteId), factorOf.get(row.factorId), deviceOf.get(row.siteId)]
      if (!site || !factor) return []
      const sensorId = device ? productId(device.number) : UNKNOWN_SENSOR
      return [seriesEntity(row, { site, factor, sensorId, intervalS: device?.intervalS ?? null })]
    }),
  ]
}

type OwnRow = {
  id: number
  type: EntityType
  beside: number | null
  body: Record<string, unknown>
  links: Record<string, number[]>
}

async function readOwn(db: Database): Promise<{ entities: Entity[]; beside: OwnRow[] }> {
  const rows = await db.query<OwnRow>(
    'select e.id, e.type, e.beside, e.body, e.links from sta_entity as e where e.withdrawn_at is null order by e.id',
  )
  return {
    entities: rows.filter(({ beside }) => beside === null).map(ownEntity),
    beside: rows.filter(({ beside }) => beside !== null),
  }
}

function ownEntity({ id, type, body, links }: OwnRow): Entity {
  const entity: Entity = { type, id: ownId(id), origin: 'own', body, links }
  if (type === 'Thing') return { ...entity, siteId: -ownId(id) }
  if (type !== 'Datastream') return entity
  // Values of a datastream beside the product's series stand with its thing.
  const thing = links.Thing?.[0] ?? 0
  const siteId = isOwnId(thing) ? -thing : thing / 2
  return { ...entity, siteId, source: { is: 'own', siteId } }
}

/** Properties that other systems added to the product's own entities; a datastream may have a name of theirs too. */
function addBeside(entities: readonly Entity[], rows: readonly OwnRow[]): Entity[] {
  const found = new Map(rows.map((row) => [`${row.type} ${row.beside}`, row]))
  return entities.map((entity) => {
    const row = found.get(`${entity.type} ${entity.id}`)
    if (!row) return entity
    const { properties, ...body } = row.body
    const merged = { ...(entity.body.properties as object | undefined), ...(properties as object | undefined) }
    return {
      ...entity,
      body: { ...entity.body, ...body, properties: merged },
      links: { ...entity.links, ...row.links },
    }
  })
}
