#!/usr/bin/env node
// The command `shanshui`: gives its arguments to the command line under the Node that runs the product.
import { join } from 'node:path'
import { runInPlace } from '../bootstrap/run.mjs'
import { findRuntime, inWords, ROOT } from '../bootstrap/runtime.mjs'

const runtime = findRuntime()
if (runtime === undefined) {
  process.stderr.write(`${inWords('请先安装依赖：npm ci', 'Install the packages first: npm ci')}\n`)
  process.exit(2)
}
process.exitCode = await runInPlace(runtime, [join(ROOT, 'src/cli/main.ts'), ...process.argv.slice(2)])
