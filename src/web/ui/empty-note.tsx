// An empty state: what is missing and what to do about it.
import type { ReactNode } from 'react'

type Props = { title: string; hint: string; children?: ReactNode }

export function EmptyNote({ title, hint, children }: Props) {
  return (
    <div className="empty-note">
      <strong>{title}</strong>
      <p>{hint}</p>
      {children}
    </div>
  )
}
