// The units that a pack brings: let in whole, or refused with file, place and reason.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPackRefused, readPack } from './pack.ts'
import type { PackOrganisations } from './pack-organisations.ts'

const FOLDER = new URL('../../../packs/longgang-14fyp/', import.meta.url)
const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

function readWith(change: (brought: PackOrganisations) => void) {
  const files = Object.fromEntries(
    texts.map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown]),
  )
  change(files['organisations.json'] as PackOrganisations)
  return readPack(files)
}

test('readPack() takes the units that the plan names and the eleven street offices, each told apart by its source', () => {
  const pack = readWith(() => undefined)
  if (isPackRefused(pack)) throw new Error(pack[0]?.because)
  const organisations = pack.organisations?.organisations ?? []
  expect(pack.organisations?.planCount?.units).toBe(62)
  expect(organisations.filter(({ kind }) => kind === 'street')).toHaveLength(11)
  expect(organisations.find(({ name }) => name === '市生态环境局龙岗管理局')?.refs).toEqual(['c13.s01.m01.t02'])
  expect(organisations.filter(({ source, refs }) => source === 'plan' && refs.length === 0)).toEqual([])
})

const at = (brought: PackOrganisations, n: number) => {
  const found = brought.organisations[n]
  if (found === undefined) throw new Error(`no unit ${n}`)
  return found
}

test.each<[string, (brought: PackOrganisations) => void, string]>([
  [
    'a kind that is none',
    (brought) => Object.assign(at(brought, 0), { kind: 'village' }),
    'organisations.json $.organisations[0].kind: must be one of district, street',
  ],
  [
    'a place in the plan that is not there',
    (brought) => Object.assign(at(brought, 1), { refs: ['c99.s01'] }),
    'organisations.json $.organisations[1].refs[0]: refers to c99.s01',
  ],
  [
    'two units of one name',
    (brought) => Object.assign(at(brought, 2), { name: at(brought, 1).name }),
    'organisations.json $.organisations[2].name: "市生态环境局龙岗管理局" is already used at $.organisations[1]',
  ],
  [
    'a unit said to be named by the plan without where',
    (brought) => Object.assign(at(brought, 3), { refs: [] }),
    'organisations.json $.organisations[3].refs: a unit that the plan names must say where',
  ],
  [
    'an id used twice',
    (brought) => Object.assign(at(brought, 4), { id: 'org.01' }),
    'organisations.json $.organisations[4].id: org.01 is already used',
  ],
])('readPack() refuses %s', (_, change, because) => {
  const read = readWith(change)
  if (!isPackRefused(read)) throw new Error('the pack was let in')
  expect(read.map((one) => one.because).join('\n')).toContain(because)
})
