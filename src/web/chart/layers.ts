// A small layered layout for graphs of states: columns by distance, rows in each, lanes above and below for what skips or returns.

export type Point = { x: number; y: number }
export type LaidNode = Point & { id: string }
/** A way through these points, and where its text stands, centred. */
export type LaidEdge = { points: Point[]; text: Point; isLane: boolean }
/** All in px; nodes are placed by their upper left corner, edges stand in the order they were given. */
export type Layers = { width: number; height: number; nodes: LaidNode[]; edges: LaidEdge[] }

export type LayerEdge = { from: string; to: string /** Lines of text. */; lines: number }
/** All in px. */
export type LayerSizes = { nodeWidth: number; nodeHeight: number; gapX: number; gapY: number; lineHeight: number }

const MARGIN = 28
const CHANNEL = 9

/** Places the nodes; the first is where it begins. */
export function layLayers(ids: readonly string[], edges: readonly LayerEdge[], sizes: LayerSizes): Layers {
  const back = findBackEdges(ids, edges)
  const columns = assignColumns(ids, edges, back)
  const rows = orderRows(ids, edges, columns)
  const tallest = Math.max(1, ...rows.map(({ length }) => length))
  const stepX = sizes.nodeWidth + sizes.gapX
  const stepY = sizes.nodeHeight + sizes.gapY
  const isLane = (edge: LayerEdge): boolean => columnOf(columns, edge.to) - columnOf(columns, edge.from) !== 1
  const isAbove = (edge: LayerEdge): boolean => columnOf(columns, edge.to) > columnOf(columns, edge.from)
  const laneHeight = ({ lines }: LayerEdge): number => Math.max(1, lines) * sizes.lineHeight + 8
  const lanes = edges.filter(isLane)
  const roomAbove = lanes.filter(isAbove).reduce((sum, edge) => sum + laneHeight(edge), 0)
  const roomBelow = lanes.filter((edge) => !isAbove(edge)).reduce((sum, edge) => sum + laneHeight(edge), 0)
  const top = MARGIN + roomAbove
  // Every lane may have its own way up or down beside the outermost columns.
  const side = MARGIN + CHANNEL * lanes.length
  const middle = (tallest * stepY - sizes.gapY) / 2
  const nodes = rows.flatMap((row, column) =>
    row.map((id, at) => ({
      id,
      x: side + column * stepX,
      y: top + middle - (row.length * stepY - sizes.gapY) / 2 + at * stepY,
    })),
  )
  const bottom = top + 2 * middle
  const route = routeEdges(nodes, { sizes, top, bottom })
  return {
    width: 2 * side + rows.length * stepX - sizes.gapX,
    height: bottom + roomBelow + MARGIN,
    nodes,
    edges: edges.map((edge) =>
      isLane(edge) ? route.byLane(edge, { isAbove: isAbove(edge), height: laneHeight(edge) }) : route.straight(edge),
    ),
  }
}

const columnOf = (columns: ReadonlyMap<string, number>, id: string): number => columns.get(id) ?? 0

/** Edges that lead back to where a walk from the first node has come from. */
function findBackEdges(ids: readonly string[], edges: readonly LayerEdge[]): Set<LayerEdge> {
  const back = new Set<LayerEdge>()
  const state = new Map<string, 'open' | 'done'>()
  const walk = (id: string): void => {
    state.set(id, 'open')
    for (const edge of edges.filter(({ from }) => from === id)) {
      if (state.get(edge.to) === 'open') back.add(edge)
      else if (!state.has(edge.to)) walk(edge.to)
    }
    state.set(id, 'done')
  }
  for (const id of ids) if (!state.has(id)) walk(id)
  return back
}

/** The longest way from the beginning, without the edges that lead back. */
function assignColumns(
  ids: readonly string[],
  edges: readonly LayerEdge[],
  back: ReadonlySet<LayerEdge>,
): Map<string, number> {
  const columns = new Map(ids.map((id) => [id, 0]))
  const forward = edges.filter((edge) => !back.has(edge))
  // Without what leads back there is no circle: no way is longer than there are nodes.
  for (let round = 0; round < ids.length; round += 1)
    for (const { from, to } of forward) columns.set(to, Math.max(columnOf(columns, to), columnOf(columns, from) + 1))
  return columns
}

/** Ids of each column, those near each other that come from near each other. */
function orderRows(
  ids: readonly string[],
  edges: readonly LayerEdge[],
  columns: ReadonlyMap<string, number>,
): string[][] {
  const rows: string[][] = Array.from({ length: Math.max(0, ...columns.values()) + 1 }, () => [])
  const place = new Map<string, number>()
  rows.forEach((row, column) => {
    const here = ids.filter((id) => columnOf(columns, id) === column)
    const pull = (id: string): number => {
      const before = edges
        .filter(({ from, to }) => to === id && place.has(from))
        .map(({ from }) => place.get(from) ?? 0)
      return before.length === 0 ? ids.indexOf(id) : before.reduce((sum, at) => sum + at, 0) / before.length
    }
    row.push(...here.toSorted((a, b) => pull(a) - pull(b)))
    for (const [at, id] of row.entries()) place.set(id, at)
  })
  return rows
}

type Routing = { sizes: LayerSizes; top: number; bottom: number }
type Lane = { isAbove: boolean; height: number }

/** Draws edges one after the other; each that takes a lane has one of its own, and its own way up or down to it. */
function routeEdges(nodes: readonly LaidNode[], { sizes, top, bottom }: Routing) {
  const { nodeWidth, nodeHeight, gapX } = sizes
  let above = top
  let below = bottom
  const taken = new Map<number, number>()
  /** Lanes beside the same column leave and enter it side by side. */
  const channel = (x: number, towards: 1 | -1): number => {
    const nth = (taken.get(x) ?? 0) + 1
    taken.set(x, nth)
    return x + towards * Math.min(8 + nth * CHANNEL, gapX / 2 - 4)
  }
  const at = (id: string): LaidNode => {
    const node = nodes.find((one) => one.id === id)
    if (node === undefined) throw new Error(`Cannot lay an edge as there is no node "${id}"`)
    return node
  }
  return {
    straight({ from, to }: LayerEdge): LaidEdge {
      const start = { x: at(from).x + nodeWidth, y: at(from).y + nodeHeight / 2 }
      const end = { x: at(to).x, y: at(to).y + nodeHeight / 2 }
      return { points: [start, end], text: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 - 6 }, isLane: false }
    },
    byLane({ from, to }: LayerEdge, { isAbove, height }: Lane): LaidEdge {
      const share = isAbove ? 0.25 : 0.75
      const start = { x: at(from).x + nodeWidth, y: at(from).y + nodeHeight * share }
      const end = { x: at(to).x, y: at(to).y + nodeHeight * share }
      const lane = isAbove ? above - 6 : below + height - 2
      if (isAbove) above -= height
      else below += height
      const out = channel(start.x, 1)
      const into = channel(end.x, -1)
      const points = [
        start,
        { x: out, y: start.y },
        { x: out, y: lane },
        { x: into, y: lane },
        { x: into, y: end.y },
        end,
      ]
      return { points, text: { x: (out + into) / 2, y: lane - 4 }, isLane: true }
    },
  }
}
