// The example of a next plan passes every check, counts what it says, and says of itself that it is none.
import { readdirSync, readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { countPack, isPackRefused, readPack } from './pack.ts'

const FOLDER = new URL('../../../packs/example-15fyp/', import.meta.url)
// biome-ignore lint/suspicious/noExplicitAny: the tests break parsed JSON at will
let files: Record<string, any>
beforeEach(() => {
  files = Object.fromEntries(
    readdirSync(FOLDER).map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))]),
  )
})

test('readPack() lets the example in, for 2026 to 2030', () => {
  const pack = readPack(files)
  if (isPackRefused(pack)) throw new Error(pack[0]?.because)
  expect(pack.about.period).toMatchObject({ start: 2026, end: 2030 })
  expect(countPack(pack)).toMatchObject({ chapters: 2, measures: 4, obligations: 12, measurables: 4 })
  const ways = pack.indicators.map(({ formula }) => (formula?.op === 'reported' ? 'reported' : formula?.over))
  expect(ways).toEqual(['district-air', 'district-air', 'reported', 'reported'])
})

test('whatever has a title in the example says that it is one', () => {
  const pack = readPack(files)
  if (isPackRefused(pack)) throw new Error(pack[0]?.because)
  const nodes = pack.chapters.flatMap((chapter) => [chapter, ...chapter.sections])
  for (const { titleZh, titleEn } of [pack.about, ...nodes]) {
    expect(titleZh).toContain('示例')
    expect(titleEn.toLowerCase()).toContain('example')
  }
})

test('readPack() refuses procedures of what is no id of a plan', () => {
  files['pack.json'].proceduresOf = '龙岗'
  const read = readPack(files)
  expect(isPackRefused(read) && read[0]).toMatchObject({
    refused: 'plans.pack-bad-id',
    because: expect.stringMatching(/^pack\.json \$\.proceduresOf: /),
  })
})
