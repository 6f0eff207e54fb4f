// The cockpit: one screen for those who answer for the plan, every line of it a door.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { markSeen } from '#contract/visits.ts'
import { LIGHT_NAMES } from '#domain/progress/status-words.ts'
import { beijingDateTime } from '#kit/time.ts'
import { call } from '#web/api.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { DemoLine } from '#web/ui/demo-mark.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { useAct } from '#web/ui/use-act.ts'
import { todayInWords } from '../shell/today-answer.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { bindingAtRisk } from './at-risk.ts'
import './cockpit.css'
import { Panel, Rows } from './panel.tsx'
import {
  CHANGES_KEY,
  changesQuery,
  deviationsQuery,
  indicatorsQuery,
  lateQuery,
  mapQuery,
  ordersQuery,
  overdueQuery,
  projectsQuery,
} from './queries.ts'
import { CHANGE_WORDS, COCKPIT_WORDS as W } from './words.ts'

export function CockpitPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <Cockpit plan={plan.id} />}
    </WithPlan>
  )
}

function Cockpit({ plan }: { plan: string }) {
  const say = useSay()
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <Answer plan={plan} />
      </header>
      <div className="cockpit">
        <Binding plan={plan} />
        <Today />
        <Late plan={plan} />
        <Orders plan={plan} />
        <Changes plan={plan} />
        <Projects plan={plan} />
      </div>
    </article>
  )
}

/** The sentence waits until all of it is known. */
function Answer({ plan }: { plan: string }) {
  const say = useSay()
  const indicators = useQuery(indicatorsQuery(plan)).data
  const late = useQuery(lateQuery(plan)).data
  const overdue = useQuery(overdueQuery).data
  const projects = useQuery(projectsQuery(plan)).data
  if (!indicators || !late || !overdue || !projects) return null
  if ('refused' in indicators || 'refused' in late || 'refused' in overdue || 'refused' in projects) return null
  return (
    <p className="page-answer">
      {say(W.answer, {
        risk: bindingAtRisk(indicators.rows).length,
        late: late.lights.red ?? 0,
        overdue: overdue.total,
        troubled: projects.totals.troubled,
      })}
    </p>
  )
}

function Binding({ plan }: { plan: string }) {
  const say = useSay()
  const asked = useQuery(indicatorsQuery(plan))
  return (
    <Panel title={W.binding} asked={asked} more={{ to: '/indicators', words: W.allIndicators }}>
      {({ rows, year }) => (
        <>
          <DemoLine shown={rows.some(({ value }) => value?.isDemo)} />
          <Rows none={say(W.bindingFine)}>
            {bindingAtRisk(rows).map(({ id, nameZh, nameEn, unit, value, target, projection }) => (
              <li key={id}>
                <AddressLink to={`/indicators/${id}?year=${year}`}>{say({ zh: nameZh, en: nameEn })}</AddressLink>{' '}
                <strong className="cockpit-figure">
                  {value?.value ?? '—'} {unit}
                </strong>{' '}
                <span className="quiet">
                  {say(W.target, { target: target.text })}
                  {projection.chance === null ? '' : ` · ${say(W.chance, { n: Math.round(projection.chance * 100) })}`}
                </span>
              </li>
            ))}
          </Rows>
        </>
      )}
    </Panel>
  )
}

const LIGHTS = ['red', 'yellow', 'green'] as const

function Late({ plan }: { plan: string }) {
  const say = useSay()
  const asked = useQuery(lateQuery(plan))
  return (
    <Panel title={W.obligations} asked={asked} more={{ to: '/progress', words: W.allObligations }}>
      {({ rows, lights, statuses }) => (
        <>
          <p className="cockpit-lights">
            {LIGHTS.map((light) => (
              <AddressLink
                key={light}
                to={`/progress?light=${light}`}
                className={`cockpit-light cockpit-light-${light}`}
              >
                {say(LIGHT_NAMES[light])} {lights[light] ?? 0}
              </AddressLink>
            ))}
            <AddressLink to="/plan/division?state=none">
              {say(W.notAssigned, { n: statuses['not-assigned'] ?? 0 })}
            </AddressLink>
          </p>
          <Rows none={say(W.lateFine)}>
            {rows.map(({ obligationId, titleZh, titleEn, lead, ends }) => (
              <li key={obligationId}>
                <AddressLink to={`/plan/obligations/${obligationId}`}>{say({ zh: titleZh, en: titleEn })}</AddressLink>{' '}
                <span className="quiet">
                  {lead ?? '—'} {ends ?? ''}
                </span>
              </li>
            ))}
          </Rows>
        </>
      )}
    </Panel>
  )
}

function Orders({ plan }: { plan: string }) {
  const say = useSay()
  const deviations = useQuery(deviationsQuery(plan)).data
  const open = deviations && !('refused' in deviations) ? (deviations.states.open ?? 0) : 0
  const orders = useQuery(ordersQuery)
  const overdue = useQuery(overdueQuery)
  const late = overdue.data && !('refused' in overdue.data) ? overdue.data.rows : []
  return (
    <Panel title={W.orders} asked={orders} more={{ to: '/supervision', words: W.supervision }}>
      {({ rows }) => (
        <>
          {open === 0 ? null : (
            <p>
              <AddressLink to="/supervision">{say(W.deviations, { n: open })}</AddressLink>
            </p>
          )}
          <Rows none={say(W.ordersFine)}>
            {[...late, ...rows.filter(({ id }) => !late.some((one) => one.id === id))].map((row) => (
              <li key={row.id}>
                <AddressLink to={`/procedures/cases/${row.id}`}>{row.title}</AddressLink>{' '}
                <span className="quiet">
                  {say(row.procedureName)} · {say(row.stateName)}
                </span>{' '}
                {late.includes(row) ? <strong className="cockpit-alarm">{say(W.overdue)}</strong> : null}
              </li>
            ))}
          </Rows>
        </>
      )}
    </Panel>
  )
}

function Today() {
  const say = useSay()
  const asked = useQuery(mapQuery)
  return (
    <Panel title={W.today} asked={asked} more={{ to: '/', words: W.todayMore }}>
      {({ sites }) => <p>{todayInWords(sites, Date.now(), say)}</p>}
    </Panel>
  )
}

function Projects({ plan }: { plan: string }) {
  const say = useSay()
  const asked = useQuery(projectsQuery(plan))
  return (
    <Panel title={W.projects} asked={asked} more={{ to: '/projects', words: W.allProjects }}>
      {({ rows, totals }) => (
        <>
          <p>
            {say(W.projectsAnswer, {
              all: totals.all,
              budget: totals.budget,
              paid: totals.paid,
              share: totals.paidShare === null ? '' : say(W.share, { n: totals.paidShare }),
            })}
          </p>
          <Rows none={say(W.projectsFine)}>
            {rows.map(({ projectId, nameZh, nameEn, exceptions }) => (
              <li key={projectId}>
                <AddressLink to={`/projects/${projectId}`}>{say({ zh: nameZh, en: nameEn })}</AddressLink>{' '}
                <span className="quiet">{exceptions.map((one) => say(one)).join('；')}</span>
              </li>
            ))}
          </Rows>
        </>
      )}
    </Panel>
  )
}

function Changes({ plan }: { plan: string }) {
  const say = useSay()
  const asked = useQuery(changesQuery(plan))
  const { act, busy } = useAct(CHANGES_KEY)
  return (
    <Panel title={W.changes} asked={asked} more={undefined}>
      {({ since, isFirst, upTo, counts, rows }) => (
        <>
          <p className="cockpit-since">
            <span className="quiet">
              {isFirst ? say(W.changesFirst) : say(W.since, { at: beijingDateTime(since).slice(5, 16) })}
              {counts.length === 0
                ? ''
                : `：${counts.map(({ kind, n }) => say(CHANGE_WORDS[kind], { n })).join(' · ')}`}
            </span>
            {counts.length === 0 ? null : (
              <Button
                size="small"
                loading={busy}
                onClick={() => void act(() => call(markSeen, { params: { plan }, body: { upTo } }))}
              >
                {say(W.seen)}
              </Button>
            )}
          </p>
          <Rows none={say(W.changesNone)}>
            {rows.map(({ at, text, to }) => (
              <li key={`${at} ${to}`}>
                <Moment at={at} /> <AddressLink to={to}>{say(text)}</AddressLink>
              </li>
            ))}
          </Rows>
        </>
      )}
    </Panel>
  )
}
