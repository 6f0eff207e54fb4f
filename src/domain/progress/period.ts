// Reporting periods: a calendar month or quarter in Beijing time, as text.
import { beijingInstant, beijingYear, type EpochMs } from '#kit/time.ts'

/** 填报期 — `2024-03` or `2024-Q1`, with its first instant and the first after it. */
export type ReportingPeriod = { text: string; months: 1 | 3; from: EpochMs; until: EpochMs }

const PERIOD = /^(\d{4})-(?:(0[1-9]|1[0-2])|Q([1-4]))$/

/** Undefined for a text that is neither a month nor a quarter. */
export function parsePeriod(text: string): ReportingPeriod | undefined {
  const match = PERIOD.exec(text)
  if (!match) return undefined
  const [, year, month, quarter] = match
  const months = month === undefined ? 3 : 1
  return periodFrom(Number(year), month === undefined ? (Number(quarter) - 1) * 3 + 1 : Number(month), months)
}

/** `month` is the first of the period, 1–12 or past it: months roll over. */
function periodFrom(year: number, month: number, months: 1 | 3): ReportingPeriod {
  const from = beijingInstant(year, month, 1)
  const y = beijingYear(from)
  const m = ((month - 1) % 12) + 1
  const text = months === 1 ? `${y}-${String(m).padStart(2, '0')}` : `${y}-Q${(m - 1) / 3 + 1}`
  return { text, months, from, until: beijingInstant(year, month + months, 1) }
}

/** Throws for a text that is no period. */
export function getPeriod(text: string): ReportingPeriod {
  const period = parsePeriod(text)
  if (period === undefined)
    throw new RangeError(`Cannot read "${text}" as it must be a month 2024-03 or quarter 2024-Q1`)
  return period
}

/** The period of the same length that comes next. */
export function nextPeriod({ text, months }: ReportingPeriod): ReportingPeriod {
  const year = Number(text.slice(0, 4))
  const first = months === 1 ? Number(text.slice(5)) : (Number(text.slice(6)) - 1) * 3 + 1
  return periodFrom(year, first + months, months)
}

/** Whole periods of that length from the end of `from` to the instant; 0 where less than one has gone by. */
export function periodsSince(from: ReportingPeriod, at: EpochMs): number {
  let count = 0
  for (let next = nextPeriod(from); next.until <= at; next = nextPeriod(next)) count += 1
  return count
}

/** `2024 年 3 月`, `2024 年第 1 季度`. */
export function periodInWords(text: string): { zh: string; en: string } {
  const year = text.slice(0, 4)
  if (text.includes('Q')) return { zh: `${year} 年第 ${text.slice(6)} 季度`, en: `quarter ${text.slice(6)} of ${year}` }
  return { zh: `${year} 年 ${Number(text.slice(5))} 月`, en: text }
}

/** The newest periods of that length that have ended by the instant, newest first. */
export function endedPeriods(months: ReportingPeriod['months'], at: EpochMs, count: number): ReportingPeriod[] {
  const year = beijingYear(at)
  // Back by whole years until the first of them has surely ended, then forward.
  const yearsBack = Math.ceil((count * months) / 12) + 1
  const ended: ReportingPeriod[] = []
  for (let one = periodFrom(year - yearsBack, 1, months); one.until <= at; one = nextPeriod(one)) ended.push(one)
  return ended.slice(-count).toReversed()
}
