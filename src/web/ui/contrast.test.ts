// Ink on the colours that standards prescribe.
import { expect, test } from 'vitest'
import { inkOn, luminanceOf } from './contrast.ts'

test('inkOn() takes black on the bright colours of the air index and white on purple, maroon and blue', () => {
  expect(['#00E400', '#FFFF00', '#FF7E00', '#FF0000'].map(inkOn)).toEqual(Array(4).fill('#000000'))
  expect(['#99004C', '#7E0023', '#0000FF'].map(inkOn)).toEqual(Array(3).fill('#ffffff'))
})

test('inkOn() keeps 4.5 to 1 on every grey', () => {
  for (let part = 0; part < 256; part++) {
    const colour = `#${part.toString(16).padStart(2, '0').repeat(3)}`
    const light = luminanceOf(colour)
    const ratio = inkOn(colour) === '#000000' ? (light + 0.05) / 0.05 : 1.05 / (light + 0.05)
    expect(ratio).toBeGreaterThan(4.5)
  }
})
