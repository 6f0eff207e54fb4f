// Whether a data area came as it may: opened by a valid key, or in plain text where that is taken.
import { mustEncryptUpload } from '#hj212/commands.ts'
import type { Decoded } from '#hj212/decode.ts'
import type { StoredFinding } from '#platform/intake/batch.ts'
import { currentKey, isSuperseded, keysAt } from './device-keys.ts'
import type { DeviceProfile } from './device-profile.ts'
import { gatewayFinding } from './findings.ts'

/** `isProved`: length and CRC hold, or an officer lets pass what does not. */
export type Arrived = {
  decoded: Decoded
  isProved: boolean
  device: DeviceProfile | undefined
  receivedAtMs: number
}

/** False where nobody can open it, or where it is plain text and must not be; adds what there is to say. */
export function judgeCipher(arrived: Arrived, findings: StoredFinding[]): boolean {
  const { decoded, isProved, device, receivedAtMs } = arrived
  // A data area that is no text proves nothing, although its CRC may hold by chance.
  const isHidden = findings.some(({ code }) => code === 'seg.encrypted') && (decoded.ok || !isProved)
  if (isHidden) {
    const hasKeys = keysAt(device, receivedAtMs).length > 0
    if (device) findings.push(gatewayFinding(hasKeys ? 'cipher.wrong-key' : 'cipher.no-key'))
    return false
  }
  if (!device || !isProved) return true
  if (!decoded.opened) return judgePlain(decoded.message?.cn ?? null, device, findings)
  if (isSuperseded(device, decoded.opened.key, receivedAtMs)) findings.push(gatewayFinding('cipher.before'))
  return true
}

function judgePlain(cn: string | null, device: DeviceProfile, findings: StoredFinding[]): boolean {
  const hasKey = currentKey(device) !== undefined
  if (cn === '1014' && !hasKey) findings.push(gatewayFinding('cipher.key-asked'))
  if (device.encryption !== 'required' || !hasKey || !mustEncryptUpload(cn)) return true
  findings.push(gatewayFinding('cipher.plain'))
  return false
}
