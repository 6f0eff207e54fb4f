// Sites, devices, factors and series of the product as SensorThings entities.
import type { ReadingKind } from '#contract/sites.ts'
import type { Version } from '#domain/sensorthings/model.ts'
import { type Entity, productId, UNKNOWN_SENSOR } from './entity.ts'
import { definitionOf, kindName, unitOf } from './wording.ts'

export type SiteRow = {
  id: number
  code: string
  kind: string
  name: string
  nameEn: string | null
  province: string | null
  city: string | null
  district: string | null
  street: string | null
  basin: string | null
  lon: number | null
  lat: number | null
  waterType: string | null
  targetClass: string | null
  isDemo: boolean
  createdAt: number
}
export type DeviceRow = {
  number: number
  mn: string
  siteId: number
  systemCode: string
  edition: string
  intervalS: number | null
}
export type FactorRow = { id: number; code: string; zh: string; en: string; unit: string }
export type SeriesRow = { id: number; siteId: number; kind: ReadingKind; factorId: number }

const present = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ''))

const OM_MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

/** Media type of GeoJSON as each version of the standard names it. */
export const geoJsonType = (version: Version): string =>
  version === 'v1.0' ? 'application/vnd.geo+json' : 'application/geo+json'

/** A place without coordinates is an unlocated feature, which carries its address. */
const placeOf = (site: SiteRow): Record<string, unknown> =>
  site.lon === null || site.lat === null
    ? { type: 'Feature', geometry: null, properties: addressOf(site) }
    : { type: 'Point', coordinates: [site.lon, site.lat] }

const addressOf = ({ province, city, district, street, basin }: SiteRow): Record<string, unknown> =>
  present({ province, city, district, street, basin })

const addressText = (site: SiteRow): string =>
  [site.province, site.city, site.district, site.street].filter(Boolean).join(' ') || site.code

/** A site is a thing, its place, the history of it, and the feature its observations are of. */
export function siteEntities(site: SiteRow): Entity[] {
  const id = productId(site.id)
  const shared = { id, origin: 'product', siteId: site.id } as const
  const { code, kind, nameEn, waterType, targetClass, isDemo } = site
  const named = { name: site.name, description: `${kindName(kind)} ${nameEn ?? addressText(site)}` }
  const properties = { code, ...present({ kind, nameEn, ...addressOf(site), waterType, targetClass }), isDemo }
  const placed = { name: site.name, description: addressText(site), encodingType: geoJsonType('v1.1') }
  return [
    { ...shared, type: 'Thing', body: { ...named, properties }, links: { Locations: [id] } },
    { ...shared, type: 'Location', body: { ...placed, location: placeOf(site), properties: { code } }, links: {} },
    {
      ...shared,
      type: 'HistoricalLocation',
      body: { time: new Date(site.createdAt).toISOString() },
      links: { Thing: [id], Locations: [id] },
    },
    {
      ...shared,
      type: 'FeatureOfInterest',
      body: { ...placed, feature: placeOf(site), properties: { code } },
      links: {},
    },
  ]
}

export const deviceEntity = ({ number, mn, siteId, systemCode, edition, intervalS }: DeviceRow): Entity => ({
  type: 'Sensor',
  id: productId(number),
  origin: 'product',
  siteId,
  body: {
    name: mn,
    description: `数据采集传输仪 data logger, HJ 212—${edition}, ST=${systemCode}`,
    encodingType: 'application/json',
    metadata: present({ mn, edition, systemCode, expectedIntervalS: intervalS }),
    properties: present({ mn, edition, systemCode, expectedIntervalS: intervalS }),
  },
  links: {},
})

export const unknownSensor: Entity = {
  type: 'Sensor',
  id: UNKNOWN_SENSOR,
  origin: 'product',
  body: {
    name: '未知仪器',
    description: 'The sensor is not known: the values came by file or from another system',
    encodingType: 'text/plain',
    metadata: 'unknown',
    properties: {},
  },
  links: {},
}

export const factorEntity = ({ id, code, zh, en, unit }: FactorRow): Entity => ({
  type: 'ObservedProperty',
  id: productId(id),
  origin: 'product',
  body: { name: zh, definition: definitionOf(code), description: en, properties: { code, unit } },
  links: {},
})

type Parts = { site: SiteRow; factor: FactorRow; sensorId: number; intervalS: number | null }

export function seriesEntity(series: SeriesRow, { site, factor, sensorId, intervalS }: Parts): Entity {
  const { id, siteId, kind, factorId } = series
  return {
    type: 'Datastream',
    id: productId(id),
    origin: 'product',
    siteId,
    source: { is: 'series', seriesId: id, siteId, kind, factorId },
    body: {
      name: `${site.name} ${factor.zh} ${kindName(kind)}`,
      description: `${factor.en} at ${site.nameEn ?? site.code}, ${kind}`,
      unitOfMeasurement: unitOf(factor.unit),
      observationType: OM_MEASUREMENT,
      ...areaOf(site),
      properties: { site: site.code, factor: factor.code, kind, ...present({ expectedIntervalS: intervalS }) },
    },
    links: { Thing: [productId(siteId)], Sensor: [sensorId], ObservedProperty: [productId(factorId)] },
  }
}

/** The box around all places observed, which for a station is its one point. */
function areaOf({ lon, lat }: SiteRow): Record<string, unknown> {
  if (lon === null || lat === null) return {}
  const corner = [lon, lat]
  return { observedArea: { type: 'Polygon', coordinates: [[corner, corner, corner, corner, corner]] } }
}
