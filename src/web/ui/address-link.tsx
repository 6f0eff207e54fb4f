// A link to an address within the product that is known only as text, followed without loading the page anew.
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

type Props = { to: string; children: ReactNode; className?: string }

/** With a key held down, or by another button, the browser does what it does with every link. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

export function AddressLink({ to, children, className }: Props) {
  const { history } = useRouter()
  const follow = (event: MouseEvent): void => {
    if (!isPlain(event)) return
    event.preventDefault()
    history.push(to)
  }
  return (
    <a href={to} className={className} onClick={follow}>
      {children}
    </a>
  )
}
