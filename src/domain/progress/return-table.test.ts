// A filled-in return read row by row, and what is wrong with figures, told with what to do.
import { expect, test } from 'vitest'
import { isRefusal } from '#kit/refusal.ts'
import { checkEntry, missingOf, quantitiesOf } from './entries.ts'
import { type Asked, RETURN_COLUMNS, readReturn } from './return-table.ts'

const HEAD = RETURN_COLUMNS.map(({ zh }) => zh)
const greenway = {
  metric: '碧道长度',
  comparator: '=',
  value: '140',
  unit: '公里',
  year: '',
  isCumulated: true,
}
const park = (metric: string) => ({ ...greenway, metric, unit: '个' })
const asked: Asked[] = [
  {
    obligationId: 'c06.s04.m01.t03',
    quantities: [greenway],
    before: {
      obligationId: 'c06.s04.m01.t03',
      shareDone: '60',
      quantities: { 碧道长度: '90' },
      narrative: 'x',
      obstacle: '',
    },
  },
  { obligationId: 'c08.s03.m01.t04', quantities: [park('城市公园'), park('郊野公园')], before: undefined },
  { obligationId: 'c11.s01.m01.t02', quantities: [], before: undefined },
]
type Row = Partial<Record<(typeof RETURN_COLUMNS)[number]['field'], string>>
function read(...rows: Row[]) {
  const table = readReturn([HEAD, ...rows.map((row) => RETURN_COLUMNS.map(({ field }) => row[field] ?? ''))], asked)
  if (isRefusal(table)) throw new Error(table.because)
  return table
}
const one = (row: Row) => read({ obligation: 'c06.s04.m01.t03', share: '70', narrative: '推进中', ...row })

test('readReturn() gives one entry an obligation, with the figures of all its rows', () => {
  const { entries, faults } = read(
    { obligation: 'c06.s04.m01.t03', quantity: '98.5公里', share: '70%', narrative: '贯通 98.5 公里' },
    { obligation: 'c08.s03.m01.t04', metric: '城市公园', unit: '个', quantity: '6', share: '55', narrative: '在建' },
    { obligation: 'c08.s03.m01.t04', metric: '郊野公园', quantity: '3' },
    { obligation: 'c11.s01.m01.t02', title: '没有填' },
  )
  expect(faults).toEqual([])
  expect(entries).toMatchObject([
    { obligationId: 'c06.s04.m01.t03', shareDone: '70', quantities: { 碧道长度: '98.5' } },
    { row: 3, shareDone: '55', quantities: { 城市公园: '6', 郊野公园: '3' }, narrative: '在建' },
  ])
})

test.each<[string, Row, string]>([
  ['a wrong unit in its own column', { quantity: '98500', unit: '米' }, '“碧道长度”的单位是 公里，不是“米”'],
  ['a wrong unit behind the figure', { quantity: '98500米' }, '不是“米”'],
  ['a share out of range', { share: '170' }, '完成比例须在 0 到 100 之间：170'],
  ['a share that is no number', { share: '七成' }, '完成比例不是数：七成'],
  ['a counted quantity that falls without a reason', { quantity: '80' }, '“碧道长度”由 90 减为 80 公里'],
  ['a share that falls without a reason', { share: '50' }, '完成比例由 60% 减为 50%'],
  ['an obligation that is not the unit’s', { obligation: 'c6.s4.m1.t3' }, '是否为 c06.s04.m01.t03？'],
  ['a metric that is none', { metric: '绿道', quantity: '1' }, '目标名称须为：碧道长度'],
])('readReturn() tells %s', (_, row, words) => {
  const { entries, faults } = one(row)
  expect(entries).toEqual([])
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({ row: 2, zh: expect.stringContaining(words) })
})

test('a fall with its reason is taken', () => {
  expect(one({ quantity: '80', obstacle: '10 公里因线位调整改建' }).faults).toEqual([])
})

test('two rows of one obligation must not say different things', () => {
  const { faults } = read(
    { obligation: 'c08.s03.m01.t04', share: '55', narrative: 'a' },
    { obligation: 'c08.s03.m01.t04', share: '60' },
  )
  expect(faults[0]?.zh).toContain('几行“完成比例”不同')
})

test('readReturn() refuses a table without its columns', () => {
  expect(readReturn([['任务编号', '备注']], asked)).toMatchObject({ refused: 'progress.columns-missing' })
})

test('quantitiesOf() asks for no figure that an indicator measures, nor for a threshold of scope', () => {
  const target = {
    metricZh: '长度',
    comparator: '=',
    value: 140,
    unit: '公里',
    year: null,
    kind: 'quantity',
    numeric: true,
  }
  expect(
    quantitiesOf({ targets: [target, { ...target, linkedIndicator: 'ind.04' }, { ...target, kind: 'scope' }] }),
  ).toEqual([{ metric: '长度', comparator: '=', value: '140', unit: '公里', year: '', isCumulated: true }])
  expect(quantitiesOf({})).toEqual([])
})

test('checkEntry() lets a level that is no count fall; missingOf() asks for share and words', () => {
  const level = { ...greenway, metric: '落实率', unit: '%', isCumulated: false }
  const entry = { obligationId: 'x', shareDone: '10', quantities: { 落实率: '80' }, narrative: '', obstacle: '' }
  expect(checkEntry(entry, [level], { ...entry, quantities: { 落实率: '90' } })).toEqual([])
  expect(missingOf(entry)?.zh).toBe('未填进展情况')
  expect(missingOf({ shareDone: null, narrative: 'x' })?.zh).toBe('未填完成比例')
  expect(missingOf({ shareDone: '0', narrative: '尚未开始' })).toBeUndefined()
})
