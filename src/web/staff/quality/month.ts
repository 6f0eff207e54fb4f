// A month of the address as a span, in Beijing.
import { beijingDate, endOf, parseInstant } from '#kit/time.ts'

export type Month = { text: string; from: number; until: number }

/** `2026-11`; anything else is the month of `now`. */
export function readMonth(text: unknown, now: number): Month {
  const asked = typeof text === 'string' && /^\d{4}-\d{2}$/.test(text) ? text : beijingDate(now).slice(0, 7)
  const from = parseInstant(`${asked}-01`) ?? parseInstant(`${beijingDate(now).slice(0, 7)}-01`) ?? 0
  return { text: beijingDate(from).slice(0, 7), from, until: endOf('month', from) }
}
