// What must stand before anything runs: the packages of the lock file, and the web app as built from its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './run.mjs'
import { findRuntime, inWords, ROOT } from './runtime.mjs'

/** One sentence and the end of the program. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Installs the packages where they are absent or do not fit the lock file. Needs the network only then. */
export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const stamp = join(ROOT, 'node_modules', '.shanshui-stamp')
  if (readStamp(stamp) === wanted) return
  const what = inWords('安装依赖', 'Installing packages')
  process.stderr.write(`${what}…\n`)
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm hands its own settings down; those of the outer command must not change what is installed.
  const env = { ...process.env, NODE_ENV: '' }
  const done = npm?.endsWith('.js')
    ? await runQuietly(what, process.execPath, [npm, ...args], { env })
    : await runQuietly(what, 'npm', args, { env })
  if (done.code !== 0) {
    fail(
      `${done.printed.trim()}\n${inWords('依赖未能安装：请检查网络或 npm 镜像后重试', 'The packages could not be installed: check the network or the npm registry and try again')}`,
    )
  }
  writeFileSync(stamp, wanted)
}

/** The Node that runs the product; ends with one sentence where there is none. */
export function getRuntime() {
  return (
    findRuntime() ??
    fail(
      inWords(
        `这台机器（${process.platform}-${process.arch}）没有随附的运行时：请先安装 Node.js 24`,
        `There is no runtime in the packages for this machine (${process.platform}-${process.arch}): install Node.js 24 first`,
      ),
    )
  )
}

const WEB_SOURCES = ['src/web', 'src/contract', 'src/domain', 'src/kit', 'package-lock.json']

function hashOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const full = join(ROOT, path)
    if (/\.test\.tsx?$/.test(path)) return
    if (path.includes('.') && !path.endsWith('/')) return void hash.update(path).update(readFileSync(full))
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      visit(`${path}/${entry.name}`)
    }
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Builds the web app where its sources changed since it was built. */
export async function ensureWeb(runtime) {
  const wanted = hashOf(WEB_SOURCES)
  const stamp = join(ROOT, '.build', 'web', '.stamp')
  if (readStamp(stamp) === wanted) return
  const what = inWords('构建网页', 'Building the web app')
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const done = await runQuietly(what, runtime, [
    vite,
    'build',
    '--config',
    'src/web/vite.config.ts',
    '--logLevel',
    'warn',
  ])
  if (done.code !== 0) fail(done.printed)
  writeFileSync(stamp, wanted)
}
