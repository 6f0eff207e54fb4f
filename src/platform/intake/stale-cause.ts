// Why a day must be computed again, in words a change report can group by.
import { beijingDate, DAY_MS, HOUR_MS, startOf } from '#kit/time.ts'
import type { IntakeOutcome, ReadingMessage } from './batch.ts'

/** The last hours of a day arrive after midnight without being late. */
const PATIENCE_MS = 2 * HOUR_MS

/**
 * `import:<id>`, `revised:<Beijing date>`, `late:<date>`, `replay:<date>` …; null where data came in time, so that results
 * only move on.
 */
export function causeOfChange(
  reason: string,
  message: Pick<ReadingMessage, 'atMs'>,
  outcome: IntakeOutcome['outcomes'][number] | undefined,
  nowMs: number = Date.now(),
): string | null {
  const file = /^import (\d+)$/.exec(reason)
  if (file) return `import:${file[1]}`
  if (reason === 'history') return null
  const today = beijingDate(nowMs)
  const again = /^(reingest|replay)(?: run \d+)?$/.exec(reason)
  if (again) return `${again[1]}:${today}`
  if (outcome === 'revised') return `revised:${today}`
  return nowMs > startOf('day', message.atMs) + DAY_MS + PATIENCE_MS ? `late:${today}` : null
}
