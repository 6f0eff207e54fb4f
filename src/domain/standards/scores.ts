// Scores and grades: enterprise credit, emergencies, heavy-pollution warnings, producers of waste, draws, total reduction, air ranking.
import {
  add,
  compareRationals,
  divide,
  getDecimal,
  multiply,
  parseDecimal,
  type Rational,
  roundRational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { AIR_RANKING_2018 } from './catalog/air-ranking-2018.ts'
import type { CREDIT_2013 } from './catalog/credit-2013.ts'
import type { EMERGENCY_2014 } from './catalog/emergency-2014.ts'
import type { WarningEdition, WarningRun } from './catalog/heavy-pollution.ts'
import type { HJ1259_2022 } from './catalog/hj1259-2022.ts'
import type { POLLUTANT_REDUCTION } from './catalog/pollutant-reduction.ts'
import { RANDOM_INSPECTION_2015 } from './catalog/random-inspection-2015.ts'
import { getRule } from './edition.ts'
import { MISSING_MARKS } from './facts.ts'
import { concludeIndex, factsMissing, findLevel, IndexFacts } from './index-reader.ts'
import type { IndexVerdict } from './index-verdict.ts'
import type { Facts, Finding } from './verdict-parts.ts'

const rational = (figure: string | number): Rational => toRational(getDecimal(figure))

/** Texts of a yes; anything else but a missing mark or a no gives a finding. */
const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'y', '是', '有'])
const NO: ReadonlySet<string> = new Set(['0', 'false', 'no', 'n', '否', '无'])

function readFlag(facts: IndexFacts, key: string): boolean {
  const text = facts.text(key)
  if (YES.has(text.toLowerCase())) return true
  if (text !== '' && !NO.has(text.toLowerCase()) && !MISSING_MARKS.has(text)) facts.findings.push(notAFlag(key, text))
  return false
}

const notAFlag = (item: string, value: string): Finding => ({
  code: 'value.not-a-choice',
  item,
  value,
  zh: `${item} 的值“${value}”不在可选值之内，按无处理`,
  en: `The value "${value}" of ${item} is none of the choices and counts as none`,
})

/**
 * 企业环境信用等级 of `score` 0 to 100 and vetoes (`veto-crime` … as flags); one veto is enough for the worst level.
 * The cut-offs are defaults from memory, which the sureness of the verdict says.
 * @source 环发〔2013〕150号 信用等级
 */
export function evaluateCredit(edition: typeof CREDIT_2013, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'credit', edition: edition.id, unit: '分' } as const
  const vetoes = edition.vetoes.filter(({ key }) => readFlag(facts, `veto-${key}`))
  const model = { ...edition.limits[0], item: 'score', unit: '分', sureness: edition.sureness }
  const score = facts.read(model, { isOptional: vetoes.length > 0, most: 100 })
  if (vetoes.length > 0) {
    const level = edition.levels.find(({ grade }) => grade === 4)
    facts.step(getRule(edition, 'veto'), vetoes.map(({ zh }) => zh).join('；'), level?.zh ?? '')
    return concludeIndex(head, facts, { value: score?.text ?? null, level })
  }
  if (!score) return concludeIndex(head, facts, factsMissing('credit', ['score']))
  const level = findLevel(edition.levels, score.value)
  facts.step(getRule(edition, 'cut-offs'), score.text, level?.zh ?? '')
  return concludeIndex(head, facts, { value: score.text, level })
}

/** Grade of a choice fact from a table of names; undefined where blank or unknown (which gives a finding). */
function readChoice(facts: IndexFacts, key: string, grades: Readonly<Record<string, number>>): number | undefined {
  const text = facts.text(key)
  if (text === '' || MISSING_MARKS.has(text)) return undefined
  if (!Object.hasOwn(grades, text)) {
    facts.findings.push(notAFlag(key, text))
    return undefined
  }
  return grades[text]
}

/**
 * 突发环境事件分级 of `deaths`, `poisoned`, `evacuated` people, `loss` in 万元, `water_source` cut off (prefecture, county, township)
 * and `reach` (country, province, city, county); the gravest counts, 1 being Ⅰ. `sensitive` cases are reported as Ⅰ or Ⅱ.
 * @source 国办函〔2014〕119号 附件1
 */
export function evaluateEmergency(edition: typeof EMERGENCY_2014, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'emergency', edition: edition.id, unit: '级' } as const
  let gravest: number | undefined
  const take = (grade: number | undefined): void => {
    if (grade !== undefined) gravest = gravest === undefined ? grade : Math.min(gravest, grade)
  }
  for (const term of edition.limits) {
    const reading = facts.read(term, { isOptional: true })
    if (!reading) continue
    const at = term.atLeast.findIndex((least) => compareRationals(reading.value, rational(least)) >= 0)
    const grade = at < 0 ? 4 : at + 1
    reading.item.result = String(grade)
    reading.item.formula = at < 0 ? `${reading.text} < ${term.atLeast[2]}` : `${reading.text} ≥ ${term.atLeast[at]}`
    take(grade)
  }
  take(readChoice(facts, 'water_source', edition.waterSource))
  take(readChoice(facts, 'reach', edition.reach))
  const isSensitive = readFlag(facts, 'sensitive')
  if (gravest === undefined)
    return concludeIndex(
      head,
      facts,
      factsMissing(
        'emergency',
        edition.limits.map(({ item }) => item),
      ),
    )
  const level = edition.levels.find(({ grade }) => grade === gravest)
  facts.step(getRule(edition, 'grade'), `min = ${gravest}`, level?.zh ?? '')
  const hours = edition.reportWithinHours[isSensitive ? 0 : gravest - 1]
  facts.step(getRule(edition, isSensitive ? 'sensitive' : 'reporting'), `${hours} h`, String(hours))
  return concludeIndex(head, facts, { value: null, level })
}

const DAY_HOURS = 24

/** Longest run of days above a bound, in hours. */
function longestRun(days: readonly number[], over: number): number {
  let longest = 0
  let run = 0
  for (const aqi of days) {
    run = aqi > over ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest * DAY_HOURS
}

/**
 * 重污染天气预警 of `aqi`, the daily indices of consecutive days parted by commas; grade 1 red, 2 orange, 3 yellow, 4 none.
 * @source 粤府函〔2020〕383号 预警分级
 */
export function evaluateHeavyPollution(edition: WarningEdition, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: edition.family, edition: edition.id, unit: '级' } as const
  const parts = facts
    .text('aqi')
    .split(/[\s,;，；、]+/)
    .filter((part) => part !== '')
  if (parts.length === 0 || !parts.every((part) => /^\d{1,4}$/.test(part)))
    return concludeIndex(head, facts, factsMissing(head.subject, ['aqi']))
  const days = parts.map(Number)
  const isMet = ({ over, hours }: WarningRun): boolean => longestRun(days, over) >= hours
  const isPeak = edition.peakForRed !== undefined && days.some((aqi) => aqi >= (edition.peakForRed ?? 0))
  const found = edition.limits.find(
    (level) => (level.grade === 1 && isPeak) || level.anyOf.some((runs) => runs.every(isMet)),
  )
  const level = found ? { grade: found.grade, zh: found.zh } : { grade: 4, zh: '不预警' }
  const runs = [150, 200, 300].map((over) => `> ${over}：${longestRun(days, over)} h`).join('，')
  facts.step(getRule(edition, 'warning'), runs, level.zh)
  return concludeIndex(head, facts, { value: null, level })
}

/**
 * 危险废物产生单位分类 of `amount` in t a year, `own_disposal` and `licence` as flags: grade 1 key, 2 simplified, 3 registered.
 * @source HJ 1259—2022 分类管理
 */
export function evaluateWasteProducer(edition: typeof HJ1259_2022, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'waste-producer', edition: edition.id, unit: 't/a' } as const
  const isKey = [readFlag(facts, 'own_disposal'), readFlag(facts, 'licence')].includes(true)
  const amount = facts.read({ ...edition.limits[0], item: 'amount' }, { isOptional: isKey })
  if (!isKey && !amount) return concludeIndex(head, facts, factsMissing('waste-producer', ['amount']))
  const reaches = (least: string | undefined): boolean =>
    least === undefined || (amount !== undefined && compareRationals(amount.value, rational(least)) >= 0)
  const at = isKey ? 0 : edition.limits.findIndex((row) => reaches('atLeast' in row ? row.atLeast : undefined))
  const row = edition.limits[at]
  facts.step(getRule(edition, 'classes'), amount ? `${amount.text} t/a` : '自行利用处置或持证', row?.zh ?? '')
  return concludeIndex(head, facts, { value: amount?.text ?? null, level: row && { grade: at + 1, zh: row.zh } })
}

/** How many units a draw must take: a share of them in a quarter, or so many for each officer in a year; never more than there are. */
export function leastInspections(ratio: string, counts: { units: number; officers: number }): number | undefined {
  const row = RANDOM_INSPECTION_2015.limits.find(({ item }) => item === ratio)
  if (!row || counts.units < 0 || counts.officers < 0) return undefined
  const wanted = 'percent' in row ? Math.ceil((counts.units * row.percent) / 100) : counts.officers * row.perOfficer
  return Math.min(counts.units, wanted)
}

/**
 * 累计下降率 of one pollutant in percent, two decimals: `reductions` t (the sum of project reductions) over `base` t of 2020;
 * where `emission` of the year is given the other reading stands in a step.
 * @source “十四五”总量减排（2021—2025）
 */
export function evaluatePollutantReduction(edition: typeof POLLUTANT_REDUCTION, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'pollutant-reduction', edition: edition.id, unit: '%' } as const
  const [model] = edition.limits
  facts.text('pollutant')
  const base = facts.read({ ...model, item: 'base' }, { aboveZero: true })
  const reductions = facts.read({ ...model, item: 'reductions' }, { isOptional: true, least: -1e15 })
  const emission = facts.read({ ...model, item: 'emission' }, { isOptional: true })
  if (!base || (!reductions && !emission)) {
    return concludeIndex(head, facts, factsMissing('pollutant-reduction', base ? ['reductions'] : facts.missing))
  }
  const percent = (part: Rational): string => roundRational(divide(multiply(part, rational(100)), base.value), 2)
  const rule = getRule(edition, 'cumulative')
  const byProject = reductions && percent(reductions.value)
  const byEmission = emission && percent(subtract(base.value, emission.value))
  if (reductions && byProject) facts.step(rule, `${reductions.text} ÷ ${base.text} × 100 = ${byProject}`, byProject)
  if (emission && byEmission)
    facts.step(rule, `(${base.text} − ${emission.text}) ÷ ${base.text} × 100 = ${byEmission}`, byEmission)
  return concludeIndex(head, facts, { value: byProject ?? byEmission ?? null })
}

/** A year of a sewage works: flow in 万 m³, inflow and outflow concentrations in mg/L, as decimal texts. */
export type WorksYear = { flow: string; inflow: string; outflow: string }

/** Reduction of a sewage works between two years in t, exactly to four decimals. */
export function worksReduction(base: WorksYear, year: WorksYear): string {
  const load = ({ flow, inflow, outflow }: WorksYear): Rational =>
    multiply(rational(flow), subtract(rational(inflow), rational(outflow)))
  return roundRational(divide(subtract(load(year), load(base)), rational(100)), 4)
}

/**
 * 环境空气质量综合指数 of period values of six items (CO mg/m³, others µg/m³); `limits` = `2026` takes the transitional denominators.
 * Two decimals; smaller is better.
 * @source 环办监测〔2018〕19号 环境空气质量综合指数
 * @example SO2 6, NO2 24, PM10 35, PM2.5 19, CO 0.8, O3 150 → 2.88
 */
export function evaluateAirComposite(edition: typeof AIR_RANKING_2018, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'air-composite', edition: edition.id, unit: '1' } as const
  const isNew = facts.text('limits') === '2026'
  let sum = rational(0)
  const texts: string[] = []
  for (const term of edition.limits) {
    const row = (isNew ? edition.newLimits.find(({ item }) => item === term.item) : undefined) ?? term
    const reading = facts.read(row, { most: 100_000 })
    if (!reading) continue
    const index = divide(reading.value, rational(row.atMost))
    reading.item.result = roundRational(index, 4)
    reading.item.formula = `${reading.text} ÷ ${row.atMost} = ${reading.item.result}`
    sum = add(sum, index)
    texts.push(reading.item.result)
  }
  if (facts.missing.length > 0) return concludeIndex(head, facts, factsMissing('air-composite', facts.missing))
  const value = roundRational(sum, 2)
  facts.step(getRule(edition, 'sum'), `${texts.join(' + ')} = ${value}`, value)
  if (isNew) facts.step(getRule(edition, 'new-limits'), '2026', value)
  return concludeIndex(head, facts, { value })
}

/** Ranks of composite indices as decimal texts, smaller being better; equal ones share a rank and unusable ones have none. */
export function ranksOf(indices: readonly string[]): (number | undefined)[] {
  const values = indices.map((index) => parseDecimal(index)).map((decimal) => decimal && toRational(decimal))
  return values.map((own) => own && 1 + values.filter((other) => other && compareRationals(other, own) < 0).length)
}
