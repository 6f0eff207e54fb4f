// A search finds what is meant, whichever way it is spelt, and says where.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isPackRefused, type Pack, readPack } from './pack.ts'
import { readPlanText } from './read-plan-text.ts'
import { buildSearch, type SearchQuery, searchPlan } from './search.ts'

const PACK = loadPack()
const SEARCH = buildSearch(PACK)
const ids = (query: SearchQuery): string[] => searchPlan(SEARCH, { pageSize: 500, ...query }).rows.map((row) => row.id)
const sorted = (query: SearchQuery): string[] => ids(query).sort()
const marked = (query: SearchQuery): string[] =>
  searchPlan(SEARCH, query).rows.map((row) =>
    row.highlight.map(({ from, until }) => row.text.slice(from, until)).join('|'),
  )

describe('searchPlan()', () => {
  test('finds 台账 and 台帐 alike', () => {
    expect(ids({ q: '台账' }).length).toBeGreaterThan(3)
    expect(sorted({ q: '台帐' })).toEqual(sorted({ q: '台账' }))
  })

  test('finds Ⅲ类, III类, ＩＩＩ类 and 三类 alike', () => {
    const wanted = sorted({ q: 'Ⅲ类' })
    expect(wanted).toContain('c06.s04.m01.t11')
    for (const q of ['III类', 'iii 类'.replace(' ', ''), 'ＩＩＩ类', '三类']) expect(sorted({ q })).toEqual(wanted)
  })

  test('finds PM2.5, PM_{2.5}, ｐｍ２．５ and 细颗粒物 alike', () => {
    const wanted = sorted({ q: 'PM2.5' })
    expect(wanted).toContain('c05.s01.m01.t06')
    for (const q of ['PM_{2.5}', 'ｐｍ２．５', 'pm2.5', '细颗粒物']) expect(sorted({ q })).toEqual(wanted)
  })

  test('finds a target by its words, ≥ and >= and 不低于 alike', () => {
    expect(sorted({ q: '≥60%' })).toEqual(sorted({ q: '>=60%' }))
    expect(sorted({ q: '不低于60%' })).toEqual(sorted({ q: '≥60%' }))
    expect(ids({ q: '≥60%' })).toContain('c06.s04.m01.t11')
  })

  test('does not take a short name for part of a longer one', () => {
    const { rows } = searchPlan(buildSearch(oneTitle('推广GEP2.0平台与无CODE工具')), { q: '化学需氧量' })
    expect(rows).toEqual([])
  })

  test('wants every term', () => {
    const both = new Set(ids({ q: '臭氧 研究' }))
    expect(both.size).toBeGreaterThan(0)
    for (const id of both) expect(ids({ q: '臭氧' })).toContain(id)
    expect(ids({ q: '臭氧 海星' })).toEqual([])
  })

  test('finds English titles and shows the one that matched', () => {
    const { rows } = searchPlan(SEARCH, { q: 'hydrogen' })
    expect(rows[0]?.text.toLowerCase()).toContain('hydrogen')
    expect(marked({ q: 'hydrogen' })[0]?.toLowerCase()).toBe('hydrogen')
  })

  test('ranks a match in the title before one in the details', () => {
    const { rows } = searchPlan(SEARCH, { q: '餐饮油烟', pageSize: 500 })
    const inTitle = rows.map((row) => row.text.includes('餐饮油烟') || row.highlight.length > 0)
    expect(inTitle[0]).toBe(true)
    expect(inTitle.indexOf(false) === -1 || inTitle.lastIndexOf(true) < inTitle.indexOf(false)).toBe(true)
  })

  test('highlights the synonym that stands in the text, in ranges that do not touch', () => {
    expect(marked({ q: '台账' }).some((text) => text === '台帐' || text === '台账')).toBe(true)
    for (const row of searchPlan(SEARCH, { q: '污染 污染源 染', pageSize: 500 }).rows)
      row.highlight.forEach((span, at) => {
        expect(span.from).toBeLessThan(span.until)
        expect(span.from).toBeGreaterThan(row.highlight[at - 1]?.until ?? -1)
      })
  })

  test('without a query lists all 592 obligations in the order of the plan', () => {
    const { rows, total } = searchPlan(SEARCH, { q: '', kind: 'obligation', pageSize: 1000 })
    expect(total).toBe(592)
    expect(rows[0]?.id).toBe('c03.s01.m01.t01')
    expect(rows.at(-1)?.id.slice(0, 3)).toBe('c13')
  })

  test('filters by chapter, role, verb, domain and target, and counts verbs before the verb filter', () => {
    expect(searchPlan(SEARCH, { q: '', role: 'assist' }).total).toBe(41)
    expect(searchPlan(SEARCH, { q: '', role: 'lead' }).total).toBe(551)
    expect(searchPlan(SEARCH, { q: '', hasTarget: true }).total).toBe(68)
    expect(searchPlan(SEARCH, { q: '', chapter: 'c05', kind: 'obligation' }).total).toBe(66)
    expect(searchPlan(SEARCH, { q: '', domain: 'water' }).total).toBe(64)
    const enforce = searchPlan(SEARCH, { q: '', verb: 'enforce' })
    expect(enforce.total).toBe(64)
    expect(enforce.verbs).toMatchObject({ enforce: 64, build: 68, assist: 25 })
  })

  test('pages without losing or repeating a row', () => {
    const all = ids({ q: '建设' })
    const pages = [1, 2, 3, 4, 5, 6].flatMap((page) => searchPlan(SEARCH, { q: '建设', page, pageSize: 20 }).rows)
    expect(pages.map((row) => row.id)).toEqual(all.slice(0, 120))
    expect(searchPlan(SEARCH, { q: '建设', page: 999 }).rows).toEqual([])
  })

  test('finds paragraphs of an imported text beside the obligations', () => {
    const text = readPlanText('第五章 大气\n第一节 防治\n治理扬尘。工地须设雾炮和围挡。')
    const { rows } = searchPlan(buildSearch(PACK, text), { q: '雾炮' })
    expect(rows.at(-1)).toMatchObject({ kind: 'paragraph', id: 'c05.s01.m01.p1', nodeId: 'c05.s01.m01', verb: null })
  })

  test('answers in less than 5 ms', () => {
    const queries = ['臭氧', '台账 建立', 'PM2.5', '监测', 'hydrogen', '污染 防治 专项', '']
    for (const q of queries) searchPlan(SEARCH, { q })
    const times = Array.from({ length: 50 }, (_, n) => {
      const start = performance.now()
      searchPlan(SEARCH, { q: queries[n % queries.length] ?? '' })
      return performance.now() - start
    }).sort((a, b) => a - b)
    expect(times[25]).toBeLessThan(5)
  })
})

function oneTitle(titleZh: string): Pack {
  const pack = loadPack()
  const obligation = pack.chapters[2]?.sections[0]?.measures[0]?.obligations[0]
  if (obligation === undefined) throw new Error('the pack has no obligation')
  return {
    ...pack,
    chapters: pack.chapters.slice(2, 3).map((chapter) => ({
      ...chapter,
      sections: chapter.sections.slice(0, 1).map((section) => ({
        ...section,
        measures: section.measures
          .slice(0, 1)
          .map((measure) => ({ ...measure, obligations: [{ ...obligation, titleZh }] })),
      })),
    })),
  }
}

function loadPack(): Pack {
  const folder = new URL('../../../packs/longgang-14fyp/', import.meta.url)
  const read = readPack(
    Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
    ),
  )
  if (isPackRefused(read)) throw new Error(read[0]?.because)
  return read
}
