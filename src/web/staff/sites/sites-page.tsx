// The list of sites: search, filter, sort, columns, export; paged by the server.
import { useQuery } from '@tanstack/react-query'
import { Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import type { listSites, SiteKind } from '#contract/sites.ts'
import { DemoLine } from '#web/ui/demo-mark.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { groupDigits } from '#web/ui/figures.ts'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { remember, remembered } from '#web/ui/remembered.ts'
import { type Say, useSay } from '#web/ui/say.ts'
import { SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { readColumns } from './columns.tsx'
import { SITES_A_PAGE, sitesQuery } from './queries.ts'
import { isFiltered, readSiteFilter, type SiteFilter, writeSiteFilter } from './site-filter.ts'
import { SiteTable } from './site-table.tsx'
import './sites.css'
import { SitesBar } from './sites-bar.tsx'
import { SITES_WORDS as W } from './words.ts'

const COLUMNS_NAME = 'site columns'

type Page = ReplyOf<typeof listSites>

export function SitesPage() {
  const say = useSay()
  const [search, change] = useSearchPart()
  const filter = readSiteFilter(search)
  const [chosen, setChosen] = useState(() => remembered(COLUMNS_NAME))
  const sites = useQuery(sitesQuery(filter))
  const set = (part: Partial<SiteFilter>) => change(writeSiteFilter({ ...filter, page: 1, ...part }))
  const page = sites.data && 'rows' in sites.data ? sites.data : undefined
  const columns = readColumns(chosen)
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        <p className="page-answer">{page === undefined ? ' ' : answerOf(page, filter, say)}</p>
      </header>
      <DemoLine shown={page?.rows.some((site) => site.isDemo) ?? false} />
      <SitesBar
        filter={filter}
        columns={columns}
        onFilter={set}
        onColumns={(ids) => {
          setChosen(ids.join(','))
          remember(COLUMNS_NAME, ids.join(','))
        }}
      />
      {sites.isError && page === undefined ? (
        <RefusalNote problem={sites.error} onRetry={() => void sites.refetch()} />
      ) : null}
      {sites.data && 'refused' in sites.data ? <RefusalNote problem={sites.data} /> : null}
      {page === undefined && sites.isPending ? <Skeleton active aria-label={say(W.loading)} /> : null}
      {page === undefined ? null : (
        <Found page={page} busy={sites.isPlaceholderData} filter={filter} columns={columns} onFilter={set} />
      )}
    </>
  )
}

function answerOf(page: Page, filter: SiteFilter, say: Say): string {
  if (isFiltered(filter)) return say(W.answerFiltered, { total: groupDigits(page.total) })
  const kinds = (Object.keys(SITE_KIND_WORDS) as SiteKind[]).flatMap((kind) => {
    const n = page.kinds[kind] ?? 0
    return n === 0 ? [] : [say(W.kindCount, { kind: say(SITE_KIND_WORDS[kind]), n: groupDigits(n) })]
  })
  const separator = say.language === 'zh' ? '、' : ', '
  return say(W.answer, { total: groupDigits(page.total), kinds: kinds.join(separator) })
}

type FoundProps = {
  page: Page
  busy: boolean
  filter: SiteFilter
  columns: ReturnType<typeof readColumns>
  onFilter: (part: Partial<SiteFilter>) => void
}

function Found({ page, busy, filter, columns, onFilter }: FoundProps) {
  const say = useSay()
  if (page.rows.length === 0) {
    return (
      <EmptyNote title={say(W.none)} hint={say(W.noneHint)}>
        {isFiltered(filter) ? (
          <button
            type="button"
            className="door-link"
            onClick={() => onFilter({ q: undefined, kinds: [], state: undefined, demo: undefined })}
          >
            {say(W.clear)}
          </button>
        ) : null}
      </EmptyNote>
    )
  }
  return (
    <>
      <SiteTable
        rows={page.rows}
        columns={columns}
        busy={busy}
        sort={filter.sort}
        order={filter.order}
        onSort={(sort, order) => onFilter({ sort, order })}
      />
      {page.total > SITES_A_PAGE ? (
        <nav aria-label={say(W.pages)} className="pages no-print">
          <Pagination
            current={page.page}
            pageSize={SITES_A_PAGE}
            total={page.total}
            showSizeChanger={false}
            onChange={(next) => onFilter({ page: next })}
          />
        </nav>
      ) : null}
    </>
  )
}
