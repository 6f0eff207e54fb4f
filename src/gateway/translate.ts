// A decoded frame and the profile of its device → what is stored: state, period, values in units of storage, findings.
import type { Decoded, Message } from '#hj212/decode.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import { type DeviceKind, readDataTime } from './data-time.ts'
import type { DeviceProfile } from './device-profile.ts'
import { gatewayFinding } from './findings.ts'
import { judgeCipher } from './judge-cipher.ts'
import { storableText } from './storable-text.ts'
import { readFactors, type TranslatedValue } from './values.ts'

/** `values` is empty unless the state is `stored`. */
export type Translation = {
  state: 'stored' | 'acknowledged' | 'quarantined'
  siteId: number
  mn: string | null
  kind: DeviceKind | null
  atMs: number | null
  values: TranslatedValue[]
  findings: StoredFinding[]
}

/** @source HJ 212—2017 表 6 */
const KINDS: Readonly<Record<string, DeviceKind>> = {
  '2011': 'realtime',
  '2051': 'minute',
  '2061': 'hour',
  '2031': 'day',
}

/**
 * What a frame is to the store. Quarantined: it does not prove itself, its device is unknown, gives a wrong password or
 * must encrypt and does not, its time cannot be, or none of its values can be read. Acknowledged: it is in order and holds no readings.
 */
export function translate(decoded: Decoded, device: DeviceProfile | undefined, receivedAtMs: number): Translation {
  const { message } = decoded
  const findings: StoredFinding[] = [...decoded.findings]
  const result: Translation = {
    state: 'quarantined',
    siteId: device?.siteId ?? 0,
    mn: message?.mn ? storableText(message.mn) : null,
    kind: KINDS[message?.cn ?? ''] ?? null,
    atMs: null,
    values: [],
    findings,
  }
  const isProved = decoded.ok || isTolerated(decoded, device)
  const isTaken = judgeCipher({ decoded, isProved, device, receivedAtMs }, findings)
  if (!message || !isProved || !isTaken) return result
  if (!device) {
    findings.push(gatewayFinding('device.unknown', result.mn ?? ''))
    return result
  }
  if (device.password !== null && message.pw !== device.password && message.pw !== device.nextPassword) {
    findings.push(gatewayFinding('device.password'))
    return result
  }
  if (message.st !== null && message.st !== device.systemCode && message.st !== '91') {
    findings.push(gatewayFinding('device.system-code', `${storableText(message.st)} ≠ ${device.systemCode}`))
  }
  return withValues(result, message, device, receivedAtMs)
}

/** Damage that still proves the frame, and that an officer lets pass for this device. */
function isTolerated({ findings }: Decoded, device: DeviceProfile | undefined): boolean {
  if (!device || device.tolerates.length === 0) return false
  return findings.every(({ code, severity }) => severity !== 'error' || device.tolerates.includes(code))
}

function withValues(result: Translation, message: Message, device: DeviceProfile, receivedAtMs: number): Translation {
  const { kind, findings } = result
  if (kind === null) return { ...result, state: 'acknowledged' }
  const { dataTime, factors } = message.cp
  if (factors.length === 0) {
    findings.push(gatewayFinding('data.empty'))
    return { ...result, state: 'acknowledged' }
  }
  const atMs = readDataTime({ dataTime, kind, periodStamp: device.periodStamp, receivedAtMs }, findings)
  if (atMs === undefined) return result
  const values = readFactors(factors, device, findings)
  if (values.length > 0) return { ...result, state: 'stored', atMs, values }
  findings.push(gatewayFinding('data.unreadable'))
  return { ...result, atMs }
}
