// Entities as they travel: control information, properties of the version asked for, links, and what was selected.
import { isIdName, MODEL, propertyOf, type Version } from '#domain/sensorthings/model.ts'
import type { Entity } from './entity.ts'
import { geoJsonType } from './product-entities.ts'

export type Base = {
  /** Address of the service with its version, without a slash at its end. */
  url: string
  version: Version
}

export type Wire = Record<string, unknown>

export const selfLink = ({ url }: Base, { type, id }: Pick<Entity, 'type' | 'id'>): string =>
  `${url}/${MODEL[type].set}(${id})`

/** A property as it travels in this version; undefined where it is absent. */
export function propertyValue(entity: Entity, name: string, { version }: Base): unknown {
  const value = entity.body[name]
  // The product's own places are written once and named as each version names GeoJSON.
  if (name === 'encodingType' && entity.origin === 'product' && value === geoJsonType('v1.1'))
    return geoJsonType(version)
  return value
}

/** Absent where it is null: these must be there all the same. */
const ALWAYS: ReadonlySet<string> = new Set(['resultTime', 'phenomenonTime', 'result'])

/** Averages are computed: they have no number and no address. */
const isNumbered = ({ type, id }: Entity): boolean => type !== 'Observation' || id > 0

/** The entity with everything, or with what `select` names; `null` times of observations are written, as they must be. */
export function toWire(entity: Entity, base: Base, select?: readonly string[]): Wire {
  const wants = (name: string): boolean => select === undefined || select.includes(name)
  const control: Wire = {}
  const links: Wire = {}
  if (isNumbered(entity)) {
    const self = selfLink(base, entity)
    if (select === undefined || select.some(isIdName)) control['@iot.id'] = entity.id
    if (wants('@iot.selfLink')) control['@iot.selfLink'] = self
    for (const link of Object.keys(MODEL[entity.type].links).filter(wants)) {
      links[`${link}@iot.navigationLink`] = `${self}/${link}`
    }
  }
  return { ...control, ...propertiesOf(entity, base, select), ...links }
}

function propertiesOf(entity: Entity, base: Base, select?: readonly string[]): Wire {
  const wire: Wire = {}
  for (const name of Object.keys(MODEL[entity.type].properties)) {
    if (!propertyOf(entity.type, name, base.version) || !wantsProperty(select, name)) continue
    const value = propertyValue(entity, name, base)
    if (value !== undefined && value !== null) wire[name] = selected(select, name, value)
    else if (ALWAYS.has(name) && entity.type === 'Observation') wire[name] = null
  }
  return wire
}

const wantsProperty = (select: readonly string[] | undefined, name: string): boolean =>
  select === undefined || select.some((wanted) => wanted === name || wanted.startsWith(`${name}/`))

/** `$select=properties/code` keeps only that member. */
function selected(select: readonly string[] | undefined, name: string, value: unknown): unknown {
  if (select === undefined || select.includes(name)) return value
  const members = select.flatMap((wanted) => (wanted.startsWith(`${name}/`) ? [wanted.slice(name.length + 1)] : []))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => members.includes(key)))
}
