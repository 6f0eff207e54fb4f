// Units of measure: read, compared by dimension and converted exactly; parts per billion only with temperature and pressure.
import { divide, getDecimal, multiply, powerOfTen, type Rational, ratio, toRational } from '#kit/rational.ts'
import { type Refusal, refuse } from '#kit/refusal.ts'

/** Exponents of base dimensions; an absent one is nought. */
export type Dimension = Readonly<Record<string, number>>
/** 计量单位 — `factor` turns one of it into base units (kg, m, s, J, CNY, one item). */
export type Unit = { text: string; factor: Rational; dimension: Dimension }

const rational = (figure: string): Rational => toRational(getDecimal(figure))
const one = rational('1')

const mass = { mass: 1 }
const length = { length: 1 }
const area = { length: 2 }
const volume = { length: 3 }
const energy = { energy: 1 }

/** Symbols that can be multiplied and divided; the figure is what one is in base units. */
const SYMBOLS: Readonly<Record<string, readonly [figure: string, dimension: Dimension]>> = {
  kg: ['1', mass],
  g: ['0.001', mass],
  mg: ['0.000001', mass],
  µg: ['0.000000001', mass],
  ng: ['0.000000000001', mass],
  t: ['1000', mass],
  kgCO2: ['1', { carbonDioxide: 1 }],
  tCO2: ['1000', { carbonDioxide: 1 }],
  tCO2e: ['1000', { carbonDioxide: 1 }],
  m: ['1', length],
  cm: ['0.01', length],
  mm: ['0.001', length],
  km: ['1000', length],
  m2: ['1', area],
  km2: ['1000000', area],
  hm2: ['10000', area],
  ha: ['10000', area],
  m3: ['1', volume],
  L: ['0.001', volume],
  dm3: ['0.001', volume],
  mL: ['0.000001', volume],
  s: ['1', { time: 1 }],
  min: ['60', { time: 1 }],
  h: ['3600', { time: 1 }],
  d: ['86400', { time: 1 }],
  a: ['1', { year: 1 }],
  J: ['1', energy],
  MJ: ['1000000', energy],
  GJ: ['1000000000', energy],
  TJ: ['1000000000000', energy],
  kWh: ['3600000', energy],
  MWh: ['3600000000', energy],
  GWh: ['3600000000000', energy],
  CNY: ['1', { money: 1 }],
  person: ['1', { person: 1 }],
}

const ALIASES: readonly (readonly [pattern: RegExp, symbol: string])[] = [
  [/m³|立方米/g, 'm3'],
  [/m²|平方米/g, 'm2'],
  [/km²|平方公里|平方千米/g, 'km2'],
  [/hm²|公顷/g, 'hm2'],
  [/dm³/g, 'dm3'],
  [/μg|ug/g, 'µg'],
  [/吨/g, 't'],
  [/千瓦时|度/g, 'kWh'],
  [/元/g, 'CNY'],
  [/人/g, 'person'],
]
const SCALES: readonly (readonly [pattern: RegExp, scale: string])[] = [
  [/^(?:1e8|亿)\s*/, '1e8'],
  [/^(?:1e6|百万)\s*/, '1e6'],
  [/^(?:1e4|万)\s*/, '1e4'],
  [/^(?:1e3|千)\s*(?=[^瓦])/, '1e3'],
]

/** Splits a leading scale such as `1e8`, 亿 or 万 off. */
function takeScale(text: string): { scale: Rational; rest: string } {
  for (const [pattern, scale] of SCALES) {
    const match = pattern.exec(text)
    if (match) return { scale: rational(scale), rest: text.slice(match[0].length) }
  }
  return { scale: one, rest: text }
}

/**
 * Reads a unit such as `µg/m3`, `1e8 m3`, `CNY/kWh`, `kgCO2/kWh` or 万吨; refuses a symbol it does not know.
 * The empty text and `1` are the unit of a bare number.
 */
export function parseUnit(text: string): Unit | Refusal {
  const { scale, rest } = takeScale(text.trim())
  const plain = ALIASES.reduce((so, [pattern, symbol]) => so.replace(pattern, symbol), rest)
  let factor = scale
  const dimension: Record<string, number> = {}
  for (const [at, part] of plain.split('/').entries()) {
    const symbols = part.split(/[·*]/).map((symbol) => symbol.trim().replace(/^\(|\)$/g, ''))
    for (const symbol of symbols.filter((candidate) => candidate !== '' && candidate !== '1')) {
      const known = Object.hasOwn(SYMBOLS, symbol) ? SYMBOLS[symbol] : undefined
      if (!known) return refuse('unit.unknown', `Cannot read the unit "${text}" as "${symbol}" must be a known symbol`)
      factor = at === 0 ? multiply(factor, rational(known[0])) : divide(factor, rational(known[0]))
      addTo(dimension, known[1], at === 0 ? 1 : -1)
    }
  }
  return { text, factor, dimension }
}

function addTo(sum: Record<string, number>, dimension: Dimension, sign: 1 | -1): void {
  for (const [base, exponent] of Object.entries(dimension)) {
    const total = (sum[base] ?? 0) + sign * exponent
    if (total === 0) delete sum[base]
    else sum[base] = total
  }
}

/** Whether two dimensions are the same. */
function isSameDimension(a: Dimension, b: Dimension): boolean {
  const bases = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...bases].every((base) => (a[base] ?? 0) === (b[base] ?? 0))
}

/** The product of two units, as it stands before it is called by another name. */
export function timesUnit(a: Unit, b: Unit): Unit {
  const dimension: Record<string, number> = {}
  addTo(dimension, a.dimension, 1)
  addTo(dimension, b.dimension, 1)
  return { text: `${a.text}·${b.text}`, factor: multiply(a.factor, b.factor), dimension }
}

/** A value in another unit, exactly; refuses where the dimensions differ (ppb to µg/m³ is not one of them). */
export function convertUnit(value: Rational, from: Unit, to: Unit): Rational | Refusal {
  if (!isSameDimension(from.dimension, to.dimension)) {
    return refuse('unit.dimension', `Cannot convert ${from.text} to ${to.text} as their dimensions must be the same`)
  }
  return divide(multiply(value, from.factor), to.factor)
}

/** The state a gas volume is measured at: kelvin and hectopascal. */
export type GasState = { temperatureK: string; pressureHpa: string }
/** 参比状态 of GB 3095—2012 as amended and of GB 3095—2026. */
export const REFERENCE_STATE: GasState = { temperatureK: '298.15', pressureHpa: '1013.25' }
/** 标准状态 that reports before September 2018 used. */
export const STANDARD_STATE: GasState = { temperatureK: '273.15', pressureHpa: '1013.25' }

/** Molar masses in g/mol of gases that analysers report in ppb. */
const MOLAR_MASSES: Readonly<Record<string, string>> = {
  SO2: '64.066',
  NO2: '46.0055',
  NO: '30.0061',
  CO: '28.0101',
  O3: '47.9982',
  NH3: '17.0305',
}

/** Gas constant in J/(mol·K), exact since 2019. */
const GAS_CONSTANT = rational('8.31446261815324')

/** A volume share in ppb as µg/m³ at the state given; refuses a gas whose molar mass is not listed and states without sense. */
export function ppbToMicrograms(
  ppb: Rational,
  gas: string,
  state: GasState,
): { value: Rational; state: GasState } | Refusal {
  const molar = Object.hasOwn(MOLAR_MASSES, gas) ? MOLAR_MASSES[gas] : undefined
  if (molar === undefined)
    return refuse('unit.molar-mass', `Cannot convert ${gas} from ppb as its molar mass must be listed`)
  const temperature = rational(state.temperatureK)
  const pressure = rational(state.pressureHpa)
  if (temperature.n <= 0n || pressure.n <= 0n) {
    return refuse('unit.gas-state', 'Cannot convert ppb as temperature and pressure must be above zero')
  }
  // 1 ppb of a gas at p, T is 1e-9 · p·M ÷ (R·T) g/m³; with hPa, g/mol and µg the powers of ten leave p·M ÷ (10·R·T).
  const value = divide(
    multiply(multiply(ppb, rational(molar)), pressure),
    multiply(multiply(GAS_CONSTANT, temperature), ratio(10n, 1n)),
  )
  return { value, state }
}

/** µg/m³ as ppb at the state given; refuses as ppbToMicrograms() does. */
export function microgramsToPpb(
  micrograms: Rational,
  gas: string,
  state: GasState,
): { value: Rational; state: GasState } | Refusal {
  const perPpb = ppbToMicrograms(one, gas, state)
  return 'refused' in perPpb ? perPpb : { value: divide(micrograms, perPpb.value), state }
}

/**
 * A gas concentration measured at one state as it is at another, by the ideal gas law.
 * @source GB 3095—2012 参比状态规定
 * @example NO2 50 µg/m³ at 273.15 K is 45.8075 at 298.15 K
 */
export function convertGasState(concentration: Rational, from: GasState, to: GasState): Rational {
  const heated = multiply(concentration, divide(rational(from.temperatureK), rational(to.temperatureK)))
  return multiply(heated, divide(rational(to.pressureHpa), rational(from.pressureHpa)))
}

/** The whole power of ten as a fraction, for amounts stated in 万 or 亿. */
export const tenTo = (exponent: number): Rational => ({ n: powerOfTen(exponent), d: 1n })
