// Obligations of a plan, each with what becomes of it, or what it is most like in the plan that follows.
import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import type { SuccessionRow } from '#contract/succession.ts'
import { SUCCESSION_TERMS } from '#domain/plans/succession.ts'
import { label } from '#domain/terms.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { SUCCESSION_WORDS as W } from './words.ts'

type Props = {
  rows: readonly SuccessionRow[]
  chosen: ReadonlySet<string>
  canChoose: boolean
  onToggle: (obligationId: string) => void
  onAll: (isAll: boolean) => void
}

export function SuccessionTable({ rows, chosen, canChoose, onToggle, onAll }: Props) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          <th scope="col">
            {canChoose ? (
              <Checkbox
                className="no-print"
                aria-label={say(W.chooseAll)}
                checked={chosen.size === rows.length}
                indeterminate={chosen.size > 0 && chosen.size < rows.length}
                onChange={(event) => onAll(event.target.checked)}
              />
            ) : null}{' '}
            {say(W.obligation)}
          </th>
          {[W.shareDone, W.state, W.successor, W.ground].map((words) => (
            <th key={words.en} scope="col">
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line
            key={row.obligationId}
            row={row}
            isChosen={chosen.has(row.obligationId)}
            onToggle={canChoose ? () => onToggle(row.obligationId) : undefined}
          />
        ))}
      </tbody>
    </table>
  )
}

type LineProps = { row: SuccessionRow; isChosen: boolean; onToggle: (() => void) | undefined }

function Line({ row, isChosen, onToggle }: LineProps) {
  const say = useSay()
  const { obligationId, shareDone, entry } = row
  const title = say({ zh: row.titleZh, en: row.titleEn })
  return (
    <tr>
      <th scope="row">
        {onToggle === undefined ? null : (
          <Checkbox className="no-print" aria-label={say(W.choose, { title })} checked={isChosen} onChange={onToggle} />
        )}{' '}
        <Link to="/plan/obligations/$id" params={{ id: obligationId }}>
          {title}
        </Link>
        <div className="quiet succession-id">{obligationId}</div>
      </th>
      <td data-label={say(W.shareDone)} className="number">
        {shareDone === null ? <span className="quiet">{say(W.nothingReported)}</span> : `${shareDone} %`}
      </td>
      <td data-label={say(W.state)}>
        {entry === null ? <span className="quiet">{say(W.open)}</span> : say(label(SUCCESSION_TERMS[entry.kind]))}
      </td>
      <td data-label={say(W.successor)}>
        <Successor row={row} />
      </td>
      <td data-label={say(W.ground)}>
        {entry === null ? (
          <span className="quiet">—</span>
        ) : (
          <>
            {entry.reason === '' ? null : `${entry.reason} · `}
            {entry.author} <Moment at={entry.at} />
          </>
        )}
      </td>
    </tr>
  )
}

function Successor({ row: { entry, suggestion } }: { row: SuccessionRow }) {
  const say = useSay()
  if (entry !== null) {
    if (entry.to === null) return <span className="quiet">—</span>
    const { planId, id, titleZh, titleEn } = entry.to
    return (
      <Link to="/plan/obligations/$id" params={{ id }} search={{ plan: planId } as never}>
        {say({ zh: titleZh, en: titleEn })}
      </Link>
    )
  }
  if (suggestion === null) return <span className="quiet">{say(W.noSuggestion)}</span>
  const title = say({ zh: suggestion.titleZh, en: suggestion.titleEn })
  return (
    <span className="succession-suggested">
      {say(W.suggested, { title, n: suggestion.likeness })}
      {suggestion.isTaken ? <div className="quiet">{say(W.taken)}</div> : null}
    </span>
  )
}
