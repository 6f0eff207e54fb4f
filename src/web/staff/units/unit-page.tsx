// One unit: what falls to it, what waits on it, who acts for it, and what it was told.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { readUnitCalendar } from '#contract/division.ts'
import type { OrganisationRow } from '#contract/organisations.ts'
import { KIND_NAMES } from '#domain/organisations/organisation-table.ts'
import { addressOf } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useIsAdministrator } from '#web/ui/use-account.ts'
import { PlanChoice } from '../shell/plan-choice.tsx'
import { usePlan } from '../shell/use-plan.ts'
import { CloseUnit } from './close-unit.tsx'
import { type UnitView, unitCasesQuery, unitCountsQuery, unitQuery } from './queries.ts'
import { UnitCases } from './unit-cases.tsx'
import { UnitDuties } from './unit-duties.tsx'
import { UnitForm } from './unit-form.tsx'
import { UnitMessages } from './unit-messages.tsx'
import { UnitFormerPeople, UnitHistory, UnitPeople } from './unit-people.tsx'
import { UnitSource } from './unit-source.tsx'
import './units.css'
import { UNIT_WORDS as W } from './words.ts'

export function UnitPage({ id }: { id: number }) {
  const say = useSay()
  const asked = useQuery(unitQuery(id))
  const plan = usePlan().plan?.id
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const view = asked.data
  const { name } = view.organisation
  return (
    <article>
      <p className="page-back no-print">
        <Link to="/units">← {say(W.back)}</Link>
      </p>
      <UnitHead view={view} plan={plan} />
      <PlanChoice />
      <UnitCases unit={name} />
      {plan === undefined ? null : <UnitDuties unit={name} plan={plan} />}
      <UnitPeople view={view} />
      <UnitFormerPeople view={view} />
      <UnitMessages unit={name} />
      <UnitHistory view={view} />
    </article>
  )
}

function UnitHead({ view: { organisation }, plan }: { view: UnitView; plan: string | undefined }) {
  const say = useSay()
  const { name, until } = organisation
  return (
    <header className="page-head">
      <h1>
        {name}
        {until === null ? null : <span className="quiet"> {say(W.untilDay, { day: until })}</span>}
      </h1>
      {plan === undefined ? null : <UnitAnswer unit={name} plan={plan} />}
      <Particulars row={organisation} />
      <UnitActs row={organisation} />
    </header>
  )
}

/** Figures that are not there yet stand as dashes, so that the sentence does not jump. */
function UnitAnswer({ unit, plan }: { unit: string; plan: string }) {
  const say = useSay()
  const counts = useQuery(unitCountsQuery(plan, unit)).data
  const cases = useQuery(unitCasesQuery(unit, 1)).data
  const counted = counts !== undefined && 'rows' in counts
  const { lead, assist } = (counted ? counts.rows[0] : undefined) ?? { lead: 0, assist: 0 }
  const has = cases !== undefined && 'open' in cases ? cases : { open: '–', waiting: '–', overdue: '–' }
  return (
    <p className="page-answer">
      {say(W.unitAnswer, {
        lead: counted ? lead : '–',
        assist: counted ? assist : '–',
        open: has.open,
        waiting: has.waiting,
        overdue: has.overdue,
      })}
    </p>
  )
}

function Particulars({ row }: { row: OrganisationRow }) {
  const say = useSay()
  const rows = [
    { words: W.kind, value: say(KIND_NAMES[row.kind]) },
    { words: W.shortName, value: row.shortName },
    { words: W.formerNames, value: listNames(say, row.formerNames) },
    { words: W.since, value: row.since },
  ].filter(({ value }) => value !== null && value !== '')
  return (
    <dl className="particulars">
      {rows.map(({ words, value }) => (
        <div key={words.en}>
          <dt>{say(words)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {row.parent === null ? null : (
        <div>
          <dt>{say(W.parent)}</dt>
          <dd>
            <Link to="/units/$id" params={{ id: String(row.parent.id) }}>
              {row.parent.name}
            </Link>
          </dd>
        </div>
      )}
      <div>
        <dt>{say(W.source)}</dt>
        <dd>
          <UnitSource row={row} /> {row.note === null ? null : <span className="quiet">{say(row.note)}</span>}
        </dd>
      </div>
    </dl>
  )
}

function UnitActs({ row }: { row: OrganisationRow }) {
  const say = useSay()
  const isAdministrator = useIsAdministrator()
  const [open, setOpen] = useState<'change' | 'close'>()
  const address = addressOf(readUnitCalendar, { params: { id: row.id }, query: { lang: say.language } })
  return (
    <div className="filter-bar no-print">
      <Button href={address} title={say(W.calendarHint)}>
        {say(W.calendar)}
      </Button>
      <Link to="/appraisal/units/$id" params={{ id: String(row.id) }}>
        {say(W.appraisals)}
      </Link>
      {isAdministrator && row.until === null ? (
        <>
          <Button onClick={() => setOpen('change')}>{say(W.change)}</Button>
          <Button onClick={() => setOpen('close')}>{say(W.close)}</Button>
        </>
      ) : null}
      {open === 'change' ? <UnitForm row={row} onClose={() => setOpen(undefined)} /> : null}
      {open === 'close' ? <CloseUnit id={row.id} onClose={() => setOpen(undefined)} /> : null}
    </div>
  )
}
