// SM4 against the example of the standard and against the cipher of this machine.
import { createCipheriv } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptSm4, encryptSm4 } from './sm4.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

test('encryptSm4() gives the example of GB/T 32907—2016 annex A', () => {
  const key = hex('0123456789abcdeffedcba9876543210')
  expect(Buffer.from(encryptSm4(key, key)).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
})

test('encryptSm4() agrees with OpenSSL, leaves the tail plain, and decryptSm4() takes it back', () => {
  const key = hex('00112233445566778899aabbccddeeff')
  const plain = new Uint8Array(Array.from({ length: 16 * 20 + 7 }, (_, n) => (n * 37) & 0xff))
  const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
  const expected = cipher.update(plain.subarray(0, 320))
  const hidden = encryptSm4(plain, key)
  expect(Buffer.from(hidden.subarray(0, 320)).equals(expected)).toBe(true)
  expect(hidden.subarray(320)).toEqual(plain.subarray(320))
  expect(decryptSm4(hidden, key)).toEqual(plain)
})
