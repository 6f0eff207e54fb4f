// The named projects of a pack: let in as the registry and the obligations have them, refused with file, place and reason.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPackRefused, readPack } from './pack.ts'

const FOLDER = new URL('../../../packs/longgang-14fyp/', import.meta.url)
// biome-ignore lint/suspicious/noExplicitAny: the tests break parsed JSON at will
type Json = any
const readFiles = (): Record<string, Json> =>
  Object.fromEntries(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))] as const),
  )

test('every project, facility, park and corridor of the registry is there, with the obligations that name it', () => {
  const files = readFiles()
  const kinds = new Set(['project', 'facility', 'park', 'corridor'])
  const named = files['registry.json'].placesProjects
    .filter((one: Json) => kinds.has(one.type) && one.obligationIds)
    .map((one: Json) => [one.name, one.type, one.obligationIds])
  const held = files['projects.json'].projects.map((one: Json) => [one.nameZh, one.kind, one.obligationIds])
  expect(held).toHaveLength(59)
  expect(held.toSorted()).toEqual(named.toSorted())
})

test('only figures that the plan states of one project alone are there', () => {
  const pack = readPack(readFiles())
  if (isPackRefused(pack)) throw new Error(pack[0]?.because)
  const told = pack.projects?.projects.flatMap(({ nameZh, figures }) =>
    figures.map(({ comparator, value, unit }) => `${nameZh} ${comparator} ${value} ${unit}`),
  )
  expect(told).toEqual([
    '一平方公里零碳示范区 = 1 平方公里',
    '龙岗河“一河两岸” = 50 公里',
    '坪地六联受纳场 = 550 万立方米',
    '芙蓉受纳场 = 500 万立方米',
    '马鞍山受纳场 = 110 万立方米',
    '深圳市医疗废物集中处置中心扩能改造项目 reach 80 吨/天',
  ])
})

test('a pack may come without projects', () => {
  const files = readFiles()
  delete files['projects.json']
  const pack = readPack(files)
  expect(isPackRefused(pack) ? pack : pack.projects).toBeUndefined()
})

test.each<[name: string, break_: (file: Json) => void, code: string, because: string]>([
  [
    'a misspelt field',
    (file) => {
      file.projects[0].ownr = 'x'
    },
    'plans.pack-unknown-field',
    'projects.json $.projects[0].ownr: is not a field of a plan pack',
  ],
  [
    'an id used twice',
    (file) => {
      file.projects[1].id = 'prj.01'
    },
    'plans.pack-id-repeated',
    'projects.json $.projects[1].id: prj.01 is already used',
  ],
  [
    'an obligation nobody has',
    (file) => {
      file.projects[0].obligationIds[0] = 'c05.s01.m01.t99'
    },
    'plans.pack-reference-lost',
    'projects.json $.projects[0].obligationIds[0]: refers to c05.s01.m01.t99, which the pack does not hold',
  ],
  [
    'a name the registry does not hold',
    (file) => {
      file.projects[0].nameZh = '某某工程'
    },
    'plans.pack-reference-lost',
    'projects.json $.projects[0].nameZh: refers to 某某工程, which registry.json does not hold',
  ],
  [
    'a figure the plan does not state',
    (file) => {
      const one = file.projects.find((project: Json) => project.nameZh === '坪地六联受纳场')
      one.figures[0].value = '560'
    },
    'plans.pack-figure-not-stated',
    'c09.s01.m03.t01 does not state this figure',
  ],
  [
    'a medium that does not exist',
    (file) => {
      file.projects[0].medium = 'fire'
    },
    'plans.pack-unknown-word',
    'projects.json $.projects[0].medium: must be one of air, water, soil, waste, ecology, other',
  ],
])('readPack() refuses %s', (_, break_, code, because) => {
  const files = readFiles()
  break_(files['projects.json'])
  const read = readPack(files)
  if (!isPackRefused(read)) throw new Error('the pack was let in')
  expect(read.map((one) => one.refused)).toContain(code)
  expect(read.map((one) => one.because).join('\n')).toContain(because)
})
