// DataTime of a message as the start of its period.
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant, startOf } from '#kit/time.ts'
import type { ReadingKind, StoredFinding } from '#platform/intake/batch.ts'
import type { DeviceProfile } from './device-profile.ts'
import { gatewayFinding } from './findings.ts'

/** A clock that is so far ahead is wrong. */
const AHEAD_MS = 10 * MINUTE_MS
/** What is older was never held back by an outage: the clock was reset. */
const OLDEST_MS = 1096 * DAY_MS

export type DeviceKind = Exclude<ReadingKind, 'sample'>

/** Length of a period, ms; minute data of a device that stamps the end is taken for ten-minute data. */
const SPAN_MS: Readonly<Record<DeviceKind, number>> = {
  realtime: 0,
  minute: 10 * MINUTE_MS,
  hour: HOUR_MS,
  day: DAY_MS,
}

export type TimeQuestion = {
  dataTime: string | null
  kind: DeviceKind
  periodStamp: DeviceProfile['periodStamp']
  receivedAtMs: number
}

/**
 * Start of the period in epoch ms; of realtime data its instant. DataTime is Beijing time without a zone. Undefined, with
 * a finding that says why, where it is absent, no time, more than ten minutes ahead, or more than three years old.
 * @source HJ 212—2017 附录 C: DataTime of minute, hour and day data is the start of the period
 */
export function readDataTime(question: TimeQuestion, findings: StoredFinding[]): number | undefined {
  const { dataTime, kind, periodStamp, receivedAtMs } = question
  if (dataTime === null) {
    findings.push(gatewayFinding('time.missing'))
    return undefined
  }
  const instant = parseClock(dataTime)
  if (instant === undefined) {
    findings.push(gatewayFinding('time.unreadable', dataTime.slice(0, 30)))
    return undefined
  }
  if (dataTime.length !== 14) findings.push(gatewayFinding('time.digits', dataTime))
  const stamped = floor(instant, kind)
  if (stamped !== instant) findings.push(gatewayFinding('time.floored', dataTime))
  const at = periodStamp === 'end' ? stamped - SPAN_MS[kind] : stamped
  const fault =
    at > receivedAtMs + AHEAD_MS ? 'time.future' : at < receivedAtMs - OLDEST_MS ? 'time.ancient' : undefined
  if (!fault) return at
  findings.push(gatewayFinding(fault, dataTime))
  return undefined
}

/** The last text read: devices of one place speak of the same hour. */
let lastText = ''
let lastInstant: number | undefined

/** `YYYYMMDDhhmmss`, seconds or minutes absent or milliseconds appended. */
function parseClock(text: string): number | undefined {
  if (text === lastText) return lastInstant
  lastInstant = /^\d{12}(\d{2}(\d{1,4})?)?$/.test(text) ? parseInstant(text.slice(0, 14)) : undefined
  lastText = text
  return lastInstant
}

function floor(instant: number, kind: DeviceKind): number {
  if (kind === 'realtime') return instant
  if (kind === 'minute') return instant - (instant % MINUTE_MS)
  return startOf(kind, instant)
}
