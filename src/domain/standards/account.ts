// Accounts: a quantity times a factor with units that must fit – ecosystem product, ecosystem value, greenhouse gases.
import { divide, getDecimal, multiply, type Rational, roundRational, toRational } from '#kit/rational.ts'
import { isRefusal } from '#kit/refusal.ts'
import { ESV_SZ_2002 } from './catalog/esv-sz-2002.ts'
import { GEP_SZ_2021 } from './catalog/gep-sz-2021.ts'
import { type FuelFactor, GHG_FUELS } from './catalog/ghg-fuels.ts'
import type { GHG_INVENTORY } from './catalog/ghg-inventory.ts'
import { GRID_EF, type GridFactor } from './catalog/grid-ef.ts'
import { GWP_AR5 } from './catalog/gwp-ar5.ts'
import { getRule, type Limit, leastSure } from './edition.ts'
import { concludeIndex, factsMissing, IndexFacts, type Reading } from './index-reader.ts'
import type { IndexSubject, IndexVerdict } from './index-verdict.ts'
import { convertUnit, parseUnit, tenTo, timesUnit, type Unit } from './units.ts'
import type { Facts, Finding, Why } from './verdict-parts.ts'

const rational = (figure: string): Rational => toRational(getDecimal(figure))
/** Decimals of values in 亿元 and of tonnes. */
const VALUE_DIGITS = 4
const TONNE_DIGITS = 4

const unitWhy = (subject: IndexSubject, text: string, needed: string): Why => ({
  code: `${subject}.unit`,
  zh: `单位“${text}”不能化为 ${needed}，不能计算`,
  en: `The unit "${text}" cannot become ${needed}, so nothing can be computed`,
})

function unitOf(text: string): Unit | undefined {
  const unit = parseUnit(text)
  return isRefusal(unit) ? undefined : unit
}

const plainLine = (item: string, unit: string, model: Limit): Limit => ({ ...model, item, unit })

/**
 * 生态系统生产总值 of one line: `quantity` in `quantity_unit` times `price` in `price_unit`, in 亿元 with four decimals.
 * A line whose units do not multiply to money cannot be judged.
 * @source DB4403/T 141—2021 价值量核算
 * @example 1.36 亿 m³ at 2.6 元/m³ is 3.5360 亿元
 */
export function evaluateGep(edition: typeof GEP_SZ_2021, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'gep', edition: edition.id, unit: '亿元' } as const
  const [model] = edition.limits
  const units = [facts.text('quantity_unit'), facts.text('price_unit')] as const
  const quantity = facts.read(plainLine('quantity', units[0] || '1', model))
  const price = facts.read(plainLine('price', units[1] || '1', model))
  for (const name of ['category', 'service', 'indicator']) facts.text(name)
  if (!quantity || !price) return concludeIndex(head, facts, factsMissing('gep', facts.missing))
  const value = moneyOf([quantity, price], units)
  if (!value) return concludeIndex(head, facts, unitWhy('gep', `${units[0]} × ${units[1]}`, '元'))
  const text = roundRational(value, VALUE_DIGITS)
  facts.step(
    getRule(GEP_SZ_2021, 'line'),
    `${quantity.text} ${units[0]} × ${price.text} ${units[1]} = ${text} 亿元`,
    text,
  )
  return concludeIndex(head, facts, { value: text })
}

/** The product of quantity and price in 亿元; undefined where their units are unknown or do not give money. */
function moneyOf(
  [quantity, price]: readonly [Reading, Reading],
  units: readonly [string, string],
): Rational | undefined {
  const [first, second] = units.map(unitOf)
  const money = unitOf('1e8 CNY')
  if (!first || !second || !money) return undefined
  const value = convertUnit(multiply(quantity.value, price.value), timesUnit(first, second), money)
  return isRefusal(value) ? undefined : value
}

/**
 * 生态系统服务价值 of areas in hm² by kind of land (`cultivated`, `orchard`, `forest`, `grass`, `water`, `other`), in 亿元
 * with two decimals; absent kinds count as nought, one is needed.
 * @source 深圳市生态系统服务价值系数（2002）
 */
export function evaluateEcosystemValue(edition: typeof ESV_SZ_2002, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'ecosystem-value', edition: edition.id, unit: '亿元' } as const
  let sum = rational('0')
  const texts: string[] = []
  for (const term of edition.limits) {
    const reading = facts.read(term, { isOptional: true })
    if (!reading) continue
    const value = divide(multiply(reading.value, rational(term.coefficient)), tenTo(8))
    reading.item.result = roundRational(value, VALUE_DIGITS)
    reading.item.formula = `${reading.text} × ${term.coefficient} ÷ 10⁸ = ${reading.item.result}`
    sum = { n: sum.n * value.d + value.n * sum.d, d: sum.d * value.d }
    texts.push(reading.item.result)
  }
  const missing = facts.missing.length > 0 ? facts.missing : texts.length === 0 ? ['area'] : []
  if (missing.length > 0) return concludeIndex(head, facts, factsMissing('ecosystem-value', missing))
  const value = roundRational(sum, 2)
  facts.step(getRule(ESV_SZ_2002, 'sum'), `${texts.join(' + ')} = ${value}`, value)
  return concludeIndex(head, facts, { value })
}

/** Tonnes of carbon dioxide an amount of fuel gives, exactly; `amount` in the fuel's unit. */
function combustionOf(fuel: FuelFactor, amount: Rational): Rational {
  const carbon = multiply(
    multiply(amount, rational(fuel.heat)),
    multiply(rational(fuel.carbon), rational(fuel.oxidation)),
  )
  return divide(multiply(carbon, rational('44')), rational('12'))
}

/** The electricity factor of a scope for a year: that year's, or the latest earlier one, which `isCarried` marks. */
function gridFactor(scope: string, year: number): { factor: GridFactor; isCarried: boolean } | undefined {
  const rows = GRID_EF.limits.filter((row) => row.item === scope && row.year <= year)
  const factor = rows.reduce<GridFactor | undefined>(
    (best, row) => (best && best.year >= row.year ? best : row),
    undefined,
  )
  return factor && { factor, isCarried: factor.year !== year }
}

type Line = { result: Rational; formula: string; value: string }
type Found = { line: Line } | { why: Why }

/** The activity in the unit a factor counts in. */
function activityIn(facts: IndexFacts, reading: Reading, unit: string): Rational | undefined {
  const from = unitOf(facts.inputs.unit ?? unit)
  const to = unitOf(unit)
  if (!from || !to) return undefined
  const value = convertUnit(reading.value, from, to)
  return isRefusal(value) ? undefined : value
}

function fuelLine(facts: IndexFacts, fuel: FuelFactor, reading: Reading): Found {
  const amount = activityIn(facts, reading, fuel.unit)
  if (!amount) return { why: unitWhy('ghg', facts.inputs.unit ?? '', fuel.unit) }
  const result = combustionOf(fuel, amount)
  const value = roundRational(result, TONNE_DIGITS)
  facts.sureness = leastSure(facts.sureness, fuel.sureness)
  reading.item.clause = fuel.source
  const factors = [fuel.heat, fuel.carbon, fuel.oxidation].join(' × ')
  return {
    line: { result, value, formula: `${roundRational(amount, 4)} ${fuel.unit} × ${factors} × 44 ÷ 12 = ${value}` },
  }
}

function gridLine(facts: IndexFacts, scope: string, reading: Reading): Found {
  const year = facts.text('year')
  const found = /^\d{4}$/.test(year) ? gridFactor(scope, Number(year)) : undefined
  if (!found) return { why: noFactor(`electricity:${scope}`, year) }
  const amount = activityIn(facts, reading, 'kWh')
  if (!amount) return { why: unitWhy('ghg', facts.inputs.unit ?? '', 'kWh') }
  const { factor, isCarried } = found
  const result = divide(multiply(amount, rational(factor.value)), rational('1000'))
  const value = roundRational(result, TONNE_DIGITS)
  facts.sureness = leastSure(facts.sureness, factor.sureness)
  reading.item.clause = factor.source
  if (isCarried) facts.findings.push(carried(year, factor.year))
  return { line: { result, value, formula: `${roundRational(amount, 0)} kWh × ${factor.value} ÷ 1000 = ${value}` } }
}

function gasLine(facts: IndexFacts, gas: string, reading: Reading): Found {
  const potential = GWP_AR5.limits.find((row) => row.item === gas)
  if (!potential) return { why: noFactor(gas, '') }
  const amount = activityIn(facts, reading, 't')
  if (!amount) return { why: unitWhy('ghg', facts.inputs.unit ?? '', 't') }
  const result = multiply(amount, rational(potential.value))
  const value = roundRational(result, TONNE_DIGITS)
  facts.sureness = leastSure(facts.sureness, potential.sureness)
  reading.item.clause = potential.source
  return { line: { result, value, formula: `${roundRational(amount, 4)} t × ${potential.value} = ${value}` } }
}

/** A line with its own factor, such as `0.9` `tCO2/t`. */
function ownLine(facts: IndexFacts, reading: Reading): Found {
  const unit = facts.text('factor_unit')
  const factor = facts.read({
    item: 'factor',
    unit,
    source: '省级温室气体清单编制指南 2011 方法',
    sureness: 'single-source',
  })
  if (!factor) return { why: factsMissing('ghg', ['factor']) }
  const [activity, per, tonnes] = [facts.inputs.unit ?? '1', unit, 'tCO2e'].map(unitOf)
  const product =
    activity && per && tonnes && convertUnit(multiply(reading.value, factor.value), timesUnit(activity, per), tonnes)
  if (!product || isRefusal(product)) return { why: unitWhy('ghg', `${facts.inputs.unit ?? ''} × ${unit}`, 'tCO2e') }
  const value = roundRational(product, TONNE_DIGITS)
  return { line: { result: product, value, formula: `${reading.text} × ${factor.text} ${unit} = ${value}` } }
}

const noFactor = (source: string, year: string): Why => ({
  code: 'ghg.no-factor',
  zh: `没有“${source}”${year === '' ? '' : `（${year} 年）`}的排放因子`,
  en: `There is no factor of "${source}"${year === '' ? '' : ` for ${year}`}`,
})
const carried = (year: string, from: number): Finding => ({
  code: 'ghg.factor-carried-forward',
  item: 'electricity',
  value: year,
  zh: `${year} 年电力因子未载入，沿用 ${from} 年因子`,
  en: `No electricity factor of ${year}; that of ${from} is carried forward`,
})

function lineOf(facts: IndexFacts, source: string, reading: Reading): Found {
  const fuel = GHG_FUELS.limits.find(({ item, zh }) => item === source || zh === source)
  if (fuel) return fuelLine(facts, fuel, reading)
  const grid = /^(?:electricity|电力)(?:[:：](.+))?$/.exec(source)
  if (grid) return gridLine(facts, scopeOf(grid[1] ?? 'guangdong'), reading)
  if (facts.text('factor') !== '') return ownLine(facts, reading)
  return gasLine(facts, source, reading)
}

const scopeOf = (name: string): string =>
  GRID_EF.limits.find(({ item, zh }) => item === name || zh === name)?.item ?? name

/**
 * One line of a greenhouse gas inventory in tCO2e: `source` is a fuel, `electricity:<scope>` with its `year`, a gas, or anything
 * with its own `factor` and `factor_unit`; `activity` in `unit`, or a notation key (NO, NA count as nought; NE, IE, C carry no figure).
 * @source 省级温室气体清单编制指南（2011）
 * @example diesel 100 t is 309.591 tCO2
 */
export function evaluateGhg(edition: typeof GHG_INVENTORY, given: Facts): IndexVerdict {
  const facts = new IndexFacts(given, edition.sureness)
  const head = { subject: 'ghg', edition: edition.id, unit: 'tCO2e' } as const
  const source = facts.text('source')
  facts.text('sector')
  facts.text('unit')
  const key = edition.notation.find(({ key: name }) => name === facts.text('activity').toUpperCase())
  if (key) {
    facts.step(getRule(edition, 'notation'), `${key.key} ${key.zh}`, key.countsAsZero ? '0' : '—')
    return concludeIndex(head, facts, { value: key.countsAsZero ? '0' : null, level: { grade: 1, zh: key.zh } })
  }
  const rule = getRule(edition, 'line')
  const reading = facts.read({
    item: 'activity',
    unit: facts.inputs.unit ?? '1',
    source: rule.source,
    sureness: 'single-source',
  })
  if (!reading || source === '')
    return concludeIndex(head, facts, factsMissing('ghg', source === '' ? ['source', ...facts.missing] : facts.missing))
  const found = lineOf(facts, source, reading)
  if ('why' in found) return concludeIndex(head, facts, found.why)
  reading.item.result = found.line.value
  reading.item.formula = found.line.formula
  facts.step(rule, found.line.formula, found.line.value)
  return concludeIndex(head, facts, { value: found.line.value })
}

/** Fall of an intensity (CO2, energy or water per GDP) against its base year in percent, two decimals; undefined where the base is not above zero. */
export function intensityFall(
  base: { amount: string; gdp: string },
  year: { amount: string; gdp: string },
): string | undefined {
  const [baseGdp, yearGdp, baseAmount] = [rational(base.gdp), rational(year.gdp), rational(base.amount)]
  if (baseGdp.n <= 0n || yearGdp.n <= 0n || baseAmount.n <= 0n) return undefined
  const ratioOfIntensities = divide(divide(rational(year.amount), yearGdp), divide(baseAmount, baseGdp))
  return roundRational(
    multiply({ n: ratioOfIntensities.d - ratioOfIntensities.n, d: ratioOfIntensities.d }, rational('100')),
    2,
  )
}
