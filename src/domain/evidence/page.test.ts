// Where evidence is found again.
import { expect, test } from 'vitest'
import { evidencePage } from './page.ts'

test('evidencePage() leads to the thing it is about, and nowhere for a thing without a page', () => {
  expect(evidencePage('obligation', 'c06.s04.m01.t03')).toBe('/plan/obligations/c06.s04.m01.t03')
  expect(evidencePage('project', 'prj.07')).toBe('/projects/prj.07')
  expect(evidencePage('indicator-year', 'longgang-14fyp/ind.10/2025')).toBe('/indicators/ind.10?year=2025')
  expect(evidencePage('indicator-year', 'longgang-14fyp')).toBeUndefined()
  expect(evidencePage('appraisal-unit', '3/17')).toBe('/appraisal/3?unit=17')
  expect(evidencePage('device', 'MN1')).toBeUndefined()
})
