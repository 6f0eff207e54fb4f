// All imports, newest first.
import { useQuery } from '@tanstack/react-query'
import { Empty, Pagination, Skeleton } from 'antd'
import type { ImportRow } from '#contract/intake.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { IMPORT_STATE_WORDS, IMPORT_WORDS as W } from './import-words.ts'
import { importsQuery } from './queries.ts'

type Props = { chosen: number; onOpen: (id: number) => void }

export function ImportHistory({ chosen, onOpen }: Props) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const asked = Number(search.page)
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const imports = useQuery(importsQuery(page))
  if (imports.isError) return <RefusalNote problem={imports.error} onRetry={() => void imports.refetch()} />
  if (!imports.data) return <Skeleton active aria-label={say(W.history)} />
  if ('refused' in imports.data) return <RefusalNote problem={imports.data} />
  const { rows, total, pageSize } = imports.data
  return (
    <section className="import-history">
      <h2>{say(W.history)}</h2>
      {rows.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say(W.historyEmpty)} />
      ) : (
        <HistoryTable rows={rows} chosen={chosen} onOpen={onOpen} />
      )}
      {total > pageSize ? (
        <Pagination
          current={page}
          total={total}
          pageSize={pageSize}
          showSizeChanger={false}
          onChange={(next) => change({ page: next })}
        />
      ) : null}
    </section>
  )
}

function HistoryTable({ rows, chosen, onOpen }: Props & { rows: readonly ImportRow[] }) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x" aria-label={say(W.history)} tabIndex={0}>
      <table className="plain-table stack-narrow">
        <thead>
          <tr>
            <th scope="col">{say(W.when)}</th>
            <th scope="col">{say(W.file)}</th>
            <th scope="col" className="number">
              {say(W.accepted)}
            </th>
            <th scope="col" className="number">
              {say(W.unchanged)}
            </th>
            <th scope="col" className="number">
              {say(W.rejected)}
            </th>
            <th scope="col">{say(W.by)}</th>
            <th scope="col">{say(W.state)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-current={row.id === chosen ? 'true' : undefined}>
              <td data-label={say(W.when)}>
                <Moment at={row.createdAt} />
              </td>
              <th scope="row">
                <button type="button" className="door-link" onClick={() => onOpen(row.id)}>
                  {row.fileName}
                </button>{' '}
                <span className="quiet">{say(W[row.kind])}</span>
              </th>
              <td className="number" data-label={say(W.accepted)}>
                {row.accepted.toLocaleString('en-US')}
              </td>
              <td className="number" data-label={say(W.unchanged)}>
                {row.unchanged.toLocaleString('en-US')}
              </td>
              <td className="number" data-label={say(W.rejected)}>
                {row.rejected.toLocaleString('en-US')}
              </td>
              <td data-label={say(W.by)}>{row.createdBy}</td>
              <td data-label={say(W.state)}>{say(IMPORT_STATE_WORDS[row.state])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
