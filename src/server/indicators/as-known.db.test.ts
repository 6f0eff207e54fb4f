// A year as it was known before a correction, a target, a late hour and a new formula, against what stands after them.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readKnownDifferences as route } from '#contract/as-known.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { beijingInstant } from '#kit/time.ts'
import { freshDatabase } from '../../../test/database.ts'
import { AIR, evaluateAll, hoursOfDays, makeSite, storeMessages } from '../../../test/evaluation.ts'
import { loadPack } from '../plans/load-pack.ts'
import { readKnownDifferences } from './as-known.ts'
import { readAssessment, signYear } from './assessment.ts'
import { readBoard } from './queries.ts'
import { saveCityTarget, saveReport } from './year-inputs.ts'

const db = await freshDatabase(inject('database'))
const folder = await mkdtemp(join(tmpdir(), 'shanshui-known-'))
afterAll(async () => {
  await db.drop()
  await rm(folder, { recursive: true, force: true })
})
const planId = 'longgang-14fyp'
const PACK = join(import.meta.dirname, '../../../packs', planId)
const year = 2024
const YEAR = beijingInstant(year, 1, 1)
const nowMs = beijingInstant(2027, 1, 1)

function kept<T>(reply: T | Refusal): T {
  if (isRefusal(reply)) throw new Error(reply.because)
  return reply
}
/** An instant between what was done and what comes. */
async function instant(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20))
  const [row] = await db.query<{ at: number }>('select clock_timestamp() as at')
  await new Promise((resolve) => setTimeout(resolve, 20))
  return row?.at ?? 0
}
const forest = (part: string, reason = '') =>
  saveReport(db, {
    planId,
    id: 'ind.15',
    year,
    inputs: { part, whole: '388.02' },
    source: '国土变更调查',
    reason,
    by: 'officer',
  })

let before = 0
let between = 0
beforeAll(async () => {
  kept(await loadPack(db, PACK))
  const site = await makeSite(db, { code: 'point', kind: 'air' })
  await storeMessages(db, hoursOfDays(site, { start: YEAR, days: 31, values: { ...AIR, 'PM2.5': 74 } }))
  await evaluateAll(db, nowMs)
  kept(await forest('116.6'))
  await evaluateAll(db, nowMs)
  before = await instant()
  kept(await forest('117', '成果更新'))
  kept(
    await saveCityTarget(db, {
      planId,
      id: 'ind.08',
      year,
      comparator: '<=',
      value: '10',
      document: '深环〔2024〕1 号',
      issuedAt: YEAR,
      reason: '',
      by: 'officer',
    }),
  )
  await storeMessages(db, [{ siteId: site, at: YEAR, values: { 'PM2.5': 900 } }])
  await makeSite(db, { code: 'later', kind: 'air' })
  await evaluateAll(db, nowMs)
  kept(await signYear(db, { planId, year, note: '', by: 'officer', nowMs }))
  between = await instant()
  await cp(PACK, folder, { recursive: true })
  const file = join(folder, 'indicators.json')
  const table = JSON.parse(await readFile(file, 'utf8'))
  table.indicators.find((one: { id: string }) => one.id === 'ind.15').formula.decimals = 1
  await writeFile(file, JSON.stringify(table))
  kept(await loadPack(db, folder))
  const [stale] = await db.query(`insert into stale_period (period, at) values ('year', $1) returning id`, [
    new Date(YEAR).toISOString(),
  ])
  expect(stale).toBeDefined()
  await evaluateAll(db, nowMs)
})

async function differences(at: number) {
  const reply = kept(await readKnownDifferences(db, { planId, year, at, nowMs }))
  expect(route.reply.parse(reply)).toEqual(reply)
  return reply
}
const of = (reply: Awaited<ReturnType<typeof differences>>, id: string) => {
  const row = reply.rows.find((one) => one.id === id)
  return {
    fields: Object.fromEntries((row?.fields ?? []).map((one) => [one.field, [one.before, one.now]])),
    causes: row?.causes.map(({ kind, reason }) => [kind, reason]),
  }
}

test('each measurable that differs is told with old, new and cause', async () => {
  const reply = await differences(before)
  expect(of(reply, 'ind.15')).toMatchObject({
    fields: { value: ['30.05', '30.2'], formulaHash: [expect.any(String), expect.any(String)] },
    causes: [
      ['formula', null],
      ['report', '成果更新'],
    ],
  })
  expect(of(reply, 'ind.08')).toMatchObject({
    fields: { target: [null, '10'], status: ['awaiting-city-target', 'cannot-judge'] },
    causes: [['target', null]],
  })
  const air = of(reply, 'ind.04')
  expect(air.fields.value).toEqual(['100.00', '96.77'])
  expect(air.causes?.map(([kind]) => kind)).toEqual(['correction'])
  expect(reply.rows.map(({ id }) => id)).not.toContain('ind.11')
  expect(reply).toMatchObject({ airPoints: { before: 1, now: 2 }, signoffs: { before: 0, now: 1 } })
})

test('after all but the new formula, the formula alone differs', async () => {
  const reply = await differences(between)
  expect(reply.rows.map(({ id }) => id)).toEqual(['ind.15'])
  expect(of(reply, 'ind.15').causes).toEqual([['formula', null]])
})

test('the board and the assessment stand as they were known', async () => {
  const board = kept(await readBoard(db, { planId, year, nowMs, asKnownAt: before }))
  expect(board.rows.find(({ id }) => id === 'ind.15')?.value?.value).toBe('30.05')
  expect(board.rows.find(({ id }) => id === 'ind.08')?.target.value).toBeNull()
  const sheet = kept(await readAssessment(db, { planId, year, nowMs, asKnownAt: before }))
  expect(sheet.signoffs).toEqual([])
  const now = kept(await readAssessment(db, { planId, year, nowMs }))
  expect(now.signoffs).toHaveLength(1)
  const hashOf = (rows: typeof now.rows) => rows.find(({ id }) => id === 'ind.15')?.formulaHash
  expect(hashOf(sheet.rows)).not.toBe(hashOf(now.rows))
})

test('an unknown plan is refused', async () => {
  expect(await readKnownDifferences(db, { planId: 'x', year, at: before, nowMs })).toMatchObject({
    refused: 'plans.not-found',
  })
})
