// Changes of a plan as a table: one field of one thing a row, old and new text side by side.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PlanChangeRow } from '#contract/plan-versions.ts'
import { useSay } from '#web/ui/say.ts'
import { KIND_WORDS, VERSION_WORDS as W } from './words.ts'

export function ChangeTable({ rows }: { rows: readonly PlanChangeRow[] }) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow version-changes">
      <thead>
        <tr>
          {[W.thing, W.what, W.before, W.after, W.approval].map((words) => (
            <th key={words.en} scope="col">
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ChangeLine key={`${row.no} ${row.kind} ${row.id} ${row.change} ${row.field?.en ?? ''}`} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function ChangeLine({ row }: { row: PlanChangeRow }) {
  const say = useSay()
  const { id, kind, titleZh, titleEn, field, change, before, after, caseId } = row
  const title = say({ zh: titleZh, en: titleEn })
  return (
    <tr>
      <th scope="row">
        {change === 'removed' ? title : <ThingDoor id={id}>{title}</ThingDoor>}
        <div className="quiet version-id">
          {say(KIND_WORDS[kind])} {id}
        </div>
      </th>
      <td data-label={say(W.what)}>{field === null ? say(change === 'added' ? W.added : W.removed) : say(field)}</td>
      <td data-label={say(W.before)}>{before === null ? <span className="quiet">—</span> : <del>{before}</del>}</td>
      <td data-label={say(W.after)}>{after === null ? <span className="quiet">—</span> : <ins>{after}</ins>}</td>
      <td data-label={say(W.approval)}>
        {caseId === null ? (
          <span className="version-finding">{say(W.none)}</span>
        ) : (
          <Link to="/procedures/cases/$id" params={{ id: String(caseId) }}>
            {say(W.case, { n: caseId })}
          </Link>
        )}
      </td>
    </tr>
  )
}

/** Obligations and indicators have pages of their own; a measure is a place in the plan. */
function ThingDoor({ id, children }: { id: string; children: ReactNode }) {
  if (id.startsWith('ind.'))
    return (
      <Link to="/indicators/$id" params={{ id }}>
        {children}
      </Link>
    )
  if (/\.t\d+$/.test(id))
    return (
      <Link to="/plan/obligations/$id" params={{ id }}>
        {children}
      </Link>
    )
  if (/^c\d+/.test(id))
    return (
      <Link to="/plan" search={{ node: id } as never}>
        {children}
      </Link>
    )
  return children
}
