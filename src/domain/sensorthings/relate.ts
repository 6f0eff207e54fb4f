// How two plane geometries lie to each other: the nine-intersection matrix, distance and length.
import type { Geometry, Position } from './geometry.ts'
import { positionsOf } from './geometry.ts'

type Segment = readonly [Position, Position]
type Place = 'interior' | 'boundary' | 'exterior'
const PLACES: readonly Place[] = ['interior', 'boundary', 'exterior']

const SAME = 1e-9
const near = (a: Position, b: Position): boolean => Math.abs(a[0] - b[0]) < SAME && Math.abs(a[1] - b[1]) < SAME

const segmentsOfLine = (line: readonly Position[]): Segment[] =>
  line.slice(1).flatMap((to, n): Segment[] => {
    const from = line[n]
    return from && !near(from, to) ? [[from, to]] : []
  })

const lineSegments = (geometry: Geometry): Segment[] => geometry.lines.flatMap(segmentsOfLine)
const ringSegments = (geometry: Geometry): Segment[] => geometry.polygons.flat().flatMap(segmentsOfLine)
const segmentsOf = (geometry: Geometry): Segment[] => [...lineSegments(geometry), ...ringSegments(geometry)]

/** Nearest point of a segment as its share along it, 0 to 1. */
function shareOf(point: Position, [a, b]: Segment): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy)
  return Math.min(1, Math.max(0, share))
}
const pointAt = ([a, b]: Segment, share: number): Position => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
]
const pointDistance = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1])
const toSegment = (point: Position, segment: Segment): number =>
  pointDistance(point, pointAt(segment, shareOf(point, segment)))
const isOn = (point: Position, segment: Segment): boolean => toSegment(point, segment) < SAME

/** Even–odd rule over all rings of a polygon; a point on a ring must have been told apart before. */
function isInside(point: Position, rings: readonly (readonly Position[])[]): boolean {
  let inside = false
  for (const [a, b] of rings.flatMap(segmentsOfLine)) {
    const crosses = a[1] > point[1] !== b[1] > point[1]
    if (crosses && point[0] < a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside
  }
  return inside
}

/** Ends of lines that an odd number of lines share: the boundary of the lines (mod-2 rule). */
function lineEnds({ lines }: Geometry): Position[] {
  const ends = lines.flatMap((line) => [line[0], line.at(-1)]).filter((end) => end !== undefined)
  return ends.filter((end) => ends.filter((other) => near(end, other)).length % 2 === 1)
}

type Known = { geometry: Geometry; lines: Segment[]; rings: Segment[]; ends: Position[] }
const know = (geometry: Geometry): Known => ({
  geometry,
  lines: lineSegments(geometry),
  rings: ringSegments(geometry),
  ends: lineEnds(geometry),
})

function placeOf(point: Position, { geometry, lines, rings, ends }: Known): Place {
  if (geometry.polygons.some((polygon) => isInside(point, polygon)) && !rings.some((ring) => isOn(point, ring))) {
    return 'interior'
  }
  if (geometry.points.some((one) => near(one, point))) return 'interior'
  if (lines.some((line) => isOn(point, line))) return ends.some((end) => near(end, point)) ? 'boundary' : 'interior'
  return rings.some((ring) => isOn(point, ring)) ? 'boundary' : 'exterior'
}

/** Where a segment must be cut so that nothing crosses it between two cuts. */
function cutsOf(segment: Segment, others: readonly Segment[], points: readonly Position[]): number[] {
  const shares = [0, 1]
  for (const point of points) if (isOn(point, segment)) shares.push(shareOf(point, segment))
  for (const other of others) {
    for (const end of other) if (isOn(end, segment)) shares.push(shareOf(end, segment))
    const crossing = crossingShare(segment, other)
    if (crossing !== undefined) shares.push(crossing)
  }
  return shares.sort((a, b) => a - b)
}

function crossingShare([a, b]: Segment, [c, d]: Segment): number | undefined {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (Math.abs(cross) < SAME * SAME) return undefined
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : undefined
}

type Sample = { point: Position; dimension: 0 | 1 | 2 }

/** A point of every node, of every piece between two nodes, and of every face beside a piece: together the whole plane. */
function samplesOf(a: Geometry, b: Geometry): Sample[] {
  const segments = [...segmentsOf(a), ...segmentsOf(b)]
  const points = [...a.points, ...b.points]
  const samples: Sample[] = points.map((point) => ({ point, dimension: 0 }))
  for (const segment of segments) {
    const shares = cutsOf(segment, segments, points)
    const length = pointDistance(segment[0], segment[1])
    shares.forEach((share, n) => {
      samples.push({ point: pointAt(segment, share), dimension: 0 })
      const next = shares[n + 1]
      if (next === undefined || (next - share) * length < SAME) return
      samples.push(...besidePiece(segment, (share + next) / 2, length))
    })
  }
  return samples
}

function besidePiece(segment: Segment, share: number, length: number): Sample[] {
  const middle = pointAt(segment, share)
  const [dx, dy] = [(segment[1][0] - segment[0][0]) / length, (segment[1][1] - segment[0][1]) / length]
  const step = SAME * 100
  return [
    { point: middle, dimension: 1 },
    { point: [middle[0] - dy * step, middle[1] + dx * step], dimension: 2 },
    { point: [middle[0] + dy * step, middle[1] - dx * step], dimension: 2 },
  ]
}

/**
 * The nine-intersection matrix, row by row: interior, boundary, exterior of `a` with those of `b`; `F`, `0`, `1` or `2`.
 * @source OGC 06-103r4 clause 6.1.15
 */
export function relate(a: Geometry, b: Geometry): string {
  const [knownA, knownB] = [know(a), know(b)]
  const matrix = new Map<string, number>([['exterior exterior', 2]])
  for (const { point, dimension } of samplesOf(a, b)) {
    const key = `${placeOf(point, knownA)} ${placeOf(point, knownB)}`
    matrix.set(key, Math.max(matrix.get(key) ?? -1, dimension))
  }
  return PLACES.flatMap((row) => PLACES.map((column) => matrix.get(`${row} ${column}`)?.toString() ?? 'F')).join('')
}

/** Whether a matrix fits a pattern of `T`, `F`, `*`, `0`, `1`, `2`. */
export const fits = (matrix: string, pattern: string): boolean =>
  pattern.length === 9 &&
  [...pattern.toUpperCase()].every((wanted, n) => {
    const found = matrix[n]
    return wanted === '*' || (wanted === 'T' ? found !== 'F' : wanted === found)
  })

export const dimensionOf = ({ polygons, lines }: Geometry): 0 | 1 | 2 =>
  polygons.length > 0 ? 2 : lines.length > 0 ? 1 : 0

/** Shortest plane distance in the unit of the coordinates; 0 where they meet; undefined where one is empty. */
export function distance(a: Geometry, b: Geometry): number | undefined {
  const [ofA, ofB] = [positionsOf(a), positionsOf(b)]
  if (ofA.length === 0 || ofB.length === 0) return undefined
  if (!fits(relate(a, b), 'FF*FF****')) return 0
  const least = (points: readonly Position[], other: Geometry, of: readonly Position[]): number[] => [
    ...points.flatMap((point) => segmentsOf(other).map((segment) => toSegment(point, segment))),
    ...points.flatMap((point) => of.map((one) => pointDistance(point, one))),
  ]
  return least(ofA, b, ofB)
    .concat(least(ofB, a, ofA))
    .reduce((x, y) => Math.min(x, y), Number.POSITIVE_INFINITY)
}

/** Length of the lines in the unit of the coordinates; 0 without lines. */
export const lengthOf = (geometry: Geometry): number =>
  lineSegments(geometry).reduce((sum, [a, b]) => sum + pointDistance(a, b), 0)
