// Rules get clock and chance handed in, and every file says in its first line what it is for.
import { expect, test } from 'vitest'
import { isRule, sourceFiles } from './source-files.ts'

test('no rule reads the clock or rolls dice', () => {
  const impure = sourceFiles(isRule)
    .filter(({ text }) => /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|process\./.test(text))
    .map(({ path }) => path)
  expect(impure).toEqual([])
})

test('every source file opens with one sentence', () => {
  const silent = sourceFiles((path) => /^(src|test|bootstrap|bin)\/.*\.(ts|tsx|mjs)$/.test(path))
    .filter(({ text }) => !/^(#!.*\n)?(\/\/ |\/\*\* |\/\* )\S/.test(text))
    .map(({ path }) => path)
  expect(silent).toEqual([])
})

test('every migration opens with why', () => {
  const silent = sourceFiles((path) => /^db\/migrations\/.*\.sql$/.test(path))
    .filter(({ text }) => !text.startsWith('-- '))
    .map(({ path }) => path)
  expect(silent).toEqual([])
})

test('no folder is called utils, helpers, common or manager', () => {
  const vague = sourceFiles(
    (path) => /^src\//.test(path) && /(^|\/)(utils?|helpers?|common|managers?)([./]|$)/.test(path),
  )
  expect(vague.map(({ path }) => path)).toEqual([])
})

test('no file is waiting for a later hand', () => {
  const marks = sourceFiles((path) => /^(src|bootstrap|bin|db)\/.*\.(ts|tsx|mjs|sql)$/.test(path))
    .filter(({ text }) => /\b(TODO|FIXME|XXX)\b/.test(text))
    .map(({ path }) => path)
  expect(marks).toEqual([])
})
