// The documents name only what exists.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']

test.each(DOCUMENTS)('every path named in %s exists', (document) => {
  const text = readFileSync(document, 'utf8')
  const paths = [...text.matchAll(/[`(]((?:src|db|packs|test|docs|bootstrap|bin)\/[\w./-]*)[`)#]/g)].map(
    (match) => match[1] ?? '',
  )
  expect(paths.length).toBeGreaterThan(document === 'CONTRIBUTING.md' ? 0 : 5)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
