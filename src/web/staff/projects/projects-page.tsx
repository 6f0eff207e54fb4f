// The register of projects: how works and money stand as a sentence, then list and map in step, exceptions first.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Skeleton } from 'antd'
import { PROJECT_STATES, STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, type Say, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { MoneyTotals } from './money-totals.tsx'
import { ProjectTable } from './project-table.tsx'
import './projects.css'
import { ProjectsBar } from './projects-bar.tsx'
import { ProjectsMap } from './projects-map.tsx'
import { filterOf, type ProjectList, pageOfSearch, projectsQuery, ROWS_A_PAGE } from './queries.ts'
import { groupAmount, PROJECT_WORDS as W } from './words.ts'

export function ProjectsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanProjects plan={plan.id} />}
    </WithPlan>
  )
}

function PlanProjects({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const page = pageOfSearch(search)
  const asked = useQuery(projectsQuery(plan, filter, page))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const chosen = typeof search.project === 'string' ? search.project : undefined
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{answerOf(found, say)}</p>
      </header>
      <ProjectsBar plan={plan} filter={filter} found={found} />
      {found.total === 0 ? (
        <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
      ) : (
        <>
          <div className="projects-desk">
            <ProjectTable rows={found.rows} chosen={chosen} onChoose={(project) => change({ project })} />
            <ProjectsMap marks={found.marks} chosen={chosen} onChoose={(project) => change({ project })} />
          </div>
          {found.total > ROWS_A_PAGE ? (
            <Pagination
              current={page}
              pageSize={ROWS_A_PAGE}
              total={found.total}
              showSizeChanger={false}
              onChange={(next) => change({ page: next === 1 ? undefined : next })}
            />
          ) : null}
          <MoneyTotals weights={found.weights} mix={found.mix} />
        </>
      )}
    </article>
  )
}

function answerOf({ total, totals, states }: ProjectList, say: Say): string {
  if (totals.all === 0) return say(W.noProjects)
  const count = (state: string, n: number): string[] => (n === 0 ? [] : [say(W.stateCount, { state, n })])
  const counts = [
    ...PROJECT_STATES.flatMap((state) =>
      count(say(STATE_NAMES[state]), states.find((one) => one.state === state)?.n ?? 0),
    ),
    ...count(say(W.blankState), totals.blank),
  ]
  const sentence = say(W.answer, {
    n: total,
    states: listNames(say, counts),
    budget: groupAmount(totals.budget),
    appropriated: groupAmount(totals.appropriated),
    paid: groupAmount(totals.paid),
    used: groupAmount(totals.used),
    share: totals.paidShare === null ? '' : say(W.share, { share: totals.paidShare }),
  })
  const space = say.language === 'zh' ? '' : ' '
  return `${sentence}${space}${say(totals.troubled > 0 ? W.answerTrouble : W.answerFine, totals as never)}`
}
