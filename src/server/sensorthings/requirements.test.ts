// docs/sensorthings.md names a test for each requirement of part 1, and each test named there exists.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDERS = ['src/server/sensorthings', 'src/domain/sensorthings']
const tests = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
).join('\n')
const rows = [
  ...readFileSync('docs/sensorthings.md', 'utf8').matchAll(/^\| ([a-z-]+\/\S*.*?|resource-path.*?) +\| (.+?) +\|$/gm),
]

test('every test named for a requirement exists', () => {
  const absent = rows.map(([, , name = '']) => name).filter((name) => !tests.includes(name))
  expect(absent).toEqual([])
})

test('every class of part 1 that is offered has a test', () => {
  const classes = new Set(rows.map(([, requirement = '']) => requirement.split(/[/:]/)[0]))
  expect([...classes].sort()).toEqual([
    'batch-request',
    'create-observations-via-mqtt',
    'create-update-delete',
    'data-array',
    'datamodel',
    'receive-updates-via-mqtt',
    'request-data',
    'resource-path',
  ])
  expect(rows.length).toBeGreaterThan(30)
})
