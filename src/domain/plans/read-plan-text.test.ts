// The official text of any plan of this form is read by its shape; nothing but page furniture is left out.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseTarget } from './indicator-table.ts'
import { isPackRefused, listMeasures, type Pack, readPack } from './pack.ts'
import { placeObligations } from './place-obligations.ts'
import type { PlanText } from './plan-text.ts'
import { countPlanText, listParagraphs, readPlanText } from './read-plan-text.ts'
import { parseNumeral } from './text-lines.ts'

const BOM = '\uFEFF'
const pages = (...lines: string[]): string => lines.join('\n')

const COVER = pages(
  '云岭县生态环境保护',
  '“十五五”规划',
  '',
  '目　录',
  '第１章　总则与形势............ 1',
  '第２章　建设清洁河湖…………… 2',
  '第１节　管好入河口\t- 2 -',
  '第２节　修复河岸\t- 3 -',
  '第３章　保障措施…………… 4',
)
const BODY = pages(
  '云岭县生态环境局',
  '第１章　总则与形势',
  '云岭县位于山区，近五年水质逐年变好。',
  '第２章　建设清洁河湖',
  '坚持源头治理，统筹上下游，守护一江清水。',
  '第１节　管好入河口',
  '摸清入河口底数。对全县３２条河流的入河口逐一编号，并在两年内完成溯',
  '云岭县生态环境局',
  '—２—',
  '源和整治①，公开整治进度。',
  '① 溯源：查明污水从哪里来。',
  '清理违规排口。对无证排口限期拆除。**强化日常巡查。**每月巡查一次，河长签字。',
  '第２节　修复河岸',
  '　　',
  '种植本地水草。新增湿地 5 平方千米（约 5 km²），湿地率达到 12%',
  '恢复鱼类洄游通道。拆除废弃水坝三座。',
  '云岭县生态环境局',
  '－３－',
  '表 1 云岭县指标体系',
  '类别\t序号\t指标名称\t单位\t2025年现状值\t2030年目标值\t属性',
  '河湖\t1\t优良水体比例\t%\t88\t≥９５\t约束性',
  '\t2\t湿地面积\t公顷\t420\t不减少\t预期性',
  '类 别\t序号\t指标名称\t单位\t2025年现状值\t2030年目标值\t属性',
  '\t3\t总氮削减量\t吨\t—\t以市下达任务为准\t预期性',
  '\t\t总磷削减量\t吨\t—\t以市下达任务为准\t预期性',
  '大 气\t4\tPM_{2.5}浓度\t微克/立方米\t19\t18\t预期性',
  '第３章　保障措施',
  '加强领导。县政府每年听取一次汇报。',
  '附件1 重点工程清单',
  '序号 工程名称',
)
const SMALL = `${COVER}\n${BODY}\n`

const measures = (plan: PlanText) => plan.chapters.flatMap((c) => c.sections.flatMap((s) => s.measures))
const codes = (plan: PlanText) => plan.review.map((note) => note.code)

/** Every paragraph must be found again at its offset and line. */
function expectSpots(plan: PlanText, text: string): void {
  for (const paragraph of listParagraphs(plan)) {
    const there = text.slice(paragraph.offset).replace(/^\*\*/, '')
    expect(there.slice(0, 3), paragraph.id).toBe(paragraph.text.slice(0, 3))
    expect(text.slice(0, paragraph.offset).split(/\r\n|\r|\n/).length, paragraph.id).toBe(paragraph.line)
  }
}

test('parseNumeral() reads Chinese and Arabic numerals and nothing else', () => {
  const read = ['一', '十', '十二', '二十', '四十二', '一百零三', '一百一十', '7', '', '十一二', '甲'].map(parseNumeral)
  expect(read).toEqual([1, 10, 12, 20, 42, 103, 110, 7, undefined, undefined, undefined])
})

test('parseTarget() reads comparator, value and who sets it', () => {
  const read = ['≥30.05', '不高于22', '<22', '60', '不降低', '以全市下达任务为准', '达到97%'].map(parseTarget)
  expect(read.map((one) => [one.comparator, one.value, one.setBy])).toEqual([
    ['>=', 30.05, 'plan'],
    ['<=', 22, 'plan'],
    ['<', 22, 'plan'],
    [null, 60, 'plan'],
    ['not_decrease', null, 'plan'],
    [null, null, 'city_assignment'],
    ['reach', 97, 'plan'],
  ])
})

describe('a small plan of another district', () => {
  const plan = readPlanText(SMALL)

  test('readPlanText() reads its title over two lines, chapters, sections and full-width numbers', () => {
    expect(plan.title).toBe('云岭县生态环境保护“十五五”规划')
    expect(plan.chapters.map((c) => [c.id, c.title, c.kind])).toEqual([
      ['c01', '总则与形势', 'background'],
      ['c02', '建设清洁河湖', 'measures'],
      ['c03', '保障措施', 'safeguards'],
    ])
    expect(plan.chapters[1]?.sections.map((s) => [s.id, s.title])).toEqual([
      ['c02.s01', '管好入河口'],
      ['c02.s02', '修复河岸'],
    ])
    expect(plan.contents).toHaveLength(5)
  })

  test('readPlanText() finds measures by their opening sentence, also in the middle of a paragraph where it is bold', () => {
    expect(measures(plan).map((m) => [m.id, m.headline])).toEqual([
      ['c02.s01.m01', '摸清入河口底数'],
      ['c02.s01.m02', '清理违规排口'],
      ['c02.s01.m03', '强化日常巡查'],
      ['c02.s02.m01', '种植本地水草'],
      ['c02.s02.m02', '恢复鱼类洄游通道'],
      ['c03.s01.m01', '加强领导'],
    ])
    expect(codes(plan)).toContain('no-section')
  })

  test('readPlanText() joins a sentence over page number, running head and footnote, and keeps the footnote', () => {
    expect(measures(plan)[0]?.paragraphs.map((p) => p.text)).toEqual([
      '对全县３２条河流的入河口逐一编号，并在两年内完成溯源和整治，公开整治进度。',
    ])
    expect(plan.footnotes).toEqual([
      expect.objectContaining({ mark: '①', text: '溯源：查明污水从哪里来。', paragraphId: 'c02.s01.m01.p1' }),
    ])
    expect(codes(plan)).toContain('running-head')
  })

  test('readPlanText() tells of a paragraph without full stop and does not let it swallow the next measure', () => {
    const note = plan.review.find((one) => one.code === 'no-full-stop')
    expect(SMALL.split('\n')[(note?.line ?? 0) - 1]).toContain('12%')
    expect(measures(plan)[3]?.paragraphs[0]?.text).toContain('5 km²')
  })

  test('readPlanText() reads the indicator table over a page break, with sub-items, base year and missing comparators', () => {
    expect(plan.indicators.map((row) => [row.no, row.category, row.categoryAssumed, row.items.length])).toEqual([
      [1, '河湖', false, 1],
      [2, '河湖', false, 1],
      [3, '河湖', true, 2],
      [4, '大气', false, 1],
    ])
    const items = plan.indicators.flatMap((row) => row.items)
    expect(items.map((i) => [i.sub, i.name, i.comparator, i.value, i.setBy])).toEqual([
      [null, '优良水体比例', '>=', 95, 'plan'],
      [null, '湿地面积', 'not_decrease', null, 'plan'],
      ['a', '总氮削减量', null, null, 'city_assignment'],
      ['b', '总磷削减量', null, null, 'city_assignment'],
      [null, 'PM2.5浓度', null, 18, 'plan'],
    ])
    expect(items[0]?.others).toEqual({ '2025年现状值': '88' })
    expect(codes(plan).filter((code) => code === 'no-comparator')).toHaveLength(1)
  })

  test('readPlanText() keeps an annex apart and says so', () => {
    expect(plan.annex.map((p) => p.text)).toEqual(['附件1 重点工程清单', '序号 工程名称'])
    expect(codes(plan)).toContain('annex')
  })

  test('every paragraph is found again at its offset and line', () => {
    expectSpots(plan, SMALL)
  })

  test('Windows line ends, a byte-order mark and bare carriage returns change offsets and nothing else', () => {
    for (const text of [
      BOM + SMALL.replaceAll('\n', '\r\n'),
      SMALL.replaceAll('\n', '\r'),
      SMALL.replaceAll('\n', '\n\n'),
    ]) {
      const other = readPlanText(text)
      expect(countPlanText(other)).toEqual(countPlanText(plan))
      expect(measures(other).map((m) => m.headline)).toEqual(measures(plan).map((m) => m.headline))
      expectSpots(other, text)
    }
  })

  test('indented text is joined by its indents, so a line that happens to end with a full stop goes on', () => {
    const text = pages(
      '第一章 行动',
      '第一节 河流',
      '　　清理河面垃圾。每日巡河。',
      '发现问题当日处理。',
      '　　修建沿河步道。全长十里。',
      '　　补种岸边树木。',
      '每年补种一千株。',
    )
    const plan = readPlanText(text)
    expect(measures(plan).map((m) => [m.headline, m.paragraphs[0]?.text])).toEqual([
      ['清理河面垃圾', '每日巡河。发现问题当日处理。'],
      ['修建沿河步道', '全长十里。'],
      ['补种岸边树木', '每年补种一千株。'],
    ])
  })

  test('indents that every line has say nothing, so page ends are still joined', () => {
    const text = pages('第一章 行动', '第一节 河流', '　　清理河面垃圾。每日', '　　巡河。', '　　修建步道。全长十里。')
    expect(measures(readPlanText(text)).map((m) => m.paragraphs.map((p) => p.text))).toEqual([
      ['每日巡河。'],
      ['全长十里。'],
    ])
  })

  test('every row before the first category of a continued table takes the one above, and one note says so', () => {
    const head = '类别\t序号\t指标名称\t单位\t目标值\t属性'
    const row = (category: string, no: number) => `${category}\t${no}\t指标${no}\t%\t≥${no}\t约束性`
    const plan = readPlanText(
      pages(
        '第一章 目标',
        '第一节 指标',
        head,
        row('空气', 1),
        row('', 2),
        '',
        '- 2 -',
        '',
        head,
        row('', 3),
        row('', 4),
        row('土壤', 5),
      ),
    )
    expect(plan.indicators.map((r) => [r.no, r.category, r.categoryAssumed])).toEqual([
      [1, '空气', false],
      [2, '空气', false],
      [3, '空气', true],
      [4, '空气', true],
      [5, '土壤', false],
    ])
    expect(codes(plan)).toEqual(['category-assumed'])
  })

  test('placeObligations() finds the paragraph that holds the anchor, and names what it cannot place', () => {
    const pack = loadPack()
    const [first, second] = listMeasures(pack).find((m) => m.id === 'c05.s04.m04')?.obligations ?? []
    const text = readPlanText(
      pages(
        '第五章 大气',
        '第四节 面源',
        '治理扬尘。与此无关。',
        '冲洗车辆。',
        `此处提到 ${first?.anchor} 一事。`,
        '第六章 水',
        '第一节 河',
        `另一章提到${second?.anchor}。`,
      ),
    )
    const { placed, unplaced } = placeObligations(pack, text)
    const where = new Map(placed.map((one) => [one.obligationId, one.paragraphId]))
    expect(where.get(first?.id ?? '')).toBe('c05.s04.m01.p3')
    expect(where.get(second?.id ?? '')).toBe('c06.s01.p1')
    expect(unplaced).toContain('c03.s01.m01.t01')
    expect(placed.length + unplaced.length).toBe(592)
  })

  test('numbered short lines name measures too', () => {
    const plan = readPlanText(
      pages('第一章 行动', '第一节 河流', '（一）清理河面', '每日巡河。', '（二）修建步道', '全长十里。'),
    )
    expect(measures(plan).map((m) => m.headline)).toEqual(['清理河面', '修建步道'])
  })

  test('headings out of order, contents that differ and rows misnumbered are named for review', () => {
    const plan = readPlanText(
      pages(
        '目录',
        '第一章 空气.....1',
        '第一章 大气',
        '第一节 甲',
        '正文。',
        '第三节 乙',
        '正文。',
        '序号\t指标名称\t目标值\t属性',
        '2\t甲\t5\t约束力',
      ),
    )
    expect(codes(plan)).toEqual(
      expect.arrayContaining(['contents-differ', 'heading-number', 'row-number', 'attribute-unknown']),
    )
  })

  test('contents without page numbers are not read as chapters', () => {
    const plan = readPlanText(
      pages(
        '目录',
        '第一章 大气',
        '第二章 水',
        '第一章 大气',
        '第一节 甲',
        '治理扬尘。洒水。',
        '第二章 水',
        '第一节 乙',
        '治理河流。清淤。',
      ),
    )
    expect(countPlanText(plan)).toMatchObject({ chapters: 2, sections: 2, measures: 2 })
  })

  test('text that is no plan yields nothing and says so', () => {
    expect(codes(readPlanText('今天天气很好。'))).toEqual(['no-chapter'])
    expect(readPlanText('').chapters).toEqual([])
  })
})

const SHARED = process.env.SHANSHUI_SHARED ?? join(import.meta.dirname, '../../../../shared')
const OFFICIAL = join(SHARED, 'plan/longgang-14fyp.txt')
const isThere = existsSync(OFFICIAL)
if (!isThere) console.log(`skipped: the official text of the Longgang plan is not at ${OFFICIAL}`)

describe.skipIf(!isThere)('the official text of the plan of 龙岗区', () => {
  const text = isThere ? readFileSync(OFFICIAL, 'utf8') : ''
  const plan = readPlanText(text)
  const pack = loadPack()

  test('readPlanText() finds 13 chapters, 42 sections, 103 headlines and 17 rows with 20 measurables', () => {
    expect(countPlanText(plan)).toMatchObject({
      chapters: 13,
      sections: 42,
      measures: 103,
      indicatorRows: 17,
      measurables: 20,
    })
  })

  test('the headlines are those of the pack, id by id', () => {
    const wanted = listMeasures(pack).filter((m) => m.headlineZh !== null)
    expect(measures(plan).map((m) => `${m.id} ${m.headline}`)).toEqual(wanted.map((m) => `${m.id} ${m.headlineZh}`))
  })

  test('the table has the names, units, targets and attributes of the pack', () => {
    const read = plan.indicators.flatMap((row) =>
      row.items.map((i) => [row.no, i.sub, row.category, i.name, i.unit, i.target, i.attribute]),
    )
    expect(read).toEqual(
      pack.indicators.map((i) => [i.no, i.sub, i.category, i.nameZh, i.unit, i.target.text, i.attributeZh]),
    )
  })

  test('every paragraph is found again at its offset and line', () => {
    expectSpots(plan, text)
  })

  test('no page number, footnote line, bold mark or subscript brace is left in a paragraph', () => {
    for (const { id, text: body } of listParagraphs(plan)) expect(body, id).not.toMatch(/\*\*|_\{|[¹²]|^-? ?\d+ ?-?$/)
    expect(plan.footnotes.map((note) => note.mark)).toEqual(['¹', '²'])
  })

  test('every character of the body is in a heading, paragraph, footnote or the table', () => {
    const said = JSON.stringify(plan)
    for (const sentence of text.split(/[\s。，、；：“”]+/)) {
      const plain = sentence.replace(/\*\*|_\{|\}|[¹²]|[.]{2,}|\s/g, '')
      if (plain.length >= 8 && /^\p{Script=Han}+$/u.test(plain))
        expect(said.includes(plain) || isSplit(plain)).toBe(true)
    }
    // A sentence cut by a page end is in the text only after joining.
    function isSplit(part: string): boolean {
      return said.includes(part.slice(0, 4)) && said.includes(part.slice(-4))
    }
  })

  test('placeObligations() finds all 592 obligations, each in its own measure or section', () => {
    const { placed, unplaced } = placeObligations(pack, plan)
    expect(unplaced).toEqual([])
    expect(placed).toHaveLength(592)
    const strays = placed.filter(({ obligationId, paragraphId }) => !paragraphId.startsWith(obligationId.slice(0, 7)))
    expect(strays).toEqual([])
  })

  test('what the contents and the body say differently is named', () => {
    const differ = plan.review.filter((note) => note.code === 'contents-differ')
    expect(differ.map((note) => note.line)).toEqual([295, 407])
  })
})

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
