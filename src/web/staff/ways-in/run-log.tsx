// Runs of a source, newest first, with what was found in each.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Skeleton } from 'antd'
import type { RunRow } from '#contract/ways-in.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { runsQuery } from './queries.ts'
import { CAUSE_WORDS, RUN_STATE_WORDS, WAYS_WORDS as W } from './words.ts'

export function RunLog({ id }: { id: number }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const asked = Number(search.page)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const runs = useQuery(runsQuery(id, page))
  if (runs.isError) return <RefusalNote problem={runs.error} onRetry={() => void runs.refetch()} />
  if (!runs.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in runs.data) return <RefusalNote problem={runs.data} />
  const { rows, total, pageSize } = runs.data
  if (rows.length === 0) return <EmptyNote title={say(W.runsEmpty)} hint={say(W.noneHint)} />
  return (
    <>
      <RunTable rows={rows} />
      {total > pageSize ? (
        <Pagination
          current={page}
          total={total}
          pageSize={pageSize}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
    </>
  )
}

const COUNTS = ['rows', 'stored', 'revised', 'unchanged', 'quarantined'] as const

function RunTable({ rows }: { rows: readonly RunRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.runs)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.when)}</th>
            <th scope="col">{say(W.cause)}</th>
            <th scope="col">{say(W.origin)}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="number">
                {say(W[name])}
              </th>
            ))}
            <th scope="col">{say(W.found)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <td data-label={say(W.when)}>
                <Moment at={run.begunAt} seconds />
              </td>
              <td data-label={say(W.cause)}>
                {say(CAUSE_WORDS[run.cause])} <span className="quiet">{run.author}</span>
              </td>
              <td data-label={say(W.origin)} className="ways-origin">
                {run.origin}
              </td>
              {COUNTS.map((name) => (
                <td key={name} className="number" data-label={say(W[name])}>
                  {groupDigits(run[name])}
                </td>
              ))}
              <td data-label={say(W.found)}>
                <RunOutcome run={run} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function RunOutcome({ run }: { run: RunRow }) {
  const say = useSay()
  return (
    <>
      <span className={run.state === 'failed' ? 'ways-bad' : undefined}>{say(RUN_STATE_WORDS[run.state])}</span>
      {run.failure === null ? null : <div className="ways-bad">{run.failure}</div>}
      {run.findings.map((finding) => (
        <div key={finding.code} className={`finding-${finding.severity}`}>
          {say(W.finding, { text: say(finding), rows: finding.rows, first: finding.firstRow })}
        </div>
      ))}
    </>
  )
}
