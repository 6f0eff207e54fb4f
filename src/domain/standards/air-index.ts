// The air quality index of an hour or a day under either edition of HJ 633, exact to the last digit.
import { compareDecimals, type Decimal, getDecimal, parseDecimal, powerOfTen } from '#kit/rational.ts'
import { roundHalfEven } from '#kit/round.ts'
import {
  type AqiColumn,
  type AqiEdition,
  type AqiIndicator,
  type AqiLevel,
  type AqiLimit,
  indicator,
  SUB_INDICES,
} from './catalog/aqi-tables.ts'
import { getRule, leastSure, type Sureness } from './edition.ts'
import { FINDINGS, factText, parseFact } from './facts.ts'
import type { AirItem, AirVerdict, Facts, Finding, OnGap, Why } from './verdict.ts'

export type AirOptions = {
  /** What to do where a pollutant is missing; the edition's own rule by default. A later edition always withholds. */
  onGap?: OnGap
  /** Items that the place does not monitor by design; they never hold the index back. */
  notMonitored?: readonly string[]
  /** `eight-hour`: leave the one-hour ozone maximum out of the daily index of 2012, as most cities do. */
  dailyOzone?: 'eight-hour'
}

/** One interval of the break-point table that holds a concentration. */
export type Bracket = { low: number; high: number; indexLow: number; indexHigh: number }

/** Past this no ambient concentration is believable, whatever the pollutant (µg/m³; carbon monoxide mg/m³). */
const BELIEVABLE = { 'µg/m³': getDecimal(100_000), 'mg/m³': getDecimal(10_000) } as const

const tables = new WeakMap<AqiEdition, ReadonlyMap<string, AqiLimit>>()
/** The row of the break-point table of that name; throws where the edition has none. */
export function columnOf(edition: AqiEdition, column: AqiColumn): AqiLimit {
  let table = tables.get(edition)
  if (!table) {
    table = new Map(edition.limits.map((limit) => [limit.item, limit]))
    tables.set(edition, table)
  }
  const limit = table.get(column)
  if (!limit) throw new Error(`Cannot find column "${column}" as ${edition.id} must define it`)
  return limit
}

/** The interval with low ≤ C ≤ high, or the column's highest figure where C is above it. */
export function bracketOf(limit: AqiLimit, concentration: Decimal): Bracket | { top: number } {
  const { units, scale } = concentration
  const power = powerOfTen(scale)
  let low = 0
  for (let at = 1; at < limit.breakpoints.length; at += 1) {
    const high = limit.breakpoints[at]
    if (high === null || high === undefined) break
    if (units <= BigInt(high) * power) {
      return { low, high, indexLow: SUB_INDICES[at - 1] ?? 0, indexHigh: SUB_INDICES[at] ?? 0 }
    }
    low = high
  }
  return { top: low }
}

/** Interpolates exactly and rounds up to a whole number. */
function interpolateUp({ low, high, indexLow, indexHigh }: Bracket, { units, scale }: Decimal): number {
  const power = powerOfTen(scale)
  const numerator = BigInt(indexHigh - indexLow) * (units - BigInt(low) * power)
  const denominator = BigInt(high - low) * power
  const whole = numerator / denominator
  return indexLow + Number(whole) + (whole * denominator === numerator ? 0 : 1)
}

/**
 * Sub-index of a concentration in a column (µg/m³; carbon monoxide mg/m³); null where the edition gives none.
 * @source HJ 633—2012 表1
 * @source HJ 633—2026 表3
 * @example PM2.5 of 58 µg/m³: 79 under the edition of 2012, 96 under that of 2026
 */
export function subIndex(edition: AqiEdition, column: AqiColumn, concentration: Decimal): number | null {
  const bracket = bracketOf(columnOf(edition, column), concentration)
  if (!('top' in bracket)) return interpolateUp(bracket, concentration)
  const fixed = edition.aboveTop[column]
  return fixed === undefined ? 500 : fixed
}

/** 空气质量指数级别 of an index. */
export function levelOf(edition: AqiEdition, aqi: number): AqiLevel {
  const level = edition.levels.find((candidate) => candidate.most === null || aqi <= candidate.most)
  if (!level) throw new RangeError(`Cannot grade ${aqi} as the index must not exceed 500`)
  return level
}

type Read = { item: AirItem; finding?: Finding }

function blankItem(indicator: AqiIndicator, limit: AqiLimit, text: string, status: AirItem['status']): AirItem {
  return {
    key: indicator.item,
    column: indicator.column,
    value: text === '' ? null : text,
    unit: limit.unit,
    status,
    iaqi: null,
    clause: limit.source,
  }
}

function rejection(key: string, text: string, decimal: Decimal | undefined, unit: string): Finding | undefined {
  if (!decimal) return FINDINGS.notANumber(key, text)
  if (decimal.units < 0n) return FINDINGS.negative(key, text)
  const most = BELIEVABLE[unit as keyof typeof BELIEVABLE] ?? BELIEVABLE['µg/m³']
  if (compareDecimals(decimal, most) > 0) return FINDINGS.outOfRange(key, text, `0–${most.units} ${unit}`)
  return undefined
}

/** Reads one indicator's fact and gives its sub-index. */
function readIndicator(edition: AqiEdition, indicator: AqiIndicator, text: string): Read {
  const limit = columnOf(edition, indicator.column)
  const decimals = edition.inputDecimals?.[indicator.item]
  const fact = parseFact(text)
  if (fact.kind === 'missing') return { item: blankItem(indicator, limit, '', 'missing') }
  const decimal = fact.kind === 'number' ? fact.decimal : undefined
  const rejected = rejection(indicator.item, text, decimal, limit.unit)
  if (rejected || !decimal) {
    const finding = rejected ?? FINDINGS.notANumber(indicator.item, text)
    return { item: blankItem(indicator, limit, text, 'rejected'), finding }
  }
  const used = decimals === undefined || decimal.scale <= decimals ? text : roundHalfEven(text, decimals)
  return judgeIndicator(edition, indicator, limit, { text, used, decimal: used === text ? decimal : getDecimal(used) })
}

function judgeIndicator(
  edition: AqiEdition,
  indicator: AqiIndicator,
  limit: AqiLimit,
  { text, used, decimal }: { text: string; used: string; decimal: Decimal },
): Read {
  const bracket = bracketOf(limit, decimal)
  const item: AirItem = {
    key: indicator.item,
    column: indicator.column,
    value: text,
    ...(used === text ? {} : { used }),
    unit: limit.unit,
    status: 'ok',
    iaqi: null,
    clause: limit.source,
  }
  if (!('top' in bracket)) {
    item.iaqi = interpolateUp(bracket, decimal)
    return { item }
  }
  item.iaqi = subIndex(edition, indicator.column, decimal)
  item.status = item.iaqi === null ? 'no-sub-index' : 'above-top'
  return { item, finding: FINDINGS.aboveTop(indicator.item, text, bracket.top) }
}

/** Fact names that stand for an indicator besides its own: ozone without its averaging time. */
const ALSO: Readonly<Record<string, string>> = { O3_1h: 'O3', O3_8h: 'O3' }
const firstOzone = { 'air-hour': 'O3_1h', 'air-day': 'O3_8h' } as const

function inputText(subject: 'air-hour' | 'air-day', item: string, facts: Facts): string {
  const own = facts[item]
  const other = ALSO[item]
  if (own === undefined && other !== undefined && firstOzone[subject] === item) return factText(facts[other])
  return factText(own)
}

const SULPHUR_DAY = indicator('SO2', 'SO2_24h', 'sub-index')

/** Replaces the one-hour sulphur dioxide of 2012 above 800 µg/m³ by the 24-hour mean where that is known. */
function substituteSulphur(edition: AqiEdition, reads: Read[], facts: Facts, inputs: Record<string, string>): void {
  const at = reads.findIndex(({ item }) => item.column === 'SO2_1h' && item.status === 'no-sub-index')
  const text = factText(facts.SO2_24h)
  if (at < 0 || text === '' || !parseDecimal(text)) return
  const hour = reads[at]
  const day = readIndicator(edition, SULPHUR_DAY, text)
  if (!hour || day.item.iaqi === null) return
  inputs.SO2_24h = text
  reads[at] = { ...day, ...(hour.finding ? { finding: hour.finding } : {}) }
}

/** Pollutants that have no sub-index at all; ozone counts as one, whatever its averaging time. */
function gapsOf(items: readonly AirItem[], notMonitored: readonly string[]): string[] {
  const pollutant = (key: string): string => (key.startsWith('O3') ? 'O3' : key)
  const known = new Set(items.filter((item) => item.iaqi !== null).map((item) => pollutant(item.key)))
  const excused = new Set(notMonitored.map(pollutant))
  return items
    .filter((item) => !known.has(pollutant(item.key)) && !excused.has(pollutant(item.key)))
    .map((item) => item.key)
}

function withheld(gaps: readonly string[]): Why {
  return {
    code: 'air.pollutant-missing',
    zh: `${gaps.join('、')} 缺测或无效，且其余项目的 AQI 不大于 100，不发布 AQI`,
    en: `${gaps.join(', ')} missing or invalid and the index of the rest is not above 100, so no index is given`,
  }
}

const NOTHING: Why = {
  code: 'air.no-values',
  zh: '没有可用的污染物浓度，不能评价',
  en: 'There is no usable concentration, so nothing can be judged',
}

function surenessOf(
  edition: AqiEdition,
  indicators: readonly AqiIndicator[],
  items: readonly AirItem[],
  gaps: number,
): Sureness {
  let sureness: Sureness = edition.inputDecimals ? getRule(edition, 'input-rounding').sureness : 'verified'
  for (const item of items) {
    const indicator = indicators.find((candidate) => candidate.item === item.key)
    if (indicator && item.iaqi !== null) sureness = leastSure(sureness, getRule(edition, indicator.rule).sureness)
  }
  return gaps > 0 ? leastSure(sureness, getRule(edition, 'gap').sureness) : sureness
}

/**
 * 空气质量指数 of an hour (`PM2.5, PM10, SO2, NO2, CO, O3_1h`) or a day (`PM2.5, PM10, SO2, NO2, CO, O3_8h`, under the
 * edition of 2012 also the day's largest `O3_1h` where given). µg/m³, carbon monoxide mg/m³.
 * Negative, non-numeric and unbelievable facts become findings and count as missing.
 * @source HJ 633—2012 表1
 * @source HJ 633—2026 5.3.1
 */
export function evaluateAir(
  edition: AqiEdition,
  subject: 'air-hour' | 'air-day',
  facts: Facts,
  options: AirOptions = {},
): AirVerdict {
  const inputs: Record<string, string> = {}
  const indicators = subject === 'air-hour' ? edition.hour : edition.day
  const reads: Read[] = []
  for (const indicator of indicators) {
    const text = inputText(subject, indicator.item, facts)
    // The daily one-hour ozone is an extra: it is looked at only where it was given and is wanted.
    if (indicator.rule === 'ozone-day' && (text === '' || options.dailyOzone === 'eight-hour')) continue
    if (text !== '') inputs[indicator.item] = text
    reads.push(readIndicator(edition, indicator, text))
  }
  substituteSulphur(edition, reads, facts, inputs)
  const items = reads.map((read) => read.item)
  const findings = reads.flatMap((read) => (read.finding ? [read.finding] : []))
  const gaps = gapsOf(items, options.notMonitored ?? [])
  const settings = settingsOf(options)
  return {
    subject,
    edition: edition.id,
    ...conclude(edition, items, gaps, options),
    items,
    findings,
    sureness: surenessOf(edition, indicators, items, gaps.length),
    inputs,
    ...(settings ? { settings } : {}),
  }
}

function settingsOf({ onGap, notMonitored, dailyOzone }: AirOptions): AirVerdict['settings'] {
  if (onGap === undefined && dailyOzone === undefined && !notMonitored?.length) return undefined
  return {
    ...(onGap === undefined ? {} : { onGap }),
    ...(notMonitored?.length ? { notMonitored: [...notMonitored] } : {}),
    ...(dailyOzone === undefined ? {} : { dailyOzone }),
  }
}

type Conclusion = Pick<AirVerdict, 'judged' | 'why' | 'aqi' | 'grade' | 'level' | 'colour' | 'primary'>
const UNJUDGED = { judged: false, aqi: null, grade: null, level: null, colour: null } as const

function conclude(
  edition: AqiEdition,
  items: readonly AirItem[],
  gaps: readonly string[],
  options: AirOptions,
): Conclusion {
  let largest = -1
  for (const { iaqi } of items) if (iaqi !== null && iaqi > largest) largest = iaqi
  if (largest < 0) return { ...UNJUDGED, why: NOTHING, primary: [] }
  const aqi = Math.max(largest, edition.floor)
  const onGap = edition.onGap === 'withhold' ? 'withhold' : (options.onGap ?? edition.onGap)
  if (gaps.length > 0 && onGap === 'withhold' && aqi <= 100) return { ...UNJUDGED, why: withheld(gaps), primary: [] }
  const level = levelOf(edition, aqi)
  const primary = aqi > 50 ? items.filter((item) => item.iaqi === largest).map((item) => item.key) : []
  return { judged: true, aqi, grade: level.grade, level: level.zh, colour: level.colour, primary }
}
