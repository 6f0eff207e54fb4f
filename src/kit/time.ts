// Beijing civil time on plain numbers: China has had one zone and no summer time since 1992.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
const BEIJING_OFFSET_MS = 8 * HOUR_MS

/** Start of the Beijing hour, day, month or year that holds the instant. */
export function startOf(period: 'hour' | 'day' | 'month' | 'year', at: EpochMs): EpochMs {
  const local = at + BEIJING_OFFSET_MS
  if (period === 'hour') return at - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS)
  if (period === 'day') return at - (((local % DAY_MS) + DAY_MS) % DAY_MS)
  const date = new Date(local)
  const month = period === 'month' ? date.getUTCMonth() : 0
  return Date.UTC(date.getUTCFullYear(), month, 1) - BEIJING_OFFSET_MS
}

/** First instant after the period that holds `at`. */
export function endOf(period: 'hour' | 'day' | 'month' | 'year', at: EpochMs): EpochMs {
  const start = startOf(period, at)
  if (period === 'hour') return start + HOUR_MS
  if (period === 'day') return start + DAY_MS
  const date = new Date(start + BEIJING_OFFSET_MS)
  const year = date.getUTCFullYear()
  const next = period === 'month' ? Date.UTC(year, date.getUTCMonth() + 1, 1) : Date.UTC(year + 1, 0, 1)
  return next - BEIJING_OFFSET_MS
}

/** Beijing calendar date `YYYY-MM-DD` of the instant. */
export const beijingDate = (at: EpochMs): string => new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 10)

/** Beijing clock `YYYY-MM-DD HH:mm:ss` of the instant. */
export const beijingDateTime = (at: EpochMs): string =>
  new Date(at + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')

/** Calendar year of the instant in Beijing. */
export const beijingYear = (at: EpochMs): number => new Date(at + BEIJING_OFFSET_MS).getUTCFullYear()

/** Instant of a Beijing civil time; month is 1–12. Fields past their range roll over, so hour 24 is the next midnight. */
export function beijingInstant(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): EpochMs {
  return Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_OFFSET_MS
}

/** Start of a calendar year in Beijing. */
export const beijingYearStart = (year: number): EpochMs => beijingInstant(year, 1, 1)

const CIVIL =
  /^(\d{4})-?(\d{1,2})-?(\d{1,2})(?:[T ]?(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/

/**
 * Instant of a date or date-time text. Without a zone the text is Beijing time.
 * Returns undefined for anything that is not a real date.
 */
export function parseInstant(text: string): EpochMs | undefined {
  const match = CIVIL.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const midnight = new Date(Date.UTC(y, mo - 1, d))
  if (midnight.getUTCMonth() !== mo - 1 || midnight.getUTCDate() !== d || h > 24 || mi > 59 || s > 59) return undefined
  const utc = Date.UTC(y, mo - 1, d, h, mi, s)
  return utc - zoneOffsetMs(zone)
}

function zoneOffsetMs(zone: string | undefined): number {
  if (zone === undefined) return BEIJING_OFFSET_MS
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  return sign * (Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2)) * MINUTE_MS)
}
