// What must stand before anything runs: the packages of the lock file, and the web app as built from its sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runQuietly } from './run.mjs'
import { findRuntime, inWords, ROOT } from './runtime.mjs'

/** One sentence and the end of the program. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

const readPackages = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined)

/** Whether a person's own `npm ci` has put in what the lock file says. Optional packages are those of other machines. */
function areInstalled() {
  const wanted = readPackages(join(ROOT, 'package-lock.json'))
  // npm's own record of what it installed, written last.
  const found = readPackages(join(ROOT, 'node_modules', '.package-lock.json'))
  if (!found) return false
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || link || found[path]?.version === version || (optional && !found[path]),
  )
}

/** Installs the packages where they are absent or do not fit the lock file. Needs the network only then. */
export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const stamp = join(ROOT, 'node_modules', '.shanshui-stamp')
  if (readStamp(stamp) === wanted) return
  if (!areInstalled()) await installPackages()
  writeFileSync(stamp, wanted)
}

async function installPackages() {
  const what = inWords('安装依赖', 'Installing packages')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm hands its own settings down; those of the outer command must not change what is installed.
  const env = { ...process.env, NODE_ENV: '' }
  const npm = process.env.npm_execpath
  const done = npm?.endsWith('.js')
    ? await runQuietly(what, process.execPath, [npm, ...args], { env })
    : await runQuietly(what, 'npm', args, { env })
  if (done.code === 0) return
  const sentence = inWords(
    '依赖未能安装：请检查网络或 npm 镜像后重试',
    'The packages could not be installed: check the network or the npm registry and try again',
  )
  fail(`${done.printed.trim()}\n${sentence}`)
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

/** Paths of all files of a file or folder. */
function filesOf(path) {
  const entries = statSync(path).isFile() ? [] : readdirSync(path, { recursive: true, withFileTypes: true })
  if (entries.length === 0) return [path]
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function hashOf(paths) {
  const hash = createHash('sha256')
  const files = paths.flatMap((path) => filesOf(join(ROOT, path))).filter((path) => !/\.test\.tsx?$/.test(path))
  for (const path of files.sort()) hash.update(relative(ROOT, path)).update(readFileSync(path))
  return hash.digest('hex')
}

/** Builds the web app where its sources changed since it was built. */
export async function ensureWeb(runtime) {
  const wanted = hashOf(WEB_SOURCES)
  const stamp = join(ROOT, '.build', 'web', '.stamp')
  if (readStamp(stamp) === wanted) return
  const what = inWords('构建网页', 'Building the web app')
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn']
  const done = await runQuietly(what, runtime, args)
  if (done.code !== 0) fail(done.printed)
  writeFileSync(stamp, wanted)
}
