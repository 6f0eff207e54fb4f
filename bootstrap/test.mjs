// `npm test`: sets up what is missing and runs everything; the last line counts. `npm test -- ARGS` hands ARGS to Vitest.
import { fileURLToPath } from 'node:url'
import { ensurePackages, ensureWeb, getRuntime } from './set-up.mjs'
import { ensureBrowser, ensureServerPrograms } from './system-packages.mjs'
import { runVitest } from './vitest.mjs'

const NONE = { passed: 0, failed: 0, skipped: 0 }
const EMBEDDED = { DATABASE_URL: '', TEST_DATABASE: '' }

/** Each run gives its figures; `undefined` leaves it out of the sum. */
const RUNS = [
  ['unit', (vitest) => vitest(['--project', 'unit'])],
  ['database, embedded', (vitest) => vitest(['--project', 'db'], EMBEDDED)],
  ['database, server by address', runAtServer],
  ['browser', runBrowser],
]

async function runAtServer(vitest) {
  if (process.env.DATABASE_URL) return vitest(['--project', 'db'])
  if (await ensureServerPrograms()) return vitest(['--project', 'db'], { TEST_DATABASE: 'server' })
  process.stdout.write('No PostgreSQL of the system and no DATABASE_URL: only the embedded one was tested\n')
  return undefined
}

async function runBrowser(vitest, runtime) {
  if (!(await ensureBrowser())) return { ...NONE, failed: 1 }
  await ensureWeb(runtime)
  return vitest(['--project', 'e2e'], EMBEDDED)
}

/** Runs everything, or what the arguments choose; resolves with the exit code. */
export async function testAll(args) {
  await ensurePackages()
  const runtime = getRuntime()
  const vitest = (more, env) => runVitest(runtime, more, env)
  const runs = args.length > 0 ? [[args.join(' '), () => vitest(args)]] : RUNS
  const sum = { ...NONE }
  for (const [name, run] of runs) {
    const figures = await run(vitest, runtime)
    if (!figures) continue
    const { passed, failed, skipped } = figures
    process.stdout.write(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    for (const key of Object.keys(sum)) sum[key] += figures[key]
  }
  process.stdout.write(`${sum.skipped} skipped\n${sum.passed} passed, ${sum.failed} failed\n`)
  return sum.failed === 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await testAll(process.argv.slice(2))
