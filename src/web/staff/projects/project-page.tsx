// One project: what is out of order first, then its life, milestones, money, performance, papers, what it serves and its evidence.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { EXCEPTION_RULES } from '#domain/projects/exceptions.ts'
import { PROJECT_STATES, STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { EvidenceList } from '../shell/evidence-list.tsx'
import { WithPlan } from '../shell/with-plan.tsx'
import { EnterButton, ProjectActs } from './acts.tsx'
import { showComparator } from './entry-fields.ts'
import { EntryHistory } from './entry-history.tsx'
import { FundsPart } from './funds-part.tsx'
import { MilestonesPart, ResultsPart } from './progress-parts.tsx'
import './projects.css'
import { type ProjectDetail, projectQuery } from './queries.ts'
import { ApplicationsPart, PapersPart } from './reserve-parts.tsx'
import { ServesPart } from './serves-part.tsx'
import { groupAmount, MEDIUM_WORDS, nameOf, PROJECT_WORDS as W } from './words.ts'

export function ProjectPage({ id }: { id: string }) {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <OneProject plan={plan.id} planTitle={plan.titleZh} id={id} />}
    </WithPlan>
  )
}

function OneProject({ plan, planTitle, id }: { plan: string; planTitle: string; id: string }) {
  const say = useSay()
  const asked = useQuery(projectQuery(plan, id))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const detail = asked.data
  return (
    <ProjectActs plan={plan} detail={detail}>
      <article>
        <p className="page-back no-print">
          <Link to="/projects">← {say(W.back)}</Link>
        </p>
        <header className="page-head">
          <h1>{say(W.oneTitle, { name: nameOf(detail.project, say) })}</h1>
          <p className="page-answer">{answerOf(detail, say)}</p>
        </header>
        <Exceptions detail={detail} />
        <LifeCycle detail={detail} />
        <Particulars detail={detail} />
        <MilestonesPart detail={detail} />
        <FundsPart plan={plan} planTitle={planTitle} detail={detail} />
        <ResultsPart detail={detail} />
        <PapersPart detail={detail} />
        <ApplicationsPart detail={detail} />
        <ServesPart detail={detail} />
        <EvidenceList planId={plan} aboutKind="project" aboutRef={id} />
        <EntryHistory detail={detail} />
      </article>
    </ProjectActs>
  )
}

function answerOf({ project }: ProjectDetail, say: Say): string {
  const { state, milestones, sums, paidShare, exceptions } = project
  return say(W.oneAnswer, {
    state: say(state === null ? W.blankState : STATE_NAMES[state]),
    reached: milestones.reached,
    all: milestones.all,
    budget: groupAmount(sums.budget),
    paid: groupAmount(sums.paid),
    share: paidShare === null ? '' : say(W.share, { share: paidShare }),
    trouble: say(exceptions.length === 0 ? W.answerFine : W.oneTrouble, { n: exceptions.length }),
  })
}

function Exceptions({ detail: { project, limitsNote } }: { detail: ProjectDetail }) {
  const say = useSay()
  if (project.exceptions.length === 0) return null
  return (
    <section aria-label={say(W.exceptions)} className="projects-alarm">
      <ul>
        {project.exceptions.map((one) => (
          <li key={`${one.rule} ${one.entryId} ${one.zh}`}>
            <strong>{say(EXCEPTION_RULES[one.rule])}</strong>：{say(one)}
            {one.entryId === null ? null : (
              <>
                {' '}
                <a href={`#money-${one.entryId}`}>{say(W.toEntry)}</a>
              </>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{say(limitsNote)}</p>
    </section>
  )
}

function LifeCycle({ detail: { project } }: { detail: ProjectDetail }) {
  const say = useSay()
  const states = PROJECT_STATES.filter((state) => state !== 'stopped' || project.state === 'stopped')
  return (
    <ol className="projects-life" aria-label={say(W.lifeCycle)}>
      {states.map((state) => (
        <li key={state} aria-current={state === project.state ? 'step' : undefined}>
          {say(STATE_NAMES[state])}
        </li>
      ))}
    </ol>
  )
}

function Particulars({ detail }: { detail: ProjectDetail }) {
  const say = useSay()
  const { project, particulars, figures } = detail
  const { state, owner, street, place, lon, lat, startsOn, endsOn, estimate, capacity, capacityUnit } = project
  const values = { state, owner, street, place, lon, lat, startsOn, endsOn, estimate, capacity, capacityUnit }
  const shown: [string, string | null][] = [
    [say(W.role), say(project.role === 'lead' ? W.lead : W.assist)],
    [say(W.medium), say(MEDIUM_WORDS[project.medium])],
    [say(W.owner), owner],
    [say(W.street), street],
    [say(W.place), place],
    [say(W.point), lon === null ? null : `${lon}, ${lat}`],
    [say(W.startsOn), startsOn],
    [say(W.endsOn), endsOn],
    [say(W.estimate), estimate === null ? null : groupAmount(estimate)],
    [say(W.capacity), capacity === null ? null : `${groupAmount(capacity)} ${capacityUnit}`],
  ]
  return (
    <section aria-label={say(W.particulars)}>
      <h2 className="projects-head">
        {say(W.particulars)}
        <EnterButton
          of="particulars"
          title={W.particulars}
          label={W.edit}
          values={values}
          isChange={particulars !== null}
        />
      </h2>
      <dl className="projects-particulars">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || <span className="quiet">{say(W.blank)}</span>}</dd>
          </div>
        ))}
        {figures.map(({ metricZh, metricEn, comparator, value, unit, obligationId }) => (
          <div key={metricZh}>
            <dt>{say(W.figures)}</dt>
            <dd>
              {say({ zh: metricZh, en: metricEn })} {showComparator(comparator)} {groupAmount(value)} {unit}{' '}
              <span className="quiet">{obligationId}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet no-print">{say(W.blankHint)}</p>
    </section>
  )
}
