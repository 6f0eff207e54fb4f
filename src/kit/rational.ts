// Exact decimal and rational arithmetic on integers, because a binary float must never decide a limit.

/** An exact decimal: `units / 10^scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number }

/** An exact fraction; `d` is positive, terms need not be lowest. */
export type Rational = { readonly n: bigint; readonly d: bigint }

const POWERS: bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent))
/** 10 to a whole, non-negative power. */
export const powerOfTen = (exponent: number): bigint => POWERS[exponent] ?? 10n ** BigInt(exponent)

const WHOLE = /^\d{1,15}$/
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads a plain or scientific decimal text (`12`, `-0.50`, `.5`, `2.8e-6`); undefined for anything else.
 * Trailing zeros are kept in the scale, so 1.50 has scale 2.
 */
export function parseDecimal(text: string): Decimal | undefined {
  if (WHOLE.test(text)) return { units: BigInt(text), scale: 0 }
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent] = match
  const digits = whole + fraction
  if (digits === '') return undefined
  const scale = fraction.length - (exponent === undefined ? 0 : Number(exponent))
  const magnitude = BigInt(digits)
  const units = sign === '-' ? -magnitude : magnitude
  return scale >= 0 ? { units, scale } : { units: units * powerOfTen(-scale), scale: 0 }
}

/** Reads a decimal that is known to be well formed, such as a catalogue figure; throws where it is not. */
export function getDecimal(figure: string | number): Decimal {
  const decimal = parseDecimal(String(figure))
  if (!decimal) throw new RangeError(`Cannot read "${figure}" as it must be a decimal number`)
  return decimal
}

/** Decimal text with exactly `scale` places; zero carries no sign. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const sign = units < 0n ? '-' : ''
  return sign + (scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`)
}

/** Decimal text without trailing zeros: 1.50 → 1.5. */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const left = a.scale < b.scale ? a.units * powerOfTen(b.scale - a.scale) : a.units
  const right = b.scale < a.scale ? b.units * powerOfTen(a.scale - b.scale) : b.units
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Half of a decimal, exactly. */
export const halve = ({ units, scale }: Decimal): Decimal => ({ units: units * 5n, scale: scale + 1 })

/** `n / d`; throws where the denominator is zero. */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new RangeError('Cannot divide as the denominator must not be zero')
  return d < 0n ? { n: -n, d: -d } : { n, d }
}
export const toRational = ({ units, scale }: Decimal): Rational => ({ n: units, d: powerOfTen(scale) })
export const wholeNumber = (value: number): Rational => ({ n: BigInt(value), d: 1n })
/** The sum; a denominator that divides the other is not multiplied in, so that sums of decimals stay small. */
export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d }
  if (a.d > b.d && a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d }
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d }
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}
export const subtract = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d })
export const multiply = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d })
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n)

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareRationals(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/** Smallest whole number not below the fraction (进位取整). */
export function ceilRational({ n, d }: Rational): bigint {
  const quotient = n / d
  return n > 0n && quotient * d !== n ? quotient + 1n : quotient
}

/** Largest whole number not above the fraction. */
export const floorRational = ({ n, d }: Rational): bigint => -ceilRational({ n: -n, d })

/**
 * Decimal text of the fraction with `digits` places; an exact half goes to the even digit.
 * @source GB/T 8170—2008 进舍规则
 */
export function roundRational({ n, d }: Rational, digits: number): string {
  const scaled = (n < 0n ? -n : n) * powerOfTen(digits)
  const floor = scaled / d
  const twice = (scaled - floor * d) * 2n
  const up = twice > d || (twice === d && floor % 2n === 1n)
  const units = up ? floor + 1n : floor
  return formatDecimal({ units: n < 0n ? -units : units, scale: digits })
}

/** Exact decimal text where the fraction ends within `most` places, otherwise undefined. */
export function exactText({ n, d }: Rational, most = 12): string | undefined {
  const scaled = n * powerOfTen(most)
  return scaled % d === 0n ? trimZeros(formatDecimal({ units: scaled / d, scale: most })) : undefined
}

/** Arithmetic mean of at least one fraction, exactly. */
export function meanOf(values: readonly Rational[]): Rational {
  if (values.length === 0) throw new RangeError('Cannot average as there must be at least one value')
  const sum = values.reduce(add)
  return { n: sum.n, d: sum.d * BigInt(values.length) }
}
