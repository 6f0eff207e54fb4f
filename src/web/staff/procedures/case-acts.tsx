// What the viewer may do in a case, each act with the form its data makes; and why the others are not open.
import { Button, Form, Modal } from 'antd'
import { useState } from 'react'
import { actOnCase, type OfferedAct } from '#contract/procedures.ts'
import { getAct, nameOf } from '#domain/engine/procedure/definition.ts'
import { call } from '#web/api.ts'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { DemandFields } from './demand-fields.tsx'
import { type DemandBoxes, inputsOf } from './demand-inputs.ts'
import { type CaseView, PROCEDURES_KEY } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

const keyOf = ({ act, unit }: OfferedAct): string => `${act} ${unit ?? ''}`

/** Name of an act, with the unit it would be done for. */
function offerText(say: Say, { procedure }: CaseView, { act, unit }: OfferedAct): string {
  const name = say(nameOf(procedure.acts, act))
  return unit === null ? name : say(W.forUnit, { act: name, unit })
}

export function CaseActs({ view }: { view: CaseView }) {
  const say = useSay()
  const [chosen, setChosen] = useState<OfferedAct>()
  const open = view.acts.filter(({ refused }) => refused === null)
  return (
    <section aria-label={say(W.yourActs)} className="no-print">
      <h2>{say(W.yourActs)}</h2>
      {open.length === 0 ? <p>{say(W.nothingOpen)}</p> : null}
      <div className="case-acts">
        {open.map((offer) => (
          <Button key={keyOf(offer)} onClick={() => setChosen(offer)}>
            {offerText(say, view, offer)}
          </Button>
        ))}
      </div>
      <details>
        <summary>{say(W.otherActs)}</summary>
        <ul>
          {view.acts.map((offer) =>
            offer.refused === null ? null : (
              <li key={keyOf(offer)}>
                <strong>{offerText(say, view, offer)}</strong>{' '}
                <span className="quiet">{say(becauseOf(offer.refused))}</span>
              </li>
            ),
          )}
        </ul>
      </details>
      {chosen === undefined ? null : <ActForm view={view} offer={chosen} onClose={() => setChosen(undefined)} />}
    </section>
  )
}

type FormProps = { view: CaseView; offer: OfferedAct; onClose: () => void }

function ActForm({ view, offer, onClose }: FormProps) {
  const say = useSay()
  const [form] = Form.useForm<DemandBoxes>()
  const { act, busy, problem } = useAct(PROCEDURES_KEY)
  const demands = getAct(view.procedure, offer.act) as CaseView['procedure']['acts'][number]
  const send = async (boxes: DemandBoxes): Promise<void> => {
    const body = {
      act: offer.act,
      inputs: inputsOf(demands, boxes),
      seen: view.case.seen,
      ...(offer.unit === null ? {} : { unit: offer.unit }),
    }
    if (await act(() => call(actOnCase, { params: { id: view.case.id }, body }))) onClose()
  }
  return (
    <Modal
      open
      width={640}
      title={offerText(say, view, offer)}
      okText={say(W.save)}
      cancelText={say(W.cancel)}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" scrollToFirstError onFinish={(boxes) => void send(boxes)}>
        <DemandFields body={view.procedure} demands={demands} />
        {problem === undefined ? null : <RefusalNote problem={problem} />}
      </Form>
    </Modal>
  )
}
