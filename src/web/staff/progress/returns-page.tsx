// Rounds and returns: who reported when, who is late, and the act that opens a round.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Pagination, Select, Skeleton } from 'antd'
import type { listReturns, ReturnRow } from '#contract/progress.ts'
import type { ReplyOf } from '#contract/route.ts'
import { parsePeriod, periodInWords } from '#domain/progress/period.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { type SearchRecord, useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { type ReturnsFilter, ROWS_A_PAGE, returnsQuery } from './queries.ts'
import { RoundForm } from './round-form.tsx'
import { PROGRESS_WORDS as W } from './words.ts'
import './progress.css'

type Found = ReplyOf<typeof listReturns>

export function ReturnsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanReturns plan={plan.id} />}
    </WithPlan>
  )
}

function filterOf(search: SearchRecord): ReturnsFilter {
  return {
    period: typeof search.period === 'string' && parsePeriod(search.period) ? search.period : undefined,
    unit: typeof search.unit === 'string' && search.unit !== '' ? search.unit : undefined,
    late: search.late === 'true' || search.late === true ? 'true' : undefined,
    page: typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1,
  }
}

function PlanReturns({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = filterOf(search)
  const asked = useQuery(returnsQuery(plan, filter))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  const find = (part: Partial<ReturnsFilter>): void => {
    const { page, ...rest } = { ...filter, page: 1, ...part }
    change({ ...rest, page: page === 1 ? undefined : page })
  }
  return (
    <article>
      <header className="page-head page-head-acts">
        <div>
          <h1>{say(W.returnsTitle)}</h1>
          <Answer found={found} period={filter.period} />
        </div>
        {found.mayOpen ? <RoundForm plan={plan} units={found.unitsToAsk} /> : null}
      </header>
      {found.rounds.length === 0 ? null : <ReturnsBar found={found} filter={filter} onFind={find} />}
      {found.rounds.length > 0 && found.total === 0 ? (
        <EmptyNote title={say(W.noReturns)} hint={say(W.nothingHint)} />
      ) : null}
      {found.total > 0 ? <ReturnsTable rows={found.rows} /> : null}
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

function Answer({ found, period }: { found: Found; period: string | undefined }) {
  const say = useSay()
  const round = found.rounds.find((one) => period === undefined || one.period === period)
  if (round === undefined) return <p className="page-answer">{say(W.noRound, { units: found.unitsToAsk })}</p>
  const { period: of, due: _, ...counts } = round
  const words = period === undefined ? W.newestAnswer : W.returnsAnswer
  return <p className="page-answer">{say(words, { period: say(periodInWords(of)), ...counts })}</p>
}

type BarProps = { found: Found; filter: ReturnsFilter; onFind: (part: Partial<ReturnsFilter>) => void }

function ReturnsBar({ found, filter, onFind }: BarProps) {
  const say = useSay()
  return (
    <div className="filter-bar progress-bar no-print">
      <Select
        aria-label={say(W.period)}
        value={filter.period ?? ''}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: `${say(W.period)}：${say(W.every)}` },
          ...found.rounds.map(({ period }) => ({ value: period, label: say(periodInWords(period)) })),
        ]}
        onChange={(period: string) => onFind({ period: period === '' ? undefined : period })}
      />
      <Select
        aria-label={say(W.unit)}
        value={filter.unit ?? ''}
        showSearch
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: `${say(W.unit)}：${say(W.every)}` },
          ...found.units.map((value) => ({ value, label: value })),
        ]}
        onChange={(unit: string) => onFind({ unit: unit === '' ? undefined : unit })}
      />
      <Checkbox
        checked={filter.late === 'true'}
        onChange={(event) => onFind({ late: event.target.checked ? 'true' : undefined })}
      >
        {say(W.lateOnly)}
      </Checkbox>
    </div>
  )
}

function ReturnsTable({ rows }: { rows: readonly ReturnRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.returnsTitle)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            {[W.unit, W.period, W.state, W.due, W.signed, W.filled].map((words) => (
              <th key={words.en} scope="col">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId}>
              <th scope="row">
                <Link to="/progress/returns/$case" params={{ case: String(row.caseId) }}>
                  {row.unit}
                </Link>
              </th>
              <td data-label={say(W.period)}>{say(periodInWords(row.period))}</td>
              <td data-label={say(W.state)}>
                <span>
                  {say(row.stateName)}
                  {row.isLate && row.state !== 'missed' ? (
                    <strong className="progress-late"> {say(W.isLate)}</strong>
                  ) : null}
                </span>
              </td>
              <td data-label={say(W.due)} className="progress-number">
                {row.due}
              </td>
              <td data-label={say(W.signed)}>
                {row.signedAt === null ? (
                  <span className="quiet">—</span>
                ) : (
                  <span>
                    {row.signedBy} <Moment at={row.signedAt} />
                  </span>
                )}
              </td>
              <td data-label={say(W.filled)} className="progress-number">
                {say(W.entries, { n: row.entries })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
