// Well-known text as the shape GeoJSON gives the same geometry.

type Shape = { type: string; coordinates?: unknown; geometries?: Shape[] }

/** How deep the coordinates of each kind are nested. */
const KINDS: Readonly<Record<string, { type: string; depth: number }>> = {
  POINT: { type: 'Point', depth: 0 },
  LINESTRING: { type: 'LineString', depth: 1 },
  POLYGON: { type: 'Polygon', depth: 2 },
  MULTIPOINT: { type: 'MultiPoint', depth: 1 },
  MULTILINESTRING: { type: 'MultiLineString', depth: 2 },
  MULTIPOLYGON: { type: 'MultiPolygon', depth: 3 },
}
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i
const DEEPEST = 8

type Reader = { text: string; at: number }

const skip = (reader: Reader): void => {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1
}
function take(reader: Reader, sign: string): boolean {
  skip(reader)
  if (reader.text[reader.at] !== sign) return false
  reader.at += 1
  return true
}
function takeWord(reader: Reader): string {
  skip(reader)
  const word = /^[a-z]+/i.exec(reader.text.slice(reader.at, reader.at + 20))?.[0] ?? ''
  reader.at += word.length
  return word.toUpperCase()
}
function takeNumber(reader: Reader): number | undefined {
  skip(reader)
  const found = NUMBER.exec(reader.text.slice(reader.at, reader.at + 40))?.[0]
  if (found === undefined) return undefined
  reader.at += found.length
  return Number(found)
}

/** The geometry; undefined for text that is none. */
export function parseWkt(text: string): Shape | undefined {
  const reader = { text, at: 0 }
  const shape = readShape(reader, 0)
  skip(reader)
  return shape && reader.at === text.length ? shape : undefined
}

function readShape(reader: Reader, depth: number): Shape | undefined {
  const word = takeWord(reader)
  if (depth > DEEPEST) return undefined
  skip(reader)
  if (/^(?:z|m|zm)(?=[\s(])/i.test(reader.text.slice(reader.at, reader.at + 3))) takeWord(reader)
  if (word === 'GEOMETRYCOLLECTION') {
    const geometries = readList(reader, () => readShape(reader, depth + 1))
    return geometries && { type: 'GeometryCollection', geometries }
  }
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
  if (!kind) return undefined
  const coordinates =
    kind.depth === 0 ? readList(reader, () => readPosition(reader))?.[0] : readNested(reader, kind.depth)
  return coordinates === undefined ? undefined : { type: kind.type, coordinates: joined(kind.type, coordinates) }
}

/** `MULTIPOINT ((1 2), (3 4))` is the same as without the inner brackets. */
const joined = (type: string, coordinates: unknown): unknown =>
  type === 'MultiPoint' && Array.isArray(coordinates)
    ? coordinates.map((part: unknown) => (Array.isArray(part) && Array.isArray(part[0]) ? (part[0] as unknown) : part))
    : coordinates

function readNested(reader: Reader, depth: number): unknown[] | undefined {
  return readList(reader, () => {
    if (depth > 1) return readNested(reader, depth - 1)
    skip(reader)
    return reader.text[reader.at] === '(' ? readList(reader, () => readPosition(reader)) : readPosition(reader)
  })
}

function readList<T>(reader: Reader, readOne: () => T | undefined): T[] | undefined {
  if (!take(reader, '(')) return undefined
  const parts: T[] = []
  do {
    const part = readOne()
    if (part === undefined) return undefined
    parts.push(part)
  } while (take(reader, ','))
  return take(reader, ')') ? parts : undefined
}

/** The standard's own example writes `POINT(-122, 43)`: a single number before a comma is the first of a pair. */
function readPosition(reader: Reader): number[] | undefined {
  const numbers: number[] = []
  for (;;) {
    const number = takeNumber(reader)
    if (number === undefined) break
    numbers.push(number)
    if (numbers.length === 1) take(reader, ',')
  }
  return numbers.length >= 2 && numbers.length <= 4 ? numbers : undefined
}
