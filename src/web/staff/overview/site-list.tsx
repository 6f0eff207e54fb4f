// The list beside the map: the same sites, what needs a person first.
import type { SiteRow } from '#contract/sites.ts'
import { Moment } from '#web/ui/moment.tsx'
import { type Say, useSay } from '#web/ui/say.ts'
import { nameOfSite, SITE_KIND_WORDS, SITE_STATE_WORDS } from '#web/ui/site-words.ts'
import { verdictText } from '#web/ui/verdict-badge.tsx'
import { standingOf } from '../shell/standing.ts'
import { signOf } from './marks.ts'
import { Sign } from './sign.tsx'
import { STANDING_WORDS, OVERVIEW_WORDS as W } from './words.ts'

type Props = {
  sites: readonly SiteRow[]
  total: number
  chosen: string | undefined
  onChoose: (code: string) => void
}

export function SiteList({ sites, total, chosen, onChoose }: Props) {
  const say = useSay()
  return (
    <section className="overview-list" aria-label={say(W.list)}>
      <p className="quiet overview-count">{say(W.shown, { n: sites.length, total })}</p>
      {sites.length === 0 ? <p className="overview-none">{say(W.noneLeft)}</p> : null}
      <ul>
        {sites.map((site) => (
          <li key={site.code}>
            <button type="button" aria-pressed={site.code === chosen} onClick={() => onChoose(site.code)}>
              <SiteLine site={site} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SiteLine({ site }: { site: SiteRow }) {
  const say = useSay()
  const { shape, colour, isFaint } = signOf(site)
  return (
    <>
      <Sign shape={shape} colour={colour} isFaint={isFaint} />
      <span className="overview-name">
        {nameOfSite(site, say.language)}
        <span className="quiet overview-kind">
          {say(SITE_KIND_WORDS[site.kind])}
          {site.targetClass === null ? '' : ` · ${say(W.target, { class: site.targetClass })}`}
        </span>
      </span>
      <span className={`overview-standing standing-${standingOf(site)}`}>{standingText(site, say)}</span>
    </>
  )
}

function standingText(site: SiteRow, say: Say) {
  const standing = standingOf(site)
  if (standing === 'silent') return say(SITE_STATE_WORDS[site.state])
  if (standing === 'unjudged') return say(STANDING_WORDS.unjudged)
  if (standing === 'no-rule') return site.latestAt === null ? null : <Moment at={site.latestAt} />
  return site.verdict === null ? null : verdictText(site.verdict, say)
}
