// A part of the product whose pages share a second row of navigation.
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSay, type Words } from '#web/ui/say.ts'

type Props = { label: Words; pages: readonly { to: string; words: Words }[] }

export function PartPages({ label, pages }: Props) {
  const say = useSay()
  const nav = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // On a phone the row is longer than the screen: the page one is on must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is moved when the page changes
  useEffect(() => {
    nav.current?.querySelector('a.active')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <>
      <nav ref={nav} className="part-nav no-print" aria-label={say(label)}>
        <ul>
          {pages.map(({ to, words }) => (
            <li key={to}>
              <Link
                to={to}
                activeOptions={{ includeSearch: false, exact: pages.some((other) => other.to.startsWith(`${to}/`)) }}
              >
                {say(words)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
