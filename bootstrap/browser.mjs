// Chromium and a font with Chinese characters for the browser stories, from the system's packages where they may be installed.
import { existsSync } from 'node:fs'
import { runQuietly } from './run.mjs'
import { inWords } from './runtime.mjs'
import { fail } from './set-up.mjs'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium', 'fonts-noto-cjk']
const COMMAND = `apt-get update && apt-get install -y ${PACKAGES.join(' ')}`

const hasChromium = () => CHROMIUM.some(existsSync)

async function hasFont() {
  const { code, printed } = await runQuietly('fc-list', 'fc-list', [':lang=zh', 'family'])
  return code === 0 && printed.trim() !== ''
}

/** Installs what is missing as root on Debian or Ubuntu; elsewhere says the one command to type and ends. */
export async function ensureBrowser() {
  if (hasChromium() && (await hasFont())) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const what = inWords('安装 Chromium 与中文字体', 'Installing Chromium and a Chinese font')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const done = await runQuietly(what, '/bin/sh', ['-c', COMMAND], { env })
    if (done.code === 0 && hasChromium()) return
    process.stderr.write(`${done.printed.trim().split('\n').slice(-5).join('\n')}\n`)
  }
  fail(
    inWords(
      `浏览器测试需要 Chromium 与中文字体，请执行：sudo sh -c '${COMMAND}'`,
      `The browser stories need Chromium and a Chinese font; run: sudo sh -c '${COMMAND}'`,
    ),
  )
}
