// Noise at the boundary of factories, businesses and construction sites: corrected for the background, outdoors and in rooms.
import { add, getDecimal, type Rational, roundRational, subtract, toRational } from '#kit/rational.ts'
import { HJ706_2014 } from './catalog/hj706-2014.ts'
import { type BoundaryNoiseEdition, OCTAVES } from './catalog/noise-tables.ts'
import { concludeLimits, KEPT_OR_NOT, type Known, LimitFacts } from './limit-facts.ts'
import type { LimitVerdict } from './limit-verdict.ts'
import {
  askedLevel,
  type BoundaryFamily,
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
import type { Facts, Finding, Why } from './verdict-parts.ts'

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
  const subject = edition.family
  const limit = limitOf(edition, facts)
  if ('code' in limit) return unknownZone(subject, edition.id, facts, limit)
  const distance = facts.quantity({ key: 'distance', zh: '距离', en: 'Distance', unit: 'm', clause: limit.source })
  const isNear = distance !== undefined && distance.value.n < distance.value.d
  const place = { edition, limit, isIndoor: isNear || isYes(facts.text('indoor')), facts }
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
