// One indicator: is it met, how it ran, how it is computed, and what the plan says of it.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select, Skeleton } from 'antd'
import type { PlanBrief } from '#contract/plans.ts'
import { beijingDateTime, beijingYear } from '#kit/time.ts'
import { EditionLink } from '#web/ui/explanation-tree.tsx'
import { InconsistencyNote } from '#web/ui/inconsistency-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { Adjustments } from '../shell/adjustments.tsx'
import { WithPlan } from '../shell/with-plan.tsx'
import { statusOf } from './board.ts'
import { BaselineText } from './board-table.tsx'
import { BreakdownPart } from './breakdown.tsx'
import { EditionsPart } from './editions.tsx'
import { FormulaBox } from './formula-box.tsx'
import './indicators.css'
import { IndicatorRun } from './indicator-run.tsx'
import { KnownAtField, useKnownAt } from './known-at.tsx'
import { ProjectionPart } from './projection.tsx'
import { boardQuery, type IndicatorDetail, indicatorQuery } from './queries.ts'
import { ServedObligations } from './served-obligations.tsx'
import { StatusMark } from './status-mark.tsx'
import { TargetReadings } from './target-readings.tsx'
import { TargetText } from './target-text.tsx'
import { ValueDoor } from './value-door.tsx'
import { STATUS_WORDS, INDICATOR_WORDS as W } from './words.ts'
import { YearInputsPart } from './year-inputs.tsx'

export function IndicatorPage({ id }: { id: string }) {
  return (
    <WithPlan loading={W.loading} none={W.emptyHint}>
      {(plan) => <PlanIndicator plan={plan} id={id} />}
    </WithPlan>
  )
}

function PlanIndicator({ plan, id }: { plan: PlanBrief; id: string }) {
  const say = useSay()
  const [search] = useSearchPart()
  const asked = Number(search.year)
  const year = Number.isInteger(asked) && asked > 0 ? asked : undefined
  const asKnownAt = useKnownAt()
  const board = useQuery(boardQuery(plan.id, year, asKnownAt))
  const reading = useQuery(indicatorQuery(plan.id, id, { year, asKnownAt }))
  if (reading.isError) return <RefusalNote problem={reading.error} onRetry={() => void reading.refetch()} />
  if (!reading.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in reading.data) return <RefusalNote problem={reading.data} />
  const detail = reading.data
  const title = say.language === 'zh' ? plan.titleZh : plan.titleEn
  const frame = board.data && 'years' in board.data ? board.data : undefined
  const shown = detail.row.value ? beijingYear(detail.row.value.at) : (year ?? frame?.year ?? beijingYear(Date.now()))
  return (
    <article className="indicator-page" aria-busy={reading.isPlaceholderData}>
      <IndicatorHead detail={detail} endYear={plan.endYear} year={shown} years={frame?.years ?? [shown]} />
      <div className="indicator-grid">
        <div>
          <IndicatorRun detail={detail} year={shown} plan={title} />
          <ProjectionPart detail={detail} />
          <BreakdownPart plan={{ id: plan.id, title }} row={detail.row} year={shown} asKnownAt={asKnownAt} />
          <EditionsPart detail={detail} year={shown} />
        </div>
        <div>
          <TargetReadings detail={detail} />
          <Adjustments plan={plan.id} kind="indicator" thing={id} />
          <YearInputsPart plan={plan.id} id={id} year={year ?? shown} unit={detail.row.unit} />
          <FormulaBox detail={detail} />
          <section>
            <h2>{say(W.baseline)}</h2>
            {detail.row.baseline ? (
              <BaselineText baseline={detail.row.baseline} />
            ) : (
              <p className="quiet">{say(W.noBaseline)}</p>
            )}
            {detail.row.baseline?.note ? <p className="quiet">{detail.row.baseline.note}</p> : null}
          </section>
          <ServedObligations plan={plan.id} obligations={detail.obligations} />
          {detail.inconsistencies.length > 0 ? <h2>{say(W.inconsistent)}</h2> : null}
          {detail.inconsistencies.map((inconsistency) => (
            <InconsistencyNote key={inconsistency.id} inconsistency={inconsistency} />
          ))}
        </div>
      </div>
    </article>
  )
}

type HeadProps = { detail: IndicatorDetail; endYear: number; year: number; years: readonly number[] }

function IndicatorHead({ detail: { row }, endYear, year, years }: HeadProps) {
  const say = useSay()
  const [, change] = useSearchPart()
  const asKnownAt = useKnownAt()
  const name = say.language === 'zh' ? row.nameZh : row.nameEn
  return (
    <header className="page-head">
      <p className="no-print">
        <Link to="/indicators" search={{ year } as never}>
          ← {say(W.back)}
        </Link>
      </p>
      <h1>{say(W.detailTitle, { name })}</h1>
      <p className="page-answer">{answerOf(row, year, say)}</p>
      <div className="indicator-figure">
        {row.value?.value ? <ValueDoor value={row.value} unit={row.unit} showsSureness /> : null}{' '}
        <StatusMark status={statusOf(row)} />
      </div>
      <p className="quiet">
        {say(row.attribute === 'binding' ? W.binding : W.anticipatory)} · {say(W.target, { year: endYear })}{' '}
        <TargetText row={row} />
        {row.value === null ? null : assessedInWords(row.value, row.target.value, say)}
        {(row.value?.editions ?? []).map((edition) => (
          <span key={edition}>
            {' · '}
            <EditionLink id={edition} />
          </span>
        ))}
      </p>
      {asKnownAt === undefined ? null : (
        <p role="note">{say(W.asKnownNote, { time: beijingDateTime(asKnownAt).slice(0, 16) })}</p>
      )}
      <div className="board-acts no-print">
        <Select
          aria-label={say(W.year)}
          value={year}
          options={years.map((value) => ({ value, label: say(W.yearOption, { year: value }) }))}
          onChange={(value: number) => change({ year: value })}
        />
        <KnownAtField />
      </div>
    </header>
  )
}

function answerOf(row: IndicatorDetail['row'], year: number, say: Say): string {
  const name = say.language === 'zh' ? row.nameZh : row.nameEn
  const status = say(STATUS_WORDS[statusOf(row)])
  if (!row.value?.value) {
    return say(W.detailNoValue, { year, name, status, why: row.value?.why ? say(row.value.why) : '' }).trim()
  }
  const unit = row.unit === '%' ? '%' : ` ${row.unit}`
  return say(W.detailAnswer, { year, name, value: row.value.value, unit, target: row.target.text, status })
}

const SHOWN_DIGITS = 12

/** The figure that was held against the target, where what is shown would mislead. */
function assessedInWords(
  { value, assessed }: NonNullable<IndicatorDetail['row']['value']>,
  target: number | null,
  say: Say,
): string {
  if (value === null || assessed === null || assessed === value) return ''
  // A rounded figure has fewer digits than what is shown, one that is compared whole has more.
  const isRounded = assessed.length < value.length
  if (!isRounded && Number(value) !== target) return ''
  return ` · ${say(isRounded ? W.assessedAs : W.assessedWhole, { value: assessed.slice(0, SHOWN_DIGITS) })}`
}
