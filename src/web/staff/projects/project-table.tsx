// The projects in a table: state, next milestone, money, and each exception with its reason behind a click.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ProjectRow } from '#contract/projects.ts'
import { EXCEPTION_RULES } from '#domain/projects/exceptions.ts'
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { useSay } from '#web/ui/say.ts'
import { groupAmount, MEDIUM_WORDS, nameOf, STANDING_WORDS, PROJECT_WORDS as W } from './words.ts'

type Props = {
  rows: readonly ProjectRow[]
  chosen: string | undefined
  onChoose: (project: string | undefined) => void
}

export function ProjectTable({ rows, chosen, onChoose }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.list)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.project, W.state, W.exceptions, W.next].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
            {[W.budget, W.paid].map((words) => (
              <th key={words.en} scope="col" className="number">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ProjectLine key={row.projectId} row={row} isChosen={row.projectId === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type LineProps = { row: ProjectRow; isChosen: boolean; onChoose: Props['onChoose'] }

function ProjectLine({ row, isChosen, onChoose }: LineProps) {
  const say = useSay()
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const { projectId, role, kind, medium, state, next } = row
  const name = nameOf(row, say)
  return (
    <tr ref={line} className={isChosen ? 'projects-chosen' : undefined}>
      <th scope="row">
        <Link to="/projects/$id" params={{ id: projectId }}>
          {name}
        </Link>
        <div className="quiet projects-small">
          {projectId} · {say(MEDIUM_WORDS[medium])} · {say(role === 'lead' ? W.lead : W.assist)}
          {kind === 'own' ? ` · ${say(W.own)}` : ''}
          {row.lon === null ? null : (
            <>
              {' · '}
              <button
                type="button"
                className="door-link projects-small no-print"
                aria-pressed={isChosen}
                aria-label={`${say(W.showOnMap)}：${name}`}
                onClick={() => onChoose(isChosen ? undefined : projectId)}
              >
                {say(W.showOnMap)}
              </button>
            </>
          )}
        </div>
      </th>
      <td data-label={say(W.state)}>
        {state === null ? <span className="quiet">{say(W.blank)}</span> : say(STATE_NAMES[state])}
      </td>
      <td data-label={say(W.exceptions)} className={row.exceptions.length > 0 ? undefined : 'projects-none'}>
        <Exceptions row={row} />
      </td>
      <NextCell next={next} />
      <MoneyCells row={row} />
    </tr>
  )
}

function NextCell({ next }: Pick<ProjectRow, 'next'>) {
  const say = useSay()
  return (
    <td
      data-label={say(W.next)}
      className={next === null ? 'projects-none' : next.standing === 'late' ? 'projects-late-day' : undefined}
    >
      {next === null ? (
        <span className="quiet">—</span>
      ) : (
        `${next.name} ${next.plannedOn} ${say(STANDING_WORDS[next.standing])}`
      )}
    </td>
  )
}

function MoneyCells({ row: { sums, paidShare } }: { row: ProjectRow }) {
  const say = useSay()
  const hasMoney = sums.budget !== '0' || sums.paid !== '0'
  return (
    <>
      <td data-label={say(W.budget)} className={hasMoney ? 'number' : 'number projects-none'}>
        {hasMoney ? groupAmount(sums.budget) : <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.paid)} className={hasMoney ? 'number' : 'number projects-none'}>
        {hasMoney ? groupAmount(sums.paid) : <span className="quiet">—</span>}
        {paidShare === null ? null : (
          <span className="quiet projects-small"> {say(W.share, { share: paidShare })}</span>
        )}
      </td>
    </>
  )
}

/** The same rule is told once, with all its reasons below. */
function Exceptions({ row: { exceptions } }: { row: ProjectRow }) {
  const say = useSay()
  const byRule = [...Map.groupBy(exceptions, ({ rule }) => rule)]
  if (byRule.length === 0) return <span className="quiet">—</span>
  return (
    <div className="projects-exceptions">
      {byRule.map(([rule, found]) => (
        <details key={rule}>
          <summary>
            {say(EXCEPTION_RULES[rule])}
            {found.length > 1 ? ` ×${found.length}` : ''}
          </summary>
          <ul>
            {found.map((one) => (
              <li key={`${one.entryId} ${one.zh}`}>{say(one)}</li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  )
}
