// What the address says of the review desk: site, factor, kind of data, span, and as of when.
import type { ReadingKind } from '#contract/sites.ts'
import { beijingDateTime, DAY_MS, endOf, parseInstant } from '#kit/time.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import type { DeskAsked, SiteDetail } from './queries.ts'

const KINDS: readonly ReadingKind[] = ['hour', 'sample', 'day', 'minute', 'realtime']
export const SPANS = [1, 3, 7, 30, 90] as const
const USUAL_DAYS = 7

export type DeskAddress = DeskAsked & { days: number; change: ReturnType<typeof useSearchPart>[1] }

export const readText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An instant as an input of type datetime-local has it, in Beijing. */
export const inputTime = (at: number): string => beijingDateTime(at).slice(0, 16).replace(' ', 'T')

export function useDeskAddress(site: SiteDetail | undefined): DeskAddress {
  const [search, change] = useSearchPart()
  const kinds = site?.kinds ?? []
  const usual = KINDS.find((kind) => kinds.some((one) => one.kind === kind)) ?? 'hour'
  const kind = KINDS.find((one) => one === search.kind) ?? usual
  const newest = kinds.find((one) => one.kind === kind)?.until ?? 0
  const asked = Number(search.days)
  const days = SPANS.find((one) => one === asked) ?? USUAL_DAYS
  const last = parseInstant(readText(search.on))
  const until = last === undefined ? endOf('day', Math.max(0, newest - 1)) : endOf('day', last)
  const known = parseInstant(readText(search.asOf))
  const factors = site?.factors.map(({ code }) => code) ?? []
  const factor = factors.find((code) => code === search.factor) ?? factors[0] ?? ''
  return {
    site: site?.code ?? '',
    factor,
    kind,
    from: until - days * DAY_MS,
    until,
    asKnownAt: known,
    days,
    change,
  }
}
