// Pairs of device ids and the way from a row to the form and back.
import { expect, test } from 'vitest'
import type { ForwardTargetRow } from '#contract/forwarding.ts'
import { fieldsOf, formatPairs, localInstant, parsePairs, settingsOf } from './target-fields.ts'

test('parsePairs() reads what formatPairs() wrote, and refuses a line that is no pair', () => {
  const pairs = { A1: 'B1', A2: 'B2' }
  expect(parsePairs(formatPairs(pairs))).toEqual(pairs)
  expect(parsePairs(' A1 = B1 \n\n')).toEqual({ A1: 'B1' })
  expect(parsePairs('A1=B1\nA2')).toBeUndefined()
  expect(parsePairs('A1=B;1')).toBeUndefined()
})

test('settingsOf() of fieldsOf() gives the settings of the row', () => {
  const settings = {
    name: '市平台',
    host: 'h',
    port: 1,
    mode: 'encoded',
    edition: '2005',
    mnMap: { A: 'B' },
    siteCodes: null,
    kinds: ['hour'],
    answers: 'never',
    framesPerS: 1,
    windowFrames: 2,
    answerTimeoutMs: 1_500,
    resends: 0,
  } as const
  expect(settingsOf(fieldsOf(settings as unknown as ForwardTargetRow))).toEqual(settings)
})

test('localInstant() takes the text of a date field for Beijing time', () => {
  expect(localInstant('2026-11-25T08:00')).toBe(Date.UTC(2026, 10, 25))
  expect(localInstant('')).toBeUndefined()
})
