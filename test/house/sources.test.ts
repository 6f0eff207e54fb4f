// Every `@source` names an edition of the catalogue or a text listed in docs/sources.md.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EDITIONS } from '#domain/standards/editions.ts'
import { sourceFiles } from './source-files.ts'

const plain = (text: string): string => text.replace(/[—–-]/g, '-').replace(/\s+/g, '')

test('every @source names a text that is known', () => {
  const listed = [...readFileSync('docs/sources.md', 'utf8').matchAll(/^\| ([^|]+) \|/gm)].map(
    (match) => match[1] ?? '',
  )
  const known = [...EDITIONS.map(({ code }) => code), ...listed].map(plain)
  const strange = sourceFiles((path) => /^src\/.*\.tsx?$/.test(path)).flatMap(({ path, text }) =>
    [...text.matchAll(/@source (.+)/g)]
      .map((match) => match[1] ?? '')
      .filter((source) => !known.some((code) => plain(source).startsWith(code)))
      .map((source) => `${path}: ${source}`),
  )
  expect(strange).toEqual([])
})
