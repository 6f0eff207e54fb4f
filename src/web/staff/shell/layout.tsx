// The frame of every page: navigation, who is signed in, what is under way; before sign-in, the door.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useMatches } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Account } from '#contract/session.ts'
import { sessionWatch } from '#web/api.ts'
import { useSay } from '#web/ui/say.ts'
import { sessionQuery } from '#web/ui/session.ts'
import { AccountMenu } from './account-menu.tsx'
import { ChangePassword } from './change-password.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Navigation } from './navigation.tsx'
import { statusQuery } from './queries.ts'
import './shell.css'
import { SignIn } from './sign-in.tsx'
import { StatusStrip } from './status-strip.tsx'
import { useLive } from './use-live.ts'
import { SHELL_WORDS as W } from './words.ts'

/** `drawer` stands above every page; it knows itself when to open. */
export function Layout({ drawer }: { drawer: ReactNode }) {
  const say = useSay()
  const client = useQueryClient()
  const session = useQuery(sessionQuery)
  usePageTitle()
  useEffect(() => {
    const ask = () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    sessionWatch.addEventListener('ended', ask)
    return () => sessionWatch.removeEventListener('ended', ask)
  }, [client])
  if (session.data === undefined) {
    if (session.isError) return <Unreachable onRetry={() => void session.refetch()} />
    return <p className="shell-opening">{say(W.loading)}</p>
  }
  if ('refused' in session.data) return <SignIn />
  if (session.data.mustChangePassword) {
    return (
      <main className="shell-door">
        <ChangePassword isFirst onDone={() => undefined} />
      </main>
    )
  }
  return <SignedIn account={session.data} drawer={drawer} />
}

function SignedIn({ account, drawer }: { account: Account; drawer: ReactNode }) {
  const say = useSay()
  const brokenAt = useLive()
  const status = useQuery(statusQuery)
  const hasDemo = status.data !== undefined && 'demo' in status.data && status.data.demo
  const main = useRef<HTMLElement>(null)
  return (
    <div className="shell">
      <button type="button" className="shell-skip" onClick={() => main.current?.focus()}>
        {say(W.skip)}
      </button>
      <header className="shell-head">
        <span className="shell-brand">{say(W.product)}</span>
        {hasDemo ? (
          <span className="demo-mark" title={say(W.demoTitle)}>
            {say(W.demo)}
          </span>
        ) : null}
        <span className="shell-head-gap" />
        <Link to="/help" className="shell-quiet-act">
          {say(W.help)}
        </Link>
        <LanguageSwitch />
        <AccountMenu account={account} />
      </header>
      <Navigation />
      <main id="main" ref={main} className="shell-main" tabIndex={-1}>
        <StatusStrip brokenAt={brokenAt} />
        <Outlet />
      </main>
      {drawer}
    </div>
  )
}

function Unreachable({ onRetry }: { onRetry: () => void }) {
  const say = useSay()
  return (
    <main className="shell-door">
      <div className="shell-card">
        <h1>{say(W.unreachable)}</h1>
        <p>{say(W.unreachableHint)}</p>
        <button type="button" className="shell-main-act" onClick={onRetry}>
          {say(W.retry)}
        </button>
      </div>
    </main>
  )
}

/** The window's title is the question of the page. */
function usePageTitle(): void {
  const say = useSay()
  const title = useMatches().findLast((match) => match.staticData.title !== undefined)?.staticData.title
  const text = title === undefined ? say(W.product) : `${say(title)} · ${say(W.product)}`
  useEffect(() => {
    document.title = text
  }, [text])
}
