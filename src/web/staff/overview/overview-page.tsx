// The overview: what fails today as a sentence, then the map and the list in step with each other.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import type { ReplyOf } from '#contract/route.ts'
import type { readMap } from '#contract/sites.ts'
import type { LonLat } from '#web/map/base-map.ts'
import { DemoLine } from '#web/ui/demo-mark.tsx'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { todayInWords } from '../shell/today-answer.ts'
import { isShown, readHidden } from './hidden.ts'
import { Legend } from './legend.tsx'
import { marksOf } from './marks.ts'
import './overview.css'
import { bySeverity } from '../shell/standing.ts'
import { mapQuery } from './queries.ts'
import { SiteCard } from './site-card.tsx'
import { SiteList } from './site-list.tsx'
import { OVERVIEW_WORDS as W } from './words.ts'

// The list answers the question; the map library may come after it.
const PlaceMap = lazy(() => import('#web/map/place-map.tsx').then((part) => ({ default: part.PlaceMap })))

type DistrictMap = ReplyOf<typeof readMap>

export function OverviewPage() {
  const say = useSay()
  const map = useQuery(mapQuery)
  if (map.data === undefined) {
    if (map.isError) return <RefusalNote problem={map.error} onRetry={() => void map.refetch()} />
    return <p className="quiet">{say(W.loading)}</p>
  }
  if ('refused' in map.data) return <RefusalNote problem={map.data} />
  const { sites } = map.data
  return (
    <>
      <header className="page-head">
        <h1>{say(W.title)}</h1>
        {sites.length === 0 ? null : <p className="page-answer">{todayInWords(sites, Date.now(), say)}</p>}
      </header>
      {sites.length === 0 ? (
        <EmptyNote title={say(W.nothing)} hint={say(W.nothingHint)}>
          <Link to="/intake">{say(W.toIntake)}</Link>
        </EmptyNote>
      ) : (
        <Desk map={map.data} />
      )}
    </>
  )
}

function Desk({ map }: { map: DistrictMap }) {
  const say = useSay()
  const [search, change] = useSearchPart()
  const hidden = readHidden(search.hide)
  const chosen = typeof search.site === 'string' ? search.site : undefined
  const shown = useMemo(() => map.sites.filter((site) => isShown(site, hidden)).sort(bySeverity), [map.sites, hidden])
  const marks = useMemo(() => marksOf(shown, say.language), [shown, say.language])
  const base = useBase(map)
  const choose = (site: string | undefined) => change({ site })
  const site = shown.find((one) => one.code === chosen)
  return (
    <>
      <DemoLine shown={shown.some((one) => one.isDemo)} />
      <Legend sites={map.sites} hidden={hidden} onChange={(hide) => change({ hide })} />
      <div className="overview-desk">
        <div className="overview-map no-print">
          <Suspense fallback={<div className="overview-map-wait" />}>
            <PlaceMap
              base={base}
              marks={marks}
              chosen={chosen}
              label={say(W.map)}
              note={`${say(map.district)} · ${map.outlineNote}`}
              onChoose={choose}
            />
          </Suspense>
          {site === undefined ? null : <SiteCard site={site} onClose={() => choose(undefined)} />}
        </div>
        <SiteList sites={shown} total={map.sites.length} chosen={chosen} onChoose={choose} />
      </div>
    </>
  )
}

/** The base stays the same object while its content does, so that live updates do not move the map. */
function useBase(map: DistrictMap) {
  const key = JSON.stringify([map.outline, map.streets])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the content
  return useMemo(() => ({ outline: map.outline as LonLat[], labels: map.streets }), [key])
}
