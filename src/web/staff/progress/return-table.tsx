// The table of a return: a row an obligation, with what was reported before and boxes for what is reported now.
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import type { EntryDraft, ReturnLine, readReturn } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { listNames, useSay } from '#web/ui/say.ts'
import { type Edits, type EntryFault, shownEntry } from './edits.ts'
import { PROGRESS_WORDS as W } from './words.ts'

type View = ReplyOf<typeof readReturn>
type Props = { view: View; edits: Edits; faults: readonly EntryFault[]; onEdit: (entry: EntryDraft) => void }

export function ReturnTable({ view, edits, faults, onEdit }: Props) {
  const say = useSay()
  if (view.lines.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.returnOf)} tabIndex={0}>
      <table className="plain-table stack-narrow return-table" onKeyDown={moveInColumn}>
        <thead>
          <tr>
            {[W.obligation, W.before, W.shareDone, W.quantities, W.narrative, W.obstacle].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <ReturnRow
              key={line.obligationId}
              line={line}
              lists={view.lists.filter(({ id }) => line.lists.includes(id)).map(({ name }) => say(name))}
              entry={shownEntry(line, edits)}
              faults={faults.filter(({ obligationId }) => obligationId === line.obligationId)}
              mayFill={view.mayFill}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Enter and the arrow keys go to the same column of the next or the last row; in a text the keys stay what they are. */
function moveInColumn(event: KeyboardEvent<HTMLTableElement>): void {
  const { target } = event
  if (!(target instanceof HTMLInputElement) || target.dataset.column === undefined) return
  const step = event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`[data-column="${target.dataset.column}"]`)]
  const next = boxes[boxes.indexOf(target) + step]
  event.preventDefault()
  next?.focus()
  next?.select()
}

type RowProps = {
  line: ReturnLine
  lists: readonly string[]
  entry: EntryDraft
  faults: readonly EntryFault[]
  mayFill: boolean
  onEdit: (entry: EntryDraft) => void
}

function ReturnRow({ line, lists, entry, faults, mayFill, onEdit }: RowProps) {
  const say = useSay()
  const title = say.language === 'zh' ? line.titleZh : line.titleEn
  const labelOf = (words: { zh: string; en: string }): string => `${title} ${say(words)}`
  const text = (field: 'narrative' | 'obstacle') =>
    mayFill ? (
      <textarea
        aria-label={labelOf(W[field])}
        value={entry[field]}
        maxLength={4000}
        onChange={(event) => onEdit({ ...entry, [field]: event.target.value })}
      />
    ) : (
      <span>{entry[field] || '—'}</span>
    )
  return (
    <tr>
      <th scope="row">
        <Link to="/plan/obligations/$id" params={{ id: line.obligationId }}>
          {title}
        </Link>
        <div className="quiet progress-id">
          {say(line.role === 'lead' ? W.leads : W.assists)} · {line.obligationId}
        </div>
        {lists.length === 0 ? null : (
          <div className="quiet progress-id">{say(W.ofLists, { lists: listNames(say, lists) })}</div>
        )}
        {faults.map((fault) => (
          <p key={fault.en} role="alert" className="return-fault">
            {say(fault)}
          </p>
        ))}
      </th>
      <td data-label={say(W.before)} className="progress-number">
        {line.before === null ? (
          <span className="quiet">—</span>
        ) : (
          <span title={line.before.narrative}>
            {say(W.share, { period: line.before.period, share: line.before.shareDone ?? '—' })}
          </span>
        )}
      </td>
      <td data-label={say(W.shareDone)}>
        {mayFill ? (
          <input
            className="return-share"
            data-column="share"
            aria-label={labelOf(W.shareDone)}
            aria-invalid={faults.length > 0}
            inputMode="decimal"
            maxLength={20}
            value={entry.shareDone ?? ''}
            onChange={(event) => onEdit({ ...entry, shareDone: event.target.value === '' ? null : event.target.value })}
          />
        ) : (
          <span>{entry.shareDone ?? '—'}</span>
        )}
      </td>
      <td data-label={say(W.quantities)}>
        <Quantities line={line} entry={entry} title={title} mayFill={mayFill} onEdit={onEdit} />
      </td>
      <td data-label={say(W.narrative)} className="return-text">
        {text('narrative')}
      </td>
      <td data-label={say(W.obstacle)} className="return-text">
        {text('obstacle')}
      </td>
    </tr>
  )
}

type QuantitiesProps = Pick<RowProps, 'line' | 'entry' | 'mayFill' | 'onEdit'> & { title: string }

function Quantities({ line, entry, title, mayFill, onEdit }: QuantitiesProps) {
  const say = useSay()
  if (line.quantities.length === 0) return <span className="quiet">—</span>
  const change = (metric: string, value: string): void => {
    const { [metric]: _, ...others } = entry.quantities
    onEdit({ ...entry, quantities: value === '' ? others : { ...others, [metric]: value } })
  }
  return (
    <span>
      {line.quantities.map(({ metric, value, unit }) => (
        <span key={metric} className="return-quantity">
          {mayFill ? (
            <input
              data-column="quantity"
              aria-label={`${title} ${metric} (${unit})`}
              inputMode="decimal"
              maxLength={40}
              value={entry.quantities[metric] ?? ''}
              onChange={(event) => change(metric, event.target.value)}
            />
          ) : (
            <span>{entry.quantities[metric] ?? '—'}</span>
          )}
          <span>{unit}</span>
          <span className="quiet">
            {metric} · {say(W.target, { value, unit })}
            {line.before?.quantities[metric] === undefined
              ? ''
              : ` · ${say(W.before)} ${line.before.quantities[metric]}`}
          </span>
        </span>
      ))}
    </span>
  )
}
