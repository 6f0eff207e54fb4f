// A year of the plan assessed as scenario S5 has it: 2025 with 351 good days of 365, PM2.5 of 22.0, 40 of 66 sections.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { beijingInstant, DAY_MS, HOUR_MS } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages, type TestMessage } from '../../../test/evaluation.ts'
import { loadPack } from '../plans/load-pack.ts'
import { readTrace } from '../trace/read-trace.ts'
import { readAssessment, readSignoff, signYear } from './assessment.ts'
import { readBoard, readOne } from './queries.ts'
import { readYearInputs, saveCityTarget, saveReport, withdrawReport } from './year-inputs.ts'

const PLAN = 'longgang-14fyp'
const YEAR = 2025
const START = beijingInstant(YEAR, 1, 1)
const LATER = beijingInstant(2026, 3, 1)
const BAD_DAYS = 14
const SECTIONS = 66

const db = await freshDatabase(inject('database'))
const loaded = await loadPack(db, new URL('../../../packs/longgang-14fyp', import.meta.url).pathname)
if (isRefusal(loaded)) throw new Error(loaded.because)
afterAll(() => db.drop())

const got = <T extends object>(value: T): Exclude<T, { refused: string }> => {
  if (isRefusal(value)) throw new Error(value.because)
  return value as Exclude<T, { refused: string }>
}
const assessment = async (asKnownAt?: number) =>
  got(await readAssessment(db, { planId: PLAN, year: YEAR, nowMs: LATER, asKnownAt }))
const row = async (id: string) => {
  const found = (await assessment()).rows.find((one) => one.id === id)
  if (!found) throw new Error(`there is no ${id}`)
  return found
}

/** Day means of 18.9 µg/m³ and, on 14 days spread over the year, of 99.7: 22.0 in the year. */
const air = (siteId: number): TestMessage[] =>
  hoursOfDays(siteId, { start: START, days: 365 }).map((hour, n) => {
    const day = Math.floor(n / 24)
    return { ...hour, values: { ...AIR, PM10: 40, 'PM2.5': day % 26 === 5 && day / 26 < BAD_DAYS ? 99.7 : 18.9 } }
  })

const CLEAN = { ph: 7.5, do: 7.2, codmn: 3, nh3n: 0.4, tp: 0.08 }
const samples = (siteId: number, nh3n: number): TestMessage[] =>
  Array.from({ length: 12 }, (_, month) => ({
    siteId,
    at: beijingInstant(YEAR, month + 1, 8) + 9 * HOUR_MS,
    kind: 'sample',
    values: { ...CLEAN, nh3n },
  }))

const report = (id: string, inputs: Record<string, string>, reason = '') =>
  saveReport(db, { planId: PLAN, id, year: YEAR, inputs, source: '2025 年度统计报表', reason, by: 'officer' })
const parts = (part: string, whole: string) => ({ part, whole })

/** What the departments report, as the scenario gives it. */
const REPORTS: Readonly<Record<string, Record<string, string>>> = {
  'ind.10': parts('270', '360'),
  'ind.11': parts('8500', '10000'),
  'ind.12': parts('97', '100'),
  'ind.13': parts('97', '100'),
  'ind.14': parts('1250.5', '1250.5'),
  'ind.15': parts('116.61', '388.02'),
  'ind.16': { now: '140.25', base: '140.25' },
  'ind.17': parts('65', '100'),
}

let station = 0
const sections: number[] = []
beforeAll(async () => {
  station = await makeSite(db, { code: 'point', kind: 'air' })
  for (let n = 0; n < SECTIONS; n += 1)
    sections.push(await makeSite(db, { code: `s${n}`, kind: 'section', waterType: 'river' }))
  await storeMessages(db, air(station))
  // 40 of class Ⅱ, 26 of class Ⅳ.
  await storeMessages(
    db,
    sections.flatMap((id, n) => samples(id, n < 40 ? 0.4 : 1.2)),
  )
  for (const [id, inputs] of Object.entries(REPORTS)) got(await report(id, inputs))
  await evaluateAll(db, LATER)
}, 120_000)

describe('S5, year 2025', () => {
  test('O1 good days: 351 of 365 are 96.16 and met; 350 are 95.89 and not', async () => {
    expect(await row('ind.04')).toMatchObject({ value: '96.16', status: 'met' })
    await storeMessages(
      db,
      hoursOfDays(station, { start: START, days: 1, values: { ...AIR, PM10: 40, 'PM2.5': 99.7 } }),
    )
    await evaluateAll(db, LATER)
    expect(await row('ind.04')).toMatchObject({ value: '95.89', status: 'not-met' })
    await storeMessages(
      db,
      hoursOfDays(station, { start: START, days: 1, values: { ...AIR, PM10: 40, 'PM2.5': 18.9 } }),
    )
    await evaluateAll(db, LATER)
    expect(await row('ind.04')).toMatchObject({ value: '96.16', status: 'met' })
  })

  test('O2 PM2.5 of 22.0 meets the table and not the wording of chapter 2; both stand, with inc.01 and the baseline', async () => {
    const pm = await row('ind.05')
    expect(pm).toMatchObject({ value: '22.0', status: 'met', baseline: { value: 20.4 } })
    expect(pm.readings).toContainEqual(expect.objectContaining({ comparator: '<=', value: 22, status: 'met' }))
    expect(pm.readings).toContainEqual(
      expect.objectContaining({ comparator: '<', value: 22, status: 'not-met', inconsistencyId: 'inc.01' }),
    )
    expect(pm.inconsistencies).toContain('inc.01')
  })

  test('O3 surface water: 40 of 66 are 60.61 and met, 39 are 59.09 and not; one worse than Ⅴ is 1.52 and not', async () => {
    expect(await row('ind.06')).toMatchObject({ value: '60.61', status: 'met' })
    expect(await row('ind.07')).toMatchObject({ value: '0.00', status: 'met' })
    const [first = 0] = sections
    await storeMessages(db, samples(first, 3))
    await evaluateAll(db, LATER)
    expect(await row('ind.06')).toMatchObject({ value: '59.09', status: 'not-met' })
    expect(await row('ind.07')).toMatchObject({ value: '1.52', status: 'not-met' })
    await storeMessages(db, samples(first, 0.4))
    await evaluateAll(db, LATER)
    expect(await row('ind.06')).toMatchObject({ value: '60.61', status: 'met' })
  })

  test('O4 night noise: 270 of 360 are 75.00 and met, 269 are 74.72 and not; the baseline of another scope is shown', async () => {
    expect(await row('ind.10')).toMatchObject({ value: '75.00', status: 'met', baseline: { value: 100 } })
    expect((await row('ind.10')).inconsistencies).toContain('inc.14')
    expect(await report('ind.10', parts('269', '360'))).toMatchObject({ refused: 'indicators.reason-needed' })
    // What was refused has changed nothing: the report still stands, and counts when the year is computed again.
    const [standing] = got(await readYearInputs(db, { planId: PLAN, id: 'ind.10', year: YEAR })).reports
    expect(standing).toMatchObject({ inputs: { part: '270' }, knownUntil: null })
    got(await report('ind.10', parts('269', '360'), '复核剔除 1 点次'))
    await evaluateAll(db, LATER)
    expect(await row('ind.10')).toMatchObject({ value: '74.72', status: 'not-met' })
    got(await report('ind.10', parts('270', '360'), '复核恢复'))
    await evaluateAll(db, LATER)
    const { reports } = got(await readYearInputs(db, { planId: PLAN, id: 'ind.10', year: YEAR }))
    expect(reports.map(({ inputs, knownUntil }) => [inputs.part, knownUntil === null])).toEqual([
      ['270', true],
      ['269', false],
      ['270', false],
    ])
  })

  test('O5 and O6 eight await the city and count for nothing: 12 of 20 can be assessed, all 12 are met', async () => {
    const { totals, rows } = await assessment()
    expect(totals).toEqual({ all: 20, assessable: 12, met: 12, missed: 0, open: 0, pending: 8 })
    const pending = rows.filter(({ status }) => status === 'awaiting-city-target').map(({ id }) => id)
    expect(pending).toEqual(['ind.01', 'ind.02', 'ind.03', 'ind.08', 'ind.09a', 'ind.09b', 'ind.09c', 'ind.09d'])
    const board = got(await readBoard(db, { planId: PLAN, year: YEAR, nowMs: LATER }))
    expect(board.summary).toMatchObject({ met: 12, 'not-met': 0, 'awaiting-city-target': 8, 'no-formula': 0 })
  })

  test('O7 without a baseline, or with one that meets the target already, there is no progress, yet met or not', async () => {
    expect(await row('ind.06')).toMatchObject({ baseline: null, progress: null, status: 'met' })
    expect(await row('ind.05')).toMatchObject({ baseline: { comparable: true }, progress: null, status: 'met' })
  })

  test('O8 each row has the target as printed beside the comparator assumed, and the marks of formula and data', async () => {
    const water = await row('ind.06')
    expect(water).toMatchObject({ printed: '60', comparator: '>=', assumed: true, target: '60' })
    expect(water.inconsistencies).toContain('inc.02')
    for (const { formulaHash, inputsHash, status } of (await assessment()).rows) {
      expect(formulaHash).toMatch(/^[0-9a-f]{32}$/)
      if (status !== 'awaiting-city-target') expect(inputsHash).toMatch(/^[0-9a-f]{32}$/)
    }
  })

  test('O9 a late correction makes a new version, and what was signed keeps its numbers', async () => {
    const sign = () => signYear(db, { planId: PLAN, year: YEAR, note: '年度核定', by: 'head', nowMs: LATER })
    expect(
      await signYear(db, { planId: PLAN, year: YEAR, note: '', by: 'head', nowMs: START + 30 * DAY_MS }),
    ).toMatchObject({
      refused: 'indicators.year-runs',
    })
    expect(got(await sign())).toEqual({ version: 1 })
    expect(await sign()).toMatchObject({ refused: 'indicators.nothing-changed' })
    got(await report('ind.15', parts('116.7', '388.02'), '国土变更调查成果更新'))
    await evaluateAll(db, LATER)
    expect(await row('ind.15')).toMatchObject({ value: '30.08', status: 'met' })
    const first = got(await readSignoff(db, { planId: PLAN, year: YEAR, version: 1 }))
    expect(first.holds).toBe(true)
    expect(first.rows.find(({ id }) => id === 'ind.15')).toMatchObject({ value: '30.05' })
    expect(first.differences).toContainEqual(
      expect.objectContaining({ id: 'ind.15', field: 'value', signed: '30.05', now: '30.08' }),
    )
    expect((await assessment()).signoffs).toMatchObject([{ version: 1, changed: 1 }])
    expect(got(await sign())).toEqual({ version: 2 })
    expect(got(await readSignoff(db, { planId: PLAN, year: YEAR, version: 2 })).differences).toEqual([])
  })
})

test('a target of the city is judged by from its notice on, and awaited again once it is withdrawn', async () => {
  const notice = {
    planId: PLAN,
    id: 'ind.02',
    year: YEAR,
    document: '深环〔2026〕1 号',
    issuedAt: START,
    reason: '',
    by: 'officer',
  }
  expect(await saveCityTarget(db, { ...notice, comparator: '>=', value: '约 18' })).toMatchObject({
    refused: 'indicators.target-wrong',
  })
  expect(await saveCityTarget(db, { ...notice, id: 'ind.04', comparator: '>=', value: '97' })).toMatchObject({
    refused: 'indicators.target-of-plan',
  })
  got(await saveCityTarget(db, { ...notice, comparator: '>=', value: '18' }))
  expect(await row('ind.02')).toMatchObject({ status: 'cannot-judge', target: '18', comparator: '>=' })
  got(await report('ind.02', { now: '0.081', base: '0.1' }))
  await evaluateAll(db, LATER)
  expect(await row('ind.02')).toMatchObject({ value: '19.00', status: 'met' })
  const one = got(await readOne(db, { planId: PLAN, id: 'ind.02', year: YEAR, nowMs: LATER }))
  expect(one.targetReadings).toMatchObject([{ source: '深环〔2026〕1 号', status: 'met' }])
  const ref = (await row('ind.02')).ref ?? ''
  const trace = got(await readTrace(db, { ref, page: 1, pageSize: 20, only: 'all', nowMs: LATER }))
  expect(trace.facts).toContainEqual(expect.objectContaining({ value: '>= 18（深环〔2026〕1 号）' }))
  expect(trace.facts).toContainEqual(expect.objectContaining({ value: '2025 年度统计报表' }))
  got(await saveCityTarget(db, { ...notice, comparator: '>=', value: '20', reason: '市调整目标' }))
  await evaluateAll(db, LATER)
  expect(await row('ind.02')).toMatchObject({ value: '19.00', status: 'not-met' })
})

test('reports are refused where they cannot be, and withdrawn ones count no more', async () => {
  expect(await report('ind.04', parts('351', '365'))).toMatchObject({ refused: 'indicators.not-reported' })
  expect(await report('ind.11', parts('10001', '10000'), 'x')).toMatchObject({ refused: 'indicators.report-wrong' })
  expect(await report('ind.99', parts('1', '2'))).toMatchObject({ refused: 'indicators.not-found' })
  const outside = {
    planId: PLAN,
    id: 'ind.11',
    year: 2031,
    inputs: parts('1', '2'),
    source: 's',
    reason: '',
    by: 'officer',
  }
  expect(await saveReport(db, outside)).toMatchObject({ refused: 'indicators.outside-plan' })
  const [before] = await db.query<{ at: number }>('select now() as at')
  const withdrawal = { planId: PLAN, id: 'ind.11', year: YEAR, reason: '报错口径', by: 'officer' }
  got(await withdrawReport(db, withdrawal))
  expect(await withdrawReport(db, withdrawal)).toMatchObject({ refused: 'indicators.nothing-stands' })
  await evaluateAll(db, LATER)
  expect(await row('ind.11')).toMatchObject({ value: null, status: 'cannot-judge', why: { zh: '主管单位尚未填报' } })
  const past = await assessment(before?.at)
  expect(past.rows.find(({ id }) => id === 'ind.11')).toMatchObject({ value: '85.00', status: 'met' })
})
