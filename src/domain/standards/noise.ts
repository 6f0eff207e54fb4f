// Noise of functional zones against their limits, and the grades of a city's noise.
import { compareDecimals, getDecimal, roundRational, toRational } from '#kit/rational.ts'
import type { EditionOf } from './editions.ts'
import { concludeLimits, KEPT_OR_NOT, LimitFacts } from './limit-facts.ts'
import type { LimitVerdict } from './limit-verdict.ts'
import {
  askedLevel,
  isYes,
  judgeLargest,
  KEPT,
  limitFor,
  limitIn,
  limitOf,
  oneRung,
  PERIODS,
  type Place,
  unknownZone,
} from './noise-place.ts'
import type { Facts } from './verdict-parts.ts'

/**
 * 声环境功能区 of one point: `zone` (0, 1, 2, 3, 4a, 4b), `ld` and `ln` in dB(A), `lmax` at night, `indoor`.
 * @source GB 3096—2008 表1
 */
export function evaluateZoneNoise(edition: EditionOf<'sound-environment'>, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  const limit = limitOf(edition, facts)
  if ('code' in limit) return unknownZone('noise-zone', edition.id, facts, limit)
  const place: Place = { edition, limit, isIndoor: isYes(facts.text('indoor')), facts }
  if (limit.item === '4b-existing') {
    facts.step({
      edition: edition.id,
      rule: 'existing-railway',
      formula: '',
      value: `${limit.dayLimit} / ${limit.nightLimit}`,
    })
  }
  for (const { period, aliases, ...name } of PERIODS) {
    const known = facts.value(askedLevel(name, limit.source), ...aliases)
    if (known) facts.judge(known, oneRung(edition.id, limit, limitFor(place, period, known)), KEPT)
  }
  judgeLargest(place, 'night')
  return concludeLimits({ subject: 'noise-zone', edition: edition.id, outcomes: KEPT_OR_NOT }, facts)
}

/**
 * 城市声环境等级 — grade of the mean of a city's area or roads from `ld` and `ln` in dB(A); the worse of both.
 * @source HJ 640—2012 等级划分表
 */
export function evaluateCityNoise(
  of: 'region' | 'road',
  edition: EditionOf<'noise-monitoring'>,
  given: Facts,
): LimitVerdict {
  const facts = new LimitFacts(given)
  const rows = edition.limits.filter((limit) => limit.of === of)
  const outcomes = edition.gradeNames.map(([zh, en]) => ({ zh, en }))
  const [first] = rows
  for (const { period, aliases, ...name } of first ? PERIODS : []) {
    const known = facts.value(askedLevel(name, first?.source ?? ''), ...aliases)
    if (!known) continue
    const text = roundRational(known.value, 1)
    if (compareDecimals(getDecimal(text), getDecimal(known.text)) !== 0) known.item.used = text
    facts.step(
      { edition: edition.id, rule: 'one-decimal', formula: `${known.text} ⇒ ${text}`, value: text },
      known.item,
    )
    const ladder = rows.map((limit, at) => ({
      bound: { atMost: limitIn(limit, period) },
      label: outcomes[at] ?? null,
      edition: edition.id,
      limit,
    }))
    facts.judge({ ...known, value: toRational(getDecimal(text)) }, [ladder], { outcomes, basis: -1 })
  }
  return concludeLimits(
    { subject: of === 'region' ? 'noise-region' : 'noise-road', edition: edition.id, outcomes },
    facts,
  )
}
