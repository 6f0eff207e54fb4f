// What a new version of the Longgang pack changes, told field by field.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { comparePacks, describeChange } from './compare-packs.ts'
import { isPackRefused, type Pack, readPack } from './pack.ts'

const DIR = join(import.meta.dirname, '../../../packs/longgang-14fyp')
const files = Object.fromEntries(
  readdirSync(DIR, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^((procedures|reports)\/)?[^/]+\.json$/.test(name) && name !== 'district.json')
    .map((name) => [name, JSON.parse(readFileSync(join(DIR, name), 'utf8'))]),
)
const read = readPack(files)
if (isPackRefused(read)) throw new Error(read[0]?.because)
const PACK: Pack = read

function changed(change: (pack: Pack) => void): Pack {
  const copy = structuredClone(PACK)
  change(copy)
  return copy
}
const firstMeasure = (pack: Pack) => {
  const measure = pack.chapters.flatMap(({ sections }) => sections).flatMap(({ measures }) => measures)[0]
  if (measure === undefined) throw new Error('no measure')
  return measure
}
const firstObligation = (pack: Pack) => {
  const [obligation] = firstMeasure(pack).obligations
  if (obligation === undefined) throw new Error('no obligation')
  return obligation
}
const indicator = (pack: Pack, id: string) => {
  const found = pack.indicators.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

test('comparePacks() finds nothing between equal packs, whatever their version text', () => {
  expect(comparePacks(PACK, structuredClone(PACK))).toEqual([])
  expect(
    comparePacks(
      PACK,
      changed(({ about }) => {
        about.version = '9.9.9'
      }),
    ),
  ).toEqual([])
})

test('comparePacks() tells the field of an obligation with old and new text', () => {
  const newer = changed((pack) => {
    firstObligation(pack).deadline.year = 2024
  })
  const [change, ...more] = comparePacks(PACK, newer)
  expect(more).toEqual([])
  expect(change).toMatchObject({
    kind: 'obligation',
    id: 'c03.s01.m01.t01',
    change: 'changed',
    field: 'deadline.year',
    before: '2025',
    after: '2024',
  })
  expect(change && describeChange(change)).toEqual({
    zh: `“${firstObligation(PACK).titleZh}”的时限年份由“2025”改为“2024”`,
    en: `The year of the deadline of “${firstObligation(PACK).titleEn}” changed from “2025” to “2024”`,
  })
})

test('comparePacks() tells a target from a formula and from the rest of an indicator', () => {
  const newer = changed((pack) => {
    const air = indicator(pack, 'ind.04')
    air.target.value = 97
    if (air.formula !== null) air.formula.decimals = 1
    air.nameEn = 'Good days'
  })
  expect(comparePacks(PACK, newer).map(({ kind, field }) => [kind, field])).toEqual([
    ['indicator', 'nameEn'],
    ['target', 'target.value'],
    ['formula', 'formula.decimals'],
  ])
})

test('comparePacks() tells what came and went as a whole, and a measure by its own fields only', () => {
  const newer = changed((pack) => {
    const measure = firstMeasure(pack)
    measure.headlineEn = 'Another headline'
    const [first] = measure.obligations
    if (first === undefined) throw new Error('no obligation')
    measure.obligations = [...measure.obligations.slice(1), { ...first, id: `${measure.id}.t99`, titleZh: '新任务' }]
  })
  expect(comparePacks(PACK, newer)).toMatchObject([
    { kind: 'measure', id: 'c03.s01.m01', change: 'changed', field: 'headlineEn' },
    { kind: 'obligation', id: 'c03.s01.m01.t01', change: 'removed', field: null },
    { kind: 'obligation', id: 'c03.s01.m01.t99', change: 'added', titleZh: '新任务' },
  ])
})

test('comparePacks() leaves no other part of a pack unsaid', () => {
  const newer = changed((pack) => {
    const [goal] = pack.goals
    if (goal !== undefined) goal.summaryZh = '别的'
    pack.about.titleEn = 'Other title'
    const [, second] = pack.chapters
    if (second !== undefined) second.titleZh = '另一章'
  })
  expect(comparePacks(PACK, newer).map(({ kind, id, field }) => [kind, id, field])).toEqual([
    ['other', 'about', 'titleEn'],
    ['other', 'c02', 'titleZh'],
    ['other', 'goals', '[goal.0].summaryZh'],
  ])
})

test('describeChange() says where there was nothing before', () => {
  const change = {
    kind: 'target',
    id: 'ind.15',
    titleZh: '森林覆盖率',
    titleEn: 'Forest cover',
    change: 'changed',
  } as const
  expect(describeChange({ ...change, field: 'target.value', before: null, after: '31' }).zh).toBe(
    '“森林覆盖率”的目标值由（无）改为“31”',
  )
  expect(describeChange({ ...change, field: 'readings[0].value', before: '30.05', after: '31' }).zh).toBe(
    '“森林覆盖率”的目标写法 1 的数值由“30.05”改为“31”',
  )
  expect(describeChange({ ...change, change: 'removed', field: null, before: null, after: null }).en).toBe(
    '“Forest cover” was removed',
  )
})
