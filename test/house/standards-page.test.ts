// docs/standards.md is printed from the catalogue and counts the worked examples in test/vectors.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { Edition } from '#domain/standards/edition.ts'
import { printStandards } from '#domain/standards/print-standards.ts'
import { sourceFiles } from './source-files.ts'

const DATA = /-examples\.ts$/
const files = sourceFiles((path) => /^test\/vectors\/.*\.ts$/.test(path))
const vectors = files.filter(({ path }) => !DATA.test(path)).map(({ text }) => text)
const titles = vectors.flatMap((text) =>
  [...text.matchAll(/^\s*(?:test|describe)(?:\.\w+)*\(.*$/gm)].map(([line]) => line),
)

const hasEdition = (row: unknown): row is { edition: string } =>
  typeof row === 'object' && row !== null && 'edition' in row && typeof row.edition === 'string'

/** Rows of every list that a file of examples exports. */
async function readRows(): Promise<string[]> {
  const paths = files.map(({ path }) => path).filter((path) => DATA.test(path))
  const modules = await Promise.all(
    paths.map((path) => import(pathToFileURL(resolve(path)).href) as Promise<Record<string, unknown>>),
  )
  const rows = modules.flatMap((module) => Object.values(module).filter(Array.isArray).flat() as unknown[])
  return rows.filter(hasEdition).map(({ edition }) => edition)
}

test('docs/standards.md is the catalogue as printed', async () => {
  const rows = await readRows()
  const examplesOf = ({ id, code }: Edition): number =>
    rows.filter((row) => row === id).length +
    vectors.reduce((sum, text) => sum + text.split(`edition: '${id}'`).length - 1, 0) +
    titles.filter((title) => title.includes(code)).length
  const path = 'docs/standards.md'
  const page = printStandards(examplesOf)
  if (process.env.UPDATE_DOCS === '1') writeFileSync(path, page)
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(page)
})
