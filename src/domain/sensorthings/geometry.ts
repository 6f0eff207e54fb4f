// Plane geometries out of GeoJSON and well-known text, taken apart into points, lines and polygons.
import { parseWkt } from './wkt.ts'

export type Position = readonly [number, number]
/** Outer ring first; rings are closed. Coordinates as given, degrees for WGS84. */
export type Polygon = readonly (readonly Position[])[]
export type Geometry = {
  points: readonly Position[]
  lines: readonly (readonly Position[])[]
  polygons: readonly Polygon[]
}

const NOTHING: Geometry = { points: [], lines: [], polygons: [] }

export const merge = (parts: readonly Geometry[]): Geometry => ({
  points: parts.flatMap(({ points }) => points),
  lines: parts.flatMap(({ lines }) => lines),
  polygons: parts.flatMap(({ polygons }) => polygons),
})

type Shape = { type?: unknown; coordinates?: unknown; geometry?: unknown; geometries?: unknown; features?: unknown }
const DEEPEST = 8

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && Number.isFinite(value[0]) && Number.isFinite(value[1])
const position = ([x, y]: Position): Position => [x, y]
const positions = (value: unknown): Position[] | undefined =>
  Array.isArray(value) && value.every(isPosition) ? value.map(position) : undefined

function listOf<T>(value: unknown, read: (part: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined
  const parts = value.map(read)
  return parts.every((part) => part !== undefined) ? (parts as T[]) : undefined
}

const lineOf = (value: unknown): Position[] | undefined => {
  const line = positions(value)
  return line && line.length >= 2 ? line : undefined
}
const polygonOf = (value: unknown): Polygon | undefined => {
  const rings = listOf(value, positions)
  return rings && rings.length > 0 && rings.every((ring) => ring.length >= 4) ? rings : undefined
}

/** A GeoJSON geometry, feature or collection; undefined for what is none. Height is left out. */
export function geometryOf(value: unknown, depth = 0): Geometry | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined
  const shape = value as Shape
  switch (shape.type) {
    case 'Feature':
      return shape.geometry === null ? NOTHING : geometryOf(shape.geometry, depth + 1)
    case 'FeatureCollection':
      return collection(shape.features, depth)
    case 'GeometryCollection':
      return collection(shape.geometries, depth)
    default:
      return simple(shape)
  }
}

function collection(parts: unknown, depth: number): Geometry | undefined {
  const read = listOf(parts, (part) => geometryOf(part, depth + 1))
  return read && merge(read)
}

function simple({ type, coordinates }: Shape): Geometry | undefined {
  switch (type) {
    case 'Point':
      return isPosition(coordinates) ? { ...NOTHING, points: [position(coordinates)] } : undefined
    case 'MultiPoint':
      return whole('points', positions(coordinates))
    case 'LineString':
      return whole('lines', listOf([coordinates], lineOf))
    case 'MultiLineString':
      return whole('lines', listOf(coordinates, lineOf))
    case 'Polygon':
      return whole('polygons', listOf([coordinates], polygonOf))
    case 'MultiPolygon':
      return whole('polygons', listOf(coordinates, polygonOf))
    default:
      return undefined
  }
}

const whole = (part: keyof Geometry, values: readonly unknown[] | undefined): Geometry | undefined =>
  values && ({ ...NOTHING, [part]: values } as Geometry)

/** A geometry written as well-known text, `POINT (30 10)`; a leading SRID is passed over. */
export function geometryOfText(text: string): Geometry | undefined {
  const shape = parseWkt(text.replace(/^\s*SRID=\d+;/i, ''))
  return shape === undefined ? undefined : geometryOf(shape)
}

/** Every position of a geometry. */
export const positionsOf = ({ points, lines, polygons }: Geometry): Position[] => [
  ...points,
  ...lines.flat(),
  ...polygons.flat(2),
]
