// Where noise is measured: the periods, the limit of the place, indoors or not, and the largest level of sudden noise.
import type { NoiseLimit } from './catalog/limit-tables.ts'
import type { NoiseEvent, ZoneNoiseEdition } from './catalog/noise-tables.ts'
import { type Asked, concludeLimits, KEPT_OR_NOT, type Known, type LimitFacts } from './limit-facts.ts'
import type { Ladder } from './limit-ladder.ts'
import type { LimitSubject, LimitVerdict } from './limit-verdict.ts'
import type { Finding, Why } from './verdict-parts.ts'

export type Period = 'day' | 'night'
export type ZoneFamily = 'sound-environment' | 'noise-factory' | 'noise-social' | 'noise-construction'
export type BoundaryFamily = Exclude<ZoneFamily, 'sound-environment'>

export const PERIODS: readonly { period: Period; key: string; zh: string; en: string; aliases: readonly string[] }[] = [
  { period: 'day', key: 'ld', zh: '昼间等效声级', en: 'Day level', aliases: ['day', 'Ld', '昼间'] },
  { period: 'night', key: 'ln', zh: '夜间等效声级', en: 'Night level', aliases: ['night', 'Ln', '夜间'] },
]
const LARGEST: Readonly<Record<Period, { key: string; zh: string; en: string }>> = {
  day: { key: 'lmax-day', zh: '昼间最大声级', en: 'Largest level by day' },
  night: { key: 'lmax', zh: '夜间最大声级', en: 'Largest level at night' },
}
const LEVEL = { unit: 'dB(A)', reading: { most: 160, belowDetection: 'refused' } } as const
export const limitIn = (limit: NoiseLimit, period: Period): number =>
  period === 'day' ? limit.dayLimit : limit.nightLimit
const YES = new Set(['yes', 'true', '1', '是'])
/** Whether a fact says yes. */
export const isYes = (text: string): boolean => YES.has(text.toLowerCase())

export const askedLevel = (name: { key: string; zh: string; en: string }, clause: string): Asked => ({
  key: name.key,
  zh: name.zh,
  en: name.en,
  clause,
  ...LEVEL,
})

/** `2类` → `2`; without a digit the text as it is. */
const zoneOf = (text: string): string => text.toLowerCase().replace(/类.*$/, '').trim()

const zoneUnknown = (text: string, choices: readonly string[]): Why => ({
  code: 'noise.zone-unknown',
  zh: `声环境功能区“${text}”不在 ${choices.join('、')} 之中，不能评价`,
  en: `The zone "${text}" is none of ${choices.join(', ')}`,
})

/** The row that holds: the only one, the zone's, or for boundaries the zone without its letter. */
export function limitOf(edition: ZoneNoiseEdition<ZoneFamily>, facts: LimitFacts): NoiseLimit | Why {
  const [only, ...others] = edition.limits
  if (only && others.length === 0) return only
  const text = facts.text('zone', '功能区', '类别')
  const zone = zoneOf(text)
  const isExisting = zone === '4b' && isYes(facts.text('existing-railway'))
  const names = isExisting ? ['4b-existing'] : [zone, edition.family === 'sound-environment' ? zone : zone.slice(0, 1)]
  const found = edition.limits.find(({ item }) => names.includes(item))
  return (
    found ??
    zoneUnknown(
      text,
      edition.limits.map(({ item }) => item).filter((item) => !item.includes('-')),
    )
  )
}

export type Place = { edition: ZoneNoiseEdition<ZoneFamily>; limit: NoiseLimit; isIndoor: boolean; facts: LimitFacts }

/** The limit of a period, with what indoor measurement takes from it, noted as a step. */
export function limitFor({ edition, limit, isIndoor, facts }: Place, period: Period, known: Known): number {
  const outdoors = limitIn(limit, period)
  if (!isIndoor) return outdoors
  const indoors = outdoors + edition.indoor.add
  const formula = `${outdoors} − ${-edition.indoor.add} = ${indoors}`
  facts.step({ edition: edition.id, rule: edition.indoor.rule, formula, value: String(indoors) }, known.item)
  return indoors
}

export const oneRung = (edition: string, limit: NoiseLimit, atMost: number): readonly Ladder[] => [
  [{ bound: { atMost }, label: null, edition, limit }],
]
export const KEPT = { outcomes: KEPT_OR_NOT }

/** Judges the largest level of sudden noise against the limit of its period and what the kind of event adds. */
export function judgeLargest(place: Place, period: Period): void {
  const { edition, limit, facts } = place
  const name = LARGEST[period]
  if (!facts.has(name.key)) return
  const event = facts.text('event') || 'occasional'
  const offset = edition.events.find(
    ({ events, periods }) => periods.includes(period) && events.includes(event as NoiseEvent),
  )
  const known = facts.value(askedLevel(name, limit.source))
  if (!known || !offset) {
    if (known) facts.findings.push(eventUnknown(name.key, event))
    return
  }
  const base = limitFor(place, period, known)
  const top = base + offset.add
  const step = {
    edition: edition.id,
    rule: offset.rule,
    formula: `${base} + ${offset.add} = ${top}`,
    value: String(top),
  }
  facts.step(step, known.item)
  facts.judge(known, oneRung(edition.id, limit, top), KEPT)
}

const eventUnknown = (item: string, event: string): Finding => ({
  code: 'noise.event-unknown',
  item,
  value: event,
  zh: `本标准对“${event}”类噪声没有最大声级规定，未评价`,
  en: `The standard says nothing of the largest level of "${event}" noise; it was not judged`,
})

/** The verdict where no row of limits could be chosen. */
export function unknownZone(subject: LimitSubject, edition: string, facts: LimitFacts, why: Why): LimitVerdict {
  return concludeLimits({ subject, edition, outcomes: KEPT_OR_NOT, why }, facts)
}
