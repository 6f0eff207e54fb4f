// One case: where it stands and until when, what the viewer may do, and everything that happened.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { aboutName, aboutPage } from '#contract/about.ts'
import type { CaseBrief, CaseDue } from '#contract/procedures.ts'
import { nameOf, statesOf } from '#domain/engine/procedure/definition.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { CaseActs } from './case-acts.tsx'
import { CaseHistory } from './case-history.tsx'
import { Diagram } from './diagram.tsx'
import { listed } from './procedure-text.ts'
import './procedures.css'
import { type CaseView, caseQuery } from './queries.ts'
import { PROCEDURE_WORDS as W } from './words.ts'

export function CasePage({ id }: { id: number }) {
  const say = useSay()
  const asked = useQuery(caseQuery(id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const view = asked.data
  const branch = view.procedure.branches?.find(({ id: one }) => view.strands.some((strand) => strand.branch === one))
  return (
    <article>
      <p className="no-print">
        <Link to="/procedures/cases">← {say(W.back)}</Link>
      </p>
      <CaseHead view={view} />
      <DueList view={view} />
      <StrandTable view={view} />
      <LinkList view={view} />
      {view.case.isOpen ? <CaseActs key={view.case.seen} view={view} /> : null}
      <h2>{say(W.diagram)}</h2>
      <Diagram body={view.procedure} marked={[view.case.state]} />
      {branch === undefined ? null : (
        <>
          <h3>{say(W.branchOf, { name: say(branch.name) })}</h3>
          <Diagram body={view.procedure} branch={branch.id} marked={view.strands.map(({ state }) => state)} />
        </>
      )}
      <CaseHistory view={view} />
    </article>
  )
}

function CaseHead({ view }: { view: CaseView }) {
  const say = useSay()
  const { case: brief, procedure } = view
  const relations = procedure.relations.flatMap(({ id, name }) => {
    const units = brief.parties.filter(({ relation }) => relation === id).map(({ unit }) => unit)
    return units.length === 0 ? [] : [{ id, name, units }]
  })
  return (
    <header className="page-head">
      <h1>{brief.title}</h1>
      <p className="page-answer">
        <strong>{say(W.standing, { state: say(brief.stateName) })}</strong>{' '}
        <span className="quiet">
          {say(brief.procedureName)} · {say(W.version, { n: brief.version })} · {say(W.caseNo)} {brief.id}
        </span>
      </p>
      <dl className="particulars">
        {relations.map(({ id, name, units }) => (
          <div key={id}>
            <dt>{say(name)}</dt>
            <dd>{listed(say, units)}</dd>
          </div>
        ))}
        <div>
          <dt>{say(W.about)}</dt>
          <dd>
            <AboutLink about={brief.about} />
          </dd>
        </div>
        <div>
          <dt>{say(W.opened)}</dt>
          <dd>
            {brief.openedBy} <Moment at={brief.openedAt} />
          </dd>
        </div>
      </dl>
    </header>
  )
}

function AboutLink({ about: { kind, ref } }: { about: CaseBrief['about'] }) {
  const say = useSay()
  const to = aboutPage(kind, ref)
  return (
    <>
      {say(aboutName(kind))} {to === undefined ? ref : <AddressLink to={to}>{ref}</AddressLink>}
    </>
  )
}

function DueList({ view: { dues, procedure } }: { view: CaseView }) {
  const say = useSay()
  if (dues.length === 0) return null
  const doubts = new Map(dues.flatMap((due) => due.doubts.map((doubt) => [doubt.en, doubt])))
  return (
    <section aria-label={say(W.deadlines)}>
      <h2>{say(W.deadlines)}</h2>
      <ul className="case-dues">
        {dues.map((due) => (
          <li key={`${due.deadline} ${due.unit}`}>
            {say(nameOf(procedure.deadlines ?? [], due.deadline))}
            {due.unit === null ? '' : ` (${due.unit})`} <DueDay due={due} />
          </li>
        ))}
      </ul>
      {[...doubts.values()].map((doubt) => (
        <p key={doubt.en} className="unverified-mark">
          {say(doubt)}
        </p>
      ))}
    </section>
  )
}

function DueDay({ due: { day, isOverdue, workingDaysLate } }: { due: CaseDue }) {
  const say = useSay()
  return (
    <>
      {say(W.due, { day })}
      {isOverdue ? <strong className="case-late"> {say(W.late, { n: workingDaysLate })}</strong> : null}
    </>
  )
}

/** Cases that this one handed out, and the one that handed it out. */
function LinkList({ view: { links } }: { view: CaseView }) {
  const say = useSay()
  if (links.length === 0) return null
  return (
    <section aria-label={say(W.links)}>
      <h2>{say(W.links)}</h2>
      <ul className="case-dues">
        {links.map(({ id, way, title, procedureName, stateName }) => (
          <li key={id}>
            {say(way === 'to' ? W.linkTo : W.linkFrom)}{' '}
            <Link to="/procedures/cases/$id" params={{ id: String(id) }}>
              {id} {title}
            </Link>{' '}
            <span className="quiet">
              {say(procedureName)} · {say(stateName)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function StrandTable({ view: { strands, procedure } }: { view: CaseView }) {
  const say = useSay()
  if (strands.length === 0) return null
  return (
    <section aria-label={say(W.strands)}>
      <h2>{say(W.strands)}</h2>
      <table className="plain-table case-strands">
        <thead>
          <tr>
            <th scope="col">{say(W.unit)}</th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {strands.map(({ branch, unit, state }) => (
            <tr key={unit}>
              <th scope="row">{unit}</th>
              <td>{say(nameOf(statesOf(procedure, branch), state))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
