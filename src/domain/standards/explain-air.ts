// The explanation of an air quality index: each concentration, its sub-index with the formula filled in, the largest.
import {
  add,
  divide,
  exactText,
  getDecimal,
  multiply,
  roundRational,
  subtract,
  toRational,
  wholeNumber,
} from '#kit/rational.ts'
import { type Bracket, bracketOf, columnOf } from './air-index.ts'
import type { AqiColumn, AqiEdition, AqiIndicator } from './catalog/aqi-tables.ts'
import { getRule, type Rule } from './edition.ts'
import { editionOf } from './editions.ts'
import type { AirItem, AirVerdict, Explanation, Finding } from './verdict.ts'

/** A rule as a step of an explanation. */
export function ruleStep(edition: { id: string }, rule: Rule, rest: Partial<Explanation> = {}): Explanation {
  return {
    zh: rule.zh,
    en: rule.en,
    clause: rule.source,
    edition: edition.id,
    sureness: rule.sureness,
    children: [],
    ...rest,
  }
}

export const findingStep = ({ zh, en, value }: Finding): Explanation => ({
  zh,
  en,
  ...(value === '' ? {} : { value }),
  children: [],
})

/** The interpolation with its numbers, exact where the decimals end, else to four places. */
function filledFormula({ low, high, indexLow, indexHigh }: Bracket, used: string, iaqi: number): string {
  const slope = divide(wholeNumber(indexHigh - indexLow), wholeNumber(high - low))
  const above = subtract(toRational(getDecimal(used)), wholeNumber(low))
  const exact = add(multiply(slope, above), wholeNumber(indexLow))
  const text = exactText(exact, 8)
  const result = text === undefined ? `≈ ${roundRational(exact, 4)}` : `= ${text}`
  return `(${indexHigh} − ${indexLow}) ÷ (${high} − ${low}) × (${used} − ${low}) + ${indexLow} ${result} ⇒ ${iaqi}`
}

const STATUS_TEXTS = {
  missing: { zh: '缺测', en: 'missing' },
  rejected: { zh: '无效，按缺测处理', en: 'invalid, counts as missing' },
  'not-monitored': { zh: '未监测', en: 'not monitored' },
  'no-sub-index': { zh: '高于限值表，不计算分指数', en: 'above the table, no sub-index' },
} as const

function inputStep(edition: AqiEdition, item: AirItem): Explanation {
  const input: Explanation = {
    zh: `${item.key} 浓度（${item.unit}）`,
    en: `${item.key} concentration (${item.unit})`,
    value: item.value ?? '—',
    children: [],
  }
  if (item.used === undefined) return input
  const rounded = ruleStep(edition, getRule(edition, 'input-rounding'), {
    value: item.used,
    formula: `${item.value} ⇒ ${item.used}`,
    children: [input],
  })
  return rounded
}

function aboveTopRule(edition: AqiEdition, item: AirItem): Rule {
  if (item.column === 'SO2_1h') return getRule(edition, 'sulphur-hour-cap')
  if (item.column === 'O3_8h') return getRule(edition, 'ozone-8h-cap')
  return getRule(edition, 'above-top')
}

/** The interpolated sub-index with its formula; nothing for a value above the table. */
function interpolationOf(edition: AqiEdition, item: AirItem, iaqi: number): Partial<Explanation> {
  const used = item.used ?? item.value ?? ''
  const bracket = bracketOf(columnOf(edition, item.column as AqiColumn), getDecimal(used))
  if ('top' in bracket) return { clause: item.clause }
  const rule = getRule(edition, 'sub-index')
  return { formula: filledFormula(bracket, used, iaqi), clause: rule.source, sureness: rule.sureness }
}

/** What a sub-index rests on: the value, the practice that lets it count, the rule above the table. */
function groundsOf(edition: AqiEdition, item: AirItem, indicator: AqiIndicator | undefined): Explanation[] {
  const grounds = [inputStep(edition, item)]
  if (indicator && indicator.rule !== 'sub-index') grounds.push(ruleStep(edition, getRule(edition, indicator.rule)))
  if (item.status !== 'above-top' && item.status !== 'no-sub-index') return grounds
  const given = item.iaqi === null ? {} : { value: String(item.iaqi) }
  return [...grounds, ruleStep(edition, aboveTopRule(edition, item), given)]
}

function itemStep(edition: AqiEdition, item: AirItem, indicator: AqiIndicator | undefined): Explanation {
  const names = indicator ?? { zh: item.key, en: item.key }
  const children = groundsOf(edition, item, indicator)
  const head = { zh: `${names.zh}的空气质量分指数`, en: `Sub-index of ${names.en}` }
  if (item.iaqi !== null) {
    const found = interpolationOf(edition, item, item.iaqi)
    return { ...head, value: String(item.iaqi), edition: edition.id, ...found, children }
  }
  const status = STATUS_TEXTS[item.status as keyof typeof STATUS_TEXTS] ?? STATUS_TEXTS.missing
  return {
    zh: `${head.zh}：${status.zh}`,
    en: `${head.en}: ${status.en}`,
    value: '—',
    clause: item.clause,
    edition: edition.id,
    children,
  }
}

function indexStep(edition: AqiEdition, verdict: AirVerdict, indices: readonly number[]): Explanation {
  const rule = getRule(edition, 'index')
  const largest = Math.max(...indices)
  const raised = largest < edition.floor ? ` ⇒ ${edition.floor}` : ''
  const formula = `AQI = max(${indices.join(', ')}) = ${largest}${raised}`
  const children = raised === '' ? [] : [ruleStep(edition, getRule(edition, 'range'), { value: String(edition.floor) })]
  return ruleStep(edition, rule, { value: String(verdict.aqi ?? largest), formula, children })
}

/** Explains an hourly or daily index. */
export function explainAir(verdict: AirVerdict): Explanation {
  const edition = editionOf('aqi', verdict.edition)
  if (!edition) throw new Error(`Cannot explain as the catalogue must hold ${verdict.edition}`)
  const indicators = verdict.subject === 'air-hour' ? edition.hour : edition.day
  const items = verdict.items.map((item) =>
    itemStep(
      edition,
      item,
      indicators.find((indicator) => indicator.item === item.key && indicator.column === item.column),
    ),
  )
  const indices = verdict.items.flatMap((item) => (item.iaqi === null ? [] : [item.iaqi]))
  const children = [...items, ...verdict.findings.map(findingStep)]
  if (indices.length > 0) children.push(indexStep(edition, verdict, indices))
  if (verdict.items.some((item) => item.iaqi === null)) children.push(ruleStep(edition, getRule(edition, 'gap')))
  if (verdict.judged) {
    const primary = verdict.primary.length > 0 ? verdict.primary.join('、') : '—'
    children.push(ruleStep(edition, getRule(edition, 'primary'), { value: primary }))
    children.push(ruleStep(edition, getRule(edition, 'levels'), { value: verdict.level ?? '—' }))
  }
  const level = edition.levels.find((candidate) => candidate.grade === verdict.grade)
  const head = verdict.judged
    ? { zh: `AQI ${verdict.aqi}，${verdict.level}`, en: `AQI ${verdict.aqi}, ${level?.en}`, value: String(verdict.aqi) }
    : { zh: verdict.why?.zh ?? '', en: verdict.why?.en ?? '' }
  return { ...head, clause: edition.code, edition: edition.id, sureness: verdict.sureness, children }
}
