// One run of Vitest with its figures: passed, failed, skipped.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInPlace } from './run.mjs'
import { ROOT } from './runtime.mjs'

/** Runs and counts. A file that broke outside its tests, and a run that broke before it could count, are a failure each. */
export async function runVitest(runtime, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shanshui-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const script = join('node_modules', 'vitest', 'vitest.mjs')
  const code = await runInPlace(runtime, [script, 'run', ...args, ...reporters], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
  const figures = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  rmSync(folder, { recursive: true, force: true })
  const { numPassedTests: passed = 0, numPendingTests: skipped = 0 } = figures
  const failed = (figures.numFailedTests ?? 0) + brokenFiles(figures.testResults ?? [])
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

const brokenFiles = (results) =>
  results.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length
