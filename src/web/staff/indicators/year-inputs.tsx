// What is entered by hand for an indicator and a year: reported numbers and the city's target, with all versions.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { CityTarget, IndicatorReport } from '#contract/assessment.ts'
import { beijingDate } from '#kit/time.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { EvidenceList } from '../shell/evidence-list.tsx'
import { ASSESSMENT_WORDS as A } from './assessment-words.ts'
import { showComparator } from './board.ts'
import { type YearInputs, yearInputsQuery } from './queries.ts'
import { type Of, ReportBox, TargetBox, WithdrawBox } from './year-inputs-boxes.tsx'

type Box = 'report' | 'target' | 'withdraw-report' | 'withdraw-target'

/** Nothing where the indicator is computed from measurements and its target is the plan's own. */
export function YearInputsPart(of: Of) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [box, setBox] = useState<Box>()
  const reading = useQuery(yearInputsQuery(of.plan, of.id, of.year))
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data || 'refused' in reading.data) return null
  const inputs = reading.data
  if (!inputs.form && !inputs.takesCityTarget) return null
  const boxOf = (name: Box) => (canWrite ? () => setBox(name) : undefined)
  return (
    <section>
      <h2>{say(A.inputs)}</h2>
      <p className="quiet">{say(A.inputsNote)}</p>
      {inputs.form ? (
        <Entries
          entries={inputs.reports}
          textOf={(report) => <ReportText report={report} form={inputs.form} />}
          none={say(A.nothing)}
          enter={say(A.report, { year: of.year })}
          onEnter={boxOf('report')}
          onWithdraw={boxOf('withdraw-report')}
        />
      ) : null}
      {inputs.takesCityTarget ? (
        <Entries
          entries={inputs.targets}
          textOf={(target) => <TargetLine target={target} unit={of.unit} />}
          none={say(A.noCityTarget, { year: of.year })}
          enter={say(A.cityTarget)}
          onEnter={boxOf('target')}
          onWithdraw={boxOf('withdraw-target')}
        />
      ) : null}
      <OpenBox box={box} of={of} inputs={inputs} onClose={() => setBox(undefined)} />
      <EvidenceList planId={of.plan} aboutKind="indicator-year" aboutRef={`${of.plan}/${of.id}/${of.year}`} />
    </section>
  )
}

type OpenProps = { box: Box | undefined; of: Of; inputs: YearInputs; onClose: () => void }

function OpenBox({ box, of, inputs, onClose }: OpenProps) {
  const { form, reports, targets } = inputs
  const standing = <T extends { knownUntil: number | null }>(entries: readonly T[]): T | undefined =>
    entries.find(({ knownUntil }) => knownUntil === null)
  if (box === 'report' && form) return <ReportBox of={of} form={form} report={standing(reports)} onClose={onClose} />
  if (box === 'target') return <TargetBox of={of} target={standing(targets)} onClose={onClose} />
  if (box === 'withdraw-report') return <WithdrawBox of={of} what="report" onClose={onClose} />
  if (box === 'withdraw-target') return <WithdrawBox of={of} what="target" onClose={onClose} />
  return null
}

type EntriesProps<T> = {
  entries: readonly T[]
  textOf: (entry: T) => ReactNode
  none: string
  enter: string
  onEnter: (() => void) | undefined
  onWithdraw: (() => void) | undefined
}

/** Newest first; one that stands can be corrected and withdrawn. */
function Entries<T extends IndicatorReport | CityTarget>({
  entries,
  textOf,
  none,
  enter,
  onEnter,
  onWithdraw,
}: EntriesProps<T>) {
  const say = useSay()
  const stands = entries[0]?.knownUntil === null
  return (
    <>
      {entries.length === 0 ? <p>{none}</p> : null}
      <ol className="signoff-list">
        {entries.map((entry) => (
          <li key={entry.id} className={entry.knownUntil === null ? undefined : 'entry-closed'}>
            {textOf(entry)}
            <div className="quiet">
              {say(A.by, { author: entry.author })} · <Moment at={entry.knownFrom} />{' '}
              {entry.knownUntil === null ? (
                say(A.stands)
              ) : (
                <>
                  {say(A.until)} <Moment at={entry.knownUntil} /> ·{' '}
                  {say(A.closedBy, { by: entry.closedBy ?? '', reason: entry.closedReason ?? '' })}
                </>
              )}
              {entry.reason === '' ? '' : ` · ${entry.reason}`}
            </div>
          </li>
        ))}
      </ol>
      <div className="board-acts no-print">
        {onEnter ? <Button onClick={onEnter}>{stands ? say(A.correct) : enter}</Button> : null}
        {onWithdraw && stands ? (
          <Button danger onClick={onWithdraw}>
            {say(A.withdraw)}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function ReportText({ report, form }: { report: IndicatorReport; form: YearInputs['form'] }) {
  const say = useSay()
  return (
    <>
      {(form?.inputs ?? []).map(({ id, zh, en, unit }) => (
        <div key={id}>
          {say({ zh, en })}：<strong>{report.inputs[id] ?? '—'}</strong> {unit}
        </div>
      ))}
      <div>{report.source}</div>
    </>
  )
}

function TargetLine({ target, unit }: { target: CityTarget; unit: string }) {
  return (
    <>
      <strong>
        {showComparator(target.comparator)} {target.value} {unit}
      </strong>
      <div>
        {target.document} · {beijingDate(target.issuedAt)}
      </div>
    </>
  )
}
