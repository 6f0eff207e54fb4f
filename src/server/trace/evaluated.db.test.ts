// The chain as the evaluation really makes it: from arriving data to the indicators, every reference opens.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { formatRef } from '#contract/trace-ref.ts'
import { isRefusal } from '#kit/refusal.ts'
import { createLog } from '#platform/log.ts'
import { freshDatabase } from '../../../test/database.ts'
import { DAY, MONTH, NOW, PLAN, STARTS, storeReadings, YEAR } from '../../../test/trace-chain.ts'
import { startEvaluation } from '../evaluation/pipeline.ts'
import type { TraceNode } from './node.ts'
import { readTrace } from './read-trace.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())

async function untilEvaluated(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [row] = await db.query<{ done: boolean }>(
      `select not exists (select 1 from stale_day) and count(*) filter (where v.period = 'year') >= 4 as done
         from indicator_value as v where v.known_until = 'infinity'`,
    )
    if (row?.done) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The evaluation does not finish')
}

beforeAll(async () => {
  await storeReadings(db)
  const evaluation = await startEvaluation(db, createLog('test', { level: 'warn' }), { now: () => NOW })
  await untilEvaluated()
  await evaluation.stop()
})

async function walk(from: string): Promise<TraceNode[]> {
  const seen = new Map<string, TraceNode>()
  const waiting = [from]
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (seen.has(ref)) continue
    const node = await readTrace(db, { ref, page: 1, pageSize: 400, only: 'all', nowMs: NOW })
    if (isRefusal(node)) throw new Error(`${ref}: ${node.because}`)
    seen.set(ref, node)
    for (const link of [...node.down, ...node.up]) if (link.ref !== null) waiting.push(link.ref)
  }
  return [...seen.values()]
}

test('from the air indicator every reference opens, down to 23 frames and up to the paragraph', async () => {
  const nodes = await walk(STARTS.air)
  const of = (kind: string) => nodes.filter((node) => node.kind === kind)
  expect(new Set(of('record').map(({ ref }) => ref.split('/')[1])).size).toBe(23)
  expect(of('verdict').length).toBeGreaterThan(23)
  expect(of('verdict').filter(({ replay }) => !replay?.equal)).toEqual([])
  expect(of('paragraph').map(({ ref }) => ref)).toEqual([`paragraph/${PLAN}/c05.s01.m01.p1`])
  const [indicator] = nodes
  expect(indicator?.down.filter(({ counted }) => counted).map(({ ref }) => ref)).toEqual([
    `verdict/district-440307-demo/air-day/${DAY}/HJ633-2026`,
  ])
  expect(indicator?.downTotal).toBeGreaterThan(60)
})

test('from the month of the water indicator every reference opens, down to the imported line', async () => {
  // One sampled month makes no year of a section.
  const nodes = await walk(formatRef('indicator', PLAN, 'ind.06', 'month', MONTH, 'in-force'))
  expect(nodes.filter(({ kind }) => kind === 'record').length).toBe(5)
  const year = nodes.find(({ ref }) => ref.startsWith('verdict/') && ref.includes(`/water-year/${YEAR}/`))
  expect(year?.facts.some(({ label }) => label.en === 'Cannot be judged')).toBe(true)
})
