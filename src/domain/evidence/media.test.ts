// Names, first bytes and camera clocks of files.
import { expect, test } from 'vitest'
import { isPicture, mediaTypeOf, takenAt } from './media.ts'

test('mediaTypeOf() gives web pages and scripts no type of their own', () => {
  expect(mediaTypeOf('验收报告.PDF')).toBe('application/pdf')
  for (const name of ['page.html', 'drawing.svg', 'run.js', 'noending']) {
    expect(mediaTypeOf(name)).toBe('application/octet-stream')
  }
})

test('isPicture() looks at the bytes and not at the name', () => {
  const text = (head: string): Uint8Array => Uint8Array.from(head.padEnd(16, ' '), (sign) => sign.charCodeAt(0))
  expect(isPicture(text('\xff\xd8\xff\xe1'))).toBe(true)
  expect(isPicture(text('RIFF1234WEBPVP8 '))).toBe(true)
  expect(isPicture(text('<html><script>'))).toBe(false)
  expect(isPicture(new Uint8Array())).toBe(false)
})

test('takenAt() reads the clock of the camera as Beijing time unless it says otherwise', () => {
  expect(takenAt('2024:05:01 09:30:00', undefined)).toBe(Date.UTC(2024, 4, 1, 1, 30))
  expect(takenAt('2024:05:01 09:30:00', '+00:00')).toBe(Date.UTC(2024, 4, 1, 9, 30))
  expect(takenAt('0000:00:00 00:00:00', undefined)).toBeUndefined()
  expect(takenAt('1980:01:01 00:00:00', undefined)).toBeUndefined()
  expect(takenAt('yesterday', undefined)).toBeUndefined()
})
