// A panel of the cockpit: its heading, what it waits for or why it cannot be shown, its rows, and the page that has them all.
import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { AddressLink } from '#web/ui/address-link.tsx'
import { RefusalNote } from '#web/ui/refusal-note.tsx'
import { useSay, type Words } from '#web/ui/say.ts'
import { COCKPIT_WORDS as W } from './words.ts'

type Props<T> = {
  title: Words
  asked: UseQueryResult<T | Refusal>
  more: { to: string; words: Words } | undefined
  children: (found: Exclude<T, Refusal>) => ReactNode
}

export function Panel<T extends object>({ title, asked, more, children }: Props<T>) {
  const say = useSay()
  return (
    <section className="cockpit-panel" aria-label={say(title)}>
      <h2>{say(title)}</h2>
      <Content asked={asked}>{children}</Content>
      {more === undefined ? null : (
        <p className="cockpit-more no-print">
          <AddressLink to={more.to}>{say(more.words)} →</AddressLink>
        </p>
      )}
    </section>
  )
}

function Content<T extends object>({ asked, children }: Pick<Props<T>, 'asked' | 'children'>) {
  const say = useSay()
  if (asked.isError) return <RefusalNote problem={asked.error} onRetry={() => void asked.refetch()} />
  if (asked.data === undefined) return <Skeleton active aria-label={say(W.loading)} />
  if (isRefusal(asked.data)) return <RefusalNote problem={asked.data} />
  return children(asked.data as Exclude<T, Refusal>)
}

/** Rows, or the sentence that says there are none. */
export function Rows({ none, children }: { none: string; children: readonly ReactNode[] }) {
  return children.length === 0 ? <p className="quiet">{none}</p> : <ul className="cockpit-rows">{children}</ul>
}
