// SM4 block cipher in ECB mode, as the 2025 edition hides a data area: whole blocks only, no padding.

/** @source GB/T 32907—2016 6.2 */
const S_BOX_HEX =
  'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
  'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
  '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
  'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
  '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
  '18f07dec3adc4d2079ee5f3ed7cb3948'
const S_BOX = Uint8Array.from({ length: 256 }, (_, index) =>
  Number.parseInt(S_BOX_HEX.slice(index * 2, index * 2 + 2), 16),
)

const SYSTEM_KEY = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc]
const ROUNDS = 32
const BLOCK_BYTES = 16
/** Bytes of a key. */
const SM4_KEY_BYTES = 16

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

function substitute(word: number): number {
  const box = (shift: number): number => (S_BOX[(word >>> shift) & 0xff] ?? 0) << shift
  return box(24) | box(16) | box(8) | box(0)
}

function mix(word: number): number {
  const b = substitute(word)
  return b ^ rotate(b, 2) ^ rotate(b, 10) ^ rotate(b, 18) ^ rotate(b, 24)
}

function mixKey(word: number): number {
  const b = substitute(word)
  return b ^ rotate(b, 13) ^ rotate(b, 23)
}

/** CK: byte j of word i is (4i + j) · 7 mod 256. */
const roundConstant = (round: number): number =>
  [0, 1, 2, 3].reduce((word, byte) => (word << 8) | (((4 * round + byte) * 7) & 0xff), 0)

type Block = [number, number, number, number]

function readBlock(bytes: Uint8Array, at: number): Block {
  const word = (offset: number): number =>
    [0, 1, 2, 3].reduce((value, byte) => (value << 8) | (bytes[at + offset + byte] ?? 0), 0)
  return [word(0), word(4), word(8), word(12)]
}

function roundKeys(key: Uint8Array): number[] {
  if (key.length !== SM4_KEY_BYTES) {
    throw new RangeError(`Cannot use an SM4 key of ${key.length} bytes as it must be ${SM4_KEY_BYTES}`)
  }
  const words: number[] = readBlock(key, 0).map((word, index) => word ^ (SYSTEM_KEY[index] ?? 0))
  const keys: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [a = 0, b = 0, c = 0, d = 0] = words.slice(round)
    const next = a ^ mixKey(b ^ c ^ d ^ roundConstant(round))
    words.push(next)
    keys.push(next)
  }
  return keys
}

function cipherBlock(block: Block, keys: readonly number[]): Block {
  let [a, b, c, d] = block
  for (const key of keys) {
    const next = a ^ mix(b ^ c ^ d ^ key)
    a = b
    b = c
    c = d
    d = next
  }
  return [d, c, b, a]
}

function cipher(bytes: Uint8Array, keys: readonly number[]): Uint8Array {
  const result = new Uint8Array(bytes)
  for (let at = 0; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) {
    cipherBlock(readBlock(bytes, at), keys).forEach((word, index) => {
      for (let byte = 0; byte < 4; byte += 1) result[at + index * 4 + byte] = (word >>> (24 - 8 * byte)) & 0xff
    })
  }
  return result
}

/** Encrypts the whole 16-byte blocks; what is left at the end stays as it is. Throws where the key is not 16 bytes. */
export const encryptSm4 = (plain: Uint8Array, key: Uint8Array): Uint8Array => cipher(plain, roundKeys(key))

/** The reverse of `encryptSm4`. */
export const decryptSm4 = (hidden: Uint8Array, key: Uint8Array): Uint8Array => cipher(hidden, roundKeys(key).reverse())

/** A key from 32 hexadecimal digits; undefined where they are not that. */
export function parseSm4Key(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]{32}$/i.test(text)) return undefined
  return Uint8Array.from({ length: SM4_KEY_BYTES }, (_, n) => Number.parseInt(text.slice(n * 2, n * 2 + 2), 16))
}

/** The reverse of `parseSm4Key`, in upper case. */
export const formatSm4Key = (key: Uint8Array): string =>
  Array.from(key, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
