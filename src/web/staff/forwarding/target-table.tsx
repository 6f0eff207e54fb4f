// Platforms as a table: whether each hears us, how far behind it is, what it answered, what can be done.
import { Button } from 'antd'
import type { ForwardTargetRow } from '#contract/forwarding.ts'
import { faultWords } from '#web/ui/fault-words.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { spanWords } from './span.ts'
import { LINK_WORDS, MODE_WORDS, FORWARD_WORDS as W } from './words.ts'

/** What a person wants to do with a row. */
export type Act = 'edit' | 'switch' | 'backfill' | 'refusals' | 'remove'

type Props = {
  rows: readonly ForwardTargetRow[]
  may: { work: boolean; manage: boolean }
  onAct: (act: Act, row: ForwardTargetRow) => void
}

export function TargetTable({ rows, may, onAct }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.platform)}</th>
            <th scope="col">{say(W.state)}</th>
            <th scope="col">{say(W.lag)}</th>
            <th scope="col">{say(W.figures)}</th>
            <th scope="col">{say(W.lastAnswer)}</th>
            {may.work ? <th scope="col">{say(W.acts)}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={say(W.platform)}>
                <strong>{row.name}</strong>
                <div className="quiet forward-address">
                  {row.host}:{row.port} · {say(MODE_WORDS[row.mode])}
                </div>
              </td>
              <td data-label={say(W.state)}>
                <Standing row={row} />
              </td>
              <td data-label={say(W.lag)}>
                {row.lagMs === null ? say(W.noLag) : <Span ms={row.lagMs} />}
                {row.waiting > 0 ? (
                  <div className="quiet">{say(W.waitingText, { n: groupDigits(row.waiting) })}</div>
                ) : null}
              </td>
              <td data-label={say(W.figures)}>
                <Figures row={row} onRefusals={() => onAct('refusals', row)} />
              </td>
              <td data-label={say(W.lastAnswer)}>
                {row.lastAnswerAt === null ? say(W.never) : <Moment at={row.lastAnswerAt} seconds />}
              </td>
              {may.work ? (
                <td data-label={say(W.acts)}>
                  <Acts row={row} manage={may.manage} onAct={(act) => onAct(act, row)} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Span({ ms }: { ms: number }) {
  const say = useSay()
  const { words, n } = spanWords(ms)
  return say(words, { n })
}

function Standing({ row }: { row: ForwardTargetRow }) {
  const say = useSay()
  if (!row.isActive) return <span className="forward-paused">{say(W.paused)}</span>
  if (!row.isServed) return <span className="forward-bad">{say(W.notServed)}</span>
  return (
    <>
      <span className={`forward-${row.link}`}>{say(LINK_WORDS[row.link])}</span>
      {row.lastError !== null && row.lastErrorAt !== null && row.link !== 'up' ? (
        <div className="forward-bad forward-error" title={row.lastError}>
          {say(faultWords(row.lastError))} <Moment at={row.lastErrorAt} seconds />
        </div>
      ) : null}
    </>
  )
}

function Figures({ row, onRefusals }: { row: ForwardTargetRow; onRefusals: () => void }) {
  const say = useSay()
  const { sent, answered, resent, passed, refused } = row
  const values = { sent, answered, resent, passed }
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, groupDigits(value)]))
  return (
    <>
      {say(W.figuresText, shown)}
      {refused > 0 ? (
        <div>
          <button type="button" className="door-link forward-bad" onClick={onRefusals}>
            {say(W.refusals, { n: groupDigits(refused) })}
          </button>
        </div>
      ) : null}
    </>
  )
}

function Acts({ row, manage, onAct }: { row: ForwardTargetRow; manage: boolean; onAct: (act: Act) => void }) {
  const say = useSay()
  return (
    <div className="forward-acts">
      <Button size="small" onClick={() => onAct('switch')}>
        {say(row.isActive ? W.pause : W.resume)}
      </Button>
      <Button size="small" onClick={() => onAct('backfill')}>
        {say(W.backfill)}
      </Button>
      {manage ? (
        <>
          <Button size="small" onClick={() => onAct('edit')}>
            {say(W.edit)}
          </Button>
          <Button size="small" danger onClick={() => onAct('remove')}>
            {say(W.remove)}
          </Button>
        </>
      ) : null}
    </div>
  )
}
