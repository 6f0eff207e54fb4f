// The deviations as a table: what, why, whom, since when, and what can be done about each.
import { Button, Checkbox } from 'antd'
import type { DeviationRow } from '#contract/supervision.ts'
import { DEVIATION_STATE_NAMES } from '#domain/deviations/words.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { toggled } from '#web/ui/toggled.ts'
import { SUBJECT_NAMES, SUPERVISION_WORDS as W } from './words.ts'

type Choice = { ids: ReadonlySet<number>; onChange: (ids: ReadonlySet<number>) => void }
type Props = {
  rows: readonly DeviationRow[]
  onHistory: (row: DeviationRow) => void
  /** These three are absent where the viewer decides nothing. */
  choice?: Choice
  onAccept?: (row: DeviationRow) => void
  onDismiss?: (row: DeviationRow) => void
}

const ADDRESSES: Readonly<Record<DeviationRow['subject']['kind'], (ref: string) => string>> = {
  indicator: (ref) => `/indicators/${ref}`,
  obligation: (ref) => `/plan/obligations/${ref}`,
  project: (ref) => `/projects/${encodeURIComponent(ref)}`,
  unit: (ref) => `/progress?unit=${encodeURIComponent(ref)}`,
}

export function DeviationTable({ rows, choice, ...acts }: Props) {
  const say = useSay()
  const open = rows.filter(({ state }) => state === 'open')
  const shown = open.length === 0 ? undefined : choice
  const isAll = open.length > 0 && open.every(({ number }) => choice?.ids.has(number))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.deviations)} tabIndex={0}>
      <table className="plain-table stack-narrow supervision-table">
        <thead>
          <tr>
            {shown === undefined ? null : (
              <th scope="col" className="no-print">
                <Checkbox
                  aria-label={say(W.selectAll)}
                  checked={isAll}
                  indeterminate={!isAll && shown.ids.size > 0}
                  onChange={() => shown.onChange(new Set(isAll ? [] : open.map(({ number }) => number)))}
                />
              </th>
            )}
            {[W.what, W.because, W.units, W.seen, W.act].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.number} row={row} {...(shown === undefined ? {} : { choice: shown })} {...acts} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ row, choice, onHistory, onAccept, onDismiss }: Omit<Props, 'rows'> & { row: DeviationRow }) {
  const say = useSay()
  const { number, subject, name, ruleName, because, units, firstSeen, lastSeen } = row
  return (
    <tr>
      {choice === undefined ? null : (
        <td data-label={say(W.select)} className="no-print">
          <Checkbox
            aria-label={say(W.selectOne, { name: say(name) })}
            checked={choice.ids.has(number)}
            onChange={() => choice.onChange(toggled(choice.ids, number))}
          />
        </td>
      )}
      <th scope="row">
        <AddressLink to={ADDRESSES[subject.kind](subject.ref)}>{say(name)}</AddressLink>
        <div className="quiet supervision-small">
          {say(SUBJECT_NAMES[subject.kind])}
          {subject.kind === 'unit' ? '' : ` ${subject.ref}`}{' '}
          <button type="button" className="door-link no-print" onClick={() => onHistory(row)}>
            {say(W.history)}
          </button>
        </div>
      </th>
      <td data-label={say(W.because)}>
        <span>
          <strong>{say(ruleName)}</strong>
          <span className="supervision-line">{say(because)}</span>
        </span>
      </td>
      <td data-label={say(W.units)} className="supervision-units">
        {units.length > 0 ? (
          units.join('、')
        ) : (
          <span className="quiet">
            {say(W.noUnits)}
            <span className="supervision-line supervision-small">{say(W.noUnitsHint)}</span>
          </span>
        )}
      </td>
      <td data-label={say(W.seen)}>
        <span>
          <Moment at={firstSeen} /> / <Moment at={lastSeen} />
        </span>
      </td>
      <td data-label={say(W.act)}>
        <Decision row={row} {...(onAccept && onDismiss ? { onAccept, onDismiss } : {})} />
      </td>
    </tr>
  )
}

function Decision({ row, onAccept, onDismiss }: Pick<Props, 'onAccept' | 'onDismiss'> & { row: DeviationRow }) {
  const say = useSay()
  const { state, opens, remark, author, caseId, changedAt } = row
  if (state === 'open') {
    if (onAccept === undefined || onDismiss === undefined) return say(DEVIATION_STATE_NAMES.open)
    return (
      <span className="supervision-acts no-print">
        {opens === null ? null : (
          <Button size="small" type="primary" onClick={() => onAccept(row)}>
            {say(W.accept, { name: say(opens.name) })}
          </Button>
        )}
        <Button size="small" onClick={() => onDismiss(row)}>
          {say(W.dismiss)}
        </Button>
      </span>
    )
  }
  return (
    <span>
      {state === 'gone' ? say(remark === '' ? W.goneUnseen : W.goneDismissed) : say(DEVIATION_STATE_NAMES[state])}{' '}
      {caseId === null ? null : (
        <AddressLink to={`/procedures/cases/${caseId}`}>{say(W.toCase, { id: caseId })}</AddressLink>
      )}
      {remark === '' ? null : <span className="supervision-line">{remark}</span>}
      <span className="quiet supervision-line">
        {author === 'system' ? say(W.byClock) : author} <Moment at={changedAt} />
      </span>
    </span>
  )
}
