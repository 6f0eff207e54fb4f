// Where a thing is found again that a case or a piece of evidence is about.
import { expect, test } from 'vitest'
import { aboutName, aboutPage } from './about.ts'

test('aboutPage() leads to the thing, and nowhere for a thing without a page', () => {
  expect(aboutPage('obligation', 'c06.s04.m01.t03')).toBe('/plan/obligations/c06.s04.m01.t03')
  expect(aboutPage('project', 'prj.07')).toBe('/projects/prj.07')
  expect(aboutPage('report', '12')).toBe('/reports/12')
  expect(aboutPage('appraisal-unit', '3/17')).toBe('/appraisal/3')
  expect(aboutPage('indicator-year', 'longgang-14fyp/ind.10/2025')).toBe('/indicators/ind.10?year=2025')
  expect(aboutPage('indicator-year', 'longgang-14fyp')).toBeUndefined()
  expect(aboutPage('device', 'MN1')).toBeUndefined()
})

test('aboutName() calls a kind by its term, and an unknown one by itself', () => {
  expect(aboutName('obligation').zh).toBe('任务')
  expect(aboutName('device')).toEqual({ zh: 'device', en: 'device' })
})
