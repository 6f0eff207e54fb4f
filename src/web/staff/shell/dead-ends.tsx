// Pages that are not there, and pages that broke.
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { EmptyNote } from '#web/ui/empty-note.tsx'
import { useSay } from '#web/ui/say.ts'
import { SHELL_WORDS as W } from './words.ts'

export function NotFoundPage() {
  const say = useSay()
  return (
    <EmptyNote title={say(W.notFound)} hint={say(W.notFoundHint)}>
      <Link to="/">{say(W.toStart)}</Link>
    </EmptyNote>
  )
}

export function BrokenPage({ error }: ErrorComponentProps) {
  const say = useSay()
  return (
    <div role="alert">
      <EmptyNote title={say(W.broken)} hint={say(W.brokenHint)}>
        <p>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <button type="button" className="shell-main-act" onClick={() => location.reload()}>
          {say(W.reload)}
        </button>
      </EmptyNote>
    </div>
  )
}
