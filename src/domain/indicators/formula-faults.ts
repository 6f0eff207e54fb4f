// What is wrong with a formula of a plan pack: every fault with its place, its reason and the nearest name that is known.
import { DAY_ITEMS } from '#domain/monitoring/air-averages.ts'
import { MONITORED_FACTORS } from '#domain/monitoring/factors.ts'
import { WATER_CLASSES } from '#domain/standards/catalog/swq-eval-2011.ts'
import { findNearest } from '#kit/nearest.ts'

/** One fault; `path` leads from the formula to the part, as `.numerator.where.aqi`. */
export type FormulaFault = { path: string; zh: string; en: string }
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A word that is none of those known, with the one it was most likely meant to be. */
export function unknownWord(path: string, word: unknown, known: readonly string[]): FormulaFault {
  const near = typeof word === 'string' ? findNearest(word, known) : undefined
  const given = word === undefined ? { zh: '没有填写', en: 'missing' } : undefined
  const shown = JSON.stringify(word)
  return {
    path,
    zh: `应为 ${known.join('、')} 之一，现为 ${given?.zh ?? shown}${near === undefined ? '' : `；是否为“${near}”？`}`,
    en: `must be one of ${known.join(', ')}, current value is ${given?.en ?? shown}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  }
}

const OPS = ['percent', 'mean', 'reported'] as const
const COMPARATORS: readonly string[] = ['<=', '<', '>=', '>', '=']
const CONDITIONS: readonly string[] = ['judged', 'aqi', 'class']
/** What may be counted where. */
const COUNTED: Readonly<Record<string, string>> = { 'district-air': 'air-day', 'district-water': 'section-year' }
const UNIT_ZH: Readonly<Record<string, string>> = { 'µg/m³': '微克/立方米', 'mg/m³': '毫克/立方米' }

const isDecimals = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6

/** What every formula has: its decimals, its words and its source. */
export function commonFaults({ decimals, text, source }: Fields): FormulaFault[] {
  const faults: FormulaFault[] = []
  if (!isDecimals(decimals)) faults.push({ path: '.decimals', zh: '应为 0 到 6 的整数', en: 'must be 0 to 6' })
  if (!isFields(text) || typeof text.zh !== 'string' || typeof text.en !== 'string')
    faults.push({ path: '.text', zh: '应有中英文说明', en: 'must be given in both languages' })
  if (typeof source !== 'string') faults.push({ path: '.source', zh: '应写明依据', en: 'must be given' })
  return faults
}

/** Every fault of a formula over measurements, in reading order; `unit` is that of the indicator, where it is known. */
export function formulaFaults(value: unknown, unit?: string): FormulaFault[] {
  if (!isFields(value)) return [{ path: '', zh: '应为对象', en: 'must be an object' }]
  const { op, over } = value
  if (op !== 'mean' && op !== 'percent') return [unknownWord('.op', op, OPS)]
  const isPlace = typeof over === 'string' && Object.hasOwn(COUNTED, over)
  return [
    ...(isPlace ? [] : [unknownWord('.over', over, Object.keys(COUNTED))]),
    ...commonFaults(value),
    ...optionFaults(value),
    ...(op === 'mean' ? meanFaults(value, unit) : shareFaults(value, unit)),
  ]
}

function optionFaults({ assess, validity }: Fields): FormulaFault[] {
  const faults: FormulaFault[] = []
  if (assess !== undefined && !(isFields(assess) && isDecimals(assess.decimals)))
    faults.push({ path: '.assess.decimals', zh: '应为 0 到 6 的整数', en: 'must be 0 to 6' })
  if (validity === undefined) return faults
  for (const key of ['minDays', 'minDaysPerMonth', 'minDaysFebruary'])
    if (!isFields(validity) || !Number.isInteger(validity[key]))
      faults.push({ path: `.validity.${key}`, zh: '应为整数天数', en: 'must be a whole number of days' })
  return faults
}

function meanFaults({ of, over }: Fields, unit: string | undefined): FormulaFault[] {
  const faults: FormulaFault[] = []
  if (over === 'district-water')
    faults.push({
      path: '.over',
      zh: '均值只能取 district-air 的日均值',
      en: 'must be district-air, as a mean must be of the day averages of district-air',
    })
  if (!isFields(of) || of.average !== 'day')
    faults.push(unknownWord('.of.average', isFields(of) ? of.average : of, ['day']))
  const item = isFields(of) ? of.item : undefined
  if (!DAY_ITEMS.some((known) => known === item)) return [...faults, unknownWord('.of.item', item, DAY_ITEMS)]
  const factor = MONITORED_FACTORS.find((one) => one.item === (item === 'O3_8h' ? 'O3' : item))
  return factor === undefined || unit === undefined || unit === factor.unit || unit === UNIT_ZH[factor.unit]
    ? faults
    : [...faults, wrongUnit('', unit, UNIT_ZH[factor.unit] ?? factor.unit)]
}

/** The unit that a formula gives is not that of its indicator. */
export const wrongUnit = (path: string, unit: string, given: string): FormulaFault => ({
  path,
  zh: `单位不符：公式给出 ${given}，指标单位为 ${unit}`,
  en: `gives ${given} where the unit of the indicator is ${unit}`,
})

const shareFaults = (value: Fields, unit: string | undefined): FormulaFault[] => [
  ...countFaults('numerator', value),
  ...countFaults('denominator', value),
  ...(unit === undefined || unit === '%' ? [] : [wrongUnit('', unit, '%')]),
]

function countFaults(part: 'numerator' | 'denominator', value: Fields): FormulaFault[] {
  const counted = value[part]
  const path = `.${part}`
  if (!isFields(counted)) return [{ path, zh: '没有填写', en: 'must be given' }]
  const wanted = COUNTED[String(value.over)]
  const faults =
    wanted === undefined || counted.count === wanted ? [] : [unknownWord(`${path}.count`, counted.count, [wanted])]
  if (!isFields(counted.where)) return [...faults, { path: `${path}.where`, zh: '没有填写', en: 'must be given' }]
  return [
    ...faults,
    ...Object.entries(counted.where).flatMap(([name, condition]) => conditionFaults(`${path}.where`, name, condition)),
  ]
}

function conditionFaults(where: string, name: string, condition: unknown): FormulaFault[] {
  const path = `${where}.${name}`
  if (!CONDITIONS.includes(name)) return [unknownWord(path, name, CONDITIONS)]
  if (name === 'judged')
    return typeof condition === 'boolean' ? [] : [{ path, zh: '应为 true 或 false', en: 'must be true or false' }]
  if (!isFields(condition) || Object.keys(condition).length === 0)
    return [{ path, zh: '应为比较符加数值，如 {"<=": 100}', en: 'must be a comparison, such as {"<=": 100}' }]
  return Object.entries(condition).flatMap(([sign, bound]) => {
    const at = `${path}["${sign}"]`
    if (!COMPARATORS.includes(sign)) return [unknownWord(at, sign, COMPARATORS)]
    if (name === 'class')
      return WATER_CLASSES.some((known) => known === bound) ? [] : [unknownWord(at, bound, WATER_CLASSES)]
    return typeof bound === 'number' && Number.isFinite(bound)
      ? []
      : [{ path: at, zh: '有比较符而没有数值', en: 'must have a number to compare with' }]
  })
}
