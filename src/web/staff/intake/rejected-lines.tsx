// The lines of a file that were not taken, each with its reason and the door to it.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { listRecords } from '#contract/intake.ts'
import { call } from '#web/api.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { IMPORT_WORDS as W } from './import-words.ts'

const LINES_A_PAGE = 20

export function RejectedLines({ importId }: { importId: number }) {
  const say = useSay()
  const lines = useInfiniteQuery({
    queryKey: ['records', 'rejected', importId],
    queryFn: ({ pageParam }) =>
      call(listRecords, { query: { importId, state: 'quarantined', before: pageParam, limit: LINES_A_PAGE } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => ('next' in page && page.next !== null ? page.next : undefined),
  })
  if (lines.isError) return <RefusalNote problem={lines.error} onRetry={() => void lines.refetch()} />
  const rows = (lines.data?.pages ?? []).flatMap((page) => ('rows' in page ? page.rows : []))
  if (rows.length === 0) return null
  return (
    <>
      <h3>{say(W.rejectedLines)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll-x rejected" aria-label={say(W.rejectedLines)} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {say(W.line)}
              </th>
              <th scope="col">{say(W.lineText)}</th>
              <th scope="col">{say(W.reason)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="number">{row.lineNo ?? '—'}</td>
                <td>
                  <TraceDoor traceRef={row.ref}>
                    <code>{row.text.slice(0, 120)}</code>
                  </TraceDoor>
                </td>
                <td>{row.findings.map((finding) => say(finding)).join('；')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lines.hasNextPage ? (
        <Button loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {say(W.moreLines)}
        </Button>
      ) : null}
    </>
  )
}
