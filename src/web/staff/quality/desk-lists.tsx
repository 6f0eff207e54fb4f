// What is said of the span: flags, corrections and reviews as lists, with a way back, and the values one by one.
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { undoCorrection, undoFlag } from '#contract/quality.ts'
import { STATE_MEANINGS } from '#domain/quality/flag-vocabulary.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { ActOutcome, useAct } from './desk-acts.tsx'
import type { Choice } from './desk-chart.ts'
import { figuresText } from './figures-text.ts'
import type { Desk } from './queries.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { BY_WORDS, LEVEL_WORDS, METHOD_WORDS, TEST_WORDS, QUALITY_WORDS as W } from './words.ts'

type Undoing = { what: 'flag' | 'correction'; id: string }

export function DeskLists({ desk, canChange }: { desk: Desk; canChange: boolean }) {
  const say = useSay()
  const [undoing, setUndoing] = useState<Undoing>()
  return (
    <div className="quality-lists">
      <List title={`${say(W.standing)} ${desk.flags.length}`} isEmpty={desk.flags.length === 0}>
        {desk.flags.slice(0, 200).map((flag) => (
          <Entry
            key={flag.id}
            head={`${say(STATE_MEANINGS[flag.state])} · ${flag.origin === 'rule' ? codeWords(flag.code, say) : flag.author}`}
            from={flag.from}
            until={flag.until}
            note={flag.origin === 'rule' ? figuresText(flag.detail ?? {}, say) : flag.reason}
            {...closing(flag)}
            onUndo={canChange && flag.origin === 'person' ? () => setUndoing({ what: 'flag', id: flag.id }) : undefined}
          />
        ))}
      </List>
      <List title={`${say(W.corrections)} ${desk.corrections.length}`} isEmpty={desk.corrections.length === 0}>
        {desk.corrections.map((correction) => (
          <Entry
            key={correction.id}
            head={`${say(METHOD_WORDS[correction.method])} · ${correction.author} · ${correction.values.length}`}
            from={correction.from}
            until={correction.until}
            note={correction.reason}
            {...closing(correction)}
            onUndo={canChange ? () => setUndoing({ what: 'correction', id: correction.id }) : undefined}
          />
        ))}
      </List>
      <List title={`${say(W.reviews)} ${desk.reviews.length}`} isEmpty={desk.reviews.length === 0}>
        {desk.reviews.map((review) => (
          <Entry
            key={review.id}
            head={`${say(LEVEL_WORDS[review.level])} · ${review.author}`}
            from={review.from}
            until={review.until}
            note={review.reason}
            closed={undefined}
            onUndo={undefined}
          />
        ))}
      </List>
      {undoing ? <UndoDialog site={desk.site} undoing={undoing} onClose={() => setUndoing(undefined)} /> : null}
    </div>
  )
}

const codeWords = (code: string, say: ReturnType<typeof useSay>): string =>
  Object.hasOwn(TEST_WORDS, code) ? say(TEST_WORDS[code as keyof typeof TEST_WORDS]) : code

const closing = (row: { knownUntil: number | null; closedBy: string | null; closedReason: string | null }) => ({
  closed: row.knownUntil === null ? undefined : { who: row.closedBy ?? '', why: row.closedReason ?? '' },
})

function List({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const say = useSay()
  return (
    <section>
      <h2>{title}</h2>
      {isEmpty ? <p className="quiet">{say(W.none)}</p> : <ul className="quality-entries">{children}</ul>}
    </section>
  )
}

type EntryProps = {
  head: string
  from: number
  until: number
  note: string
  closed: { who: string; why: string } | undefined
  onUndo: (() => void) | undefined
}

function Entry({ head, from, until, note, closed, onUndo }: EntryProps) {
  const say = useSay()
  return (
    <li className={closed ? 'quality-closed' : undefined}>
      <strong>{head}</strong>{' '}
      <span className="quality-span">
        <Moment at={from} /> – <Moment at={until} />
      </span>
      {note === '' ? null : <span className="quiet"> {note}</span>}
      {closed ? <span className="quiet"> {say(W.undone, closed)}</span> : null}
      {closed || !onUndo ? null : (
        <Button size="small" onClick={onUndo}>
          {say(W.undo)}
        </Button>
      )}
    </li>
  )
}

function UndoDialog({ site, undoing, onClose }: { site: string; undoing: Undoing; onClose: () => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const send = () => {
    const question = { params: { id: undoing.id }, body: { site, reason } }
    return undoing.what === 'flag' ? call(undoFlag, question) : call(undoCorrection, question)
  }
  const act = useAct(send, onClose)
  return (
    <Modal
      open
      title={say(W.undoTitle)}
      okText={say(W.undo)}
      cancelText={say(W.cancel)}
      okButtonProps={{ disabled: !isReason(reason), loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
      <ActOutcome act={act} />
    </Modal>
  )
}

const SHOWN_POINTS = 200

/** The same as the chart, for reading and for those who do not see it; the chosen span first. */
export function PointTable({ desk, choice }: { desk: Desk; choice: Choice }) {
  const say = useSay()
  const points = choice
    ? desk.points.filter(({ at }) => at >= choice.from && at < choice.until)
    : desk.points.slice(-SHOWN_POINTS)
  return (
    <details className="quality-points">
      <summary>
        {say(W.points)} {Math.min(points.length, SHOWN_POINTS)}
      </summary>
      <div className="quality-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say(W.time)}</th>
              <th scope="col" className="number">
                {say(W.raw)} {desk.unit}
              </th>
              <th scope="col" className="number">
                {say(W.effective)} {desk.unit}
              </th>
              <th scope="col">{say(W.state)}</th>
              <th scope="col">{say(W.by)}</th>
              <th scope="col">{say(W.level)}</th>
            </tr>
          </thead>
          <tbody>
            {points.slice(0, SHOWN_POINTS).map((point) => (
              <tr key={point.at}>
                <th scope="row">
                  <Moment at={point.at} />
                </th>
                <td className="number">{point.raw ?? '—'}</td>
                <td className="number">{point.counts ? (point.value ?? '—') : '—'}</td>
                <td>{say(STATE_MEANINGS[point.state])}</td>
                <td>{say(BY_WORDS[point.by])}</td>
                <td>{say(LEVEL_WORDS[point.level])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
