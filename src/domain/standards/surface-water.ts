// The class of a surface-water sample or mean under GB 3838: single factor, the worst item counts.
import { compareDecimals, compareRationals, type Decimal, getDecimal, roundRational } from '#kit/rational.ts'
import type { SurfaceWaterEdition, WaterLimit } from './catalog/gb3838-2002.ts'
import { SWQ_2011 } from './catalog/swq-eval-2011.ts'
import { getRule, leastSure, type Sureness } from './edition.ts'
import { type Fact, FINDINGS, factText, NOT_MONITORED_MARK, parseFact } from './facts.ts'
import { judgeSourceItems } from './source-water.ts'
import type { Facts, Finding, WaterItem, WaterType, WaterVerdict, Why } from './verdict.ts'
import { gradeOf, multipleOf, parseWaterType, saturationOf, waterClass } from './water-limits.ts'

const NINETY_PERCENT = { n: 90n, d: 1n }
const zero = getDecimal(0)
/** Past these no sample is believable; mg/L unless the item says otherwise. */
const BELIEVABLE: Readonly<Record<string, Decimal>> = {
  ph: getDecimal(14),
  do: getDecimal(100),
  'faecal-coliforms': getDecimal(1_000_000_000_000),
}
const BELIEVABLE_OTHERS = getDecimal(1_000_000)
const TEMPERATURE = { least: getDecimal(-5), most: getDecimal(50) }

type Read = { item: WaterItem; limit: WaterLimit; value?: Decimal; finding?: Finding }

function rejection(limit: WaterLimit, fact: Fact): Finding | undefined {
  const { item } = limit
  if (fact.kind === 'rejected') return FINDINGS.notANumber(item, fact.text)
  if (fact.kind === 'not-detected') return FINDINGS.noDetectionLimit(item, fact.text)
  if (fact.kind === 'missing') return undefined
  if (fact.kind === 'below' && (limit.range || limit.atLeast)) return FINDINGS.notANumber(item, fact.text)
  if (compareDecimals(fact.decimal, zero) < 0) return FINDINGS.negative(item, fact.text)
  const most = BELIEVABLE[item] ?? BELIEVABLE_OTHERS
  if (compareDecimals(fact.decimal, most) > 0)
    return FINDINGS.outOfRange(item, fact.text, `0–${most.units} ${limit.unit}`)
  return undefined
}

/** Reads one item's fact and gives its grade. */
function readItem(limit: WaterLimit, type: WaterType, text: string): Read {
  const fact = parseFact(text)
  const base = { key: limit.item, value: text === '' ? null : text, unit: limit.unit, clause: limit.source }
  const nothing = { grade: null, class: null, counts: false }
  if (fact.kind === 'missing') {
    const status = text === NOT_MONITORED_MARK ? 'not-monitored' : 'missing'
    return { item: { ...base, value: null, status, ...nothing }, limit }
  }
  const finding = rejection(limit, fact)
  if (finding || !('decimal' in fact)) {
    return { item: { ...base, status: 'rejected', ...nothing }, limit, ...(finding ? { finding } : {}) }
  }
  const grade = gradeOf(limit, type, fact.decimal)
  const isBelow = fact.kind === 'below'
  const item: WaterItem = {
    ...base,
    ...(isBelow ? { used: fact.used } : {}),
    status: isBelow ? 'below-detection' : 'ok',
    grade,
    class: grade === null ? null : waterClass(grade),
    counts: grade !== null && limit.reference !== true,
  }
  const multiple = item.counts ? multipleOf(limit, type, fact.decimal) : undefined
  if (multiple) item.multiple = roundRational(multiple, 2)
  return {
    item,
    limit,
    value: fact.decimal,
    ...(isBelow ? { finding: FINDINGS.belowDetection(limit.item, text, fact.used) } : {}),
  }
}

/** Raises dissolved oxygen to class Ⅰ where 90 % saturation is reached; gives a finding where the temperature is unusable. */
function applySaturation(oxygen: Read | undefined, text: string): Finding | undefined {
  const fact = parseFact(text)
  if (fact.kind === 'missing') return undefined
  if (fact.kind !== 'number') return FINDINGS.notANumber('temperature', text)
  const { least, most } = TEMPERATURE
  if (compareDecimals(fact.decimal, least) < 0 || compareDecimals(fact.decimal, most) > 0) {
    return FINDINGS.outOfRange('temperature', text, `${least.units}–${most.units} ℃`)
  }
  if (!oxygen?.value) return undefined
  const saturation = saturationOf(oxygen.value, fact.decimal)
  oxygen.item.saturation = roundRational(saturation, 1)
  if (compareRationals(saturation, NINETY_PERCENT) >= 0) Object.assign(oxygen.item, { grade: 1, class: waterClass(1) })
  return undefined
}

/** Core items without a usable value; an item the station lacks by design is excused and marked. */
function missingCore(edition: SurfaceWaterEdition, reads: readonly Read[]): { missing: string[]; excused: boolean } {
  const absent = reads.filter(({ item }) => edition.core.includes(item.key) && item.grade === null)
  const [only] = absent.map(({ item }) => item)
  const excused = absent.length === 1 && only?.key === edition.coreUnlessNotMonitored && only.status === 'not-monitored'
  return { missing: absent.map(({ item }) => item.key), excused }
}

const NOT_MONITORED: Finding = {
  code: 'water.phosphorus-not-monitored',
  item: 'tp',
  value: '',
  zh: '未监测总磷，以其余四项评价',
  en: 'Total phosphorus is not monitored; the other four items give the class',
}
const determined = (missing: readonly string[]): Finding => ({
  code: 'water.determined-without',
  item: missing.join(','),
  value: '',
  zh: `${missing.join('、')} 缺测，但已有项目为劣Ⅴ类，结论不受影响`,
  en: `${missing.join(', ')} missing, but another item is already worse than Ⅴ, so the class stands`,
})
const coreMissing = (missing: readonly string[]): Why => ({
  code: 'water.core-missing',
  zh: `${missing.join('、')} 缺测或无效，不能评价类别`,
  en: `${missing.join(', ')} missing or invalid, so no class can be given`,
})
const typeUnknown = (text: string): Why => ({
  code: 'water.type-unknown',
  zh: `水体类型“${text}”不是河流（river）或湖库（lake），不能评价`,
  en: `The water type "${text}" is neither river nor lake, so nothing can be judged`,
})

/** 主要污染指标 — only worse than Ⅲ: cyanide and heavy metals first, then worse class, then larger multiple; three at most. */
function mainIndicators(reads: readonly Read[], type: WaterType): WaterVerdict['main'] {
  const exceeding = reads.filter(({ item }) => item.counts && (item.grade ?? 0) > 3)
  const ranked = exceeding.map((read) => ({ read, multiple: read.value && multipleOf(read.limit, type, read.value) }))
  ranked.sort(
    (a, b) =>
      Number(b.read.limit.firstToName ?? false) - Number(a.read.limit.firstToName ?? false) ||
      (b.read.item.grade ?? 0) - (a.read.item.grade ?? 0) ||
      Number(b.multiple !== undefined) - Number(a.multiple !== undefined) ||
      (a.multiple && b.multiple ? compareRationals(b.multiple, a.multiple) : 0),
  )
  return ranked.slice(0, SWQ_2011.mainIndicators).map(({ read, multiple }) => ({
    key: read.item.key,
    ...(multiple ? { multiple: roundRational(multiple, 1) } : {}),
  }))
}

function readAll(edition: SurfaceWaterEdition, type: WaterType, facts: Facts, inputs: Record<string, string>): Read[] {
  const reads: Read[] = []
  for (const limit of edition.limits) {
    const text = factText(facts[limit.item] ?? facts[limit.code])
    const isCore = edition.core.includes(limit.item)
    if (text === '' && !isCore) continue
    if (text !== '') inputs[limit.item] = text
    const read = readItem(limit, type, text)
    // Nothing was sent for it at all: the station does not have the analyser.
    if (text === '' && limit.item === edition.coreUnlessNotMonitored) read.item.status = 'not-monitored'
    reads.push(read)
  }
  return reads
}

function surenessOf(edition: SurfaceWaterEdition, reads: readonly Read[], excused: boolean): Sureness {
  let sureness: Sureness = edition.sureness
  if (excused) sureness = leastSure(sureness, getRule(edition, 'core-items').sureness)
  for (const { item } of reads) {
    if (item.saturation !== undefined) sureness = leastSure(sureness, getRule(edition, 'oxygen-saturation').sureness)
    if (item.status === 'below-detection') sureness = leastSure(sureness, getRule(edition, 'below-detection').sureness)
  }
  return sureness
}

/**
 * 水质类别 of one sample or of means: facts by item key or HJ 212 code (mg/L), `type` river or lake, `temperature` in °C
 * for the saturation rule. Total nitrogen and faecal coliforms are reported aside. Not judged where a core item is missing,
 * unless another is already worse than Ⅴ; total phosphorus alone may be absent by design (blank or `*`).
 * @source GB 3838—2002 表1
 */
export function evaluateWater(edition: SurfaceWaterEdition, facts: Facts): WaterVerdict {
  const inputs: Record<string, string> = {}
  const typeText = factText(facts.type)
  if (typeText !== '') inputs.type = typeText
  const known = parseWaterType(typeText)
  const type = known ?? 'river'
  const reads = readAll(edition, type, facts, inputs)
  const temperature = factText(facts.temperature ?? facts.w01010)
  if (temperature !== '') inputs.temperature = temperature
  const temperatureFinding = applySaturation(
    reads.find(({ item }) => item.key === 'do'),
    temperature,
  )
  const { missing, excused } = missingCore(edition, reads)
  const worst = reads.reduce((grade, { item }) => (item.counts && item.grade ? Math.max(grade, item.grade) : grade), 0)
  const isDetermined = missing.length > 0 && !excused && worst === 6
  const findings = reads.flatMap((read) => (read.finding ? [read.finding] : []))
  if (temperatureFinding) findings.push(temperatureFinding)
  if (excused) findings.push(NOT_MONITORED)
  if (isDetermined) findings.push(determined(missing))
  const aside = judgeSourceItems(edition, facts, inputs)
  const why = known
    ? missing.length === 0 || excused || isDetermined
      ? undefined
      : coreMissing(missing)
    : typeUnknown(typeText)
  return {
    subject: 'water',
    edition: edition.id,
    type,
    ...conclude(reads, type, worst, why),
    items: [...reads.map((read) => read.item), ...aside.items],
    findings: [...findings, ...aside.findings],
    sureness: surenessOf(edition, reads, excused),
    inputs,
  }
}

type Conclusion = Pick<
  WaterVerdict,
  'judged' | 'why' | 'class' | 'grade' | 'quality' | 'colour' | 'worst' | 'multiples' | 'main'
>

function conclude(reads: readonly Read[], type: WaterType, worst: number, why: Why | undefined): Conclusion {
  if (why) {
    return {
      judged: false,
      why,
      class: null,
      grade: null,
      quality: null,
      colour: null,
      worst: [],
      multiples: {},
      main: [],
    }
  }
  const counted = reads.filter(({ item }) => item.counts)
  const multiples: Record<string, string> = {}
  for (const { item } of counted) if (item.multiple !== undefined) multiples[item.key] = item.multiple
  const quality = SWQ_2011.qualities.find((candidate) => candidate.grades.includes(worst))
  return {
    judged: true,
    class: waterClass(worst),
    grade: worst,
    quality: quality?.zh ?? null,
    colour: quality?.colour ?? null,
    worst: counted.filter(({ item }) => item.grade === worst).map(({ item }) => item.key),
    multiples,
    main: worst > 3 ? mainIndicators(counted, type) : [],
  }
}
