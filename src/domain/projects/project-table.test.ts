// Tables of projects: what is read, what is refused as a whole, and what is told row by row with what to do.
import { expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { readProjectTable } from './project-table.ts'
import type { TablePlan } from './table-rows.ts'

const PLAN: TablePlan = {
  projects: new Map([
    ['prj.07', { zh: '沙湾河截排工程', en: 'Shawan works', milestones: ['主体封顶'] }],
    ['prj.08', { zh: '百鸽笼污水泵站', en: 'Baigelong station', milestones: [] }],
  ]),
  streets: [{ zh: '南湾街道', en: 'Nanwan' }],
  period: { start: 2021, end: 2025 },
}
const HEAD = ['项目编号', '项目名称', '事项', '资金来源', '日期', '金额（万元）', '用途', '对应节点', '文号']
const GOOD = ['prj.07', '', '支付', '区级资金', '2023-05-06', '120.5', '管网', '主体封顶', '深龙财〔2023〕1号']
const read = (...rows: string[][]) => {
  const table = readProjectTable(rows, PLAN)
  if (isRefusal(table)) throw new Error(table.zh)
  return table
}
const refusal = (...rows: string[][]) => {
  const table = readProjectTable(rows, PLAN)
  return isRefusal(table) ? table : undefined
}
/** The one fault of a row that differs from a good one in a cell. */
const faultOf = (at: number, text: string): string => {
  const { money, faults } = read(HEAD, GOOD.with(at, text))
  expect(money).toEqual([])
  return faults.map(({ row, zh }) => `${row} ${zh}`).join('\n')
}

test('readProjectTable() reads money below a title, and leaves out empty rows', () => {
  expect(
    read(
      ['项目资金表', ''],
      HEAD,
      GOOD,
      HEAD.map(() => ''),
    ),
  ).toEqual({
    money: [
      {
        row: 3,
        projectId: 'prj.07',
        kind: 'payment',
        source: 'district',
        on: '2023-05-06',
        amount: '120.5',
        purpose: '管网',
        milestone: '主体封顶',
        document: '深龙财〔2023〕1号',
      },
    ],
    particulars: [],
    milestones: [],
    faults: [],
  })
})

test('readProjectTable() finds a project by its name where the id is left out', () => {
  expect(read(HEAD, GOOD.with(0, '').with(1, '沙湾河截排工程')).money[0]?.projectId).toBe('prj.07')
})

test.each([
  [0, 'prj.7', '2 没有项目“prj.7”，是否为 prj.07 沙湾河截排工程？'],
  [0, 'prj.99', '2 没有项目“prj.99”；请从项目清单复制编号'],
  [2, '付款', '2 事项须为 预算、安排计划、拨付、支付、使用：付款'],
  [3, '区财政', '2 资金来源须为 中央资金、省级资金、市级资金、区级资金、专项债券、社会资本、企业自筹：区财政'],
  [4, '2023年5月', '2 日期读不出，请写成 2025-06-30：2023年5月'],
  [4, '2026-01-01', '2 2026-01-01 不在规划期（2021—2025 年）内'],
  [5, '一百', '2 金额不是数字：一百'],
  [5, '1,200', '2 金额不是数字：1,200，是否为 1200？'],
  [5, '1200元', '2 金额须以万元计，只写数字：1200元'],
  [5, '12万元', '2 金额不是数字：12万元，是否为 12？'],
  [5, '-3', '2 金额须大于 0：-3；冲销请撤销原条'],
  [5, '0.0000001', '2 金额最多六位小数：0.0000001'],
  [7, '竣工', '2 项目没有节点“竣工”：现有 主体封顶'],
])('readProjectTable() tells what is wrong with cell %i “%s”', (at, text, told) => {
  expect(faultOf(at, text)).toBe(told)
})

test('readProjectTable() tells the same row twice, and keeps two that differ', () => {
  const table = read(HEAD, GOOD, GOOD, GOOD.with(8, '另一笔'))
  expect(table.money).toHaveLength(2)
  expect(table.faults).toMatchObject([{ row: 3, zh: expect.stringContaining('与第 2 行完全相同') }])
})

test('readProjectTable() refuses a merged head, a missing column and another unit', () => {
  expect(refusal(HEAD.with(3, ''), GOOD)?.zh).toContain('缺少列：资金来源。表头第 4 格为空，疑为合并单元格')
  expect(refusal(HEAD.toSpliced(4, 1), GOOD)?.zh).toMatch(/^缺少列：日期。请用下载的模板/)
  expect(refusal(HEAD.with(5, '金额（元）'), GOOD)).toMatchObject({ refused: 'projects.unit-wrong' })
  expect(refusal(['随便', '什么'])).toMatchObject({ refused: 'projects.columns-missing' })
  expect(refusal()).toMatchObject({ refused: 'projects.columns-missing' })
})

const PARTICULARS = ['项目编号', '阶段', '责任单位', '街道', '经度', '纬度', '开工日期', '完工日期', '概算（万元）']

test('readProjectTable() reads particulars, and leaves out what is empty', () => {
  const table = read(
    PARTICULARS,
    ['prj.07', '在建', '水务局', '南湾', '114.15', '22.62', '2022/3/1', '2024-12-31', '5000'],
    ['prj.08', '储备', '', '', '', '', '', '', ''],
  )
  expect(table.particulars).toEqual([
    {
      row: 2,
      projectId: 'prj.07',
      state: 'building',
      owner: '水务局',
      street: '南湾街道',
      lon: '114.15',
      lat: '22.62',
      startsOn: '2022-03-01',
      endsOn: '2024-12-31',
      estimate: '5000',
    },
    { row: 3, projectId: 'prj.08', state: 'reserve' },
  ])
})

test.each([
  [1, '施工', '阶段须为 储备、立项、在建、完工、运营、中止：施工'],
  [3, '布心', '没有街道“布心”：南湾街道'],
  [4, '', '经度和纬度须都填写，为十进制度数（WGS-84）：（空），22.62'],
  [7, '2021-01-01', '完工日期早于开工日期'],
])('readProjectTable() tells what is wrong with particular %i “%s”', (at, text, told) => {
  const row = ['prj.07', '在建', '水务局', '南湾', '114.15', '22.62', '2022-03-01', '2024-12-31', '5000']
  expect(read(PARTICULARS, row.with(at, text)).faults.map(({ zh }) => zh)).toEqual([told])
})

test('readProjectTable() notices longitude and latitude that are exchanged', () => {
  const row = ['prj.07', '', '', '', '22.62', '114.15', '', '', '']
  expect(read(PARTICULARS, row).faults[0]?.zh).toBe('经度与纬度似乎颠倒：22.62，114.15')
})

const MILESTONES = ['项目编号', '节点', '计划日期', '预计日期', '实际日期']

test('readProjectTable() reads milestones, new ones with their planned day', () => {
  const table = read(
    MILESTONES,
    ['prj.07', '主体封顶', '', '2025-03-01', ''],
    ['prj.08', '通水', '2024-06-30', '', ''],
    ['prj.08', '通水', '2024-07-30', '', ''],
    ['prj.08', '验收', '', '2025-01-01', ''],
    ['prj.08', '移交', '2027-01-01', '', ''],
    ['prj.08', '', '2024-01-01', '', ''],
  )
  expect(table.milestones).toEqual([
    { row: 2, projectId: 'prj.07', milestone: '主体封顶', forecastOn: '2025-03-01' },
    { row: 3, projectId: 'prj.08', milestone: '通水', plannedOn: '2024-06-30' },
  ])
  expect(table.faults.map(({ row, zh }) => `${row} ${zh}`)).toEqual([
    '4 与第 3 行重复',
    '5 “验收”是新节点，须填计划日期',
    '6 2027-01-01 不在规划期（2021—2025 年）内',
    '7 没有节点名称',
  ])
})

test('readProjectTable() refuses a table of more than 2000 rows', () => {
  const rows = Array.from({ length: 2001 }, (_, n) => GOOD.with(8, `${n}`))
  expect(refusal(HEAD, ...rows)).toMatchObject({ refused: 'projects.too-many-rows' })
  expect(read(HEAD, ...rows.slice(1)).money).toHaveLength(2000)
})
