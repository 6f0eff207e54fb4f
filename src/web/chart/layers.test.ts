// The layout of states: columns follow the way, no two nodes lie on each other, and no line runs through a node.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LayerEdge, type Layers, layLayers } from './layers.ts'

const SIZES = { nodeWidth: 120, nodeHeight: 44, gapX: 150, gapY: 30, lineHeight: 16 }
const edge = (from: string, to: string, lines = 1): LayerEdge => ({ from, to, lines })
const at = (laid: Layers, id: string) => laid.nodes.find((node) => node.id === id) ?? { x: -1, y: -1 }

test('layLayers() puts what follows to the right, what returns on a lane below, what skips on one above', () => {
  const laid = layLayers(['a', 'b', 'c'], [edge('a', 'b'), edge('b', 'c'), edge('c', 'a'), edge('a', 'c')], SIZES)
  expect([at(laid, 'a').x < at(laid, 'b').x, at(laid, 'b').x < at(laid, 'c').x]).toEqual([true, true])
  const [, , back, skip] = laid.edges
  expect(laid.edges.map(({ isLane }) => isLane)).toEqual([false, false, true, true])
  expect((back?.text.y ?? 0) > at(laid, 'a').y + SIZES.nodeHeight).toBe(true)
  expect((skip?.text.y ?? 0) < at(laid, 'a').y).toBe(true)
})

test('layLayers() draws an edge from a node to itself', () => {
  const laid = layLayers(['a', 'b'], [edge('a', 'b'), edge('a', 'a')], SIZES)
  expect(laid.edges[1]?.points).toHaveLength(6)
})

const IDS = ['s0', 's1', 's2', 's3', 's4', 's5']
const anyEdges = fc.uniqueArray(
  fc.record({ from: fc.constantFrom(...IDS), to: fc.constantFrom(...IDS), lines: fc.integer({ min: 1, max: 3 }) }),
  { maxLength: 14, selector: ({ from, to }) => `${from} ${to}` },
)

test('whatever the edges, everything lies inside, apart, and lanes keep clear of nodes and of each other', () => {
  fc.assert(
    fc.property(anyEdges, (edges) => {
      const laid = layLayers(IDS, edges, SIZES)
      expect(laid.nodes.map(({ id }) => id).sort()).toEqual(IDS)
      for (const [n, node] of laid.nodes.entries()) {
        expect(
          isInside(laid, node) && isInside(laid, { x: node.x + SIZES.nodeWidth, y: node.y + SIZES.nodeHeight }),
        ).toBe(true)
        for (const other of laid.nodes.slice(n + 1))
          expect(node.x !== other.x || Math.abs(node.y - other.y) >= SIZES.nodeHeight).toBe(true)
      }
      const lanes = laid.edges.filter(({ isLane }) => isLane)
      const heights = lanes.map(({ points }) => points[2]?.y ?? Number.NaN)
      expect(new Set(heights).size).toBe(heights.length)
      for (const { points } of lanes) {
        expect(points.every((point) => isInside(laid, point))).toBe(true)
        const parts = points.slice(1).map((end, n) => ({ start: points[n] ?? end, end }))
        expect(parts.filter((part) => laid.nodes.some((node) => crosses(node, part.start, part.end)))).toEqual([])
      }
    }),
  )
})

const isInside = ({ width, height }: Layers, { x, y }: Spot): boolean => x >= 0 && x <= width && y >= 0 && y <= height

type Spot = { x: number; y: number }

/** Whether an upright or level line runs through the inside of a node. */
function crosses(node: Spot, a: Spot, b: Spot): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
  const [upper, lower] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  return right > node.x && left < node.x + SIZES.nodeWidth && lower > node.y && upper < node.y + SIZES.nodeHeight
}
