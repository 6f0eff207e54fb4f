// The checksum as a device makes it, for answers to one whose own way was accepted.
import { crc16, formatCrc, modbusCrc16, swapBytes } from './crc.ts'
import { CRC_BYTES, HEAD_BYTES, readLength } from './frame.ts'

export type CrcVariant = 'modbus' | 'modbus-swapped' | 'swapped'

const VARIANTS: Readonly<Record<CrcVariant, (segment: Uint8Array) => number>> = {
  modbus: modbusCrc16,
  'modbus-swapped': (segment) => swapBytes(modbusCrc16(segment)),
  swapped: (segment) => swapBytes(crc16(segment)),
}

/** The variant among a device's tolerated findings; undefined where it keeps to the standard. */
export const variantOf = (tolerates: readonly string[]): CrcVariant | undefined =>
  (['modbus', 'modbus-swapped', 'swapped'] as const).find((variant) => tolerates.includes(`crc.${variant}`))

/** A frame of ours with its checksum made the other way; the given one stays. */
export function withCrc(frame: Uint8Array, variant: CrcVariant | undefined): Uint8Array {
  if (variant === undefined) return frame
  const until = HEAD_BYTES + readLength(frame, 2)
  const digits = formatCrc(VARIANTS[variant](frame.subarray(HEAD_BYTES, until)))
  const changed = new Uint8Array(frame)
  for (let n = 0; n < CRC_BYTES; n += 1) changed[until + n] = digits.charCodeAt(n)
  return changed
}
