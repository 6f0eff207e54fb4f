// References are written and read the same way everywhere.
import { expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { formatRef, parseRef } from './trace-ref.ts'

test('parseRef() reads what formatRef() wrote, whatever the parts hold', () => {
  const refs = [
    formatRef('record', 1_571_000_000_123_456),
    formatRef('record', 12, 'a34004'),
    formatRef('reading', '龙岗/1 号?#%', 'hour', 1_585_872_000_000, 'a34004'),
    formatRef('average', 'district-440307-demo', 'day', -28_800_000, 'PM2.5'),
    formatRef('verdict', 'S1', 'air-day', 0, 'HJ633-2026'),
    formatRef('indicator', 'longgang-14fyp', 'ind.04', 'year', 1_577_808_000_000, 'in-force'),
    formatRef('obligation', 'longgang-14fyp', 'c05.s01.m02.t01'),
    formatRef('edition', 'GB3838-2002'),
  ]
  for (const ref of refs) {
    const read = parseRef(ref)
    expect(isRefusal(read)).toBe(false)
    if (!isRefusal(read)) expect(formatRef(read.kind, ...read.parts)).toBe(ref)
  }
  expect(parseRef(refs[2] ?? '')).toEqual({
    kind: 'reading',
    parts: ['龙岗/1 号?#%', 'hour', '1585872000000', 'a34004'],
  })
})

test('parseRef() refuses what is no reference, with the reason', () => {
  const cases: [string, RegExp][] = [
    ['', /kind must be one of/],
    ['frame/1', /kind must be one of/],
    ['record', /must have the form record\/<id>/],
    ['record/x', /"x" is no id/],
    ['edition/', /is no edition/],
    ['reading/S1/hour/1585872000000', /must have the form/],
    ['reading/S1/week/1585872000000/a34004', /"week" is no readingKind/],
    ['reading/%E9%/hour/1/a34004', /is no site/],
    ['verdict/S1/air-day/1e3/HJ633-2026', /"1e3" is no ms/],
  ]
  for (const [text, because] of cases) {
    expect(parseRef(text)).toEqual({
      refused: 'trace.unknown-reference',
      because: expect.stringMatching(because),
    })
  }
})
