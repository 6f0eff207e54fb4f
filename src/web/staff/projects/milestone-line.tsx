// Milestones on a line of time: planned as a ring, forecast as a dotted ring, actual as a filled dot, today as a line.
import { beijingDate } from '#kit/time.ts'
import { useSay } from '#web/ui/say.ts'
import type { ProjectDetail } from './queries.ts'
import { PROJECT_WORDS as W } from './words.ts'

type Milestones = ProjectDetail['milestones']

/** In px; a name stands above its line, so that the line has the whole width of a phone. */
const ROW = 40
const TOP = 20
/** In percent of the width. */
const SIDE = 3
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
  const placeOf = (date: string): string =>
    `${SIDE + ((dayOf(date) - first) / Math.max(1, last - first)) * (100 - 2 * SIDE)}%`
  const height = TOP + milestones.length * ROW + 6
  return (
    <>
      <svg className="milestone-line" height={height} role="img" aria-label={say(W.milestoneLine)}>
        <line x1={placeOf(today)} x2={placeOf(today)} y1={TOP - 4} y2={height} className="milestone-today" />
        <text x={placeOf(today)} y={12} textAnchor={anchorOf(today, { first, last })} className="milestone-small">
          {say(W.today)}
        </text>
        {milestones.map((milestone, n) => (
          <Row key={milestone.name} milestone={milestone} y={TOP + (n + 1) * ROW - 10} placeOf={placeOf} />
        ))}
      </svg>
      <p className="quiet milestone-key">
        ○ {say(W.plannedOn)}　◌ {say(W.forecastOn)}　● {say(W.actualOn)}
      </p>
    </>
  )
}

/** A word at either end stays within the figure. */
function anchorOf(date: string, { first, last }: { first: number; last: number }): 'start' | 'middle' | 'end' {
  if (dayOf(date) === last) return 'end'
  return dayOf(date) === first ? 'start' : 'middle'
}

type RowProps = { milestone: Milestones[number]; y: number; placeOf: (date: string) => string }

function Row({ milestone: { name, plannedOn, forecastOn, actualOn, standing }, y, placeOf }: RowProps) {
  const colour = standing === 'late' || standing === 'slipping' ? LATE : DONE
  const end = actualOn ?? forecastOn
  return (
    <g>
      <text x={0} y={y - 12} className="milestone-name">
        {name}
      </text>
      <line x1="0%" x2="100%" y1={y} y2={y} stroke="#e4e6ea" />
      {end === null ? null : (
        <line x1={placeOf(plannedOn)} x2={placeOf(end)} y1={y} y2={y} stroke={colour} strokeWidth={2} />
      )}
      <circle cx={placeOf(plannedOn)} cy={y} r={6} fill="#fff" stroke={colour} strokeWidth={2} />
      {forecastOn === null || actualOn !== null ? null : (
        <circle
          cx={placeOf(forecastOn)}
          cy={y}
          r={6}
          fill="#fff"
          stroke={colour}
          strokeWidth={2}
          strokeDasharray="2 2"
        />
      )}
      {actualOn === null ? null : <circle cx={placeOf(actualOn)} cy={y} r={6} fill={colour} />}
    </g>
  )
}
