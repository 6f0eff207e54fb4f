// The entity model of SensorThings as data: sets, properties, links, and what version 1.1 added to 1.0.

export type Version = 'v1.0' | 'v1.1'

export const ENTITY_TYPES = [
  'Thing',
  'Location',
  'HistoricalLocation',
  'Datastream',
  'Sensor',
  'ObservedProperty',
  'Observation',
  'FeatureOfInterest',
] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

/** What a property holds: `time` an instant or a period, `any` whatever the encoding says. */
export type PropertyKind = 'text' | 'time' | 'geo' | 'json' | 'any'

export type PropertyRule = {
  kind: PropertyKind
  isMandatory?: true
  /** Absent: both versions. */
  since?: 'v1.1'
}
export type LinkRule = { to: EntityType; isMany: boolean; isMandatory?: true }
export type EntityRule = {
  set: string
  properties: Readonly<Record<string, PropertyRule>>
  links: Readonly<Record<string, LinkRule>>
}

const name = { kind: 'text', isMandatory: true } as const
const text = { kind: 'text', isMandatory: true } as const
const newer = { kind: 'json', since: 'v1.1' } as const
const one = (to: EntityType) => ({ to, isMany: false, isMandatory: true }) as const
const many = (to: EntityType) => ({ to, isMany: true }) as const

/**
 * Entities with their properties in the order they are written.
 * @source OGC 18-088 clause 8.2
 */
export const MODEL: Readonly<Record<EntityType, EntityRule>> = {
  Thing: {
    set: 'Things',
    properties: { name, description: text, properties: { kind: 'json' } },
    links: {
      Locations: many('Location'),
      HistoricalLocations: many('HistoricalLocation'),
      Datastreams: many('Datastream'),
    },
  },
  Location: {
    set: 'Locations',
    properties: {
      name,
      description: text,
      encodingType: text,
      location: { kind: 'geo', isMandatory: true },
      properties: newer,
    },
    links: { Things: many('Thing'), HistoricalLocations: many('HistoricalLocation') },
  },
  HistoricalLocation: {
    set: 'HistoricalLocations',
    properties: { time: { kind: 'time', isMandatory: true } },
    links: { Thing: one('Thing'), Locations: many('Location') },
  },
  Datastream: {
    set: 'Datastreams',
    properties: {
      name,
      description: text,
      unitOfMeasurement: { kind: 'json', isMandatory: true },
      observationType: text,
      observedArea: { kind: 'geo' },
      phenomenonTime: { kind: 'time' },
      resultTime: { kind: 'time' },
      properties: newer,
    },
    links: {
      Thing: one('Thing'),
      Sensor: one('Sensor'),
      ObservedProperty: one('ObservedProperty'),
      Observations: many('Observation'),
    },
  },
  Sensor: {
    set: 'Sensors',
    properties: {
      name,
      description: text,
      encodingType: text,
      metadata: { kind: 'any', isMandatory: true },
      properties: newer,
    },
    links: { Datastreams: many('Datastream') },
  },
  ObservedProperty: {
    set: 'ObservedProperties',
    properties: { name, definition: text, description: text, properties: newer },
    links: { Datastreams: many('Datastream') },
  },
  Observation: {
    set: 'Observations',
    properties: {
      phenomenonTime: { kind: 'time' },
      resultTime: { kind: 'time' },
      result: { kind: 'any', isMandatory: true },
      resultQuality: { kind: 'any' },
      validTime: { kind: 'time' },
      parameters: { kind: 'json' },
    },
    links: { Datastream: one('Datastream'), FeatureOfInterest: { to: 'FeatureOfInterest', isMany: false } },
  },
  FeatureOfInterest: {
    set: 'FeaturesOfInterest',
    properties: {
      name,
      description: text,
      encodingType: text,
      feature: { kind: 'geo', isMandatory: true },
      properties: newer,
    },
    links: { Observations: many('Observation') },
  },
}

const BY_SET = new Map<string, EntityType>(ENTITY_TYPES.map((type) => [MODEL[type].set, type]))

/** The type whose entity set has this name, `Things` → `Thing`. */
export const typeOfSet = (set: string): EntityType | undefined => BY_SET.get(set)

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

export const linkOf = (type: EntityType, link: string): LinkRule | undefined => own(MODEL[type].links, link)

/** The rule of a property in a version; undefined where the version has no such property. */
export function propertyOf(type: EntityType, property: string, version: Version): PropertyRule | undefined {
  const rule = own(MODEL[type].properties, property)
  return rule?.since === 'v1.1' && version === 'v1.0' ? undefined : rule
}

/** Names under which an entity's number may be asked for. */
export const isIdName = (name: string): boolean => name === 'id' || name === '@iot.id'
