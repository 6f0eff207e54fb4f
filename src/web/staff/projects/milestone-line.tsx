// Milestones on a line of time: planned as a ring, forecast as a dotted ring, actual as a filled dot, today as a line.
import { beijingDate } from '#kit/time.ts'
import { useSay } from '#web/ui/say.ts'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

type Milestones = ProjectDetail['milestones']

const WIDTH = 900
const LEFT = 170
const RIGHT = 24
const ROW = 30
const TOP = 26
const LATE = '#b3261e'
const DONE = '#0b5c7a'

const dayOf = (date: string): number => Date.parse(date) / 86_400_000

export function MilestoneLine({ milestones }: { milestones: Milestones }) {
  const say = useSay()
  const today = beijingDate(Date.now())
  const days = milestones
    .flatMap(({ plannedOn, forecastOn, actualOn }) => [plannedOn, forecastOn, actualOn])
    .filter((day) => day !== null)
  const first = Math.min(...days.map(dayOf), dayOf(today))
  const last = Math.max(...days.map(dayOf), dayOf(today))
  const xOf = (date: string): number =>
    LEFT + ((dayOf(date) - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT)
  const height = TOP + milestones.length * ROW + 8
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.milestoneLine)} tabIndex={0}>
      <svg className="milestone-line" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={say(W.milestoneLine)}>
        <line x1={xOf(today)} x2={xOf(today)} y1={TOP - 6} y2={height} className="milestone-today" />
        <text x={xOf(today)} y={14} textAnchor="middle" className="milestone-small">
          {say(W.today)}
        </text>
        {milestones.map((milestone, n) => (
          <Row key={milestone.name} milestone={milestone} y={TOP + n * ROW + ROW / 2} xOf={xOf} />
        ))}
      </svg>
      <p className="quiet milestone-key">
        ○ {say(W.plannedOn)}　◌ {say(W.forecastOn)}　● {say(W.actualOn)}
      </p>
    </section>
  )
}

type RowProps = { milestone: Milestones[number]; y: number; xOf: (date: string) => number }

function Row({ milestone: { name, plannedOn, forecastOn, actualOn, standing }, y, xOf }: RowProps) {
  const colour = standing === 'late' || standing === 'slipping' ? LATE : DONE
  const end = actualOn ?? forecastOn
  const short = name.length > 11 ? `${name.slice(0, 10)}…` : name
  return (
    <g>
      <text x={LEFT - 14} y={y + 4} textAnchor="end" className="milestone-name">
        {short}
      </text>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y} y2={y} stroke="#e4e6ea" />
      {end === null ? null : <line x1={xOf(plannedOn)} x2={xOf(end)} y1={y} y2={y} stroke={colour} strokeWidth={2} />}
      <circle cx={xOf(plannedOn)} cy={y} r={6} fill="#fff" stroke={colour} strokeWidth={2} />
      {forecastOn === null || actualOn !== null ? null : (
        <circle cx={xOf(forecastOn)} cy={y} r={6} fill="#fff" stroke={colour} strokeWidth={2} strokeDasharray="2 2" />
      )}
      {actualOn === null ? null : <circle cx={xOf(actualOn)} cy={y} r={6} fill={colour} />}
    </g>
  )
}
