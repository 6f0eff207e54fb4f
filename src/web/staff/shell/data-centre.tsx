// The pages of the data centre under one heading: what comes in, by which ways, how good it is, where it goes.
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useSay, type Words } from '#web/ui/say.ts'
import { SHELL_WORDS as W } from './words.ts'

/** A page of the data centre is a row here and a route below `dataCentre` in router.tsx. */
const PAGES: readonly { to: string; words: Words }[] = [
  { to: '/intake', words: { zh: '收到的数据', en: 'What arrived' } },
  { to: '/devices', words: { zh: '设备', en: 'Devices' } },
  { to: '/ways-in', words: { zh: '其他接入', en: 'Other ways in' } },
  { to: '/samples', words: { zh: '样品', en: 'Samples' } },
  { to: '/quality/desk', words: { zh: '审核台', en: 'Review desk' } },
  { to: '/quality/rules', words: { zh: '质控规则', en: 'Quality rules' } },
  { to: '/quality/changes', words: { zh: '变更报告', en: 'Change reports' } },
  { to: '/quality/feeds', words: { zh: '传输评分', en: 'Feed scores' } },
  { to: '/forwarding', words: { zh: '转发', en: 'Forwarding' } },
  { to: '/interfaces', words: { zh: '接口', en: 'Interfaces' } },
  { to: '/keys', words: { zh: '接口密钥', en: 'API keys' } },
]

export function DataCentre() {
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
      <nav ref={nav} className="data-centre-nav no-print" aria-label={say(W.dataCentre)}>
        <ul>
          {PAGES.map(({ to, words }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ includeSearch: false }}>
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
