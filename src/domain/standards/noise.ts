// Noise against its limits: functional zones, boundaries of factories, businesses and construction sites, grades of a city.
import { add, compareDecimals, getDecimal, type Rational, roundRational, subtract, toRational } from '#kit/rational.ts'
import { HJ706_2014 } from './catalog/hj706-2014.ts'
import type { NoiseLimit } from './catalog/limit-tables.ts'
import type { BoundaryNoiseEdition, NoiseEvent, ZoneNoiseEdition } from './catalog/noise-tables.ts'
import { OCTAVES } from './catalog/noise-tables.ts'
import type { EditionOf } from './editions.ts'
import { type Asked, concludeLimits, KEPT_OR_NOT, type Known, LimitFacts } from './limit-facts.ts'
import type { Ladder } from './limit-ladder.ts'
import type { LimitSubject, LimitVerdict } from './limit-verdict.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

type Period = 'day' | 'night'
type ZoneFamily = 'sound-environment' | 'noise-factory' | 'noise-social' | 'noise-construction'
type BoundaryFamily = Exclude<ZoneFamily, 'sound-environment'>

const PERIODS: readonly { period: Period; key: string; zh: string; en: string; aliases: readonly string[] }[] = [
  { period: 'day', key: 'ld', zh: '昼间等效声级', en: 'Day level', aliases: ['day', 'Ld', '昼间'] },
  { period: 'night', key: 'ln', zh: '夜间等效声级', en: 'Night level', aliases: ['night', 'Ln', '夜间'] },
]
const LARGEST: Readonly<Record<Period, { key: string; zh: string; en: string }>> = {
  day: { key: 'lmax-day', zh: '昼间最大声级', en: 'Largest level by day' },
  night: { key: 'lmax', zh: '夜间最大声级', en: 'Largest level at night' },
}
const LEVEL = { unit: 'dB(A)', reading: { most: 160, belowDetection: 'refused' } } as const
const limitIn = (limit: NoiseLimit, period: Period): number => (period === 'day' ? limit.dayLimit : limit.nightLimit)
const YES = new Set(['yes', 'true', '1', '是'])

const askedLevel = (name: { key: string; zh: string; en: string }, clause: string): Asked => ({
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
function limitOf(edition: ZoneNoiseEdition<ZoneFamily>, facts: LimitFacts): NoiseLimit | Why {
  const [only, ...others] = edition.limits
  if (only && others.length === 0) return only
  const text = facts.text('zone', '功能区', '类别')
  const zone = zoneOf(text)
  const isExisting = zone === '4b' && YES.has(facts.text('existing-railway'))
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

type Place = { edition: ZoneNoiseEdition<ZoneFamily>; limit: NoiseLimit; isIndoor: boolean; facts: LimitFacts }

/** The limit of a period, with what indoor measurement takes from it, noted as a step. */
function limitFor({ edition, limit, isIndoor, facts }: Place, period: Period, known: Known): number {
  const outdoors = limitIn(limit, period)
  if (!isIndoor) return outdoors
  const indoors = outdoors + edition.indoor.add
  const formula = `${outdoors} − ${-edition.indoor.add} = ${indoors}`
  facts.step({ edition: edition.id, rule: edition.indoor.rule, formula, value: String(indoors) }, known.item)
  return indoors
}

const oneRung = (edition: string, limit: NoiseLimit, atMost: number): readonly Ladder[] => [
  [{ bound: { atMost }, label: null, edition, limit }],
]
const KEPT = { outcomes: KEPT_OR_NOT }

/** Judges the largest level of sudden noise against the limit of its period and what the kind of event adds. */
function judgeLargest(place: Place, period: Period): void {
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

/**
 * 声环境功能区 of one point: `zone` (0, 1, 2, 3, 4a, 4b), `ld` and `ln` in dB(A), `lmax` at night, `indoor`.
 * @source GB 3096—2008 表1
 */
export function evaluateZoneNoise(edition: EditionOf<'sound-environment'>, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  const limit = limitOf(edition, facts)
  if ('code' in limit) return unknownZone('noise-zone', edition.id, facts, limit)
  const place: Place = { edition, limit, isIndoor: YES.has(facts.text('indoor')), facts }
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

function unknownZone(subject: LimitSubject, edition: string, facts: LimitFacts, why: Why): LimitVerdict {
  return concludeLimits({ subject, edition, outcomes: KEPT_OR_NOT, why }, facts)
}

type Corrected = { value: Rational; text: string } | 'below-limit' | 'unjudgeable'

/** The measured level less the background by the table; below its least difference HJ 706 decides. */
function correct(
  edition: BoundaryNoiseEdition<BoundaryFamily>,
  place: Place,
  known: Known,
  background: Compensation,
): Corrected {
  const { facts } = place
  const difference = roundRational(subtract(known.value, background.value), 0)
  const whole = Number(difference)
  const formula = `${known.text} − ${background.text} ⇒ ${difference}`
  if (whole < HJ706_2014.leastDifference) {
    const above = Number(roundRational(subtract(known.value, toRational(getDecimal(background.limit))), 0))
    const isBelow = above <= HJ706_2014.mostAboveLimit
    const value = isBelow ? `< ${background.limit}` : '无法评价'
    const steps = `${formula}；${known.text} − ${background.limit} ⇒ ${above}`
    facts.step({ edition: HJ706_2014.id, rule: 'small-difference', formula: steps, value }, known.item)
    return isBelow ? 'below-limit' : 'unjudgeable'
  }
  const row = edition.corrections.find(({ from, to }) => from <= whole && whole <= to)
  const correction = row?.add ?? 0
  const corrected = add(known.value, { n: BigInt(correction), d: 1n })
  const text = roundRational(corrected, 0)
  facts.step(
    { edition: edition.id, rule: 'background', formula: `${formula} ⇒ ${correction}`, value: String(correction) },
    known.item,
  )
  facts.step(
    { edition: HJ706_2014.id, rule: 'whole', formula: `${known.text} ${signed(correction)} ⇒ ${text}`, value: text },
    known.item,
  )
  return { value: toRational(getDecimal(text)), text }
}
type Compensation = { value: Rational; text: string; limit: number }
const signed = (value: number): string => (value < 0 ? `− ${-value}` : `+ ${value}`)

const backgroundTooHigh = (item: string): Finding => ({
  code: 'noise.background-too-high',
  item,
  value: '',
  zh: `${item} 与背景值之差小于 3 dB 且超出限值较多，无法评价，应降低背景噪声后重测`,
  en: `${item} is less than 3 dB above the background and well above the limit: measure again with a lower background`,
})
const notCorrected = (item: string): Finding => ({
  code: 'noise.background-missing',
  item,
  value: '',
  zh: `${item} 未给出背景值，按未修正的测量值评价`,
  en: `No background was given for ${item}; the measured value is judged uncorrected`,
})

function judgePeriod(
  place: Place & { edition: BoundaryNoiseEdition<BoundaryFamily> },
  at: (typeof PERIODS)[number],
): void {
  const { edition, limit, facts } = place
  const known = facts.value(askedLevel(at, limit.source), ...at.aliases)
  const key = `${at.key}-background`
  const background = facts.quantity({ ...askedLevel(at, limit.source), key }, `${at.period}Background`)
  if (!known) return
  const top = limitFor(place, at.period, known)
  const ladders = oneRung(edition.id, limit, top)
  if (!background) {
    facts.judge(known, ladders, KEPT)
    if (known.item.grade === 2) facts.findings.push(notCorrected(at.key))
    else
      facts.step(
        { edition: HJ706_2014.id, rule: 'skip', formula: `${known.text} ≤ ${top}`, value: known.text },
        known.item,
      )
    return
  }
  const corrected = correct(edition, place, known, { ...background, limit: top })
  if (corrected === 'unjudgeable') {
    facts.findings.push(backgroundTooHigh(at.key))
    return
  }
  if (corrected === 'below-limit') {
    facts.judge({ ...known, value: toRational(getDecimal(top)) }, ladders, KEPT)
    known.item.used = `< ${top}`
    return
  }
  known.item.used = corrected.text
  facts.judge({ ...known, value: corrected.value }, ladders, KEPT)
}

/** Judges what was measured in rooms: the A-weighted level and the octave bands, `room-day`, `octave-night-63` and the like. */
function judgeRooms(edition: BoundaryNoiseEdition<BoundaryFamily>, zone: string, facts: LimitFacts): void {
  const room = facts.text('room').toUpperCase() === 'B' ? 'B' : 'A'
  const limit = edition.roomLimits?.find((row) => row.zones.includes(zone) && row.room === room)
  for (const { period, zh, en } of PERIODS) {
    const key = `room-${period}`
    if (!limit || !facts.has(key)) continue
    const known = facts.value(askedLevel({ key, zh: `室内${zh}`, en: `${en} in the room` }, limit.source))
    if (!known) continue
    facts.step(
      { edition: edition.id, rule: 'structure', formula: `${room}`, value: String(limitIn(limit, period)) },
      known.item,
    )
    facts.judge(known, oneRung(edition.id, limit, limitIn(limit, period)), KEPT)
  }
  for (const row of edition.octaveLimits ?? []) {
    if (!row.zones.includes(zone) || !row.rooms.includes(room)) continue
    for (const [at, band] of OCTAVES.entries()) {
      judgeOctave({ edition: edition.id, row, band, atMost: row.octaves[at] }, facts)
    }
  }
}

type Octave = {
  edition: string
  row: NonNullable<BoundaryNoiseEdition<BoundaryFamily>['octaveLimits']>[number]
  band: string
  atMost: number | undefined
}

function judgeOctave({ edition, row, band, atMost }: Octave, facts: LimitFacts): void {
  const key = `octave-${row.half}-${band}`
  if (atMost === undefined || !facts.has(key)) return
  const words = row.half === 'day' ? { zh: '昼间', en: 'by day' } : { zh: '夜间', en: 'at night' }
  const name = { key, zh: `${words.zh}倍频带 ${band} Hz`, en: `Octave ${band} Hz ${words.en}` }
  const known = facts.value({ ...askedLevel(name, row.source), unit: 'dB' })
  if (known) facts.judge(known, [[{ bound: { atMost }, label: null, edition, limit: row }]], KEPT)
}

const SUBJECT_OF: Readonly<Record<BoundaryFamily, LimitSubject>> = {
  'noise-factory': 'noise-factory',
  'noise-social': 'noise-social',
  'noise-construction': 'noise-construction',
}

const unjudgeable: Why = {
  code: 'noise.background-too-high',
  zh: '背景噪声过高，测量值无法评价，应重测',
  en: 'The background is too high for the measured value to be judged; measure again',
}

/**
 * 边界噪声 of one point: `zone` (not for construction sites), `ld` and `ln` in dB(A), each with its background
 * (`ld-background`, `ln-background`), `lmax` with `event` (frequent, occasional, unsteady), `distance` in m to a sensitive
 * building or `indoor`; in rooms `room` (A or B), `room-day`, `room-night`, `octave-day-63` and so on.
 * @source GB 12348—2008 表1
 */
export function evaluateBoundaryNoise(edition: BoundaryNoiseEdition<BoundaryFamily>, given: Facts): LimitVerdict {
  const facts = new LimitFacts(given)
  const subject = SUBJECT_OF[edition.family]
  const limit = limitOf(edition, facts)
  if ('code' in limit) return unknownZone(subject, edition.id, facts, limit)
  const distance = facts.quantity({ key: 'distance', zh: '距离', en: 'Distance', unit: 'm', clause: limit.source })
  const isNear = distance !== undefined && distance.value.n < distance.value.d
  const place = { edition, limit, isIndoor: isNear || YES.has(facts.text('indoor')), facts }
  const isInRoom = facts.text('room') !== ''
  const measured = PERIODS.filter(({ key, aliases }) => !isInRoom || [key, ...aliases].some((name) => facts.has(name)))
  for (const at of measured) judgePeriod(place, at)
  judgeLargest(place, 'night')
  judgeLargest(place, 'day')
  judgeRooms(edition, limit.item, facts)
  const isOpen = facts.findings.some(({ code }) => code === unjudgeable.code)
  const isOver = facts.items.some(({ grade }) => grade === 2)
  const why = isOpen && !isOver ? unjudgeable : undefined
  return concludeLimits({ subject, edition: edition.id, outcomes: KEPT_OR_NOT, why }, facts)
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
