// The chosen site in short, every number a door, and the way to its page.
import { Link } from '@tanstack/react-router'
import type { SiteRow } from '#contract/sites.ts'
import { DemoMark } from '#web/ui/demo-mark.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { useSay } from '#web/ui/say.ts'
import { nameOfSite, SITE_KIND_WORDS, SITE_STATE_WORDS } from '#web/ui/site-words.ts'
import { TraceDoor } from '#web/ui/trace-door.tsx'
import { VerdictBadge } from '#web/ui/verdict-badge.tsx'
import { OVERVIEW_WORDS as W } from './words.ts'

const SHOWN_VALUES = 8

export function SiteCard({ site, onClose }: { site: SiteRow; onClose: () => void }) {
  const say = useSay()
  const name = nameOfSite(site, say.language)
  return (
    <aside className="site-card" aria-label={name}>
      <p className="site-card-head">
        <strong>{name}</strong> {site.isDemo ? <DemoMark /> : null}
        <button type="button" className="door-link" onClick={onClose}>
          {say(W.close)}
        </button>
      </p>
      <p className="quiet">
        {say(SITE_KIND_WORDS[site.kind])} · {say(SITE_STATE_WORDS[site.state])}
        {site.targetClass === null ? '' : ` · ${say(W.target, { class: site.targetClass })}`}
      </p>
      {site.verdict === null ? null : (
        <p>
          <VerdictBadge verdict={site.verdict} showsWhy />
          {site.verdict.limiting.length > 0 ? (
            <span className="quiet"> {say(W.limiting, { items: site.verdict.limiting.join('、') })}</span>
          ) : null}
        </p>
      )}
      <dl className="site-card-values">
        {site.values.slice(0, SHOWN_VALUES).map((value) => (
          <div key={value.factor}>
            <dt>
              {say.language === 'zh' ? value.nameZh : value.nameEn} <span className="quiet">{value.unit}</span>
            </dt>
            <dd>
              <TraceDoor traceRef={value.ref}>{value.text}</TraceDoor>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet">
        {site.latestAt === null ? (
          say(W.never)
        ) : (
          <>
            {say(W.newest)} <Moment at={site.latestAt} />
          </>
        )}
      </p>
      <Link to="/sites/$code" params={{ code: site.code }}>
        {say(W.open)} →
      </Link>
    </aside>
  )
}
