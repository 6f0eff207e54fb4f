// Domain words come from one module: doc comments, tables and the printed glossary agree with it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { printGlossary, TERMS, type Term } from '#domain/terms.ts'
import { sourceFiles } from './source-files.ts'

const terms = Object.values(TERMS as Record<string, Term>)
const official = new Set(terms.map(({ zh }) => zh))

test('no two concepts share a Chinese term or an English name', () => {
  expect(new Set(terms.map(({ zh }) => zh)).size).toBe(terms.length)
  expect(new Set(terms.map(({ en }) => en)).size).toBe(terms.length)
})

test('docs/glossary.md is the glossary as printed', () => {
  const path = 'docs/glossary.md'
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, printGlossary())
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(printGlossary())
})

test('an exported domain type that opens with an official term opens with one of the glossary or of its standard', () => {
  const strange = sourceFiles((path) => /^src\/(domain|contract|platform|gateway|server)\/.*\.ts$/.test(path))
    // A table of a standard speaks in that standard's own words.
    .filter(({ path }) => !path.startsWith('src/domain/standards/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\/\*\* ([\p{Script=Han}]+) — [\s\S]*?\*\/\nexport type (\w+)/gu)].map((match) => ({
        path,
        zh: match[1] ?? '',
        type: match[2] ?? '',
      })),
    )
    .filter(({ zh }) => ![...official].some((term) => zh.startsWith(term) || zh.endsWith(term)))
  expect(strange).toEqual([])
})

test('no avoided name is declared', () => {
  const avoided = new Set(terms.flatMap(({ avoid }) => avoid ?? []).map((name) => name.toLowerCase()))
  const used = sourceFiles((path) => /^src\/(domain|contract|gateway|server|hj212)\/.*\.ts$/.test(path)).flatMap(
    ({ path, text }) =>
      [...text.matchAll(/\b(?:type|const|function|class) (\w+)/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => avoided.has(name.toLowerCase()))
        .map((name) => `${path}: ${name}`),
  )
  expect(used).toEqual([])
})
