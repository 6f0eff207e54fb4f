// Which names may stand for a unit in a new post or division, and what is suggested for one that may not.
import { expect, test } from 'vitest'
import { isRefusal, type Refusal } from '#kit/refusal.ts'
import { findMeant, type RegisteredName, refuseUnitName } from './organisation.ts'
import { readOrganisations } from './organisation-table.ts'

const unit = (name: string, more: Partial<RegisteredName> = {}): RegisteredName => ({
  name,
  shortName: null,
  formerNames: [],
  until: null,
  ...more,
})
const REGISTER = [
  unit('市生态环境局龙岗管理局', { shortName: '龙岗管理局', formerNames: ['龙岗区环境保护局'] }),
  unit('市水务局'),
  unit('区旧改办', { until: '2024-01-01' }),
]
const told = (name: string, day = '2025-01-01'): Refusal | undefined => refuseUnitName(name, REGISTER, day)

test('refuseUnitName() lets the full name pass, also of a unit on its last day', () => {
  expect(told('市水务局')).toBeUndefined()
  expect(told('区旧改办', '2023-12-31')).toBeUndefined()
})

test('refuseUnitName() refuses a unit from the day it is no more', () => {
  expect(told('区旧改办', '2024-01-01')).toMatchObject({
    refused: 'organisations.closed',
    zh: '“区旧改办”已于 2024-01-01 撤销，不能再用于新的岗位和分工',
  })
})

test('refuseUnitName() says what a former name has become', () => {
  expect(told('龙岗区环境保护局')).toMatchObject({
    refused: 'organisations.former-name',
    zh: '“龙岗区环境保护局”已更名为“市生态环境局龙岗管理局”，请用现名',
  })
})

test.each([
  ['龙岗管理局', '市生态环境局龙岗管理局'],
  ['水务局', '市水务局'],
  ['市水物局', '市水务局'],
  ['旧改办', undefined],
  ['城市管理和综合执法局', undefined],
])('findMeant() takes %s for %s', (name, meant) => {
  expect(findMeant(name, REGISTER)).toBe(meant)
  expect(told(name)?.zh).toContain(meant === undefined ? '管理员先登记' : `是否为“${meant}”？`)
})

const HEAD = ['单位名称', '简称', '类别', '上级单位', '曾用名', '设立日期', '来源']
const read = (...rows: string[][]) => {
  const table = readOrganisations([HEAD, ...rows], REGISTER)
  if (isRefusal(table)) throw new Error(table.because)
  return table
}

test('readOrganisations() reads names, kind, parent and former names, and leaves out what stands already', () => {
  const table = read(
    ['区城管局', '城管局', '区直部门', '', '区城管办、区市容办', '2019-03-01', '三定方案'],
    ['城管执法队', '', 'district', '区城管局', '', '', ''],
    ['市水务局', '', '市直部门', '', '', '', ''],
  )
  expect(table).toEqual({
    entries: [
      {
        row: 2,
        name: '区城管局',
        shortName: '城管局',
        kind: 'district',
        parent: null,
        formerNames: ['区城管办', '区市容办'],
        since: '2019-03-01',
        source: '三定方案',
      },
      {
        row: 3,
        name: '城管执法队',
        shortName: null,
        kind: 'district',
        parent: '区城管局',
        formerNames: [],
        since: null,
        source: '',
      },
    ],
    unchanged: 1,
    faults: [],
  })
})

test.each([
  [['', '城管局', '区直部门', '', '', '', ''], '没有单位名称'],
  [['区城管局', '', '区直', '', '', '', ''], '类别“区直”应为'],
  [['区城管局', '', '街道办事处', '市水物局', '', '', ''], '是否为“市水务局”？'],
  [['区城管局', '', '街道办事处', '', '', '2019-13-01', ''], '日期读不出'],
  [['区城管局', '', '街道办事处', '', '市水务局', '', ''], '“市水务局”已是别的单位的名称'],
  [['龙岗区环境保护局', '', '区直部门', '', '', '', ''], '“龙岗区环境保护局”已是别的单位的名称'],
])('readOrganisations() tells row and reason of %j', (row, reason) => {
  const { entries, faults } = read(row)
  expect(entries).toEqual([])
  expect(faults).toEqual([{ row: 2, zh: expect.stringContaining(reason), en: expect.any(String) }])
})

test('readOrganisations() tells of a name that stands twice in the table', () => {
  const row = ['区城管局', '', '区直部门', '', '', '', '']
  expect(read(row, row).faults).toEqual([{ row: 3, zh: '“区城管局”已在第 2 行', en: expect.any(String) }])
})

test('readOrganisations() refuses a table without its columns', () => {
  expect(readOrganisations([['名', '类']], REGISTER)).toMatchObject({
    refused: 'organisations.columns-missing',
    zh: expect.stringContaining('缺少列：单位名称、类别'),
  })
})
