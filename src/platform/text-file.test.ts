// Encodings of files: UTF-8 with and without a mark, GB18030, binary.
import { expect, test } from 'vitest'
import { decodeText, looksBinary } from './text-file.ts'

const bytes = (...codes: number[]): Uint8Array => Uint8Array.from(codes)

test('decodeText() reads UTF-8 with and without a byte-order mark', () => {
  expect(decodeText(Buffer.from('龙岗,12\n'))).toEqual({ text: '龙岗,12\n', encoding: 'utf-8' })
  expect(decodeText(Buffer.from('\ufeff龙岗'))).toEqual({ text: '龙岗', encoding: 'utf-8-bom' })
})

test('decodeText() reads GBK and the four-byte characters of GB18030', () => {
  // 龙岗 in GBK; U+20000 in GB18030.
  expect(decodeText(bytes(0xc1, 0xfa, 0xb8, 0xda))).toEqual({ text: '龙岗', encoding: 'gb18030' })
  expect(decodeText(bytes(0xc1, 0xfa, 0x95, 0x32, 0x82, 0x36)).text).toBe('龙\u{20000}')
})

test('decodeText() reads plain ASCII and nothing as UTF-8', () => {
  expect(decodeText(Buffer.from('a,b'))).toEqual({ text: 'a,b', encoding: 'utf-8' })
  expect(decodeText(bytes())).toEqual({ text: '', encoding: 'utf-8' })
})

test('looksBinary() sees a picture and not a table', () => {
  expect(looksBinary(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d))).toBe(true)
  expect(looksBinary(Buffer.from('站点,值\n'))).toBe(false)
})
