// Deliveries as a table; dead letters can be chosen.
import { Button, Checkbox } from 'antd'
import type { DeliveryRow } from '#contract/webhooks.ts'
import { faultWords } from '#web/ui/fault-words.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { bothTongues } from './both-tongues.ts'
import { DELIVERY_STATE_WORDS, EVENT_WORDS, WEBHOOK_WORDS as W } from './words.ts'

type Props = {
  rows: readonly DeliveryRow[]
  chosen: ReadonlySet<number>
  onChosen: (chosen: ReadonlySet<number>) => void
  onShow: (id: number) => void
}

export function DeliveryTable({ rows, chosen, onChosen, onShow }: Props) {
  const say = useSay()
  const choose = (id: number, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    onChosen(next)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.log)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.time)}</th>
            <th scope="col">{say(W.event)}</th>
            <th scope="col">{say(W.hook)}</th>
            <th scope="col">{say(W.outcome)}</th>
            <th scope="col" className="number">
              {say(W.attempts)}
            </th>
            <th scope="col">{say(W.acts)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={say(W.time)}>
                <Moment at={row.at} seconds />
              </td>
              <td data-label={say(W.event)}>
                {say(EVENT_WORDS[row.type])} <span className="quiet">{row.siteName ?? ''}</span>
              </td>
              <td data-label={say(W.hook)}>{row.webhookName}</td>
              <td data-label={say(W.outcome)}>
                <Outcome row={row} />
              </td>
              <td data-label={say(W.attempts)} className="number">
                {row.attempts}
              </td>
              <td data-label={say(W.acts)}>
                <div className="hook-acts">
                  <Button size="small" onClick={() => onShow(row.id)}>
                    {say(W.open)}
                  </Button>
                  {row.state === 'dead' ? (
                    <Checkbox
                      aria-label={say(W.select, { id: row.id })}
                      checked={chosen.has(row.id)}
                      onChange={({ target }) => choose(row.id, target.checked)}
                    />
                  ) : null}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Outcome({ row }: { row: DeliveryRow }) {
  const say = useSay()
  const { state, status, failure, note } = row
  const tone = state === 'dead' ? 'hook-bad' : state === 'delivered' ? 'hook-good' : 'quiet'
  return (
    <>
      <span className={tone}>{say(DELIVERY_STATE_WORDS[state])}</span>
      {status === null ? null : <span className="quiet"> HTTP {status}</span>}
      {failure === null ? null : (
        <div className="quiet interface-address" title={failure}>
          {say(faultWords(failure, bothTongues(failure)))}
        </div>
      )}
      {note === null ? null : <div className="quiet">{say(bothTongues(note))}</div>}
    </>
  )
}
