// `npm start`: sets up what is missing and starts everything.
import { join } from 'node:path'
import { runInPlace } from './run.mjs'
import { ROOT } from './runtime.mjs'
import { ensurePackages, ensureWeb, getRuntime } from './set-up.mjs'

await ensurePackages()
const runtime = getRuntime()
await ensureWeb(runtime)
process.exitCode = await runInPlace(runtime, [join(ROOT, 'src/cli/main.ts'), 'start', ...process.argv.slice(2)])
