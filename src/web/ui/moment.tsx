// An instant as people of the field write it, with the full instant on hover.
import { beijingDateTime, beijingYear, type EpochMs } from '#kit/time.ts'
import { useSay } from './say.ts'

/** `11-23 14:00`; the year stands before it where it is not the current one; seconds only where asked for. */
export function formatMoment(at: EpochMs, now: EpochMs, seconds = false): string {
  const text = beijingDateTime(at)
  const until = seconds ? 19 : 16
  return beijingYear(at) === beijingYear(now) ? text.slice(5, until) : text.slice(0, until)
}

const ZONE = { zh: '{time} 北京时间（UTC+8）', en: '{time} Beijing time (UTC+8)' }

export function Moment({ at, seconds = false }: { at: EpochMs; seconds?: boolean }) {
  const say = useSay()
  const title = say(ZONE, { time: beijingDateTime(at) })
  return (
    <time dateTime={new Date(at).toISOString()} title={title} className="moment">
      {formatMoment(at, Date.now(), seconds)}
    </time>
  )
}
