// The plan pages over a real store, before and after the official text has been imported.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { z } from 'zod'
import { importPlanText, listPlans as listPlansRoute, readPlanNode, readPlanTree, searchPlan } from '#contract/plans.ts'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { freshDatabase } from '../../../test/database.ts'
import { loadPack } from './load-pack.ts'
import { listPlans, readNode, readTree } from './queries.ts'
import { search } from './search.ts'
import { importText } from './text.ts'

const db = await freshDatabase(inject('database'))
afterAll(() => db.drop())
const ID = 'longgang-14fyp'
beforeAll(async () => {
  await loadPack(db, join(import.meta.dirname, '../../../packs', ID))
})

/** The reply, once it has passed its contract. */
function kept<T>(route: { reply: z.ZodType<T> }, reply: T | Refusal): T {
  if (isRefusal(reply)) throw new Error(reply.because)
  expect(route.reply.parse(reply)).toEqual(reply)
  return reply
}
const ask = (q: string, more: object = {}) => search(db, ID, { q, page: 1, pageSize: 50, ...more })

test('listPlans() counts what the plan is known by', async () => {
  const { rows } = kept(listPlansRoute, await listPlans(db))
  expect(rows).toEqual([
    expect.objectContaining({
      id: ID,
      officialText: false,
      startYear: 2021,
      endYear: 2025,
      counts: expect.objectContaining({ obligations: 592, obligationsLead: 551, obligationsAssist: 41 }),
    }),
  ])
})

test('readTree() gives 13 + 42 + 107 nodes in order with their counts', async () => {
  const { nodes } = kept(readPlanTree, await readTree(db, ID))
  expect(nodes).toHaveLength(13 + 42 + 107)
  const chapters = nodes.filter(({ kind }) => kind === 'chapter')
  expect(chapters.reduce((sum, { obligations }) => sum + obligations, 0)).toBe(592)
  const table = nodes.find(({ id }) => id === 'c02.s03')
  expect(table?.inconsistencies).toBeGreaterThan(20)
  expect(nodes.every(({ parentId }, at) => nodes.findIndex(({ id }) => id === parentId) < at)).toBe(true)
})

test('readNode() shows obligations with targets, indicators and the inconsistencies that bite them', async () => {
  const { obligations, path, paragraphs, node } = kept(readPlanNode, await readNode(db, ID, 'c05.s01.m01'))
  expect(path.map(({ id }) => id)).toEqual(['c05', 'c05.s01', 'c05.s01.m01'])
  expect(node.obligations).toBe(obligations.length)
  const served = obligations.find(({ id }) => id === 'c05.s01.m01.t06')
  expect(served).toMatchObject({
    deadline: '2025年前',
    indicatorIds: ['ind.04', 'ind.05'],
    targets: [
      { comparator: '>=', value: '96', unit: '%', indicatorId: 'ind.04' },
      { comparator: '<=', value: '22', indicatorId: 'ind.05' },
      { comparator: 'relative_le', value: '全市平均水平', indicatorId: null },
    ],
  })
  expect(served?.inconsistencies.map(({ id }) => id)).toContain('inc.01')
  expect(paragraphs).toEqual([])
})

test('every recorded inconsistency is shown at some part of the plan', async () => {
  const { nodes } = kept(readPlanTree, await readTree(db, ID))
  const shown = new Set<string>()
  for (const { id } of nodes.filter(({ kind }) => kind === 'chapter')) {
    const { inconsistencies } = kept(readPlanNode, await readNode(db, ID, id))
    for (const one of inconsistencies) shown.add(one.id)
  }
  expect(shown.size).toBe(60)
})

test('search() finds by synonyms, filters and pages', async () => {
  const found = kept(searchPlan, await ask('细颗粒物'))
  expect(found.rows.map(({ text }) => text).join()).toContain('PM2.5')
  expect(kept(searchPlan, await ask('', { role: 'assist' })).total).toBe(41)
  expect(kept(searchPlan, await ask('', { chapter: '' })).total).toBe(592 + 107)
  const second = kept(searchPlan, await ask('', { role: 'lead', page: 12 }))
  expect(second.rows).toHaveLength(551 - 11 * 50)
})

test('what is not there is refused', async () => {
  expect(await readTree(db, 'other')).toMatchObject({ refused: 'plans.not-found' })
  expect(await readNode(db, ID, 'c99')).toMatchObject({ refused: 'plans.node-not-found' })
})

test('importText() refuses what is no plan text and keeps nothing of it', async () => {
  for (const bytes of [Buffer.from('%PDF-1.7'), Buffer.from('今天天气很好。')])
    expect(await importText(db, { planId: ID, bytes, author: 'a', nowMs: 1 })).toMatchObject({
      refused: 'plans.text-unreadable',
    })
  expect(await db.query('select count(*)::int as n from plan_text')).toEqual([{ n: 0 }])
})

const OFFICIAL = join(
  process.env.SHANSHUI_SHARED ?? join(import.meta.dirname, '../../../../shared'),
  'plan/longgang-14fyp.txt',
)
const isThere = existsSync(OFFICIAL)
if (!isThere) console.log(`skipped: the official text of the Longgang plan is not at ${OFFICIAL}`)

describe.skipIf(!isThere)('with the official text imported', () => {
  const bytes = isThere ? readFileSync(OFFICIAL) : Buffer.alloc(0)
  beforeAll(async () => {
    const found = kept(
      importPlanText,
      await importText(db, { planId: ID, bytes, author: 'officer', nowMs: 1_700_000_000_000 }),
    )
    expect(found).toMatchObject({ chapters: 13, sections: 42, headlines: 103, indicatorRows: 17, paragraphs: 144 })
    expect(found.review.some(({ message }) => /摘要不同|没有找到/.test(message))).toBe(false)
  })

  test('paragraphs stand beside every measure and hold the anchors of its obligations', async () => {
    const { nodes, plan } = kept(readPlanTree, await readTree(db, ID))
    expect(plan.officialText).toBe(true)
    const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
    for (const { id, titleZh } of nodes.filter(({ kind }) => kind === 'measure')) {
      const { paragraphs, obligations } = kept(readPlanNode, await readNode(db, ID, id))
      expect(paragraphs.length).toBeGreaterThan(0)
      const text = plain(`${titleZh}${paragraphs.map((one) => one.text).join('')}`)
      for (const { anchor } of obligations) expect(text).toContain(plain(anchor ?? ''))
    }
  })

  test('a paragraph is found again at its offset and line', async () => {
    const { paragraphs } = kept(readPlanNode, await readNode(db, ID, 'c05.s01.m01'))
    const original = bytes.toString('utf8')
    for (const { text, offset, line } of paragraphs) {
      expect(original.slice(offset, offset + 4)).toBe(text.slice(0, 4))
      expect(original.split('\n')[line - 1]).toContain(text.slice(0, 4))
    }
    expect(await db.query('select count(*)::int as n from plan_paragraph')).toEqual([{ n: 144 }])
  })

  test('search() reaches the official wording', async () => {
    const found = kept(searchPlan, await ask('臭氧'))
    expect(found.rows.some(({ kind }) => kind === 'paragraph')).toBe(true)
  })

  test('importing again replaces the text', async () => {
    await importText(db, { planId: ID, bytes, author: 'officer', nowMs: 1_700_000_100_000 })
    expect(await db.query('select count(*)::int as n from plan_paragraph')).toEqual([{ n: 144 }])
    const events = await db.query(`select e.actor from domain_event as e where e.type = 'PlanTextImported'`)
    expect(events).toHaveLength(2)
  })
})
