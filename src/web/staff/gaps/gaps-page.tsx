// The coverage view: which obligation lacks an owner, evidence, an indicator or a system, and which paragraph an obligation.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pagination, Select, Skeleton } from 'antd'
import { CoverageGap, type CoverageRow, type readCoverage } from '#contract/coverage.ts'
import type { ReplyOf } from '#contract/route.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import '#web/ui/parts.css'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { listNames, useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { WithPlan } from '../shell/with-plan.tsx'
import { coverageQuery, ROWS_A_PAGE } from './queries.ts'
import { GAP_WORDS, COVERAGE_WORDS as W } from './words.ts'

type Coverage = ReplyOf<typeof readCoverage>

export function GapsPage() {
  return (
    <WithPlan loading={W.loading} none={W.noPlan}>
      {(plan) => <PlanCoverage plan={plan.id} />}
    </WithPlan>
  )
}

function PlanCoverage({ plan }: { plan: string }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const parsed = CoverageGap.safeParse(search.gap)
  const gap = parsed.success ? parsed.data : undefined
  const page = typeof search.page === 'number' && search.page >= 1 ? Math.floor(search.page) : 1
  const asked = useQuery(coverageQuery(plan, { gap, page }))
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in asked.data) return <RefusalNote problem={asked.data} />
  const found = asked.data
  return (
    <article>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{say(W.answer, { all: found.all, ...found.lacking })}</p>
      </header>
      <p className="no-print">
        <Select
          aria-label={say(W.choose)}
          style={{ minWidth: 220 }}
          value={gap ?? ''}
          options={[
            { value: '', label: say(W.any) },
            ...CoverageGap.options.map((value) => ({
              value,
              label: `${say(W.lacks)} ${say(GAP_WORDS[value])}（${found.lacking[value]}）`,
            })),
          ]}
          onChange={(value: string) => change({ gap: value === '' ? undefined : value, page: undefined })}
        />
      </p>
      {found.total === 0 ? <EmptyNote title={say(W.none)} hint={say(W.noneHint)} /> : null}
      {found.total > 0 ? <GapTable rows={found.rows} /> : null}
      {found.total > ROWS_A_PAGE ? (
        <Pagination
          current={page}
          pageSize={ROWS_A_PAGE}
          total={found.total}
          showSizeChanger={false}
          onChange={(next) => change({ page: next === 1 ? undefined : next })}
        />
      ) : null}
      <BareParagraphs coverage={found} />
    </article>
  )
}

function GapTable({ rows }: { rows: readonly CoverageRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.title)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.obligation)}</th>
            <th scope="col">{say(W.lacks)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.obligationId}>
              <th scope="row">
                <Link to="/plan/obligations/$id" params={{ id: row.obligationId }}>
                  {say.language === 'zh' ? row.titleZh : row.titleEn}
                </Link>{' '}
                <span className="quiet">{row.obligationId}</span>
              </th>
              <td data-label={say(W.lacks)}>
                {listNames(
                  say,
                  row.gaps.map((gap) => say(GAP_WORDS[gap])),
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function BareParagraphs({ coverage: { hasText, paragraphs } }: { coverage: Coverage }) {
  const say = useSay()
  return (
    <section>
      <h2>{say(W.paragraphs)}</h2>
      {hasText ? null : <p className="quiet">{say(W.noText)}</p>}
      {hasText && paragraphs.length === 0 ? <p className="quiet">{say(W.allPlaced)}</p> : null}
      <ol>
        {paragraphs.map(({ id, text, line }) => (
          <li key={id}>
            {text}{' '}
            <span className="quiet">
              {id} · {say(W.line, { line })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
