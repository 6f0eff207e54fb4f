// `npm run check`: the one door. Format and lint, types, arrows, dead code, then every test.
import { join } from 'node:path'
import { runInPlace } from './run.mjs'
import { ROOT } from './runtime.mjs'
import { ensurePackages, getRuntime } from './set-up.mjs'
import { testAll } from './test.mjs'

await ensurePackages()
const runtime = getRuntime()

const bin = (path) => join('node_modules', path)
const STEPS = [
  ['Biome', [bin('@biomejs/biome/bin/biome'), 'check', '.']],
  ['oxlint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', 'src', 'test']],
  ['tsc', [bin('typescript7/bin/tsc'), '-b']],
  [
    'dependency-cruiser',
    [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs'],
  ],
  ['knip', [bin('knip/bin/knip.js')]],
]

for (const [name, args] of STEPS) {
  const begun = Date.now()
  const code = await runInPlace(runtime, args, { cwd: ROOT })
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name} ${((Date.now() - begun) / 1000).toFixed(1)} s\n`)
  if (code !== 0) process.exit(code)
}
process.exitCode = await testAll([])
