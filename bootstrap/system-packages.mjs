// What only the tests need from the system: a browser, a Chinese font, a PostgreSQL server. Root on Debian gets them installed.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from './run.mjs'
import { inWords } from './runtime.mjs'

const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const commandFor = (packages) => `apt-get update && apt-get install -y ${packages.join(' ')}`

/** Whether the packages are in now; what went wrong is printed. */
async function install(what, packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { code, printed } = await runQuietly(what, '/bin/sh', ['-c', commandFor(packages)], { env })
  if (code !== 0) process.stderr.write(`${printed.trim().split('\n').slice(-5).join('\n')}\n`)
  return code === 0
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const BROWSER_PACKAGES = ['chromium', 'fonts-noto-cjk']

async function hasBrowser() {
  if (!CHROMIUM.some(existsSync)) return false
  const { code, printed } = await runQuietly('fc-list', 'fc-list', [':lang=zh', 'family'])
  return code === 0 && printed.trim() !== ''
}

/** Chromium and a font with Chinese characters; false where they are absent, after printing the one command to type. */
export async function ensureBrowser() {
  if (await hasBrowser()) return true
  const what = inWords('安装 Chromium 与中文字体', 'Installing Chromium and a Chinese font')
  if (canInstall() && (await install(what, BROWSER_PACKAGES)) && (await hasBrowser())) return true
  const command = `sudo sh -c '${commandFor(BROWSER_PACKAGES)}'`
  process.stderr.write(
    `${inWords(`浏览器测试需要 Chromium 与中文字体，请执行：${command}`, `The browser stories need Chromium and a Chinese font; run: ${command}`)}\n`,
  )
  return false
}

function hasServerPrograms() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const folders = [
    ...versions.map((version) => join('/usr/lib/postgresql', version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.some((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.d'

/** A PostgreSQL of the system for the second run of the database tests; false where it cannot be had. */
export async function ensureServerPrograms() {
  if (hasServerPrograms()) return true
  if (!canInstall()) return false
  // The package would otherwise start a cluster of its own on this machine.
  const setting = join(CLUSTER_SETTINGS, 'shanshui-tests.conf')
  mkdirSync(CLUSTER_SETTINGS, { recursive: true })
  writeFileSync(setting, 'create_main_cluster = false\n')
  try {
    const what = inWords('安装 PostgreSQL', 'Installing PostgreSQL')
    return (await install(what, ['postgresql'])) && hasServerPrograms()
  } finally {
    rmSync(setting, { force: true })
  }
}
