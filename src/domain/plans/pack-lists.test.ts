// The lists that a pack brings: let in whole, or refused with file, place and reason.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPackRefused, readPack } from './pack.ts'
import type { PackLists } from './pack-lists.ts'

const FOLDER = new URL('../../../packs/longgang-14fyp/', import.meta.url)
const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.json'))

function readWith(change: (brought: PackLists, files: Record<string, unknown>) => void) {
  const files = Object.fromEntries(
    texts.map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown]),
  )
  change(files['lists.json'] as PackLists, files)
  return readPack(files)
}

test('readPack() takes the lists that the text itself names, and a pack without any', () => {
  const pack = readWith(() => undefined)
  if (isPackRefused(pack)) throw new Error(pack[0]?.because)
  expect(pack.lists?.lists.map(({ nameZh }) => nameZh)).toEqual(['生态文明建设考核', '治污保洁工程'])
  const without = readWith((_, files) => {
    delete files['lists.json']
  })
  expect(isPackRefused(without)).toBe(false)
})

const at = (brought: PackLists, n: number) => {
  const found = brought.lists[n]
  if (found === undefined) throw new Error(`no list ${n}`)
  return found
}

test.each<[string, (brought: PackLists) => void, string]>([
  ['a key that is none', (brought) => Object.assign(at(brought, 0), { colour: 'red' }), 'lists.json $.lists[0].colour'],
  [
    'an obligation that is not there',
    (brought) => Object.assign(at(brought, 1), { obligationIds: ['c99.s01.m01.t01'] }),
    'lists.json $.lists[1].obligationIds[0]: refers to c99.s01.m01.t01',
  ],
  [
    'a list that no place of the text asks for',
    (brought) => Object.assign(at(brought, 1), { refs: [] }),
    'lists.json $.lists[1].refs: must name where the plan says so',
  ],
  [
    'an obligation named twice',
    (brought) => at(brought, 1).obligationIds.push('c13.s04.m01.t04'),
    'lists.json $.lists[1].obligationIds[1]: c13.s04.m01.t04 is already in the list',
  ],
  [
    'two lists of one id',
    (brought) => Object.assign(at(brought, 1), { id: at(brought, 0).id }),
    'lists.json $.lists[1].id: ecological-civilisation-appraisal is already used',
  ],
])('readPack() refuses %s', (_, change, because) => {
  const read = readWith(change)
  expect(isPackRefused(read) && read.map((one) => one.because).join('\n')).toContain(because)
})
