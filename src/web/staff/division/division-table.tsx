// The division of labour as a table: one obligation a row.
import { Link } from '@tanstack/react-router'
import type { DivisionRow } from '#contract/division.ts'
import { listNames, useSay } from '#web/ui/say.ts'
import { STATE_WORDS, DIVISION_WORDS as W } from './words.ts'

export function DivisionTable({ rows }: { rows: readonly DivisionRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.obligation, W.asked, W.lead, W.assists, W.days, W.weight, W.case].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DivisionLine key={row.obligationId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DivisionLine({ row }: { row: DivisionRow }) {
  const say = useSay()
  const { assignment } = row
  return (
    <tr>
      <th scope="row">
        <Link to="/plan/obligations/$id" params={{ id: row.obligationId }}>
          {say.language === 'zh' ? row.titleZh : row.titleEn}
        </Link>
        <div className="quiet division-id">{row.obligationId}</div>
      </th>
      <td data-label={say(W.asked)}>
        {say(W.until, { role: say(row.role === 'lead' ? W.byLead : W.byAssist), year: row.deadlineYear })}
      </td>
      <td data-label={say(W.lead)}>{assignment?.lead ?? <span className="quiet">—</span>}</td>
      <td data-label={say(W.assists)}>
        {listNames(say, assignment?.assists ?? []) || <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.days)} className="division-days">
        {assignment ? `${assignment.begins} – ${assignment.ends}` : <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.weight)}>
        {assignment?.weight ? `${assignment.weight} %` : <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.case)}>
        {assignment ? (
          <Link to="/procedures/cases/$id" params={{ id: String(assignment.caseId) }}>
            {say(assignment.stateName)}
          </Link>
        ) : (
          <span className="quiet">{say(STATE_WORDS.none)}</span>
        )}
      </td>
    </tr>
  )
}
