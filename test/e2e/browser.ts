// A browser for the stories: watches for console errors and for requests that leave the machine.

import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { type APIRequestContext, type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

export const DESK = { width: 1440, height: 900 } as const
export const PHONE = { width: 390, height: 844 } as const

export function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('Cannot open a browser as Chromium must be installed: apt-get install chromium')
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export type Visit = { page: Page; context: BrowserContext; problems: string[] }

/** A person's window. `problems` fills with console errors and with every request to another machine. */
export async function visit(browser: Browser, viewport: { width: number; height: number } = DESK): Promise<Visit> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    // The browser itself reports the 401 with which the session answers "nobody is signed in".
    if (message.type() === 'error' && !/401/.test(message.text())) problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') problems.push(`outside: ${request.url()}`)
  })
  page.setDefaultTimeout(20_000)
  return { page, context, problems }
}

export async function signIn(page: Page, url: string, password: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('账号').fill('admin')
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Serious and critical findings of axe on the page as it stands, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The page's own policy forbids a script tag; what is evaluated by the driver it does not see.
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; impact: string; help: string; nodes: { target: string[] }[] }[]
  }
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** The page is not wider than the window: nobody scrolls sideways on a phone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect(wider).toBeLessThanOrEqual(0)
}

/** No list of choices is open: one that is just closing is still there for a moment, and would be found beside the next. */
export async function expectNoOpenList(page: Page): Promise<void> {
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await expect.poll(() => open.count()).toBe(0)
}

/** Puts units into the register through the door, as the administrator who is signed in. */
export async function registerUnits(page: Page, url: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const data = { name, shortName: null, kind: 'district', parentId: null, formerNames: [], since: null, source: '' }
    await page.request.post(`${url}/api/organisations`, { data })
  }
}

/** The JSON of a reply; throws what was said where it was a refusal. */
export async function must(reply: { ok(): boolean; text(): Promise<string>; json(): Promise<unknown> }) {
  if (!reply.ok()) throw new Error(await reply.text())
  return (await reply.json()) as Record<string, unknown>
}

type Product = { url: string; dataDir: string; password: string }

/** Another person of the district, made on the command line, signed in with a password of its own. */
export async function addPerson(
  browser: Browser,
  { url, dataDir, password }: Product,
  name: string,
): Promise<APIRequestContext> {
  const args = [resolve('src/cli/main.ts'), 'account', 'add', name, '--data', dataDir]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const first = (JSON.parse(stdout) as { password: string }).password
  const { request } = await browser.newContext()
  await must(await request.post(`${url}/api/session`, { data: { name, password: first } }))
  await must(await request.post(`${url}/api/session/password`, { data: { current: first, next: password } }))
  return request
}
