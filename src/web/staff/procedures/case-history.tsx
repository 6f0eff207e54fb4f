// Everything that happened in a case, the newest first; an own act that may be taken back is taken back here.
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { type CaseEvent, type CaseInputs, undoInCase } from '#contract/procedures.ts'
import { nameOf } from '#domain/engine/procedure/definition.ts'
import { nameOfAct } from '#domain/engine/procedure/entitled.ts'
import { call } from '#web/api.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { anyStateName, listed } from './procedure-text.ts'
import { type CaseView, PROCEDURES_KEY } from './queries.ts'
import { EVIDENCE_KIND_WORDS, PROCEDURE_WORDS as W } from './words.ts'

export function CaseHistory({ view }: { view: CaseView }) {
  const say = useSay()
  const [undoing, setUndoing] = useState<number>()
  return (
    <section aria-label={say(W.history)}>
      <h2>{say(W.history)}</h2>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.caseNo, W.when, W.what, W.by, W.details].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.events.toReversed().map((event) => (
            <tr key={event.no}>
              <td data-label={say(W.caseNo)}>{event.no}</td>
              <td data-label={say(W.when)}>
                <Moment at={event.at} />
              </td>
              <th scope="row">{whatText(say, view, event)}</th>
              <td data-label={say(W.by)}>{byText(say, view, event)}</td>
              <td data-label={say(W.details)}>
                {detailTexts(say, view, event).map((text) => (
                  <div key={text}>{text}</div>
                ))}
                {view.undoable.includes(event.no) ? (
                  <Button size="small" onClick={() => setUndoing(event.no)}>
                    {say(W.takeBack)}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {undoing === undefined ? null : <UndoBox view={view} no={undoing} onClose={() => setUndoing(undefined)} />}
    </section>
  )
}

function whatText(say: Say, { procedure }: CaseView, event: CaseEvent): string {
  if (event.type === 'opened') return say(W.opened)
  if (event.type === 'undone') return say(W.undone, { n: event.undoes })
  if (event.type === 'acted') {
    const act = say(nameOfAct(procedure, event.act))
    return event.unit === null ? act : say(W.forUnit, { act, unit: event.unit })
  }
  const deadline = procedure.deadlines?.find(({ id }) => id === event.deadline)
  const name = say(nameOf(event.type === 'reminded' ? [] : (deadline?.escalations ?? []), event.step))
  const text =
    event.type === 'reminded'
      ? say(W.reminded, { name: say(deadline?.name ?? { zh: '', en: '' }) })
      : say(W.escalated, { name })
  return event.unit === null ? text : say(W.forUnit, { act: text, unit: event.unit })
}

function byText(say: Say, { procedure }: CaseView, event: CaseEvent): string {
  if (!('by' in event) || event.by === null) return say(W.bySystem)
  if (event.type === 'undone' || event.as === null) return event.by
  return `${event.by} · ${event.as.unit} ${say(nameOf(procedure.roles, event.as.role))}`
}

function detailTexts(say: Say, view: CaseView, event: CaseEvent): string[] {
  if (event.type === 'undone') return [event.reason]
  if (event.type === 'reminded' || event.type === 'escalated') return [say(W.forDay, { day: event.day })]
  const { procedure } = view
  const demands = event.type === 'opened' ? procedure.opening : procedure.acts.find(({ id }) => id === event.act)
  const way =
    event.type === 'acted' && event.from !== event.to
      ? [`${anyStateName(say, procedure, event.from)} → ${anyStateName(say, procedure, event.to)}`]
      : []
  return [...way, ...inputTexts(say, procedure, { demands, inputs: event.inputs })]
}

type Given = { demands: Pick<CaseView['procedure']['acts'][number], 'fields'> | undefined; inputs: CaseInputs }

function inputTexts(say: Say, procedure: CaseView['procedure'], { demands, inputs }: Given): string[] {
  const colon = say.language === 'zh' ? '：' : ': '
  const fields = Object.entries(inputs.fields ?? {}).map(([id, value]) => {
    const field = demands?.fields?.find((one) => one.id === id)
    const text = typeof value === 'boolean' ? say(value ? W.yes : W.no) : say(nameOf(field?.choices ?? [], value))
    return `${say(nameOf(demands?.fields ?? [], id))}${colon}${text}${field?.unit === undefined ? '' : ` ${field.unit}`}`
  })
  const evidence = (inputs.evidence ?? []).map(
    ({ kind, name, ref }) => `${say(EVIDENCE_KIND_WORDS[kind])} ${name}${name === ref ? '' : ` (${ref})`}`,
  )
  const parties = Map.groupBy(inputs.parties ?? [], ({ relation }) => relation)
  return [
    ...fields,
    ...(inputs.reason === undefined ? [] : [`${say(W.reason)}${colon}${inputs.reason}`]),
    ...(evidence.length === 0 ? [] : [`${say(W.evidence)}${colon}${listed(say, evidence)}`]),
    ...[...parties].map(
      ([relation, named]) =>
        `${say(nameOf(procedure.relations, relation))}${colon}${listed(
          say,
          named.map(({ unit }) => unit),
        )}`,
    ),
  ]
}

function UndoBox({ view, no, onClose }: { view: CaseView; no: number; onClose: () => void }) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const send = async (): Promise<void> => {
    const body = { undoes: no, reason, seen: view.case.seen }
    if (await act(() => call(undoInCase, { params: { id: view.case.id }, body }))) onClose()
  }
  return (
    <Modal
      open
      title={say(W.takeBackTitle, { n: no })}
      okText={say(W.takeBack)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <Input.TextArea
        aria-label={say(W.reason)}
        placeholder={say(W.reason)}
        value={reason}
        maxLength={4000}
        onChange={(event) => setReason(event.target.value)}
      />
      {problem === undefined ? null : <RefusalNote problem={problem} />}
    </Modal>
  )
}
