// The checksum of HJ 212 over bytes, and the ones real devices send in its place.

const POLYNOMIAL = 0xa001
const START = 0xffff

const TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let register = index
  for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >> 1) ^ POLYNOMIAL : register >> 1
  return register
})

/**
 * Checksum of `bytes[from, until)`, 16 bits. Only the high byte of the register meets the next byte, so it is not
 * CRC-16/MODBUS and has no more than 256 values.
 * @source HJ 212—2017 附录 A
 * @example crc16 of '123456789' is 0x2F80
 */
export function crc16(bytes: Uint8Array, from = 0, until = bytes.length): number {
  let register = START
  for (let at = from; at < until; at += 1) register = TABLE[(register >> 8) ^ (bytes[at] ?? 0)] ?? 0
  return register
}

/** CRC-16/MODBUS of `bytes[from, until)`: what devices send whose maker knew the name only. */
export function modbusCrc16(bytes: Uint8Array, from = 0, until = bytes.length): number {
  let register = START
  for (let at = from; at < until; at += 1) {
    register = (register >> 8) ^ (TABLE[(register ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  }
  return register
}

/** The two bytes of a checksum in the other order. */
export const swapBytes = (crc: number): number => ((crc & 0xff) << 8) | (crc >> 8)

/** Four upper-case hexadecimal digits, high byte first. */
export const formatCrc = (crc: number): string => crc.toString(16).toUpperCase().padStart(4, '0')

const LOW_BYTES: ReadonlySet<number> = new Set(Array.from({ length: 256 }, (_, index) => (TABLE[index] ?? 0) & 0xff))

/** Whether any text at all can have this checksum: one that ends in other digits was made by another rule. */
export const isPossibleCrc = (crc: number): boolean => LOW_BYTES.has(crc & 0xff)
