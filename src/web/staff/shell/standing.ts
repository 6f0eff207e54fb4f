// How every site stands against its standard, and the counts the answer of the day is made of.
import type { SiteKind, SiteRow } from '#contract/sites.ts'
import { DAY_MS, type EpochMs } from '#kit/time.ts'

/** `fails`: worse than 良, or worse than its target class; `unjudged`: data came, no verdict; `silent`: offline or no data. */
export type Standing = 'fails' | 'meets' | 'unjudged' | 'no-rule' | 'silent'

const CLASSES = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']
const CLASS_THREE = 3
const GOOD_AIR_LEVEL = 2

const isWater = (kind: SiteKind): boolean => kind === 'section' || kind === 'reservoir'

/** The worst grade at which the site still keeps its standard; undefined where this product knows no rule for the kind. */
export function worstGoodGrade(site: Pick<SiteRow, 'kind' | 'targetClass'>): number | undefined {
  if (site.kind === 'air' || site.kind === 'district') return GOOD_AIR_LEVEL
  if (!isWater(site.kind)) return undefined
  const target = CLASSES.indexOf(site.targetClass ?? '') + 1
  return target === 0 ? CLASS_THREE : target
}

export function standingOf(site: SiteRow): Standing {
  if (site.state === 'offline' || site.state === 'no-data') return 'silent'
  const limit = worstGoodGrade(site)
  if (limit === undefined) return 'no-rule'
  const { verdict } = site
  if (verdict === null || !verdict.judged || verdict.grade === null) return 'unjudged'
  return verdict.grade <= limit ? 'meets' : 'fails'
}

/** Real evaluation points where one has data of the last two days (a day's value comes the day after); else the demo ones, never both. */
export function countedSites(sites: readonly SiteRow[], now: EpochMs): { sites: SiteRow[]; isDemo: boolean } {
  const points = sites.filter((site) => site.isEvaluationPoint)
  const isFresh = (site: SiteRow) => site.latestAt !== null && now - site.latestAt < 2 * DAY_MS
  const real = points.filter((site) => !site.isDemo)
  if (real.some(isFresh)) return { sites: real, isDemo: false }
  const demo = points.filter((site) => site.isDemo)
  return demo.length > 0 ? { sites: demo, isDemo: true } : { sites: real, isDemo: false }
}

export type DayCount = {
  airTotal: number
  airGood: number
  airFails: number
  waterTotal: number
  waterThree: number
  waterFails: number
  unjudged: number
  silent: number
}

/** Counts for the sentence; a silent or unjudged site is never counted as good. */
export function countDay(sites: readonly SiteRow[]): DayCount {
  const stood = sites.map((site) => ({ site, standing: standingOf(site) }))
  const count = (test: (entry: { site: SiteRow; standing: Standing }) => boolean) => stood.filter(test).length
  const isAir = (site: SiteRow) => site.kind === 'air'
  const isJudged = (standing: Standing) => standing === 'meets' || standing === 'fails'
  return {
    airTotal: count(({ site }) => isAir(site)),
    airGood: count(({ site, standing }) => isAir(site) && standing === 'meets'),
    airFails: count(({ site, standing }) => isAir(site) && standing === 'fails'),
    waterTotal: count(({ site }) => isWater(site.kind)),
    waterThree: count(
      ({ site, standing }) =>
        isWater(site.kind) && isJudged(standing) && (site.verdict?.grade ?? CLASS_THREE + 1) <= CLASS_THREE,
    ),
    waterFails: count(({ site, standing }) => isWater(site.kind) && standing === 'fails'),
    unjudged: count(({ standing }) => standing === 'unjudged'),
    silent: count(({ standing }) => standing === 'silent'),
  }
}

const ORDER: readonly Standing[] = ['fails', 'unjudged', 'silent', 'meets', 'no-rule']

/** What needs a person comes first; inside a standing the worse grade, then the name. */
export const bySeverity = (a: SiteRow, b: SiteRow): number =>
  ORDER.indexOf(standingOf(a)) - ORDER.indexOf(standingOf(b)) ||
  (b.verdict?.grade ?? 0) - (a.verdict?.grade ?? 0) ||
  (b.verdict?.aqi ?? 0) - (a.verdict?.aqi ?? 0) ||
  a.name.localeCompare(b.name, 'zh')
