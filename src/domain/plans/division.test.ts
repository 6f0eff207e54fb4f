// A table of the division of labour: what is read, what is refused row by row, and what is never made up.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal, refuse } from '#kit/refusal.ts'
import { DIVISION_COLUMNS, type DivisionTable, readDivision } from './division.ts'

const PLAN = {
  obligations: new Set(['c05.s01.m01.t01', 'c06.s02.m01.t03']),
  period: { start: 2021, end: 2025 },
  refuseUnit: (name: string) => (name === '无此局' ? refuse('organisations.unknown-name', '无此局？') : undefined),
}
const HEAD = DIVISION_COLUMNS.map(({ zh }) => zh)
const read = (...rows: string[][]): DivisionTable => {
  const table = readDivision([HEAD, ...rows], PLAN)
  if (isRefusal(table)) throw new Error(table.because)
  return table
}
const faultOf = (...row: string[]): string | undefined => read(row).faults[0]?.zh

test('readDivision() reads leads, assisting units, days and weights', () => {
  const { entries, faults } = read(
    [
      'c05.s01.m01.t01',
      '水务局',
      '城管局、各街道办',
      '2022-01-01',
      '2025/12/31'.replaceAll('/', '-'),
      '12.5%',
      '竣工验收',
    ],
    ['c06.s02.m01.t03', '住建局', '', '', '2024-06-30', '', ''],
  )
  expect(faults).toEqual([])
  expect(entries).toEqual([
    {
      row: 2,
      obligationId: 'c05.s01.m01.t01',
      lead: '水务局',
      assists: ['城管局', '各街道办'],
      begins: '2022-01-01',
      ends: '2025-12-31',
      weight: '12.5',
      evidence: '竣工验收',
    },
    {
      row: 3,
      obligationId: 'c06.s02.m01.t03',
      lead: '住建局',
      assists: [],
      begins: '2021-01-01',
      ends: '2024-06-30',
      weight: null,
      evidence: '完成情况说明',
    },
  ])
})

test('readDivision() says of each row what is wrong and how it may be meant', () => {
  const day = '2025-12-31'
  expect(faultOf('c5.s1.m1.t1', '水务局', '', '', day, '', '')).toContain('是否为 c05.s01.m01.t01？')
  expect(faultOf('c99', '水务局', '', '', day, '', '')).toBe('规划没有任务“c99”')
  expect(faultOf('c05.s01.m01.t01', '水务局、住建局', '', '', day, '', '')).toContain('只能有一个')
  expect(faultOf('c05.s01.m01.t01', '', '水务局', '', day, '', '')).toContain('没有牵头单位')
  expect(faultOf('c05.s01.m01.t01', '水务局', '水务局', '', day, '', '')).toContain('既牵头又配合')
  expect(faultOf('c05.s01.m01.t01', '水务局', '无此局', '', day, '', '')).toBe('无此局？')
  expect(faultOf('c05.s01.m01.t01', '水务局', '', '', '年底', '', '')).toContain('年底')
  expect(faultOf('c05.s01.m01.t01', '水务局', '', '', '', '', '')).toContain('（空）')
  expect(faultOf('c05.s01.m01.t01', '水务局', '', '', '2026-01-01', '', '')).toContain('规划期')
  expect(faultOf('c05.s01.m01.t01', '水务局', '', '2025-06-01', '2025-01-01', '', '')).toContain('早于')
  expect(faultOf('c05.s01.m01.t01', '水务局', '', '', day, '120', '')).toContain('0 到 100')
  const twice = read(
    ['c05.s01.m01.t01', '水务局', '', '', day, '', ''],
    ['c05.s01.m01.t01', '住建局', '', '', day, '', ''],
  )
  expect(twice.faults).toEqual([{ row: 3, zh: '与第 2 行是同一任务', en: 'The same obligation as row 2' }])
})

test('readDivision() finds its head below a title, leaves out rows nobody filled in, and refuses a table without columns', () => {
  const titled = readDivision([['规划分工方案', '', ''], HEAD, ['c05.s01.m01.t01', '', '', '', '', '', '']], PLAN)
  expect(titled).toEqual({ entries: [], faults: [] })
  expect(readDivision([['任务编号', '配合单位']], PLAN)).toMatchObject({
    refused: 'division.columns-missing',
    zh: expect.stringContaining('牵头单位、完成日期'),
  })
  expect(readDivision([], PLAN)).toMatchObject({ refused: 'division.columns-missing' })
})

test('whatever stands in the cells, each row is an entry, a fault or empty', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('c05.s01.m01.t01', '水务局', '2025-01-01', '、', ''),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 8 }), (rows) => {
      const { entries, faults } = read(...rows)
      const told = [...entries, ...faults].map(({ row }) => row)
      expect(new Set(told).size).toBe(told.length)
      rows.forEach((row, n) => {
        const isFilled = (row[1]?.trim() ?? '') !== '' || (row[2]?.trim() ?? '') !== ''
        expect(told.includes(n + 2)).toBe(isFilled)
      })
    }),
  )
})
