// All rules over one window of values: what each found, joined to spans and cut at Beijing midnights.
import { DAY_MS, startOf } from '#kit/time.ts'
import { frozen, gaps, meanOutsideExtremes, outOfRange, spikes, tooFast } from './detect-alone.ts'
import { aroundService, clockOff, unlikeNeighbours } from './detect-around.ts'
import { aboveWhole, amountApart, flowlessLoad, restsWhilePartnerMoves } from './detect-partner.ts'
import { isRuleFor, type QualityRule } from './rule.ts'
import type { Hit, QualityFinding, QualityWindow } from './window.ts'

/**
 * What the rules find in `[from, until)`, which must be Beijing midnights; the window reaches a day farther on each side.
 * The same values give the same findings whatever else the window holds.
 */
export function checkQuality(
  rules: readonly QualityRule[],
  window: QualityWindow,
  { from, until }: { from: number; until: number },
): QualityFinding[] {
  return rules
    .filter((rule) => isRuleFor(rule, window))
    .flatMap((rule) => factorsOf(rule, window).flatMap((factor) => findingsOf(rule, factor, window)))
    .flatMap(cutAtMidnights)
    .filter((finding) => finding.from >= from && finding.from < until)
}

const factorsOf = ({ factor }: QualityRule, { series }: QualityWindow): string[] =>
  factor === '*' ? [...series.keys()] : series.has(factor) ? [factor] : []

function findingsOf(rule: QualityRule, factor: string, window: QualityWindow): QualityFinding[] {
  const points = window.series.get(factor) ?? []
  const hits = hitsOf(rule, factor, window)
  return joinHits(
    hits,
    points.map(({ at }) => at),
  ).map((hit) => ({
    factor,
    test: rule.check.test,
    ruleId: rule.id,
    ruleVersion: rule.version,
    state: rule.state,
    ...hit,
  }))
}

function hitsOf({ check }: QualityRule, factor: string, window: QualityWindow): Hit[] {
  const { kind, now, series } = window
  const points = series.get(factor) ?? []
  const course = { points, kind, now }
  const partner = 'partner' in check ? (series.get(check.partner) ?? []) : []
  const pair = { points, partner, kind }
  switch (check.test) {
    case 'range':
      return outOfRange(course, check)
    case 'rate':
      return tooFast(course, check)
    case 'persistence':
      return frozen(course, check)
    case 'gap':
      return gaps(course, check)
    case 'spike':
      return spikes(course, check)
    case 'mean-extremes':
      return meanOutsideExtremes(course, check)
    case 'order':
      return aboveWhole(pair, check)
    case 'frozen-partner':
      return restsWhilePartnerMoves(pair, check)
    case 'zero-flow':
      return flowlessLoad(pair, check)
    case 'amount':
      return amountApart(pair, check)
    case 'neighbour':
      return unlikeNeighbours({ points, kind, neighbours: window.neighbours.get(factor) ?? [] }, check)
    case 'window':
      return aroundService({ points, kind, entered: enteredFor(factor, window) }, check)
    case 'clock':
      return clockOff({ points, kind }, check)
  }
}

const enteredFor = (factor: string, { entered }: QualityWindow) =>
  entered.filter((span) => span.factor === null || span.factor === factor)

/** Hits with no value between them are one finding; it keeps the detail of the first. */
function joinHits(hits: readonly Hit[], instants: readonly number[]): Hit[] {
  const joined: Hit[] = []
  let next = 0
  for (const hit of hits) {
    const last = joined.at(-1)
    while (next < instants.length && (instants[next] ?? 0) < (last?.until ?? hit.from)) next += 1
    const between = instants[next]
    const isApart = last === undefined || (between !== undefined && between < hit.from)
    if (isApart) joined.push({ ...hit })
    else last.until = Math.max(last.until, hit.until)
  }
  return joined
}

function cutAtMidnights(finding: QualityFinding): QualityFinding[] {
  const parts: QualityFinding[] = []
  for (let from = finding.from; from < finding.until; ) {
    const until = Math.min(finding.until, startOf('day', from) + DAY_MS)
    parts.push({ ...finding, from, until })
    from = until
  }
  return parts
}
