// The reserve pool: what is ready to be applied for, what the others lack, and the calendar of applications.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Pagination, Skeleton, Space } from 'antd'
import { downloadReserve } from '#contract/downloads.ts'
import type { listReserve } from '#contract/projects.ts'
import type { ReplyOf } from '#contract/route.ts'
import { STATE_NAMES } from '#domain/projects/life-cycle.ts'
import { APPLICATION_NAMES, LEVEL_NAMES } from '#domain/projects/readiness.ts'
import { addressOf } from '#web/api.ts'
import { DownloadMenu, TABLE_FORMATS } from '#web/ui/download-menu.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { DueDay } from './due-day.tsx'
import { PartTable } from './part-table.tsx'
import './projects.css'
import { pageOfSearch, ROWS_A_PAGE, reserveQuery } from './queries.ts'
import { groupAmount, MEDIUM_WORDS, nameOf, PROJECT_WORDS as W } from './words.ts'

type Reserve = ReplyOf<typeof listReserve>

export function ReservePage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanReserve plan={plan.id} />}
    </WithPlan>
  )
}

function PlanReserve({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const page = pageOfSearch(search)
  const ready = search.ready === true || search.ready === 'true' ? 'true' : undefined
  const asked = useQuery(reserveQuery(plan, { ready, page }))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const { total, pool, overdue } = found
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.reserveTitle)}</h1>
        <p className="page-answer">
          {say(W.reserveAnswer, {
            pool,
            ready: found.ready,
            overdue,
            asked: groupAmount(found.asked),
            granted: groupAmount(found.granted),
          })}
        </p>
      </header>
      <Space wrap className="no-print projects-acts">
        <Checkbox
          checked={ready === 'true'}
          onChange={({ target }) => change({ ready: target.checked ? 'true' : undefined, page: undefined })}
        >
          {say(W.readyOnly)}
        </Checkbox>
        <DownloadMenu
          formats={TABLE_FORMATS}
          address={(format) =>
            addressOf(downloadReserve, { params: { format }, query: { plan, ready, lang: say.language } })
          }
        />
      </Space>
      {total === 0 ? (
        <EmptyNote
          title={say(pool === 0 ? W.reserveNone : W.none)}
          hint={say(pool === 0 ? W.reserveNoneHint : W.noneHint)}
        >
          <Link to="/projects">{say(W.back)}</Link>
        </EmptyNote>
      ) : (
        <>
          {found.calendar.length === 0 ? null : <Calendar calendar={found.calendar} />}
          <Pool reserve={found} />
          {total > ROWS_A_PAGE ? (
            <Pagination
              current={page}
              pageSize={ROWS_A_PAGE}
              total={total}
              showSizeChanger={false}
              onChange={(next) => change({ page: next === 1 ? undefined : next })}
            />
          ) : null}
        </>
      )}
    </article>
  )
}

function Calendar({ calendar }: Pick<Reserve, 'calendar'>) {
  const say = useSay()
  return (
    <section aria-label={say(W.calendar)}>
      <h2>{say(W.calendar)}</h2>
      <PartTable
        title={W.calendar}
        heads={[W.dueOn, W.project, W.fund, W.applicationState, W.asked, W.granted]}
        numbers={[W.asked, W.granted]}
      >
        {calendar.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <DueDay dueOn={one.dueOn} daysLeft={one.daysLeft} />
            </th>
            <td data-label={say(W.project)}>
              <Link to="/projects/$id" params={{ id: one.projectId }}>
                {nameOf(one, say)}
              </Link>
            </td>
            <td data-label={say(W.fund)}>
              {one.fund} <span className="quiet">{say(LEVEL_NAMES[one.level])}</span>
            </td>
            <td data-label={say(W.applicationState)}>
              {say(APPLICATION_NAMES[one.state])}
              {one.daysLeft !== null && one.missing > 0 ? (
                <span className="projects-late-day"> {say(W.missingCount, { n: one.missing })}</span>
              ) : null}
            </td>
            <td data-label={say(W.asked)} className="number">
              {groupAmount(one.asked)}
            </td>
            <td data-label={say(W.granted)} className="number">
              {one.granted === null ? '—' : groupAmount(one.granted)}
            </td>
          </tr>
        ))}
      </PartTable>
    </section>
  )
}

function Pool({ reserve: { rows, papersNote } }: { reserve: Reserve }) {
  const say = useSay()
  return (
    <section aria-label={say(W.pool)}>
      <h2>{say(W.pool)}</h2>
      <p className="quiet">{say(papersNote)}</p>
      <PartTable title={W.pool} heads={[W.project, W.state, W.lacking, W.applications]} numbers={[W.applications]}>
        {rows.map((row) => (
          <tr key={row.projectId}>
            <th scope="row">
              <Link to="/projects/$id" params={{ id: row.projectId }}>
                {nameOf(row, say)}
              </Link>
              <div className="quiet projects-small">
                {row.projectId} · {say(MEDIUM_WORDS[row.medium])}
              </div>
            </th>
            <td data-label={say(W.state)}>{say(row.state === null ? W.blank : STATE_NAMES[row.state])}</td>
            <td data-label={say(W.lacking)}>
              {row.missing.length === 0 ? (
                say(W.ready)
              ) : (
                <span>
                  {say(W.missingCount, { n: row.missing.length })}：
                  {listNames(
                    say,
                    row.missing.map((paper) => say(paper)),
                  )}
                </span>
              )}
            </td>
            <td data-label={say(W.applications)} className="number">
              {row.applications}
            </td>
          </tr>
        ))}
      </PartTable>
    </section>
  )
}
