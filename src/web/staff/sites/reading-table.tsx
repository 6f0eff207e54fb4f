// The readings of a period: a row a time, a column a factor, every value a door; the verdict at the end.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Select, Skeleton } from 'antd'
import type { ReplyOf } from '#contract/route.ts'
import type { listReadings, ReadingKind } from '#contract/sites.ts'
import { beijingDateTime } from '#kit/time.ts'
import { flagWords, LISTED_FLAGS } from '#web/ui/flag-words.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { VerdictBadge } from '#web/ui/verdict-badge.tsx'
import { READINGS_A_PAGE, readingsQuery, type SiteDetail } from './queries.ts'
import type { SiteAddress } from './use-site-address.ts'
import { SITE_WORDS as W } from './words.ts'

type Row = ReplyOf<typeof listReadings>['rows'][number]
type Props = { site: SiteDetail; address: SiteAddress; kind: ReadingKind }

export function ReadingTable({ site, address: { span, page, flag, change }, kind }: Props) {
  const say = useSay()
  const readings = useQuery(readingsQuery(site.code, { kind, span, page, flag }))
  const found = readings.data && 'rows' in readings.data ? readings.data : undefined
  return (
    <section className="readings" aria-label={say(W.table)}>
      <div className="readings-bar">
        <h2>{say(W.table)}</h2>
        <Select
          allowClear
          className="no-print"
          aria-label={say(W.flagFilter)}
          placeholder={say(W.allFlags)}
          value={flag}
          popupMatchSelectWidth={false}
          options={LISTED_FLAGS.map((value) => ({ value, label: `${value} ${say(flagWords(value))}` }))}
          onChange={(next: string | undefined) => change({ flag: next, page: undefined })}
        />
      </div>
      {readings.data && 'refused' in readings.data ? <RefusalNote problem={readings.data} /> : null}
      {found === undefined ? (
        readings.isError ? (
          <RefusalNote problem={readings.error} onRetry={() => void readings.refetch()} />
        ) : (
          <Skeleton active />
        )
      ) : found.total === 0 ? (
        <p className="quiet">{say(W.noRows)}</p>
      ) : (
        <Rows rows={found.rows} site={site} busy={readings.isPlaceholderData} />
      )}
      {found !== undefined && found.total > READINGS_A_PAGE ? (
        <div className="pages no-print">
          <Pagination
            current={page}
            pageSize={READINGS_A_PAGE}
            total={found.total}
            showSizeChanger={false}
            onChange={(next) => change({ page: next === 1 ? undefined : next })}
          />
        </div>
      ) : null}
    </section>
  )
}

function Rows({ rows, site, busy }: { rows: readonly Row[]; site: SiteDetail; busy: boolean }) {
  const say = useSay()
  // Columns nobody filled in this period only make the table wide.
  const factors = site.factors.filter(({ code }) => rows.some((row) => row.cells[code] !== undefined))
  const hasVerdicts = rows.some((row) => row.verdict !== null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll-x table-box readings-box" aria-label={say(W.table)} aria-busy={busy} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="readings-time">
              {say(W.time)}
            </th>
            {factors.map(({ code, nameZh, nameEn, unit }) => (
              <th key={code} scope="col" className="number">
                {say.language === 'zh' ? nameZh : nameEn}
                <br />
                <span className="quiet">{unit}</span>
              </th>
            ))}
            {hasVerdicts ? <th scope="col">{say(W.verdict)}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.at}>
              <th
                scope="row"
                className="readings-time"
                title={say(W.spanTitle, { from: beijingDateTime(row.at), until: beijingDateTime(row.until) })}
              >
                {row.label}
              </th>
              {factors.map(({ code }) => (
                <td key={code} className="number">
                  <Cell cell={row.cells[code]} />
                </td>
              ))}
              {hasVerdicts ? (
                <td>
                  <VerdictBadge verdict={row.verdict} showsWhy />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ cell }: { cell: Row['cells'][string] | undefined }) {
  const say = useSay()
  if (cell === undefined) return <span className="quiet">—</span>
  const isFlagged = cell.flag !== 'N' && cell.flag !== ''
  return (
    <>
      {isFlagged ? (
        <span className="flag" title={`${cell.flag} ${say(flagWords(cell.flag))}`}>
          {cell.flag} {say(flagWords(cell.flag))}{' '}
        </span>
      ) : null}
      <TraceDoor traceRef={cell.ref} className={isFlagged ? 'door door-flagged' : 'door'}>
        {cell.value === null ? '—' : cell.text}
      </TraceDoor>
      {cell.revised ? (
        <sup className="revised" title={say(W.revisedTitle)}>
          {say(W.revised)}
        </sup>
      ) : null}
    </>
  )
}
