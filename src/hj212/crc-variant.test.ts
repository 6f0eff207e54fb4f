// Answers in a device's own checksum are diagnosed as exactly that.
import { expect, test } from 'vitest'
import { variantOf, withCrc } from './crc-variant.ts'
import { decodeFrame } from './decode.ts'
import { encodeSegment } from './frame.ts'

const FRAME = encodeSegment('QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=A;Flag=5;CP=&&RtdInterval=30&&')

test.each(['modbus', 'modbus-swapped', 'swapped'] as const)('withCrc() makes %s', (variant) => {
  const changed = withCrc(FRAME, variant)
  const errors = decodeFrame(changed).findings.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ code }) => code)).toEqual([`crc.${variant}`])
  expect(decodeFrame(FRAME).ok).toBe(true)
})

test('variantOf() finds it among what is tolerated', () => {
  expect(variantOf(['len.short', 'crc.swapped'])).toBe('swapped')
  expect(variantOf(['len.short'])).toBeUndefined()
})
