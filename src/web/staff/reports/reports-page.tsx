// Reviews and bulletins: what has been made, how far what is being made is, and the making of another.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pagination, Progress, Select, Skeleton } from 'antd'
import { type listReports, type ReportBrief, ReportState } from '#contract/reports.ts'
import type { ReplyOf } from '#contract/route.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useCanWrite } from '#web/ui/use-account.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { MakeForm } from './make-form.tsx'
import { type ReportFilter, ROWS_A_PAGE, reportsQuery } from './queries.ts'
import './reports.css'
import { REPORT_STATE_WORDS, REPORT_WORDS as W } from './words.ts'

export function ReportsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanReports plan={plan.id} />}
    </WithPlan>
  )
}

function PlanReports({ plan }: { plan: string }) {
  const say = useSay()
  const canWrite = useCanWrite()
  const [search, change] = useSearchPart()
  const filter: ReportFilter = {
    template: typeof search.template === 'string' ? search.template : undefined,
    state: ReportState.safeParse(search.state).data,
    page: Number(search.page) || 1,
  }
  const asked = useQuery(reportsQuery(plan, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, { total: found.total })}</p>
      </header>
      {canWrite ? <MakeForm plan={plan} /> : null}
      <div className="filter-bar no-print">
        <Select
          aria-label={say(W.state)}
          value={filter.state ?? ''}
          options={[
            { value: '', label: `${say(W.state)}：${say(W.every)}` },
            ...ReportState.options.map((value) => ({ value: value as string, label: say(REPORT_STATE_WORDS[value]) })),
          ]}
          onChange={(value: string) => change({ state: value || undefined, page: undefined })}
        />
      </div>
      <ReportList found={found} />
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => change({ page: page === 1 ? undefined : page })}
        />
      ) : null}
    </article>
  )
}

function ReportList({ found }: { found: ReplyOf<typeof listReports> }) {
  const say = useSay()
  if (found.total === 0) return <EmptyNote title={say(W.none)} hint={say(W.noneHint)} />
  return (
    <ul className="reports-list">
      {found.rows.map((row) => (
        <li key={row.id}>
          <Link to="/reports/$id" params={{ id: String(row.id) }}>
            {row.title}
          </Link>
          <p className="quiet">
            <StateMark state={row.state} /> · {say(W.knownAt)} <Moment at={row.knownAt} /> · {say(W.author)}{' '}
            {row.author}
          </p>
          <Making row={row} />
        </li>
      ))}
    </ul>
  )
}

export function StateMark({ state }: { state: ReportBrief['state'] }) {
  const say = useSay()
  return <span className={`report-state report-state-${state}`}>{say(REPORT_STATE_WORDS[state])}</span>
}

/** How far the making is, or why it failed. */
export function Making({ row }: { row: ReportBrief }) {
  const say = useSay()
  if (row.state === 'failed') return <p className="report-fault">{say(W.failed, { fault: row.fault ?? '' })}</p>
  if (row.state !== 'building') return null
  return (
    <div role="status">
      <Progress percent={Math.round((100 * row.stepsDone) / Math.max(1, row.steps))} size="small" />
      {say(W.steps, { done: row.stepsDone, all: row.steps })}
    </div>
  )
}
