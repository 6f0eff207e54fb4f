// What the address says of a site page: tab, period, factors, page, flag.
import type { ReadingKind } from '#contract/sites.ts'
import { parseInstant } from '#kit/time.ts'
import { useSearchPart } from '#web/ui/use-search.ts'
import { type Period, readPeriod, spanOf } from './period.ts'
import type { SiteDetail, Span } from './queries.ts'

/** Order in which a site's most telling data is looked for. */
const TELLING: readonly ReadingKind[] = ['hour', 'sample', 'day', 'minute', 'realtime']
const SHOWN_FACTORS = 3

export type Tab = ReadingKind | 'verdicts'

export type SiteAddress = {
  tab: Tab
  period: Period
  span: Span
  /** End of the data of the shown kind. */
  newest: number
  factors: string[]
  page: number
  flag: string | undefined
  /** Data as it was known at this instant; undefined: as it is now. */
  asKnownAt: number | undefined
  change: ReturnType<typeof useSearchPart>[1]
}

export function useSiteAddress(site: SiteDetail): SiteAddress {
  const [search, change] = useSearchPart()
  const kinds = site.kinds.map(({ kind }) => kind)
  const usual = TELLING.find((kind) => kinds.includes(kind)) ?? 'hour'
  const asked = search.tab === 'verdicts' ? 'verdicts' : kinds.find((kind) => kind === search.tab)
  const tab = asked ?? usual
  const kind = tab === 'verdicts' ? usual : tab
  const newest = site.kinds.find((one) => one.kind === kind)?.until ?? site.latestAt ?? 0
  const period = readPeriod(kind, search.days, search.on)
  const page = Number(search.page)
  return {
    tab,
    period,
    span: spanOf(period, newest),
    newest,
    factors: readFactors(search.factors, site),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    flag: typeof search.flag === 'string' ? search.flag : undefined,
    asKnownAt: typeof search.asOf === 'string' ? parseInstant(search.asOf) : undefined,
    change,
  }
}

/** Factors named in the address; otherwise what limits the verdict and the first of the site's own. */
function readFactors(text: unknown, site: SiteDetail): string[] {
  const known = site.factors.map((factor) => factor.code)
  if (typeof text === 'string') return text.split(',').filter((code) => known.includes(code))
  const limiting = site.verdict?.limiting ?? []
  const leading = site.factors.filter(({ nameZh, nameEn }) =>
    limiting.some((name) => name === nameZh || name === nameEn),
  )
  return [...new Set([...leading.map((factor) => factor.code), ...known])].slice(0, SHOWN_FACTORS)
}
