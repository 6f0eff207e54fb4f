// What of the pack of 龙岗区 is not covered, and how each piece that is added takes a gap away.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bareParagraphs, gapsOf } from './coverage.ts'
import { isPackRefused, readPack } from './pack.ts'
import { buildPlanModel } from './plan-model.ts'
import { readPlanText } from './read-plan-text.ts'

const folder = new URL('../../../packs/longgang-14fyp/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const pack = readPack(
  Object.fromEntries(files.map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))])),
)
if (isPackRefused(pack)) throw new Error(pack[0]?.because)
const model = buildPlanModel(pack, undefined)
const nobody = { owned: new Set<string>(), evidenced: new Set<string>() }

test('gapsOf() lists what each obligation lacks', () => {
  const all = gapsOf(model, nobody)
  expect(all).toHaveLength(592)
  expect(all.every(({ gaps }) => gaps.includes('owner') && gaps.includes('evidence'))).toBe(true)
  const good = all.find(({ obligation }) => obligation.id === 'c05.s01.m01.t06')
  // Indicator 4 is linked to it, and the air systems stand behind its measure.
  expect(good?.gaps).toEqual(['owner', 'evidence'])
  const owned = gapsOf(model, { owned: new Set(['c05.s01.m01.t06']), evidenced: new Set(['c05.s01.m01.t06']) })
  expect(owned.find(({ obligation }) => obligation.id === 'c05.s01.m01.t06')?.gaps).toEqual([])
  expect(owned.filter(({ gaps }) => !gaps.includes('owner'))).toHaveLength(1)
})

test('bareParagraphs() knows no paragraph without the text, and finds those that no obligation was found in', () => {
  expect(bareParagraphs(model)).toEqual([])
  const anchor = model.obligations.get('c05.s01.m01.t06')?.obligation.anchor ?? ''
  const lines = [
    '第五章 持续改善大气环境质量',
    '第一节 强化大气污染防治体系',
    `推进${anchor}工作。`,
    '本段没有任何任务。',
  ]
  const withText = buildPlanModel(pack, readPlanText(lines.join('\n')))
  expect(bareParagraphs(withText).map(({ text }) => text)).toEqual(['本段没有任何任务。'])
})
