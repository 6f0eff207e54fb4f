// Factors of a message as numbers in units of storage, with their flags.
import type { FactorData } from '#hj212/decode.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import type { DeviceProfile } from './device-profile.ts'
import { factorPlans } from './factor-plan.ts'
import { gatewayFinding } from './findings.ts'
import { storableText } from './storable-text.ts'

/** One factor of a message, in its unit of storage; `total` is the amount of the period as sent. */
export type TranslatedValue = {
  code: string
  value: number | null
  low: number | null
  high: number | null
  total: number | null
  flag: string
}

/** The values of a message in units of storage; what cannot be read is left out, with a finding. */
export function readFactors(
  factors: readonly FactorData[],
  device: DeviceProfile,
  findings: StoredFinding[],
): TranslatedValue[] {
  const values: TranslatedValue[] = []
  const assumed: string[] = []
  const planOf = factorPlans(device)
  for (const factor of factors) {
    const plan = planOf(factor.code)
    if (plan.fault) {
      findings.push(gatewayFinding(plan.fault, storableText(factor.code).slice(0, 40), factor.at))
      continue
    }
    if (plan.isAssumed) assumed.push(plan.code)
    const value = readValue({ factor, code: plan.code, convert: plan.convert ?? same, device, findings })
    if (!value) continue
    const earlier = placeOf(values, value.code)
    if (earlier < 0) values.push(value)
    else {
      findings.push(gatewayFinding('factor.duplicate', value.code, factor.at))
      values[earlier] = value
    }
  }
  if (assumed.length > 0) findings.push(gatewayFinding('unit.assumed', assumed.join(', ')))
  return values
}

function placeOf(values: readonly TranslatedValue[], code: string): number {
  for (let n = 0; n < values.length; n += 1) if (values[n]?.code === code) return n
  return -1
}

const same = (value: number): number => value

/** A factor that is being read: what it becomes, and where complaints about it go. */
type Reader = {
  factor: FactorData
  code: string
  convert: (value: number) => number
  device: DeviceProfile
  findings: StoredFinding[]
}

/** Realtime data come as Rtd, period data as Avg, noise as Data, DayData or NightData: one message has one of them. */
function readValue(reader: Reader): TranslatedValue | null {
  const { fields } = reader.factor
  const main = fields.Avg ?? fields.Rtd ?? fields.Data ?? fields.DayData ?? fields.NightData
  // Only private classes: there is nothing to store.
  if (main === undefined && fields.Cou === undefined && fields.Flag === undefined) return null
  const value = readNumber(main, reader)
  if (value === undefined) return null
  const converted = (number: number | null | undefined): number | null =>
    number === null || number === undefined ? null : reader.convert(number)
  return {
    code: reader.code,
    value: converted(value),
    low: converted(readNumber(fields.Min, reader)),
    high: converted(readNumber(fields.Max, reader)),
    // An amount has a unit of its own, so it is stored as it is sent.
    total: readNumber(fields.Cou, reader) ?? null,
    flag: readFlag(fields.Flag, reader),
  }
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i

/** What loggers send where they have no value. */
const SENTINELS: ReadonlySet<number> = new Set([-99, -999, -9999, -99999])

/** Null: absent, or a code for a missing value. Undefined: not a number. */
function readNumber(text: string | undefined, { code, factor, findings }: Reader): number | null | undefined {
  if (text === undefined) return null
  const plain = plainNumber(text)
  const value = plain >= 0 ? plain : NUMBER.test(text) ? Number(text) : Number.NaN
  if (!Number.isFinite(value)) {
    findings.push(gatewayFinding('value.not-number', `${code} = ${storableText(text).slice(0, 40)}`, factor.at))
    return undefined
  }
  if (value >= 0 || !SENTINELS.has(value)) return value
  findings.push(gatewayFinding('value.sentinel', `${code} = ${text}`, factor.at))
  return null
}

/** So many digits are exact as a number, and so is the power of ten that divides them: the quotient is the nearest one. */
const MOST_PLAIN = 15
const POWERS: readonly number[] = Array.from({ length: MOST_PLAIN + 1 }, (_, n) => 10 ** n)

/** A number of up to 15 digits with or without decimals; -1 for every other text. */
function plainNumber(text: string): number {
  if (text.length === 0 || text.length > MOST_PLAIN) return -1
  let digits = 0
  let dot = -1
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (character >= 0x30 && character <= 0x39) digits = digits * 10 + character - 0x30
    else if (character === 0x2e && dot < 0 && at > 0) dot = at
    else return -1
  }
  return dot < 0 ? digits : digits / (POWERS[text.length - dot - 1] ?? 1)
}

/**
 * Flags of air stations under the 2005 edition: 0 calibration, 1 meteorological parameter, 2 abnormal, 3 normal.
 * @source HJ/T 212—2005 数据标记
 */
const OLD_AIR_FLAGS: Readonly<Record<string, string>> = { '0': 'C', '1': 'N', '2': 'D', '3': 'N' }

/** One character; an absent flag is N. */
function readFlag(text: string | undefined, { code, factor, device, findings }: Reader): string {
  if (text === undefined || text === '' || text === 'N') return 'N'
  const flag = device.edition === '2005' && device.systemCode === '22' ? (OLD_AIR_FLAGS[text] ?? text) : text
  if (/^[A-Za-z0-9]$/.test(flag)) return flag.toUpperCase()
  findings.push(gatewayFinding('flag.unknown', `${code} = ${storableText(text).slice(0, 20)}`, factor.at))
  return '?'
}
