// What the viewer may do with an appraisal now, and how far each unit is.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { actOnCase } from '#contract/procedures.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { APPRAISAL_KEY, type Sheet } from './queries.ts'
import { ACT_WORDS, APPRAISAL_WORDS as W } from './words.ts'

/** With `unit`, only what is done in its strand. */
export function SheetActs({ sheet, unit }: { sheet: Sheet; unit?: string }) {
  const say = useSay()
  const { act, busy, problem } = useAct(APPRAISAL_KEY)
  const open = sheet.acts.filter(
    (one) => one.refused === null && ACT_WORDS[one.act] !== undefined && (unit === undefined || one.unit === unit),
  )
  const press = (asked: (typeof open)[number]): Promise<unknown> => {
    const body = {
      act: asked.act,
      inputs: {},
      seen: sheet.case.seen,
      ...(asked.unit === null ? {} : { unit: asked.unit }),
    }
    return act(() => call(actOnCase, { params: { id: sheet.case.id }, body }))
  }
  return (
    <>
      {open.length === 0 ? null : (
        <div className="appraisal-bar no-print">
          {open.map((one) => (
            <Button key={`${one.act} ${one.unit}`} type="primary" loading={busy} onClick={() => void press(one)}>
              {say(ACT_WORDS[one.act] ?? { zh: one.act, en: one.act })}
              {one.unit === null || unit !== undefined ? '' : `：${one.unit}`}
            </Button>
          ))}
        </div>
      )}
      {problem === undefined ? null : <RefusalNote problem={problem} />}
      {unit === undefined ? <Strands sheet={sheet} /> : null}
    </>
  )
}

function Strands({ sheet }: { sheet: Sheet }) {
  const say = useSay()
  if (sheet.strands.length === 0) return null
  return (
    <details className="no-print">
      <summary>{say(W.strands)}</summary>
      <ul>
        {sheet.strands.map(({ unitId, unit, stateName }) => (
          <li key={unitId}>
            <Link to="/appraisal/$id" params={{ id: String(sheet.id) }} search={{ unit: unitId } as never}>
              {unit}
            </Link>
            ：{say(stateName)}
          </li>
        ))}
      </ul>
    </details>
  )
}
