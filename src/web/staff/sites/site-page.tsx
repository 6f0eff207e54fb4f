// One site: how it stands now, its course, its readings and its verdicts.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton, Tabs } from 'antd'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { becauseOf, RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { READING_KIND_WORDS } from '#web/ui/site-words.ts'
import { PeriodChooser } from './period-chooser.tsx'
import { type SiteDetail, siteQuery } from './queries.ts'
import { ReadingTable } from './reading-table.tsx'
import { SeriesPanel } from './series-panel.tsx'
import { SiteHead } from './site-head.tsx'
import './sites.css'
import { type Tab, useSiteAddress } from './use-site-address.ts'
import { VerdictTab } from './verdict-tab.tsx'
import { SITE_WORDS as W } from './words.ts'

export function SitePage({ code }: { code: string }) {
  const say = useSay()
  const site = useQuery(siteQuery(code))
  return (
    <article className="site-page">
      <p className="no-print site-back">
        <Link to="/sites">← {say(W.back)}</Link>{' '}
        <Link to="/quality/desk" search={{ site: code } as never}>
          {say(W.reviewDesk)}
        </Link>
      </p>
      {site.data === undefined ? (
        site.isError ? (
          <RefusalNote problem={site.error} onRetry={() => void site.refetch()} />
        ) : (
          <Skeleton active aria-label={say(W.loading)} />
        )
      ) : 'refused' in site.data ? (
        <EmptyNote title={say(becauseOf(site.data))} hint={say(W.notFoundHint)} />
      ) : (
        <LoadedSite site={site.data} />
      )}
    </article>
  )
}

function LoadedSite({ site }: { site: SiteDetail }) {
  const say = useSay()
  const address = useSiteAddress(site)
  const tabs = [
    ...site.kinds.map(({ kind }) => ({ key: kind as Tab, label: say(READING_KIND_WORDS[kind]) })),
    ...(site.subjects.length === 0 ? [] : [{ key: 'verdicts' as Tab, label: say(W.verdicts) }]),
  ]
  return (
    <>
      <SiteHead site={site} />
      {tabs.length === 0 ? (
        <EmptyNote title={say(W.noSeries)} hint={say(W.noVerdictsHint)} />
      ) : (
        <Tabs
          activeKey={address.tab}
          items={tabs}
          aria-label={say(W.kinds)}
          onChange={(tab) => address.change({ tab, days: undefined, page: undefined, flag: undefined })}
        />
      )}
      {address.tab === 'verdicts' ? (
        <VerdictTab site={site} />
      ) : tabs.length > 0 ? (
        <>
          <PeriodChooser site={site} address={address} kind={address.tab} />
          <SeriesPanel site={site} address={address} kind={address.tab} />
          <ReadingTable site={site} address={address} kind={address.tab} />
        </>
      ) : null}
    </>
  )
}
