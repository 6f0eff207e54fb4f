// Runs, newest first, with what was found in each and the way to take one back.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import type { RunRow } from '#contract/ways-in.ts'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { faultWords } from '#web/ui/fault-words.ts'
import { groupDigits } from '#web/ui/figures.ts'
import { formatMoment, Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { type Say, useSay, type Words } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { QuarantineCount } from './quarantine-count.tsx'
import { runsQuery } from './queries.ts'
import { UndoBox } from './undo-box.tsx'
import { CAUSE_WORDS, RUN_STATE_WORDS, WAYS_WORDS as W } from './words.ts'

type Props = { id?: number; canWrite: boolean; empty: { title: Words; hint: Words } }

/** Runs of a source; without `id`, batches under our own form. */
export function RunLog({ id, canWrite, empty }: Props) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const [undoing, setUndoing] = useState<RunRow>()
  const [done, setDone] = useState<string>()
  const asked = Number(search.page)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const runs = useQuery(runsQuery(id, page))
  if (runs.isError) return <RefusalNote problem={runs.error} onRetry={() => void runs.refetch()} />
  if (!runs.data) return <Skeleton active aria-label={say(W.loading)} />
  if ('refused' in runs.data) return <RefusalNote problem={runs.data} />
  const { rows, total, pageSize } = runs.data
  if (rows.length === 0) return <EmptyNote title={say(empty.title)} hint={say(empty.hint)} />
  return (
    <>
      <div role="status">{done === undefined ? null : <Alert type="success" showIcon title={done} />}</div>
      <RunTable rows={rows} {...(canWrite ? { onUndo: setUndoing } : {})} />
      {total > pageSize ? (
        <nav aria-label={say(W.pages)}>
          <Pagination
            current={page}
            total={total}
            pageSize={pageSize}
            showSizeChanger={false}
            onChange={(next) => change({ page: next })}
          />
        </nav>
      ) : null}
      {undoing === undefined ? null : <UndoBox run={undoing} onClose={() => setUndoing(undefined)} onDone={setDone} />}
    </>
  )
}

const COUNTS = ['rows', 'stored', 'revised', 'unchanged', 'quarantined'] as const

function RunTable({ rows, onUndo }: { rows: readonly RunRow[]; onUndo?: (run: RunRow) => void }) {
  const say = useSay()
  const hasActs = onUndo !== undefined && rows.some(({ canUndo }) => canUndo)
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
            {hasActs ? <th scope="col">{say(W.acts)}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <td data-label={say(W.when)}>
                <Moment at={run.begunAt} seconds />
              </td>
              <td data-label={say(W.cause)}>
                {say(CAUSE_WORDS[run.cause])}{' '}
                {run.cause === 'schedule' ? null : <span className="quiet">{authorText(run.author, say)}</span>}
              </td>
              <td data-label={say(W.origin)} className="ways-origin">
                {run.origin}
              </td>
              {COUNTS.map((name) => (
                <td key={name} className="number" data-label={say(W[name])}>
                  {name === 'quarantined' ? <QuarantineCount rows={run.quarantined} /> : groupDigits(run[name])}
                </td>
              ))}
              <td data-label={say(W.found)}>
                <RunOutcome run={run} />
              </td>
              {hasActs ? (
                <td data-label={say(W.acts)}>
                  {run.canUndo ? (
                    <Button size="small" danger onClick={() => onUndo(run)}>
                      {say(W.undo)}
                    </Button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** An API key acts under its own name. */
const authorText = (author: string, say: Say): string =>
  author.startsWith('key:') ? say(W.byKey, { name: author.slice(4) }) : author

export function RunOutcome({ run }: { run: RunRow }) {
  const say = useSay()
  return (
    <>
      <span className={run.state === 'failed' ? 'ways-bad' : undefined}>{say(RUN_STATE_WORDS[run.state])}</span>
      {run.failure === null ? null : (
        <div className="ways-bad" title={say(run.failure)}>
          {say(faultWords(run.failure.en, run.failure))}
        </div>
      )}
      {run.undone === null ? null : (
        <div className="quiet">{say(W.undone, { ...run.undone, time: formatMoment(run.undone.at, Date.now()) })}</div>
      )}
      {run.findings.map((finding) => (
        <div key={finding.code} className={`finding-${finding.severity}`}>
          {say(W.finding, { text: say(finding), rows: finding.rows, first: finding.firstRow })}
        </div>
      ))}
    </>
  )
}
