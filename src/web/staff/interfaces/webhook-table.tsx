// Webhooks as a table: what each hears of, whether it takes it, and what can be done.
import { Button } from 'antd'
import { useState } from 'react'
import { renewWebhookSecret, switchWebhook, testWebhook, type WebhookRow } from '#contract/webhooks.ts'
import { call } from '#web/api.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { formatMoment, Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { bothTongues } from './both-tongues.ts'
import { RemoveBox, SecretBox, SureBox } from './webhook-boxes.tsx'
import { EVENT_WORDS, HOOK_STATE_WORDS, WEBHOOK_WORDS as W } from './words.ts'

type Props = { rows: readonly WebhookRow[]; onEdit: (row: WebhookRow) => void }

export function WebhookTable({ rows, onEdit }: Props) {
  const say = useSay()
  const list = (words: readonly string[]): string => listNames(say, words)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.name)}</th>
            <th scope="col">{say(W.events)}</th>
            <th scope="col">{say(W.state)}</th>
            <th scope="col" className="number">
              {say(W.waiting)}
            </th>
            <th scope="col" className="number">
              {say(W.dead)}
            </th>
            <th scope="col">{say(W.lastDelivered)}</th>
            <th scope="col">{say(W.acts)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.name}
                <div className="quiet interface-address">{row.url}</div>
              </th>
              <td data-label={say(W.events)}>
                {list(row.events.map((event) => say(EVENT_WORDS[event])))}
                <div className="quiet">
                  {row.sites === null ? say(W.everySite) : list(row.sites.map(({ name }) => name))}
                </div>
              </td>
              <td data-label={say(W.state)}>
                <Standing row={row} />
              </td>
              <td data-label={say(W.waiting)} className="number">
                {groupDigits(row.waiting)}
              </td>
              <td data-label={say(W.dead)} className={row.dead > 0 ? 'number hook-bad' : 'number'}>
                {groupDigits(row.dead)}
              </td>
              <td data-label={say(W.lastDelivered)}>
                {row.lastDeliveredAt === null ? say(W.never) : <Moment at={row.lastDeliveredAt} seconds />}
              </td>
              <td data-label={say(W.acts)}>
                <Acts row={row} onEdit={() => onEdit(row)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Standing({ row }: { row: WebhookRow }) {
  const say = useSay()
  const { state, stateReason, failingSince, nextAt } = row
  const moment = (at: number): string => formatMoment(at, Date.now(), true)
  return (
    <>
      <span className={state === 'stopped' ? 'hook-bad' : state === 'on' ? 'hook-good' : 'quiet'}>
        {say(HOOK_STATE_WORDS[state])}
      </span>
      {stateReason === null ? null : <div className="quiet interface-address">{say(bothTongues(stateReason))}</div>}
      {state === 'on' && failingSince !== null && nextAt !== null ? (
        <div className="hook-bad">{say(W.failingSince, { time: moment(failingSince), next: moment(nextAt) })}</div>
      ) : null}
    </>
  )
}

function Acts({ row, onEdit }: { row: WebhookRow; onEdit: () => void }) {
  const say = useSay()
  const { act, busy, problem } = useAct(['webhooks'])
  const [box, setBox] = useState<'remove' | 'renew' | 'off'>()
  const [secret, setSecret] = useState<string>()
  const [isTested, setTested] = useState(false)
  const params = { id: row.id }
  const turn = async (state: 'on' | 'off') => {
    if (await act(() => call(switchWebhook, { params, body: { state, reason: '' } }))) setBox(undefined)
  }
  const test = async () => setTested((await act(() => call(testWebhook, { params }))) !== undefined)
  const renew = async () => {
    const made = await act(() => call(renewWebhookSecret, { params }))
    if (!made) return
    setBox(undefined)
    setSecret(made.secret)
  }
  return (
    <>
      <div className="hook-acts">
        <Button size="small" loading={busy} onClick={() => (row.state === 'on' ? setBox('off') : void turn('on'))}>
          {say(row.state === 'on' ? W.turnOff : W.turnOn)}
        </Button>
        <Button size="small" disabled={row.state !== 'on'} onClick={() => void test()}>
          {say(W.test)}
        </Button>
        <Button size="small" onClick={onEdit}>
          {say(W.edit)}
        </Button>
        <Button size="small" onClick={() => setBox('renew')}>
          {say(W.renew)}
        </Button>
        <Button size="small" danger onClick={() => setBox('remove')}>
          {say(W.remove)}
        </Button>
      </div>
      <span role="status">{isTested ? say(W.tested) : ''}</span>
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {box === 'off' ? (
        <SureBox
          title={say(W.turnOff)}
          text={say(W.turnOffSure)}
          onOk={() => void turn('off')}
          onClose={() => setBox(undefined)}
        />
      ) : null}
      {box === 'renew' ? (
        <SureBox
          title={say(W.renew)}
          text={say(W.renewSure)}
          onOk={() => void renew()}
          onClose={() => setBox(undefined)}
        />
      ) : null}
      {box === 'remove' ? <RemoveBox row={row} onClose={() => setBox(undefined)} /> : null}
      {secret === undefined ? null : <SecretBox secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  )
}
