// Plane relations against figures that can be checked on squared paper.
import { describe, expect, test } from 'vitest'
import type { Value } from './expression.ts'
import { FUNCTIONS } from './functions.ts'
import { geometryOfText } from './geometry.ts'
import { relate } from './relate.ts'
import { compareSpans, parseTimeSpan, SPAN_RELATIONS } from './times.ts'

const shape = (text: string) => {
  const geometry = geometryOfText(text)
  if (!geometry) throw new Error(text)
  return geometry
}
const run = (name: string, ...args: Value[]): Value => FUNCTIONS[name]?.run(args, 0) ?? null

const SQUARE = shape('POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))')
const BESIDE = shape('POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))')
const ACROSS = shape('POLYGON((1 1, 3 1, 3 3, 1 3, 1 1))')
const INNER = shape('POLYGON((0.5 0.5, 1 0.5, 1 1, 0.5 1, 0.5 0.5))')
const HOLED = shape('POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))')
const LINE = shape('LINESTRING(-1 1, 3 1)')
const EDGE = shape('LINESTRING(0 0, 2 0)')
const POINT = shape('POINT(1 1)')
const CORNER = shape('POINT(0 0)')
const FAR = shape('POINT(10 0)')

describe('relate()', () => {
  test.each([
    ['two squares across each other', SQUARE, ACROSS, '212101212'],
    ['two squares side by side', SQUARE, BESIDE, 'FF2F11212'],
    ['a square in a square', INNER, SQUARE, '2FF1FF212'],
    ['the same square', SQUARE, SQUARE, '2FFF1FFF2'],
    ['a line through a square', LINE, SQUARE, '101FF0212'],
    ['a point in a square', POINT, SQUARE, '0FFFFF212'],
    ['a corner of a square', CORNER, SQUARE, 'F0FFFF212'],
    ['a point in the hole', shape('POINT(2 2)'), HOLED, 'FF0FFF212'],
  ])('%s', (_, a, b, matrix) => {
    expect(relate(a, b)).toBe(matrix)
  })
})

test.each([
  ['geo.intersects', SQUARE, ACROSS, true],
  ['st_intersects', SQUARE, FAR, false],
  ['st_equals', SQUARE, shape('POLYGON((2 0, 2 2, 0 2, 0 0, 2 0))'), true],
  ['st_disjoint', SQUARE, FAR, true],
  ['st_disjoint', SQUARE, BESIDE, false],
  ['st_touches', SQUARE, BESIDE, true],
  ['st_touches', SQUARE, ACROSS, false],
  ['st_touches', EDGE, SQUARE, true],
  ['st_within', INNER, SQUARE, true],
  ['st_within', ACROSS, SQUARE, false],
  ['st_contains', SQUARE, INNER, true],
  ['st_contains', SQUARE, POINT, true],
  ['st_contains', SQUARE, CORNER, false],
  ['st_overlaps', SQUARE, ACROSS, true],
  ['st_overlaps', SQUARE, INNER, false],
  ['st_overlaps', EDGE, shape('LINESTRING(1 0, 3 0)'), true],
  ['st_crosses', LINE, SQUARE, true],
  ['st_crosses', LINE, shape('LINESTRING(1 0, 1 2)'), true],
  ['st_crosses', INNER, SQUARE, false],
])('%s', (name, a, b, expected) => {
  expect(run(name, a, b)).toBe(expected)
})

test('st_relate() holds the matrix against a pattern', () => {
  expect(run('st_relate', SQUARE, ACROSS, 'T*T***T**')).toBe(true)
  expect(run('st_relate', SQUARE, ACROSS, 'F********')).toBe(false)
})

test('geo.distance() is 0 where shapes meet and the shortest way where not', () => {
  expect(run('geo.distance', SQUARE, POINT)).toBe(0)
  expect(run('geo.distance', SQUARE, FAR)).toBe(8)
  expect(run('geo.distance', LINE, shape('LINESTRING(0 4, 2 4)'))).toBe(3)
})

const at = (text: string) => parseTimeSpan(text) ?? { from: Number.NaN, until: Number.NaN }
const SEVEN = at('2016-01-01T07:00:00Z')
const HOUR = at('2016-01-01T07:00:00Z/2016-01-01T08:00:00Z')

test.each([
  ['lt', '2016-01-01T06:00:00Z/2016-01-01T07:00:00Z', SEVEN, true],
  ['lt', '2016-01-01T07:00:00Z', SEVEN, false],
  ['lt', '2016-01-01T07:00:00Z', HOUR, false],
  ['gt', '2016-01-01T08:00:00Z', HOUR, true],
  ['gt', '2016-01-01T07:00:00Z/2016-01-01T08:00:00Z', SEVEN, false],
  ['le', '2016-01-01T07:00:00Z', HOUR, true],
  ['le', '2016-01-01T07:01:00Z/2016-01-01T07:59:00Z', HOUR, false],
  ['ge', '2016-01-01T08:00:00Z/2016-01-01T09:00:00Z', HOUR, true],
  ['eq', '2016-01-01T07:00:00Z/2016-01-01T08:00:00Z', HOUR, true],
  ['ne', '2016-01-01T07:00:00Z', HOUR, true],
] as const)('compareSpans() takes periods as half-open: %s %s', (op, a, b, expected) => {
  expect(compareSpans(op, at(a), b)).toBe(expected)
})

test('a period overlaps what shares time with it, not what follows it', () => {
  expect(SPAN_RELATIONS.overlaps?.(SEVEN, HOUR)).toBe(true)
  expect(SPAN_RELATIONS.overlaps?.(at('2016-01-01T08:00:00Z'), HOUR)).toBe(false)
})
