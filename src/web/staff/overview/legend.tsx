// The legend: what the signs mean, and at the same time what is shown.
import type { ReactNode } from 'react'
import type { SiteKind, SiteRow } from '#contract/sites.ts'
import { useSay } from '#web/ui/say.ts'
import { SITE_KIND_WORDS } from '#web/ui/site-words.ts'
import { toggled } from '#web/ui/toggled.ts'
import { type Standing, standingOf } from '../shell/standing.ts'
import { formatHidden } from './hidden.ts'
import { PLAIN_FILL, SHAPES } from './marks.ts'
import { Sign } from './sign.tsx'
import { STANDING_WORDS, OVERVIEW_WORDS as W } from './words.ts'

type Props = {
  sites: readonly SiteRow[]
  hidden: ReadonlySet<string>
  onChange: (hide: string | undefined) => void
}

export function Legend({ sites, hidden, onChange }: Props) {
  const say = useSay()
  const kinds = Object.keys(SITE_KIND_WORDS) as SiteKind[]
  const standings = Object.keys(STANDING_WORDS) as Standing[]
  const item = (name: string, count: number, content: ReactNode) =>
    count === 0 ? null : (
      <label key={name}>
        <input
          type="checkbox"
          checked={!hidden.has(name)}
          onChange={() => onChange(formatHidden(toggled(hidden, name)))}
        />
        {content} <span className="quiet">{count}</span>
      </label>
    )
  return (
    <section className="legend no-print" aria-label={say(W.legend)}>
      <fieldset>
        <legend>{say(W.byKind)}</legend>
        {kinds.map((kind) =>
          item(
            kind,
            sites.filter((site) => site.kind === kind).length,
            <>
              <Sign shape={SHAPES[kind]} colour={PLAIN_FILL} />
              {say(SITE_KIND_WORDS[kind])}
            </>,
          ),
        )}
      </fieldset>
      <fieldset>
        <legend>{say(W.byStanding)}</legend>
        {standings.map((standing) =>
          item(
            standing,
            sites.filter((site) => standingOf(site) === standing).length,
            <span className={standing === 'fails' ? 'legend-fails' : undefined}>{say(STANDING_WORDS[standing])}</span>,
          ),
        )}
      </fieldset>
    </section>
  )
}
