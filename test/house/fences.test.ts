// The fences bite: a wrong import in a tiny copy of the house is reported by the rule that forbids it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const house = mkdtempSync(join(tmpdir(), 'shanshui-fences-'))
afterAll(() => rmSync(house, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true })
  writeFileSync(join(house, path), text)
}

type Violation = { rule: { name: string }; from: string }

function violationsOf(files: Record<string, string>): string[] {
  rmSync(join(house, 'src'), { recursive: true, force: true })
  put('package.json', '{ "type": "module", "imports": { "#*": "./src/*" } }')
  put('tsconfig.base.json', '{ "compilerOptions": { "module": "nodenext" } }')
  for (const [path, text] of Object.entries(files)) put(path, text)
  const bin = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [bin, 'src', '--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json', '--no-cache']
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: house, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    output = (error as { stdout: string }).stdout
  }
  const summary = (JSON.parse(output) as { summary: { violations: Violation[] } }).summary
  return summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`)
}

describe('fences', () => {
  test('a rule that reaches for the database is stopped at the wall of the domain', () => {
    const found = violationsOf({
      'src/domain/water/water.ts': "import { query } from '#platform/database.ts'\nexport const read = query\n",
      'src/platform/database.ts': "import { read } from './reader.ts'\nexport const query = read\n",
      'src/platform/reader.ts': 'export const read = 1\n',
    })
    expect(found).toContain('wall-domain src/domain/water/water.ts')
  })

  test('a type-only import counts too', () => {
    const found = violationsOf({
      'src/gateway/connection.ts': "import type { Route } from '#contract/route.ts'\nexport type Here = Route\n",
      'src/contract/route.ts': 'export type Route = string\n',
    })
    expect(found).toContain('wall-gateway src/gateway/connection.ts')
  })

  test('one feature of the server does not import its neighbour', () => {
    const found = violationsOf({
      'src/server/plans/routes.ts': "import { list } from '#server/sites/queries.ts'\nexport const routes = list\n",
      'src/server/sites/queries.ts': 'export const list = 1\n',
    })
    expect(found).toContain('server-features-apart src/server/plans/routes.ts')
  })

  test('a circle is found', () => {
    const found = violationsOf({
      'src/kit/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
      'src/kit/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
    })
    expect(found.some((line) => line.startsWith('no-circles'))).toBe(true)
  })

  test('a barrel is found', () => {
    const found = violationsOf({
      'src/kit/index.ts': "export { a } from './a.ts'\n",
      'src/kit/a.ts': 'export const a = 1\n',
      'src/kit/c.ts': "import { a } from './index.ts'\nexport const c = a\n",
    })
    expect(found).toContain('no-barrels src/kit/c.ts')
  })

  test('an npm module in a pure room is found', () => {
    const found = violationsOf({
      'src/domain/permits/rules.ts': "import { Pool as pg } from 'pg'\nexport const pool = pg\n",
      'node_modules/pg/package.json': '{ "name": "pg", "version": "1.0.0", "main": "main.js" }',
      'node_modules/pg/main.js': 'exports.Pool = 1\n',
    })
    expect(found).toContain('pure-rooms-use-no-npm src/domain/permits/rules.ts')
  })

  test('a house without a wrong import is quiet', () => {
    const found = violationsOf({
      'src/domain/water/water.ts': "import { round } from '#kit/round.ts'\nexport const clean = round\n",
      'src/kit/round.ts': 'export const round = 1\n',
    })
    expect(found).toEqual([])
  })
})
