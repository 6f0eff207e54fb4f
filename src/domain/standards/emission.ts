// Judges what an outlet emits: every standard that holds and the permit are shown, the strictest decides.
import { getDecimal, type Rational, subtract, toRational } from '#kit/rational.ts'
import { isRefusal, type Refusal, refuse } from '#kit/refusal.ts'
import type { EpochMs } from '#kit/time.ts'
import { codeOf } from './catalog/emission-items.ts'
import { HJ75_2017 } from './catalog/hj75-2017.ts'
import type { EmissionEdition, EmissionLimit } from './catalog/limit-tables.ts'
import { conditionWords } from './emission-conditions.ts'
import { shownValue, toBaseAir, toBaseWater, toDry, toReferenceOxygen } from './emission-conversion.ts'
import { type Chosen, chooseLimits, INDUSTRIES, referenceOxygen, type Scope, standardsFor } from './emission-limits.ts'
import { type Asked, concludeLimits, KEPT_OR_NOT, type Known, LimitFacts } from './limit-facts.ts'
import type { Ladder } from './limit-ladder.ts'
import type { LimitVerdict } from './limit-verdict.ts'
import { tightnessLimits } from './petrol-station.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

/** The edition that stands for the permit among applied limits. */
export const PERMIT = 'permit'

export type EmissionOptions = { at?: EpochMs; edition?: string }

const PERCENT = { unit: '%', clause: 'HJ 75—2017 附录C' } as const
const OXYGEN: Asked = { key: 'o2', zh: '氧含量', en: 'Oxygen', ...PERCENT, reading: { most: 20.9 } }
const MOISTURE: Asked = { key: 'moisture', zh: '湿度', en: 'Moisture', ...PERCENT, reading: { most: 99.9 } }
const quantity = (key: string, zh: string, unit: string, clause: string): Asked => ({ key, zh, en: key, unit, clause })
const FLOW = quantity('flow', '排风量', 'm³/h', 'GB 18483—2001 基准风量换算')
const STOVES = quantity('stoves', '基准灶头数', '个', 'GB 18483—2001 饮食业单位规模')
const WATER = quantity('water', '实际排水量', 'm³', 'GB 39731—2020 基准排水量')
const BENCHMARK = quantity('benchmark-water', '基准排水量', 'm³', 'GB 39731—2020 基准排水量')

type Quantity = { value: Rational; text: string } | undefined
/** What conversions need, read once. */
type Measured = {
  o2: Quantity
  moisture: Quantity
  flow: Quantity
  stoves: Quantity
  water: Quantity
  benchmark: Quantity
}

const readMeasured = (facts: LimitFacts): Measured => ({
  o2: facts.quantity(OXYGEN, 'a19001'),
  moisture: facts.quantity(MOISTURE, 'a01014'),
  flow: facts.quantity(FLOW),
  stoves: facts.quantity(STOVES),
  water: facts.quantity(WATER),
  benchmark: facts.quantity(BENCHMARK),
})

const finding = (code: string, item: string, zh: string, en: string): Finding => ({ code, item, value: '', zh, en })
const namesZh = (facts: readonly string[]): string => facts.map((fact) => conditionWords(fact).zh).join('、')
const namesEn = (facts: readonly string[]): string => facts.map((fact) => conditionWords(fact).en).join(', ')
const noOxygen = (item: string): Finding =>
  finding(
    'emission.oxygen-missing',
    item,
    `${item} 未给出可用的氧含量 o2，按已折算的浓度评价`,
    `No usable oxygen content o2 was given for ${item}; the value is taken as already converted`,
  )
const otherAveraging = (item: string): Finding =>
  finding(
    'emission.other-averaging',
    item,
    `${item} 的限值不按该平均时间评价，超过只作预警`,
    `The limit of ${item} is for another averaging time; a value above it is only a warning`,
  )
const noLimit = (item: string, unknown: readonly string[]): Finding =>
  unknown.length === 0
    ? finding(
        'emission.no-limit',
        item,
        `${item} 没有适用的限值，未评价`,
        `No limit holds for ${item}; it was not judged`,
      )
    : finding(
        'emission.fact-missing',
        item,
        `${item} 须给出${namesZh(unknown)}才能选取限值`,
        `The limits of ${item} cannot be chosen without ${namesEn(unknown)}`,
      )
const notChosen = (item: string, code: string, unknown: readonly string[]): Finding =>
  finding(
    'emission.limit-not-chosen',
    item,
    `${item}：${code} 另有限值取决于${namesZh(unknown)}，未给出，未选取`,
    `${item}: ${code} has further limits that depend on ${namesEn(unknown)}, which was not given`,
  )

/** Writes a conversion as a step and gives the new value; a refusal leaves the value as it was. */
function convert(
  known: Known,
  to: Rational | Refusal,
  step: { edition: string; rule: string; formula: string },
  facts: LimitFacts,
): Known {
  if (isRefusal(to)) return known
  const text = shownValue(to)
  facts.step({ ...step, formula: `${step.formula} = ${text}`, value: text }, known.item)
  known.item.used = text
  return { ...known, value: to, text }
}

function toDryGas(known: Known, { moisture }: Measured, facts: LimitFacts): Known {
  if (!moisture || moisture.value.n === 0n) return known
  const formula = `${known.text} ÷ (1 − ${moisture.text} %)`
  return convert(known, toDry(known.value, moisture.value), { edition: HJ75_2017.id, rule: 'dry', formula }, facts)
}

function toOxygen(scope: Scope, known: Known, measured: Measured): Known {
  const { facts, standard } = scope
  const reference = referenceOxygen(scope, known.item.key)
  if (!reference) return known
  if (!measured.o2) {
    const missing = noOxygen(known.item.key)
    if (!facts.findings.some(({ code, item }) => code === missing.code && item === missing.item))
      facts.findings.push(missing)
    return known
  }
  const { referencePercent } = reference
  const dry = toDryGas(known, measured, facts)
  const formula = `${dry.text} × (21 − ${referencePercent}) ÷ (21 − ${measured.o2.text})`
  const to = toReferenceOxygen(dry.value, measured.o2.value, toRational(getDecimal(referencePercent)))
  return convert(dry, to, { edition: standard.id, rule: 'oxygen', formula }, facts)
}

/** Items whose concentration more water than the benchmark dilutes. */
const isDiluted = (item: string): boolean => item !== 'ph' && item !== 'colour'

function toBase(scope: Scope, known: Known, { flow, stoves, water, benchmark }: Measured): Known {
  const { facts, standard } = scope
  if (known.item.key === 'fume' && flow && stoves) {
    const formula = `${known.text} × ${flow.text} ÷ (${stoves.text} × 2000)`
    return convert(
      known,
      toBaseAir(known.value, flow.value, stoves.value),
      { edition: standard.id, rule: 'base', formula },
      facts,
    )
  }
  const isElectronics = standard.rules.some(({ id }) => id === 'dilution')
  if (!isElectronics || !water || !benchmark || !isDiluted(known.item.key)) return known
  const exceeds = subtract(water.value, benchmark.value).n > 0n
  if (!exceeds) return known
  const formula = `${known.text} × ${water.text} ÷ ${benchmark.text}`
  return convert(
    known,
    toBaseWater(known.value, water.value, benchmark.value),
    { edition: standard.id, rule: 'dilution', formula },
    facts,
  )
}

/** The value on the terms of the first standard that converts it; standards of one industry share their reference. */
function convertOnce(scopes: readonly Scope[], read: Known, measured: Measured): Known {
  for (const scope of scopes) {
    const converted = toBase(scope, toOxygen(scope, read, measured), measured)
    if (converted !== read) return converted
  }
  return read
}

const rungOf = (edition: string, { atMost, below, atLeast, absent, ...limit }: EmissionLimit): Ladder => [
  { bound: { atMost, below, atLeast, absent }, label: null, edition, limit },
]

/** The limit of the permit, `permit-<item>` in the unit of the item; it is one more standard. */
function permitLadder(facts: LimitFacts, { item, zh, en, unit, atLeast }: EmissionLimit): Ladder[] {
  const clause = '排污许可证 许可排放浓度'
  const asked: Asked = { key: `permit-${item}`, zh: `${zh}许可限值`, en: `Permitted ${en}`, unit, clause }
  const permitted = facts.quantity(asked)
  if (!permitted) return []
  const figure = Number(permitted.text)
  const bound = atLeast !== undefined && unit === '%' ? { atLeast: figure } : { atMost: figure }
  const label = { zh: '排污许可证', en: 'Permit' }
  return [[{ bound, label, edition: PERMIT, limit: { source: clause, sureness: 'verified' } }]]
}

const askedOf = ({ item, zh, en, unit, source: clause, absent }: EmissionLimit): Asked => ({
  key: item,
  zh,
  en,
  unit,
  clause,
  reading: {
    ...(item === 'ph' ? { most: 14, belowDetection: 'refused' as const } : {}),
    ...(absent ? { mayBeAbsent: true } : {}),
  },
})

type Offer = { scope: Scope; limits: readonly EmissionLimit[]; chosen: Chosen }

/** Limits an item has under each standard; the tightness of a petrol station is made from its table. */
function offersOf(scopes: readonly Scope[], item: string): Offer[] {
  return scopes.flatMap((scope) => {
    const limits =
      item === 'tightness' ? tightnessLimits(scope) : scope.standard.limits.filter((limit) => limit.item === item)
    return limits.length === 0 ? [] : [{ scope, limits, chosen: chooseLimits(scope, limits) }]
  })
}

function judgeItem(offers: readonly Offer[], measured: Measured, facts: LimitFacts): void {
  const [first] = offers
  const [sample] = first?.limits ?? []
  if (!first || !sample) return
  const read = facts.value(askedOf(sample), sample.zh, codeOf(sample.item) ?? '')
  if (!read) return
  const holding = offers.filter(({ chosen }) => chosen.rows.length > 0)
  const ladders = holding.flatMap(({ scope, chosen }) => chosen.rows.map((row) => rungOf(scope.standard.id, row)))
  const permit = permitLadder(facts, sample)
  const unknown = [...new Set(offers.flatMap(({ chosen }) => chosen.unknown))]
  if (ladders.length + permit.length === 0) {
    const isOther = offers.some(({ chosen }) => chosen.otherAveraging)
    facts.findings.push(isOther && unknown.length === 0 ? otherAveraging(sample.item) : noLimit(sample.item, unknown))
    return
  }
  for (const { scope, chosen } of offers) {
    if (chosen.unknown.length > 0) facts.findings.push(notChosen(sample.item, scope.standard.code, chosen.unknown))
  }
  const value = convertOnce(
    holding.map(({ scope }) => scope),
    read,
    measured,
  )
  facts.judge(value, [...ladders, ...permit], { outcomes: KEPT_OR_NOT })
  value.item.clause = value.item.limits.find(({ governs }) => governs)?.clause ?? value.item.clause
}

const itemsOf = (standards: readonly EmissionEdition[]): string[] => [
  ...new Set(standards.flatMap((standard) => standard.limits.map(({ item }) => item))),
  ...(standards.some(({ family }) => family === 'petrol-station') ? ['tightness'] : []),
]

/** The edition a verdict names: of the limit that decides its worst item, else the first that holds. */
function decidingEdition({ items }: LimitFacts, fallback: string): string {
  const worst = items.filter(({ grade }) => grade !== null).sort((a, b) => (b.grade ?? 0) - (a.grade ?? 0))
  const governing = worst.flatMap(({ limits }) => limits).find(({ governs, edition }) => governs && edition !== PERMIT)
  return governing?.edition ?? fallback
}

/**
 * 排放达标 of one outlet: `industry`, the values of its items by key, Chinese name or HJ 212 code, and the facts that choose
 * the limits – `fuel`, `built` (date), `special`, `receiving` or `grade`, `discharge`, `point`, `averaging` (hour, day, sample),
 * `permit-<item>`; `o2` and `moisture` in percent convert. Every limit that holds is shown and the strictest decides.
 * Refuses where no standard was in force.
 */
export function evaluateEmission(given: Facts, options: EmissionOptions): LimitVerdict | Refusal {
  const facts = new LimitFacts(given)
  const text = facts.text('industry', '行业')
  const industry = Object.hasOwn(INDUSTRIES, text) ? INDUSTRIES[text] : undefined
  if (options.edition === undefined && options.at === undefined) {
    return refuse(
      'standards.time-needed',
      'Cannot choose an edition as the time of the facts or an edition must be given',
    )
  }
  const standards = standardsFor(industry ?? 'general', options)
  const [first] = standards
  if (!first) return noStandard(options)
  const told = new Set<string>()
  const scopes = standards.map((standard): Scope => ({ standard, at: options.at, facts, told }))
  const measured = readMeasured(facts)
  for (const item of industry === undefined ? [] : itemsOf(standards)) {
    const offers = facts.hasAny(item, codeOf(item), nameOf(standards, item)) ? offersOf(scopes, item) : []
    judgeItem(offers, measured, facts)
  }
  const settings = {
    ...(options.at === undefined ? {} : { at: options.at }),
    ...(options.edition === undefined ? {} : { edition: options.edition }),
  }
  const why = industry === undefined ? industryUnknown(text) : undefined
  const edition = decidingEdition(facts, first.id)
  return concludeLimits({ subject: 'emission', edition, outcomes: KEPT_OR_NOT, why, settings }, facts)
}

const nameOf = (standards: readonly EmissionEdition[], item: string): string | undefined =>
  standards.flatMap(({ limits }) => limits).find((limit) => limit.item === item)?.zh

const noStandard = ({ edition }: EmissionOptions): Refusal =>
  edition === undefined
    ? refuse('standards.no-edition-in-force', 'Cannot judge as no emission standard for the industry was in force')
    : refuse('standards.unknown-edition', `Cannot judge by "${edition}" as it must be an emission standard`)

const industryUnknown = (text: string): Why => ({
  code: 'emission.industry-unknown',
  zh: `行业“${text}”没有排放标准，可用：${[...new Set(Object.values(INDUSTRIES))].join('、')}`,
  en: `No emission standard knows the industry "${text}"; choose ${[...new Set(Object.values(INDUSTRIES))].join(', ')}`,
})
