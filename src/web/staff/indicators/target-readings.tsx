// Every wording the plan gives a target, each judged for itself.
import { useSay } from '#web/ui/say.ts'
import { showComparator } from './board.ts'
import { showChance } from './projection.tsx'
import type { IndicatorDetail } from './queries.ts'
import { StatusMark } from './status-mark.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

export function TargetReadings({ detail }: { detail: IndicatorDetail }) {
  const say = useSay()
  const { targetReadings: readings, readingChances: chances } = detail
  const { unit } = detail.row
  const isProjected = chances.some((chance) => chance !== null)
  if (readings.length === 0) return null
  return (
    <section>
      <h2>{say(W.readings)}</h2>
      <p className="quiet">{say(W.readingsNote)}</p>
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say(W.readingText)}</th>
              <th scope="col">{say(W.readingSource)}</th>
              <th scope="col">{say(W.readingAs)}</th>
              <th scope="col">{say(W.status)}</th>
              {isProjected ? (
                <th scope="col" className="number">
                  {say(W.chance)}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {readings.map((reading, n) => (
              <tr key={`${reading.source} ${reading.text}`}>
                <th scope="row">{reading.text}</th>
                <td>
                  {reading.source}
                  {reading.inconsistencyId === null ? null : (
                    <>
                      {' '}
                      <code className="quiet">{reading.inconsistencyId}</code>
                    </>
                  )}
                </td>
                <td>
                  {reading.value === null
                    ? '—'
                    : `${reading.comparator === null ? '' : showComparator(reading.comparator)} ${reading.value} ${unit}`}
                  {reading.assumed ? <span className="assumed"> {say(W.assumed)}</span> : null}
                </td>
                <td>
                  <StatusMark status={reading.status} />
                  {reading.unrounded === undefined ? null : (
                    <p className="unverified-mark">
                      {say(W.unrounded)} <StatusMark status={reading.unrounded} />
                    </p>
                  )}
                </td>
                {isProjected ? <td className="number">{chanceText(chances[n])}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const chanceText = (chance: number | null | undefined): string =>
  chance === null || chance === undefined ? '—' : showChance(chance)
