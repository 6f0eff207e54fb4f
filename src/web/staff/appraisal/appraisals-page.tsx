// Appraisals by year and the schemes behind them, with the forms that open one and hand in the other.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import type { AppraisalRow, listAppraisals, SchemeRow } from '#contract/appraisal.ts'
import type { ReplyOf } from '#contract/route.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { OpenForm } from './open-form.tsx'
import { appraisalsQuery } from './queries.ts'
import { SchemeUpload } from './scheme-upload.tsx'
import { APPRAISAL_WORDS as W } from './words.ts'
import './appraisal.css'

const CLOSED: readonly string[] = ['final', 'cancelled']

export function AppraisalsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanAppraisals plan={plan.id} />}
    </WithPlan>
  )
}

function PlanAppraisals({ plan }: { plan: string }) {
  const say = useSay()
  const asked = useQuery(appraisalsQuery(plan))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  return <Found plan={plan} found={asked.data} />
}

function Found({ plan, found }: { plan: string; found: ReplyOf<typeof listAppraisals> }) {
  const say = useSay()
  const { appraisals, schemes, mayOpen } = found
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">
          {say(W.answer, {
            all: appraisals.length,
            open: appraisals.filter(({ state }) => !CLOSED.includes(state)).length,
            schemes: schemes.length,
            issued: schemes.filter(({ state }) => state === 'issued').length,
          })}
        </p>
      </header>
      {mayOpen ? <OpenForm plan={plan} schemes={schemes.filter(({ state }) => state === 'issued')} /> : null}
      <h2>{say(W.appraisals)}</h2>
      {appraisals.length === 0 ? (
        <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
      ) : (
        <AppraisalTable rows={appraisals} />
      )}
      <h2>{say(W.schemes)}</h2>
      {mayOpen ? <SchemeUpload plan={plan} /> : null}
      <SchemeTable rows={schemes} />
    </article>
  )
}

function AppraisalTable({ rows }: { rows: readonly AppraisalRow[] }) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          {[W.year, W.scheme, W.units, W.state, W.opened].map((words) => (
            <th key={words.en} scope="col" className={words === W.units ? 'number' : undefined}>
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, year, scheme, units, stateName, openedAt }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/appraisal/$id" params={{ id: String(id) }}>
                {say(W.thatYear, { year })}
              </Link>
            </th>
            <td data-label={say(W.scheme)}>
              {say(scheme.name)} <span className="quiet">{say(W.version, { n: scheme.version })}</span>
            </td>
            <td data-label={say(W.units)} className="number">
              {units}
            </td>
            <td data-label={say(W.state)}>{say(stateName)}</td>
            <td data-label={say(W.opened)}>
              <Moment at={openedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SchemeTable({ rows }: { rows: readonly SchemeRow[] }) {
  const say = useSay()
  return (
    <table className="plain-table stack-narrow">
      <thead>
        <tr>
          {[W.scheme, W.state, W.note].map((words) => (
            <th key={words.en} scope="col">
              {say(words)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.id} ${row.version}`}>
            <th scope="row">
              <Link to="/appraisal/schemes/$id/$version" params={{ id: row.id, version: String(row.version) }}>
                {say(row.name)}
              </Link>{' '}
              <span className="quiet">{say(W.version, { n: row.version })}</span>
            </th>
            <td data-label={say(W.state)}>
              {row.document === null ? say(W.draft) : say(W.issuedBy, { document: row.document })}
              {row.setBy === 'house' ? <span className="unverified-mark"> {say(W.house)}</span> : null}
            </td>
            <td data-label={say(W.note)} className="quiet">
              {row.author === null ? say(W.fromPack) : say(W.savedBy, { author: row.author })}
              {row.note === '' ? '' : ` · ${row.note}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
