// The drawing of obligations over the years; every part carries its own looks, so that it can be saved as it stands.
import type { Ref } from 'react'
import { type Say, useSay } from '#web/ui/say.ts'
import { type GanttLine, type Period, shareOf, shorten } from './gantt.ts'
import { GANTT_WORDS as G } from './words.ts'

const WIDTH = 1180
const NAMES = 430
const RIGHT = 20
const HEAD = 78
const FOOT = 34
const ROW = 26
const FIELD = WIDTH - NAMES - RIGHT
/** Letters of a title beside the name of a unit, and where it has the line to itself. */
const MOST_LETTERS = { beside: 44, alone: 62 } as const
const MOST_UNIT_LETTERS = 22
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const INK = '#1f2329'
const QUIET = '#595f69'
const ACCENT = '#0b5c7a'
const GRID = '#d5dae0'

type Props = {
  ref: Ref<SVGSVGElement>
  lines: readonly GanttLine[]
  span: Period
  title: string
  source: string
}

const xOf = (share: number): number => NAMES + share * FIELD

export function GanttDrawing({ ref, lines, span, title, source }: Props) {
  const say = useSay()
  const height = HEAD + lines.length * ROW + FOOT
  return (
    <svg
      ref={ref}
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`${title}。${say(G.sameBelow)}`}
      fontFamily={FONT}
    >
      <rect width={WIDTH} height={height} fill="#ffffff" />
      <text x={12} y={26} fontSize={17} fontWeight={600} fill={INK}>
        {title}
      </text>
      <Legend say={say} />
      <Years span={span} bottom={height - FOOT} />
      {lines.map((line, n) => (
        <Line key={line.id} line={line} y={HEAD + n * ROW} />
      ))}
      <Today span={span} bottom={height - FOOT} say={say} />
      <text x={12} y={height - 12} fontSize={12} fill={QUIET}>
        {source}
      </text>
    </svg>
  )
}

function Years({ span, bottom }: { span: Period; bottom: number }) {
  const years = Array.from({ length: span.end - span.start + 1 }, (_, n) => span.start + n)
  const width = FIELD / years.length
  return (
    <>
      {years.map((year, n) => (
        <g key={year}>
          <line x1={xOf(0) + n * width} x2={xOf(0) + n * width} y1={HEAD - 18} y2={bottom} stroke={GRID} />
          <text x={xOf(0) + (n + 0.5) * width} y={HEAD - 6} fontSize={13} fill={INK} textAnchor="middle">
            {year}
          </text>
        </g>
      ))}
      <line x1={xOf(1)} x2={xOf(1)} y1={HEAD - 18} y2={bottom} stroke={GRID} />
    </>
  )
}

function Line({ line: { id, title, unit, bar, mark }, y }: { line: GanttLine; y: number }) {
  const middle = y + ROW / 2
  return (
    <g>
      <title>{`${id} ${title}`}</title>
      <line x1={0} x2={WIDTH} y1={y} y2={y} stroke="#eef0f3" />
      <text x={12} y={middle + 4} fontSize={12.5} fill={INK}>
        {shorten(title, unit === null ? MOST_LETTERS.alone : MOST_LETTERS.beside)}
      </text>
      <text x={NAMES - 10} y={middle + 4} fontSize={12} fill={QUIET} textAnchor="end">
        {unit === null ? '' : shorten(unit, MOST_UNIT_LETTERS)}
      </text>
      {bar === null ? null : (
        <Bar x={xOf(bar.from)} width={(bar.until - bar.from) * FIELD} y={middle} isInForce={bar.isInForce} />
      )}
      {mark === null ? null : <Diamond x={Math.min(xOf(mark.at), xOf(1))} y={middle} isFull={mark.isExplicit} />}
    </g>
  )
}

/** In force: full; under way: an outline of dashes, so that it reads in black and white too. */
const Bar = ({ x, width, y, isInForce }: { x: number; width: number; y: number; isInForce: boolean }) => (
  <rect
    x={x}
    y={y - 7}
    width={Math.max(3, width)}
    height={14}
    rx={2}
    fill={isInForce ? ACCENT : '#e3eef3'}
    stroke={ACCENT}
    strokeDasharray={isInForce ? '0' : '4 3'}
  />
)

/** Full where the plan names the year, hollow where only the end of its period stands for it. */
const Diamond = ({ x, y, isFull }: { x: number; y: number; isFull: boolean }) => (
  <path d={`M${x} ${y - 6} l6 6 l-6 6 l-6 -6 z`} fill={isFull ? '#8a5a00' : '#ffffff'} stroke="#8a5a00" />
)

function Today({ span, bottom, say }: { span: Period; bottom: number; say: Say }) {
  const share = shareOf(Date.now(), span)
  if (share === 0 || share === 1) return null
  return (
    <g>
      <line x1={xOf(share)} x2={xOf(share)} y1={HEAD - 18} y2={bottom} stroke="#b3261e" strokeDasharray="2 3" />
      <text x={xOf(share)} y={HEAD - 22} fontSize={11} fill="#b3261e" textAnchor="middle">
        {say(G.today)}
      </text>
    </g>
  )
}

function Legend({ say }: { say: Say }) {
  const y = 48
  const items = [
    { words: G.inForce, draw: (x: number) => <Bar x={x} width={22} y={y} isInForce /> },
    { words: G.underWay, draw: (x: number) => <Bar x={x} width={22} y={y} isInForce={false} /> },
    { words: G.named, draw: (x: number) => <Diamond x={x + 11} y={y} isFull /> },
    { words: G.assumed, draw: (x: number) => <Diamond x={x + 11} y={y} isFull={false} /> },
  ]
  const step = say.language === 'zh' ? 190 : 270
  return (
    <>
      {items.map(({ words, draw }, n) => (
        <g key={words.en}>
          {draw(12 + n * step)}
          <text x={12 + n * step + 30} y={y + 4} fontSize={12} fill={QUIET}>
            {say(words)}
          </text>
        </g>
      ))}
    </>
  )
}
