// The progress of a project: its milestones as a line and a table, and its performance against what it was given money for.
import { useSay } from '#web/ui/say.ts'
import { EnterButton, RowActs } from './acts.tsx'
import { showComparator } from './entry-fields.ts'
import { MilestoneLine } from './milestone-line.tsx'
import { PartTable } from './part-table.tsx'
import type { ProjectDetail } from './queries.ts'
import { groupAmount, STANDING_WORDS, PROJECT_WORDS as W } from './words.ts'

export function MilestonesPart({ detail: { milestones } }: { detail: ProjectDetail }) {
  const say = useSay()
  return (
    <section aria-label={say(W.milestones)}>
      <h2 className="projects-head">
        {say(W.milestones)}
        <EnterButton of="milestone" title={W.milestones} />
      </h2>
      {milestones.length === 0 ? (
        <p className="quiet">{say(W.noMilestones)}</p>
      ) : (
        <>
          <MilestoneLine milestones={milestones} />
          <PartTable title={W.milestones} heads={[W.name, W.plannedOn, W.forecastOn, W.actualOn, W.standing]} hasActs>
            {milestones.map(({ id, name, plannedOn, forecastOn, actualOn, standing }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td data-label={say(W.plannedOn)}>{plannedOn}</td>
                <td data-label={say(W.forecastOn)}>{forecastOn ?? '—'}</td>
                <td data-label={say(W.actualOn)}>{actualOn ?? '—'}</td>
                <td data-label={say(W.standing)} className={standing === 'late' ? 'projects-late-day' : undefined}>
                  {say(STANDING_WORDS[standing])}
                </td>
                <td>
                  <RowActs
                    of="milestone"
                    id={id}
                    title={{ zh: name, en: name }}
                    values={{ name, plannedOn, forecastOn, actualOn }}
                  />
                </td>
              </tr>
            ))}
          </PartTable>
        </>
      )}
    </section>
  )
}

export function ResultsPart({ detail: { results } }: { detail: ProjectDetail }) {
  const say = useSay()
  return (
    <section aria-label={say(W.performance)}>
      <h2 className="projects-head">
        {say(W.performance)}
        <EnterButton of="result" title={W.performance} />
      </h2>
      {results.length === 0 ? (
        <p className="quiet">{say(W.noResults)}</p>
      ) : (
        <PartTable title={W.performance} heads={[W.name, W.target, W.result, W.isReached]} hasActs>
          {results.map(({ id, name, unit, comparator, target, result, isReached }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td data-label={say(W.target)}>
                {showComparator(comparator)} {groupAmount(target)} {unit}
              </td>
              <td data-label={say(W.result)}>{result === null ? '—' : `${groupAmount(result)} ${unit}`}</td>
              <td data-label={say(W.isReached)} className={isReached === false ? 'projects-late-day' : undefined}>
                {say(isReached === null ? W.pending : isReached ? W.yes : W.no)}
              </td>
              <td>
                <RowActs
                  of="result"
                  id={id}
                  title={{ zh: name, en: name }}
                  values={{ name, unit, comparator, target, result }}
                />
              </td>
            </tr>
          ))}
        </PartTable>
      )}
    </section>
  )
}
