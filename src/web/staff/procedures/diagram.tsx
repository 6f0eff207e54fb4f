// The diagram of a procedure, drawn from its data: boxes are states, lines are the acts that lead from one to the next.
import { useId } from 'react'
import type { ProcedureBody } from '#contract/procedures.ts'
import { type LaidEdge, layLayers, type Point } from '#web/chart/layers.ts'
import { useSay } from '#web/ui/say.ts'
import { type GraphEdge, type GraphState, graphOf } from './diagram-graph.ts'
import { PROCEDURE_WORDS as W } from './words.ts'
import { widthOf, wrapText } from './wrap-text.ts'

const SIZES = { nodeWidth: 132, nodeHeight: 46, gapX: 150, gapY: 34, lineHeight: 17 } as const

type Props = {
  body: ProcedureBody
  branch?: string
  /** States in which the case, or strands of it, stand. */
  marked?: readonly string[]
}

export function Diagram({ body, branch, marked = [] }: Props) {
  const say = useSay()
  const arrow = useId()
  const { states, edges } = graphOf(say, body, branch)
  const widest = Math.max(0, ...edges.flatMap(({ texts }) => texts.map(widthOf)))
  const laid = layLayers(
    states.map(({ id }) => id),
    edges.map(({ from, to, texts }) => ({ from, to, lines: texts.length })),
    { ...SIZES, gapX: Math.max(SIZES.gapX, widest + 36) },
  )
  const name = say(body.branches?.find(({ id }) => id === branch)?.name ?? body.name)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x procedure-diagram" aria-label={say(W.diagram)} tabIndex={0}>
      <svg
        role="img"
        aria-label={say(W.diagramOf, { name })}
        width={laid.width}
        height={laid.height}
        viewBox={`0 0 ${laid.width} ${laid.height}`}
      >
        <defs>
          <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0 8 4 0 8z" className="diagram-arrow" />
          </marker>
        </defs>
        {edges.map((edge, at) => {
          const way = laid.edges[at]
          return way === undefined ? null : <Line key={`${edge.from} ${edge.to}`} edge={edge} way={way} arrow={arrow} />
        })}
        {laid.nodes.map(({ id, x, y }) => {
          const state = states.find((one) => one.id === id)
          return state === undefined ? null : <Box key={id} state={state} at={{ x, y }} isHere={marked.includes(id)} />
        })}
      </svg>
    </section>
  )
}

const pathOf = (points: readonly Point[]): string => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`

function Line({ edge, way, arrow }: { edge: GraphEdge; way: LaidEdge; arrow: string }) {
  const { x, y } = way.text
  return (
    <g>
      <path
        d={pathOf(way.points)}
        className={edge.isClock ? 'diagram-line diagram-clock' : 'diagram-line'}
        markerEnd={`url(#${arrow})`}
      />
      {edge.texts.map((text, at) => (
        <text
          key={text}
          x={x}
          y={y - (edge.texts.length - 1 - at) * SIZES.lineHeight}
          textAnchor="middle"
          className="diagram-act"
        >
          {text}
        </text>
      ))}
    </g>
  )
}

function Box({ state, at, isHere }: { state: GraphState; at: Point; isHere: boolean }) {
  const say = useSay()
  const lines = wrapText(state.name, SIZES.nodeWidth - 16)
  const middle = at.y + SIZES.nodeHeight / 2
  return (
    <g className={['diagram-state', `diagram-${state.kind}`, isHere ? 'diagram-here' : ''].join(' ').trim()}>
      {isHere ? <title>{say(W.here)}</title> : null}
      <rect x={at.x} y={at.y} width={SIZES.nodeWidth} height={SIZES.nodeHeight} rx="4" />
      {state.kind === 'final' || state.holdsBranch ? (
        <rect
          x={at.x + 3}
          y={at.y + 3}
          width={SIZES.nodeWidth - 6}
          height={SIZES.nodeHeight - 6}
          rx="2"
          className={state.holdsBranch ? 'diagram-branch' : ''}
        />
      ) : null}
      {lines.map((line, n) => (
        <text
          key={line}
          x={at.x + SIZES.nodeWidth / 2}
          y={middle + 5 + (n - (lines.length - 1) / 2) * 16}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  )
}
