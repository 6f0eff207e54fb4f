// What becomes of a factor code that a device sends: the code of today, and its unit into the unit of storage.
import { convertUnit, findFactor, normaliseUnit } from '#domain/monitoring/factors.ts'
import { currentCode, findAnnexFactor } from '#hj212/factors.ts'
import type { FactorRow } from '#platform/intake/factor-ids.ts'
import type { DeviceProfile } from './device-profile.ts'

/** `convert` is absent where the device sends the unit of storage. */
export type FactorPlan = {
  code: string
  convert?: (value: number) => number
  fault?: 'factor.code' | 'unit.unconvertible'
  /** The unit is a custom of the field and not registered. */
  isAssumed?: boolean
}

/** Private codes are kept too, yet a code is a short word and not whatever stood before a dash. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.]{0,19}$/

/** Ambient air, ambient VOC, dust: they send what GB 3095 prints, and not the units of annex B. */
const AMBIENT: ReadonlySet<string> = new Set(['22', '27', '39'])

const plans = new WeakMap<DeviceProfile, Map<string, FactorPlan>>()

/** What becomes of the codes of a device; found out once for each. */
export function factorPlans(device: DeviceProfile): (sent: string) => FactorPlan {
  const known = plans.get(device) ?? new Map<string, FactorPlan>()
  plans.set(device, known)
  return (sent) => {
    const remembered = known.get(sent)
    if (remembered) return remembered
    const plan = makePlan(device, sent)
    // A device that invents codes must not fill the memory.
    if (known.size < 500) known.set(sent, plan)
    return plan
  }
}

/** What the store is to know of a code; the unit is empty for private ones. */
export function factorRow(code: string): FactorRow {
  const known = findFactor(code) ?? findAnnexFactor(code)
  if (!known) return { code, zh: code, en: code, unit: '' }
  const { zh, en, unit, decimals } = known
  return decimals === undefined ? { code, zh, en, unit } : { code, zh, en, unit, decimals }
}

function makePlan(device: DeviceProfile, sent: string): FactorPlan {
  const code = currentCode(sent)
  if (!CODE.test(code)) return { code, fault: 'factor.code' }
  const { unit: storage } = factorRow(code)
  const registered = device.units[code] ?? device.units[sent]
  const from = registered ?? findAnnexFactor(code)?.unit ?? ''
  // A private code is stored as it is sent: nothing says what its unit of storage is.
  if (storage === '' || from === '' || isSameUnit(from, storage)) return { code }
  // MUST NOT scale by annex B here: it prints ng/m³ for particles and mg/m³ for gases, which no ambient station sends.
  if (registered === undefined && AMBIENT.has(device.systemCode)) return { code, isAssumed: true }
  if (convertUnit(1, from, storage) === undefined) return { code, fault: 'unit.unconvertible' }
  return { code, convert: (value) => convertUnit(value, from, storage) ?? value }
}

const SAME: Readonly<Record<string, string>> = {
  '1': '无量纲',
  degC: '℃',
  '°C': '℃',
  'uS/cm': 'µS/cm',
  'μS/cm': 'µS/cm',
  dB: 'dB(A)',
}

function isSameUnit(a: string, b: string): boolean {
  const spelt = (unit: string): string => SAME[unit.trim()] ?? normaliseUnit(unit)
  return spelt(a) === spelt(b)
}
