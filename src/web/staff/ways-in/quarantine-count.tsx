// How many rows could not be placed, as a door to them.
import { Link } from '@tanstack/react-router'
import { groupDigits } from '#web/ui/figures.ts'
import { useSay } from '#web/ui/say.ts'
import { WAYS_WORDS as W } from './words.ts'

export function QuarantineCount({ rows }: { rows: number }) {
  const say = useSay()
  if (rows === 0) return '0'
  return (
    <Link
      to="/intake"
      search={{ tab: 'quarantine' } as never}
      className="door ways-bad"
      aria-label={say(W.toQuarantine, { n: rows })}
    >
      {groupDigits(rows)}
    </Link>
  )
}
