// The product as a new user starts it: an empty data folder, the demo district, ports of its own. Vitest's global set-up.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    product: { url: string; gatewayPort: number; dataDir: string; firstPassword: string; password: string }
  }
}

const READY_WITHIN_MS = 120_000
/** What the stories change the first password to. */
const PASSWORD = 'mountains-and-waters'

type Started = { child: ChildProcess; url: string; gatewayPort: number; firstPassword: string }

function startProduct(dataDir: string): Promise<Started> {
  const args = [resolve('src/cli/main.ts'), 'start', '--data', dataDir, '--http', '0', '--gateway', '0']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // The stories' own receivers and senders are on this machine.
    env: { ...process.env, LANG: 'zh_CN.UTF-8', SHANSHUI_OUTBOUND_ALLOW: '127.0.0.1' },
  })
  return new Promise((resolve, reject) => {
    let told = ''
    let answered = ''
    const late = setTimeout(() => reject(new Error(`not ready in ${READY_WITHIN_MS} ms:\n${told}`)), READY_WITHIN_MS)
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString()
    })
    child.stdout.on('data', (chunk: Buffer) => {
      answered += chunk.toString()
      const ready = /ready (http:\S+) gateway \S*?(\d+)\n/.exec(answered)
      if (!ready) return
      clearTimeout(late)
      const firstPassword = /密码 (\S+?)[（，\s]/.exec(told)?.[1] ?? ''
      resolve({ child, url: ready[1] ?? '', gatewayPort: Number(ready[2]), firstPassword })
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${told}`)))
  })
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'shanshui-e2e-'))
  const dataDir = join(folder, 'data')
  const { child, url, gatewayPort, firstPassword } = await startProduct(dataDir)
  project.provide('product', { url, gatewayPort, dataDir, firstPassword, password: PASSWORD })
  return async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
}
