// The sentence that says how air and water of the district stand today.
import type { SiteRow } from '#contract/sites.ts'
import type { EpochMs } from '#kit/time.ts'
import type { Say } from '#web/ui/say.ts'
import { countDay, countedSites } from './standing.ts'
import { TODAY_WORDS as W } from './today-words.ts'

export function todayInWords(sites: readonly SiteRow[], now: EpochMs, say: Say): string {
  const air = countedSites(
    sites.filter((site) => site.kind === 'air'),
    now,
  )
  const water = countedSites(
    sites.filter((site) => site.kind === 'section' || site.kind === 'reservoir'),
    now,
  )
  const day = countDay([...air.sites, ...water.sites])
  const parts: string[] = []
  const demo = (isDemo: boolean) => (isDemo ? say(W.demoNote) : '')
  if (day.airTotal > 0) {
    const fails = day.airFails > 0 ? say(W.airFails, { n: day.airFails }) : ''
    parts.push(say(W.air, { total: day.airTotal, good: day.airGood }) + fails + demo(air.isDemo))
  }
  if (day.waterTotal > 0) {
    const fails = day.waterFails > 0 ? say(W.waterFails, { n: day.waterFails }) : ''
    parts.push(say(W.water, { total: day.waterTotal, three: day.waterThree }) + fails + demo(water.isDemo))
  }
  if (day.unjudged > 0) parts.push(say(W.unjudged, { n: day.unjudged }))
  const silent = sites.filter((site) => site.state === 'offline' || site.state === 'no-data').length
  parts.push(silent > 0 ? say(W.silent, { n: silent }) : say(W.allHeard))
  return parts.join(say(W.semicolon)) + say(W.stop)
}
