// The pages: a column on a desk, a bar under the thumb on a phone.
import { Link, useMatches } from '@tanstack/react-router'
import { useSay } from '#web/ui/say.ts'
import { type IconName, NavIcon } from './icons.tsx'
import { SHELL_WORDS as W } from './words.ts'

const PAGES = [
  { to: '/', icon: 'overview', words: W.overview, short: W.overviewShort },
  { to: '/sites', icon: 'sites', words: W.sites, short: W.sitesShort },
  { to: '/plan', icon: 'plan', words: W.plan, short: W.plan },
  { to: '/cockpit', icon: 'work', words: W.work, short: W.work },
  { to: '/indicators', icon: 'indicators', words: W.indicators, short: W.indicators },
  { to: '/standards', icon: 'standards', words: W.standards, short: W.standards },
  { to: '/intake', icon: 'intake', words: W.intake, short: W.intakeShort },
] as const satisfies readonly { to: string; icon: IconName; words: unknown; short: unknown }[]

/** Layout routes of router.tsx, each with the page it is entered by. */
const PARTS: readonly { id: string; to: string }[] = [
  { id: 'data-centre', to: '/intake' },
  { id: 'plan-part', to: '/plan' },
  { id: 'work-part', to: '/cockpit' },
]

export function Navigation() {
  const say = useSay()
  // Every page of a part stands under the entry of its first.
  const part = useMatches({
    select: (matches) => PARTS.find(({ id }) => matches.some(({ routeId }) => routeId.includes(id)))?.to,
  })
  return (
    <nav className="shell-nav" aria-label={say(W.navigation)}>
      <ul>
        {PAGES.map(({ to, icon, words, short }) => (
          <li key={to}>
            <Link
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              aria-label={say(words)}
              {...(to === part ? { className: 'active' } : {})}
            >
              <NavIcon name={icon} />
              <span className="shell-nav-long">{say(words)}</span>
              <span className="shell-nav-short">{say(short)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
