// One act in all selected cases: chosen, confirmed with its reason where it asks for one, and told case by case.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { actOnCases, type CaseBrief, type ProcedureBody } from '#contract/procedures.ts'
import type { ReplyOf } from '#contract/route.ts'
import { actsForMany } from '#domain/engine/procedure/awaited.ts'
import { call } from '#web/api.ts'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { PROCEDURES_KEY, proceduresQuery } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

type Act = ProcedureBody['acts'][number]
type Told = ReplyOf<typeof actOnCases>

/** Cases that the same act may be done in: of one version of one procedure, in one state. */
export const kindOf = ({ planId, procedure, version, state }: CaseBrief): string =>
  [planId, procedure, version, state].join(' ')

type Props = { cases: readonly CaseBrief[]; onDone: (refused: ReadonlySet<number>) => void }

export function ManyCases({ cases, onDone }: Props) {
  const say = useSay()
  const [act, setAct] = useState<Act>()
  const [told, setTold] = useState<{ act: Act; reply: Told; titles: ReadonlyMap<number, string> }>()
  const acts = useActs(cases[0])
  return (
    <>
      {told === undefined ? null : <Results {...told} />}
      {cases.length === 0 ? null : (
        <section className="case-many no-print" aria-label={say(W.selected, { n: cases.length })}>
          <span>{say(W.selected, { n: cases.length })}</span>
          {acts.map((one) => (
            <Button key={one.id} onClick={() => setAct(one)}>
              {say(one.name)}
            </Button>
          ))}
          {acts.length === 0 ? <span className="quiet">{say(W.noActForMany)}</span> : null}
          <Button type="text" onClick={() => onDone(new Set())}>
            {say(W.clearSelection)}
          </Button>
        </section>
      )}
      {act === undefined ? null : (
        <ConfirmAct
          act={act}
          cases={cases}
          onClose={() => setAct(undefined)}
          onTold={(reply) => {
            setTold({ act, reply, titles: new Map(cases.map(({ id, title }) => [id, title])) })
            setAct(undefined)
            onDone(new Set(reply.results.flatMap(({ id, refused }) => (refused === null ? [] : [id]))))
          }}
        />
      )}
    </>
  )
}

/** Acts of the version in force; a case under an older one is done by itself. */
function useActs(first: CaseBrief | undefined): readonly Act[] {
  const asked = useQuery(proceduresQuery)
  const rows = asked.data !== undefined && 'rows' in asked.data ? asked.data.rows : []
  const found = rows.find(
    ({ planId, body }) =>
      first !== undefined && planId === first.planId && body.id === first.procedure && body.version === first.version,
  )
  if (found === undefined || first === undefined) return []
  const ids = new Set(actsForMany(found.body, first.state).map(({ id }) => id))
  return found.body.acts.filter(({ id }) => ids.has(id))
}

type ConfirmProps = {
  act: Act
  cases: readonly CaseBrief[]
  onClose: () => void
  onTold: (reply: Told) => void
}

function ConfirmAct({ act: asked, cases, onClose, onTold }: ConfirmProps) {
  const say = useSay()
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const [reason, setReason] = useState('')
  const needsReason = asked.reason === true
  const isReady = !needsReason || reason.trim() !== ''
  const run = async (): Promise<void> => {
    const body = {
      act: asked.id,
      cases: cases.map(({ id, seen }) => ({ id, seen })),
      ...(needsReason ? { reason: reason.trim() } : {}),
    }
    const reply = await act(() => call(actOnCases, { body }))
    if (reply) onTold(reply)
  }
  return (
    <Modal
      open
      title={say(W.actOnMany, { act: say(asked.name), n: cases.length })}
      okText={say(asked.name)}
      okButtonProps={{ disabled: !isReady }}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p className="quiet">{say(W.manyHint)}</p>
      <ul className="case-many-list">
        {cases.map(({ id, title }) => (
          <li key={id}>
            {id} {title}
          </li>
        ))}
      </ul>
      {needsReason ? (
        <Input.TextArea
          aria-label={say(W.reason)}
          placeholder={say(W.reason)}
          rows={3}
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}

function Results({ act, reply, titles }: { act: Act; reply: Told; titles: ReadonlyMap<number, string> }) {
  const say = useSay()
  const refused = reply.results.filter((one) => one.refused !== null)
  return (
    <div role="status" className="case-many-told">
      <p>{say(W.doneMany, { act: say(act.name), done: reply.done, refused: refused.length })}</p>
      <ul>
        {refused.map((one) =>
          one.refused === null ? null : (
            <li key={one.id} className="case-late">
              {one.id} {titles.get(one.id)}：{say(becauseOf(one.refused))}
            </li>
          ),
        )}
      </ul>
    </div>
  )
}
