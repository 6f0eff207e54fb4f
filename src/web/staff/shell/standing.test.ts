// How sites stand and what is counted.
import { expect, test } from 'vitest'
import type { SiteRow, VerdictBrief } from '#contract/sites.ts'
import { bySeverity, countDay, countedSites, standingOf } from './standing.ts'

const NOW = Date.UTC(2026, 10, 24)

const site = (part: Partial<SiteRow> & { grade?: number }): SiteRow => {
  const { grade, ...rest } = part
  return {
    id: 1,
    code: 'a',
    kind: 'air',
    name: 'a',
    nameEn: null,
    city: null,
    district: null,
    street: null,
    basin: null,
    lon: null,
    lat: null,
    waterType: null,
    targetClass: null,
    isEvaluationPoint: true,
    isDemo: true,
    latestAt: NOW,
    receivedAt: NOW,
    state: 'online',
    verdict: grade === undefined ? null : verdict(grade),
    values: [],
    ...rest,
  }
}

const verdict = (grade: number): VerdictBrief => ({
  subject: 'air-hour',
  at: NOW,
  edition: 'x',
  judged: true,
  why: null,
  grade,
  label: null,
  colour: null,
  aqi: null,
  limiting: [],
  sureness: 'verified',
  ref: 'r',
})

test('standingOf() holds a section against its own target class', () => {
  expect(standingOf(site({ kind: 'section', targetClass: 'Ⅳ', grade: 4 }))).toBe('meets')
  expect(standingOf(site({ kind: 'section', targetClass: 'Ⅱ', grade: 3 }))).toBe('fails')
  expect(standingOf(site({ kind: 'section', grade: 3 }))).toBe('meets')
  expect(standingOf(site({ grade: 3 }))).toBe('fails')
})

test('standingOf() never takes silence or a missing verdict for good', () => {
  expect(standingOf(site({ grade: 1, state: 'offline' }))).toBe('silent')
  expect(standingOf(site({}))).toBe('unjudged')
  expect(standingOf(site({ kind: 'outfall' }))).toBe('no-rule')
})

test('countedSites() takes the real points where one has reported lately, else the demo ones, never both', () => {
  const demo = site({ code: 'd' })
  const real = site({ code: 'r', isDemo: false })
  const old = site({ code: 'o', isDemo: false, latestAt: Date.UTC(2020, 3, 1) })
  expect(countedSites([demo, real, old], NOW)).toEqual({ sites: [real, old], isDemo: false })
  expect(countedSites([demo, old], NOW)).toEqual({ sites: [demo], isDemo: true })
  expect(countedSites([old], NOW)).toEqual({ sites: [old], isDemo: false })
})

test('countDay() counts class Ⅲ apart from the target', () => {
  const sites = [
    site({ grade: 1 }),
    site({ grade: 4 }),
    site({}),
    site({ kind: 'section', targetClass: 'Ⅴ', grade: 5 }),
  ]
  expect(countDay(sites)).toEqual({
    airTotal: 3,
    airGood: 1,
    airFails: 1,
    waterTotal: 1,
    waterThree: 0,
    waterFails: 0,
    unjudged: 1,
    silent: 0,
  })
  expect([...sites].sort(bySeverity).map((one) => one.verdict?.grade)).toEqual([4, undefined, 5, 1])
})
