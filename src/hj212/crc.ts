// The checksum of HJ 212 over bytes, and the ones real devices send in its place.

const POLYNOMIAL = 0xa001
const START = 0xffff

const TABLE = Uint16Array.from({ length: 256 }, (_, index) => {
  let register = index
  for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >> 1) ^ POLYNOMIAL : register >> 1
  return register
})

/** The high byte after one byte more, and after two, three and four: each linear, so that four bytes are taken at once. */
const ONE = Uint8Array.from(TABLE, (register) => register >> 8)
const after = (steps: Uint8Array): Uint8Array => steps.map((high) => ONE[high] ?? 0)
const TWO = after(ONE)
const THREE = after(TWO)
const FOUR = after(THREE)

/**
 * Checksum of `bytes[from, until)`, 16 bits. Only the high byte of the register meets the next byte, so it is not
 * CRC-16/MODBUS and has no more than 256 values.
 * @source HJ 212—2017 附录 A
 * @example crc16 of '123456789' is 0x2F80
 */
export function crc16(bytes: Uint8Array, from = 0, until = bytes.length): number {
  if (from >= until) return START
  const last = until - 1
  let high = START >> 8
  let at = from
  for (; at + 4 <= last; at += 4) {
    high =
      (FOUR[high ^ (bytes[at] ?? 0)] ?? 0) ^
      (THREE[bytes[at + 1] ?? 0] ?? 0) ^
      (TWO[bytes[at + 2] ?? 0] ?? 0) ^
      (ONE[bytes[at + 3] ?? 0] ?? 0)
  }
  for (; at < last; at += 1) high = ONE[high ^ (bytes[at] ?? 0)] ?? 0
  return TABLE[high ^ (bytes[last] ?? 0)] ?? 0
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
