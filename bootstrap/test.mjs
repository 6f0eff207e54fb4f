// `npm test`: sets up what is missing and runs everything; the last line counts. `npm test -- ARGS` hands ARGS to Vitest.
import { ensureBrowser } from './browser.mjs'
import { ensurePackages, ensureWeb, getRuntime } from './set-up.mjs'
import { runVitest } from './vitest.mjs'

const RUNS = [
  { name: 'unit', args: ['--project', 'unit'] },
  { name: 'database, embedded', args: ['--project', 'db'], env: { DATABASE_URL: '' } },
  { name: 'database, server by address', args: ['--project', 'db'], env: { TEST_DATABASE: 'server' } },
  { name: 'browser', args: ['--project', 'e2e'], env: { DATABASE_URL: '' } },
]

export async function testAll(args) {
  await ensurePackages()
  const runtime = getRuntime()
  const runs = args.length > 0 ? [{ name: args.join(' '), args }] : RUNS
  if (args.length === 0) {
    await ensureBrowser()
    await ensureWeb(runtime)
  }
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const run of runs) {
    const figures = await runVitest(runtime, run.args, run.env)
    process.stdout.write(
      `${run.name}: ${figures.passed} passed, ${figures.failed} failed, ${figures.skipped} skipped\n`,
    )
    for (const key of Object.keys(sum)) sum[key] += figures[key]
  }
  process.stdout.write(`${sum.skipped} skipped\n${sum.passed} passed, ${sum.failed} failed\n`)
  return sum.failed === 0 ? 0 : 1
}

if (process.argv[1]?.endsWith('test.mjs')) process.exitCode = await testAll(process.argv.slice(2))
