// A year under assessment: the sentence, the table a report prints, and the sign-offs.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select, Skeleton } from 'antd'
import { useState } from 'react'
import type { PlanBrief } from '#contract/plans.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { AssessedTable, nameOf } from './assessed-table.tsx'
import { ASSESSMENT_WORDS as A } from './assessment-words.ts'
import './indicators.css'
import { KnownAtField, KnownAtPart, useKnownAt } from './known-at.tsx'
import { type Assessment, assessmentQuery } from './queries.ts'
import { ReplayCheck } from './replay-check.tsx'
import { SignBox, Signoffs } from './signoffs.tsx'
import { INDICATOR_WORDS as W } from './words.ts'

export function AssessmentPage() {
  return (
    <WithPlan loading={A.loading} none={W.emptyHint}>
      {(plan) => <PlanYear plan={plan} />}
    </WithPlan>
  )
}

function PlanYear({ plan }: { plan: PlanBrief }) {
  const say = useSay()
  const [search] = useSearchPart()
  const asked = Number(search.year)
  const asKnownAt = useKnownAt()
  const reading = useQuery(
    assessmentQuery(plan.id, Number.isInteger(asked) && asked > 0 ? asked : undefined, asKnownAt),
  )
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data) return <Skeleton active aria-label={say(A.loading)} />
  if ('refused' in reading.data) return <RefusalNote problem={reading.data} />
  return <YearSheet plan={plan} assessment={reading.data} />
}

function YearSheet({ plan, assessment }: { plan: PlanBrief; assessment: Assessment }) {
  const say = useSay()
  const { year, totals, rows, isOver } = assessment
  const asKnownAt = useKnownAt()
  const missed = rows.filter(({ status, attribute }) => status === 'not-met' && attribute === 'binding')
  return (
    <>
      <header className="page-head">
        <p className="no-print">
          <Link to="/indicators" search={{ year } as never}>
            ← {say(W.back)}
          </Link>
        </p>
        <h1>{say(A.title, { year })}</h1>
        <p className="page-answer">{say(A.answer, totals)}</p>
        {missed.length > 0 ? (
          <p className="status-not-met">
            {say(A.missedBinding, {
              names: listNames(
                say,
                missed.map((row) => nameOf(row, say)),
              ),
            })}
          </p>
        ) : null}
        {isOver ? null : <p className="quiet">{say(A.running, { year })}</p>}
      </header>
      <YearActs plan={plan} assessment={assessment} />
      <KnownAtPart plan={plan.id} year={year} />
      <AssessedTable rows={rows} year={year} />
      <Signoffs plan={plan.id} year={year} signoffs={assessment.signoffs} />
      {asKnownAt === undefined ? <ReplayCheck plan={plan.id} year={year} at={undefined} /> : null}
    </>
  )
}

function YearActs({ plan, assessment: { year, isOver } }: { plan: PlanBrief; assessment: Assessment }) {
  const say = useSay()
  const [, change] = useSearchPart()
  const canWrite = useCanWrite()
  const asKnownAt = useKnownAt()
  const [isSigning, setSigning] = useState(false)
  const years = Array.from({ length: plan.endYear - plan.startYear + 1 }, (_, n) => plan.endYear - n)
  return (
    <div className="board-acts no-print">
      <Select
        aria-label={say(W.year)}
        value={year}
        options={years.map((value) => ({ value, label: say(W.yearOption, { year: value }) }))}
        onChange={(value: number) => change({ year: value })}
      />
      <KnownAtField />
      {canWrite && asKnownAt === undefined ? (
        <Button disabled={!isOver} onClick={() => setSigning(true)}>
          {say(A.sign, { year })}
        </Button>
      ) : null}
      <Button onClick={() => window.print()}>{say(W.print)}</Button>
      {isSigning ? <SignBox plan={plan.id} year={year} onClose={() => setSigning(false)} /> : null}
    </div>
  )
}
