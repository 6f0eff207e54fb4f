// Limits of surface water by class and by type of water: the grade of a value, how far it is over Ⅲ, saturation with oxygen.
import {
  compareDecimals,
  type Decimal,
  divide,
  getDecimal,
  multiply,
  type Rational,
  subtract,
  toRational,
} from '#kit/rational.ts'
import type { WaterLimit } from './catalog/gb3838-2002.ts'
import { WATER_CLASSES } from './catalog/swq-eval-2011.ts'
import type { WaterType } from './verdict.ts'

const TYPE_NAMES: Readonly<Record<string, WaterType>> = {
  '': 'river',
  river: 'river',
  河流: 'river',
  lake: 'lake',
  reservoir: 'lake',
  湖: 'lake',
  库: 'lake',
  湖泊: 'lake',
  水库: 'lake',
  湖库: 'lake',
}

/** `river` or `lake` of a text (English or Chinese, blank is river); undefined for anything else. */
export function parseWaterType(text: string): WaterType | undefined {
  const name = text.trim().toLowerCase()
  return Object.hasOwn(TYPE_NAMES, name) ? TYPE_NAMES[name] : undefined
}

/** Class name Ⅰ … 劣Ⅴ of a grade 1–6. */
export function waterClass(grade: number): string {
  const name = WATER_CLASSES[grade - 1]
  if (!name) throw new RangeError(`Cannot name class ${grade} as it must be 1 to 6`)
  return name
}

type Judge = { limits: readonly Decimal[]; isAtLeast: boolean }
const judges = new WeakMap<WaterLimit, Partial<Record<WaterType, Judge | null>>>()

/** The five limits that hold for a water type; null where the item has none for it. */
function judgeOf(limit: WaterLimit, type: WaterType): Judge | null {
  const known = judges.get(limit) ?? {}
  const found = known[type]
  if (found !== undefined) return found
  const figures = (type === 'lake' ? limit.lake : undefined) ?? limit.atMost ?? limit.atLeast
  const judge = figures ? { limits: figures.map(getDecimal), isAtLeast: limit.atLeast !== undefined } : null
  judges.set(limit, { ...known, [type]: judge })
  return judge
}

/** Figures of the five classes that hold for a water type, as the catalogue has them. */
export const limitsFor = (limit: WaterLimit, type: WaterType): readonly number[] | undefined =>
  (type === 'lake' ? limit.lake : undefined) ?? limit.atMost ?? limit.atLeast

/** Grade 1–6 of a value for one item; null where the item has no limits for the type. */
export function gradeOf(limit: WaterLimit, type: WaterType, value: Decimal): number | null {
  if (limit.range) {
    const [least, most] = limit.range
    const isInside = compareDecimals(value, getDecimal(least)) >= 0 && compareDecimals(value, getDecimal(most)) <= 0
    return isInside ? 1 : 6
  }
  const judge = judgeOf(limit, type)
  if (!judge) return null
  // The first class that is met is the better one where neighbouring limits are equal.
  const met = judge.limits.findIndex((figure) => {
    const order = compareDecimals(value, figure)
    return judge.isAtLeast ? order >= 0 : order <= 0
  })
  return met < 0 ? 6 : met + 1
}

/** Multiple over the limit of class Ⅲ, exactly; undefined for pH, dissolved oxygen and values within the limit. */
export function multipleOf(limit: WaterLimit, type: WaterType, value: Decimal): Rational | undefined {
  const judge = judgeOf(limit, type)
  const third = judge?.limits[2]
  if (!third || judge.isAtLeast || compareDecimals(value, third) <= 0) return undefined
  const standard = toRational(third)
  return divide(subtract(toRational(value), standard), standard)
}

/** Saturation of dissolved oxygen in percent at a water temperature in °C (fresh water, 101.3 kPa). */
export function saturationOf(oxygen: Decimal, temperature: Decimal): Rational {
  const shifted = {
    n: toRational(temperature).n * 10n + 316n * toRational(temperature).d,
    d: toRational(temperature).d * 10n,
  }
  return divide(multiply(multiply(toRational(oxygen), shifted), { n: 100n, d: 1n }), { n: 468n, d: 1n })
}
