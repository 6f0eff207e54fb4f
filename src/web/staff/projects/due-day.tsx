// The day an application is due, with how many days are left while it is being prepared.
import { useSay } from '#web/ui/say.ts'
import { PROJECT_WORDS as W } from './words.ts'

export function DueDay({ dueOn, daysLeft }: { dueOn: string; daysLeft: number | null }) {
  const say = useSay()
  if (daysLeft === null) return dueOn
  const isOver = daysLeft < 0
  const words = daysLeft === 0 ? W.dueToday : isOver ? W.overdue : W.daysLeft
  return (
    <span className={isOver ? 'projects-late-day' : undefined}>
      {dueOn} {say(words, { n: Math.abs(daysLeft) })}
    </span>
  )
}
