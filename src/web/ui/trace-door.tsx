// The door behind every number: opens the trace of a reference in the drawer, by the address bar.
import type { ReactNode } from 'react'
import { useSay } from './say.ts'
import { useSearchPart } from './use-search.ts'

const WORDS = { why: { zh: '查看来历', en: 'See where it comes from' } }

type Props = { traceRef: string; children: ReactNode; label?: string; className?: string }

export function TraceDoor({ traceRef, children, label, className = 'door' }: Props) {
  const say = useSay()
  const [, change] = useSearchPart()
  return (
    <button
      type="button"
      className={className}
      title={label ?? say(WORDS.why)}
      onClick={() => change({ trace: traceRef }, 'push')}
    >
      {children}
    </button>
  )
}
