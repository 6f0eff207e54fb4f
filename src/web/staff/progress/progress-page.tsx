// Whether each obligation is on its way: totals by light, the list with the worst first, filters, and the rule itself.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pagination, Skeleton } from 'antd'
import { Light, type ProgressRow, ProgressStatus } from '#contract/progress.ts'
import { parsePeriod } from '#domain/progress/period.ts'
import { PROGRESS_RULE } from '#domain/progress/status.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { RuledMark } from '../shell/ruled-mark.tsx'
import { WithPlan } from '../shell/with-plan.tsx'
import { FilterBar } from './filter-bar.tsx'
import { LightTotals } from './light-totals.tsx'
import { type ListFilter, progressQuery, ROWS_A_PAGE } from './queries.ts'
import { PROGRESS_WORDS as W } from './words.ts'
import './progress.css'

export function ProgressPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanProgress plan={plan.id} />}
    </WithPlan>
  )
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

function filterOf(search: SearchRecord): ListFilter {
  const period = textOf(search.period)
  return {
    unit: textOf(search.unit),
    node: textOf(search.node),
    status: ProgressStatus.safeParse(search.status).data,
    light: Light.safeParse(search.light).data,
    list: textOf(search.list),
    period: period !== undefined && parsePeriod(period) ? period : undefined,
    q: textOf(search.q),
    page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
  }
}

function PlanProgress({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const asked = useQuery(progressQuery(plan, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const find = (part: Partial<ListFilter>): void => {
    const { page, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, page: page === 1 ? undefined : page })
  }
  return (
    <article aria-busy={asked.isPlaceholderData}>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, { all: found.all, ...found.lights })}</p>
        {filter.period === undefined ? null : <p className="quiet">{say(W.lookBack, { period: filter.period })}</p>}
      </header>
      <LightTotals lights={found.lights} chosen={filter.light} onChoose={(light) => find({ light })} />
      <FilterBar plan={plan} filter={filter} found={found} onFind={find} />
      <details className="progress-rule">
        <summary>{say(W.rule)}</summary>
        <p>
          {say(W.ruleText, {
            risk: PROGRESS_RULE.riskBehindPoints,
            late: PROGRESS_RULE.lateBehindPoints,
            stale: PROGRESS_RULE.staleAfterPeriods,
            yellow: PROGRESS_RULE.yellowPeriods,
          })}
        </p>
      </details>
      {found.total === 0 ? <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)} /> : null}
      {found.total > 0 ? <ProgressTable rows={found.rows} /> : null}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={filter.page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(page) => find({ page })}
        />
      ) : null}
    </article>
  )
}

function ProgressTable({ rows }: { rows: readonly ProgressRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.obligation, W.status, W.why, W.lead, W.newest, W.ends, W.evidence].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ProgressLine key={row.obligationId} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ProgressLine({ row }: { row: ProgressRow }) {
  const say = useSay()
  const { newest, ruled, lead, ends } = row
  return (
    <tr>
      <th scope="row">
        <Link to="/plan/obligations/$id" params={{ id: row.obligationId }}>
          {say.language === 'zh' ? row.titleZh : row.titleEn}
        </Link>
        <div className="quiet progress-id">{row.obligationId}</div>
      </th>
      <td data-label={say(W.status)} className="progress-status">
        <RuledMark ruled={ruled} />
      </td>
      <td data-label={say(W.why)}>
        <span>
          {ruled.status === 'not-assigned' ? (
            <Link to="/plan/division" search={{ q: row.obligationId } as never}>
              {say(W.notDivided)}
            </Link>
          ) : (
            ruled.reasons.map((reason) => (
              <span key={reason.en} className="progress-reason">
                {say(reason)}
              </span>
            ))
          )}
        </span>
      </td>
      <td data-label={say(W.lead)}>{lead ?? <span className="quiet">—</span>}</td>
      <td data-label={say(W.newest)} className="progress-number">
        {newest === null ? (
          <span className="quiet">—</span>
        ) : (
          say(W.share, { period: newest.period, share: newest.shareDone ?? '—' })
        )}
      </td>
      <td data-label={say(W.ends)} className="progress-number">
        {ends ?? <span className="quiet">—</span>}
      </td>
      <td data-label={say(W.evidence)} className="progress-number">
        {row.evidence === 0 ? <span className="quiet">—</span> : say(W.pieces, { n: row.evidence })}
      </td>
    </tr>
  )
}
