// The chain over a real store: every reference met on the way opens, from an indicator to the frame and to the paragraph.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { TraceNode as Wire } from '#contract/trace.ts'
import { formatRef } from '#contract/trace-ref.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { HOUR_MS } from '#kit/time.ts'
import { storeBatch } from '#platform/intake/store-batch.ts'
import { freshDatabase } from '../../../test/database.ts'
import { buildChain, DAY, DISTRICT, MONTH, NOW, PLAN, SECTION, SITE, STARTS, YEAR } from '../../../test/trace-chain.ts'
import type { Only, TraceNode } from './node.ts'
import { readTrace } from './read-trace.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
beforeAll(() => buildChain(db))

const ask = (ref: string, more: { only?: Only; page?: number; pageSize?: number } = {}) =>
  readTrace(db, { ref, page: 1, pageSize: 100, only: 'all', nowMs: NOW, ...more })

async function open(ref: string, more: { only?: Only; page?: number; pageSize?: number } = {}): Promise<TraceNode> {
  const node: TraceNode | Refusal = await ask(ref, more)
  if (isRefusal(node)) throw new Error(`${ref}: ${node.because}`)
  expect(Wire.parse(node)).toEqual(node)
  expect(node.ref).toBe(ref)
  return node
}

/** Every reference that can be reached, with its node. */
async function walk(from: string): Promise<Map<string, TraceNode>> {
  const seen = new Map<string, TraceNode>()
  const waiting = [from]
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (seen.has(ref)) continue
    const node = await open(ref)
    seen.set(ref, node)
    for (const link of [...node.down, ...node.up]) if (link.ref !== null) waiting.push(link.ref)
  }
  return seen
}

test('every reference met from the air indicator opens, down to frames and up to the paragraph', async () => {
  const seen = await walk(STARTS.air)
  const kinds = Object.groupBy(seen.values(), ({ kind }) => kind)
  expect(Object.keys(kinds).sort()).toEqual(
    ['average', 'edition', 'indicator', 'measure', 'obligation', 'paragraph', 'reading', 'record', 'verdict'].sort(),
  )
  // 23 hours of six factors, each with its frame marked where the factor stands.
  expect(kinds.reading?.length).toBe(23 * 6)
  expect(kinds.record?.length).toBe(23 * 6)
  for (const { raw, ref } of kinds.record ?? []) {
    const [range] = raw?.highlight ?? []
    expect(raw?.text.slice(range?.from, range?.until)).toMatch(new RegExp(`^${ref.split('/')[2]}-Avg=`))
    expect(Buffer.from(raw?.hex ?? '', 'hex').toString()).toBe(raw?.text)
  }
  expect(kinds.verdict?.every(({ replay }) => replay?.equal)).toBe(true)
  expect(kinds.verdict?.length).toBe(23 + 4)
  expect(seen.has(formatRef('paragraph', PLAN, 'c05.s01.m01.p1'))).toBe(true)
})

test('every reference met from the water indicator opens, down to the cell of the imported line', async () => {
  const seen = await walk(STARTS.water)
  const records = [...seen.values()].filter(({ kind }) => kind === 'record')
  expect(
    new Set(records.map(({ raw }) => raw?.highlight.map(({ from, until }) => raw.text.slice(from, until)).join())),
  ).toEqual(new Set(['7.31', '6.50', '2.1', '0.34', '0.08']))
  expect(records[0]?.raw?.decoded).toMatchObject([
    { column: '列 station', value: '西湖村,干流' },
    {},
    {},
    {},
    {},
    {},
    {},
  ])
  expect(records[0]?.state).toBe('imported')
})

test('an indicator pages its inputs and tells which counted', async () => {
  expect(await open(STARTS.air)).toMatchObject({ downTotal: 2, state: 'demo', value: '100.00', sureness: 'memory' })
  const out = await open(STARTS.air, { only: 'not-counted' })
  expect(out.down).toEqual([
    expect.objectContaining({ counted: false, ref: null, note: expect.objectContaining({ zh: '没有评价结果' }) }),
  ])
  const second = await open(STARTS.air, { page: 2, pageSize: 1 })
  expect(second.down).toEqual([expect.objectContaining({ counted: true, value: '45' })])
})

test('a day average lists all 24 hours and says why two did not count', async () => {
  const day = await open(formatRef('average', SITE, 'day', DAY, 'PM2.5'))
  expect(day.downTotal).toBe(24)
  const out = await open(day.ref, { only: 'not-counted' })
  expect(out.down.map(({ note }) => note?.zh)).toEqual(['缺测', '标记 M 维护，不计入'])
  expect(out.down.map(({ ref }) => ref === null)).toEqual([true, false])
  expect(day.up.map(({ kind, label }) => `${kind} ${label.en}`)).toEqual([
    'verdict air quality of the day · HJ633-2026',
    'verdict air quality of the day · HJ633-2012',
    'average 2026-03 monthly average',
    'average 2026 yearly average',
    'average 龙岗区 · 2026-03-10',
  ])
})

test('a district average rests on its points and is counted by the indicator of its item', async () => {
  const day = await open(formatRef('average', DISTRICT, 'day', DAY, 'PM2.5'))
  expect(day.down).toEqual([
    expect.objectContaining({ counted: true, ref: formatRef('average', SITE, 'day', DAY, 'PM2.5') }),
  ])
  const served = day.up.filter(({ kind }) => kind === 'indicator')
  expect(served.map(({ ref }) => ref)).toEqual([
    formatRef('indicator', PLAN, 'ind.05', 'month', MONTH, 'in-force'),
    formatRef('indicator', PLAN, 'ind.05', 'year', YEAR, 'in-force'),
  ])
  const verdict = await open(formatRef('verdict', DISTRICT, 'air-day', DAY, 'HJ633-2012'))
  expect(
    verdict.up.filter(({ kind }) => kind === 'indicator').map(({ ref }) => ref?.split('/').slice(-3).join()),
  ).toEqual([`month,${MONTH},HJ633-2012`, `year,${YEAR},HJ633-2012`])
})

test('a flagged reading says that it does not count, in the hour and in the day', async () => {
  const reading = await open(formatRef('reading', SITE, 'hour', DAY + 7 * HOUR_MS, 'a34004'))
  expect(reading.up.map(({ kind, counted }) => [kind, counted])).toEqual([
    ['verdict', false],
    ['average', false],
  ])
  const verdict = await open(reading.up[0]?.ref ?? '')
  expect(verdict.down.find(({ ref }) => ref === reading.ref)).toMatchObject({
    flag: 'M',
    counted: false,
    note: { zh: '标记 M 维护，不计入' },
  })
})

test('a changed value keeps every version with what brought it, newest first', async () => {
  const at = DAY + 2 * HOUR_MS
  const [row] = await db.query<{ siteId: number; factors: number[]; values: number[]; source: number }>(
    `select r.site_id as "siteId", r.factors, r.values, r.sources[1] as source from reading as r join site as s on s.id = r.site_id
      where s.code = $1 and r.at = $2::timestamptz`,
    [SITE, new Date(at).toISOString()],
  )
  if (row === undefined) throw new Error('no reading')
  await storeBatch(db, {
    records: [],
    messages: [
      {
        siteId: row.siteId,
        atMs: at,
        kind: 'hour',
        source: row.source,
        factors: row.factors,
        values: row.values.map((value) => value + 1.25),
        low: null,
        high: null,
        total: null,
        flags: 'N'.repeat(6),
      },
    ],
    reason: 'late',
    author: 'MN1',
  })
  const reading = await open(formatRef('reading', SITE, 'hour', at, 'a34004'))
  expect(reading.value).toBe('23.25')
  expect(reading.revisions.map(({ value, reason, author }) => [value, reason, author])).toEqual([
    ['23.25', 'late', 'MN1'],
    ['22', 'first', ''],
  ])
  expect(reading.revisions[0]?.knownFrom).toBe(reading.revisions[1]?.knownUntil)
})

test('replay tells where a stored verdict is not what its inputs give', async () => {
  const ref = formatRef('verdict', SECTION, 'water-year', YEAR, 'GB3838-2002')
  expect((await open(ref)).replay?.equal).toBe(true)
  await db.execute(
    `update verdict as v set body = jsonb_set(v.body, '{class}', '"Ⅰ"')
       from site as s where s.id = v.site_id and s.code = $1 and v.subject = 'water-year'`,
    [SECTION],
  )
  const { replay } = await open(ref)
  expect(replay?.equal).toBe(false)
  expect(replay?.storedHash).not.toBe(replay?.computedHash)
  // Inputs and result changed together still betray themselves by the hash that was stored.
  await db.execute(`update verdict as v set inputs_hash = 'other' where v.subject = 'water-month'`)
  const month = await open(formatRef('verdict', SECTION, 'water-month', MONTH, 'GB3838-2002'))
  expect(month.replay).toMatchObject({ equal: false, storedHash: 'other' })
})

test('an edition shows its rules and figures with clause and sureness', async () => {
  const { explanation } = await open('edition/HJ633-2026')
  expect(explanation?.children.length).toBeGreaterThan(3)
  expect(explanation?.children.every(({ clause, children }) => clause !== undefined || children.length > 0)).toBe(true)
})

test('what leads nowhere is refused, and so is what is no reference', async () => {
  for (const ref of [
    'record/1',
    formatRef('reading', SITE, 'hour', DAY + 5 * HOUR_MS, 'a34004'),
    formatRef('reading', SITE, 'hour', DAY, 'a99999'),
    formatRef('average', SITE, 'day', DAY, 'XX'),
    formatRef('average', 'nowhere', 'day', DAY, 'PM2.5'),
    formatRef('verdict', SITE, 'air-day', DAY, 'HJ633-1900'),
    formatRef('indicator', PLAN, 'ind.04', 'year', DAY, 'in-force'),
    formatRef('obligation', PLAN, 'c99'),
    formatRef('measure', 'x', 'c05'),
    formatRef('paragraph', PLAN, 'c99.p1'),
    'edition/HJ633-1900',
  ])
    expect(await ask(ref)).toMatchObject({ refused: 'trace.not-found' })
  expect(await ask('frame/1')).toMatchObject({ refused: 'trace.unknown-reference' })
})
