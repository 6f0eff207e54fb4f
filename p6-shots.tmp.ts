import { chromium } from 'playwright-core'
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
const AXE = readFileSync('node_modules/axe-core/axe.min.js','utf8')
const URL0 = 'http://127.0.0.1:18161'
let ok = true
const sink = createServer((q, r) => { q.resume(); q.on('end', () => r.writeHead(ok ? 204 : 500).end(ok ? '' : '对方故障')) }).listen(18165, '127.0.0.1')
const api = async (cookie: string, method: string, path: string, body?: unknown) => { const r = await fetch(URL0 + path, { method, headers: { cookie, 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : undefined }); return [r.status, await r.text(), r.headers.get('set-cookie')] as const }
const s = await api('', 'POST', '/api/session', { name: 'admin', password: 'mountains-and-waters' })
const cookie = s[2]!.split(';')[0]!
const t0 = await fetch(URL0 + '/api/openapi.json'); console.log('openapi', t0.status, (await t0.text()).length)
console.log(await api(cookie, 'POST', '/api/webhooks/1/test', {}), await api(cookie, 'POST', '/api/webhooks/2/test', {}))
await new Promise((r) => setTimeout(r, 3000))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const [w, h, n] of [[1440, 900, 'desk'], [390, 844, 'phone']] as const) {
  const ctx = await browser.newContext({ viewport: { width: w, height: h }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await ctx.addCookies([{ name: cookie.split('=')[0]!, value: cookie.split('=')[1]!, url: URL0 }])
  const page = await ctx.newPage(); page.setDefaultTimeout(60000)
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text().slice(0, 300)) })
  page.on('pageerror', (e) => console.log('pageerror', e.message))
  const shot = async (name: string, full = false) => {
    await page.waitForTimeout(1500)
    await page.screenshot({ path: `/tmp/p6/${n}-${name}.png`, fullPage: full })
    await page.evaluate(AXE)
    const f = (await page.evaluate('axe.run()')) as any
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    console.log(n, name, 'wider', wide, f.violations.filter((v: any) => ['serious', 'critical'].includes(v.impact)).map((v: any) => v.id + ': ' + v.nodes.map((x: any) => x.target.join(' ')).slice(0, 3).join(', ')))
  }
  await page.goto(URL0 + '/interfaces'); await page.getByRole('heading', { level: 1 }).waitFor(); await shot('interfaces', true)
  await page.goto(URL0 + '/interfaces/api?q=readings'); await page.locator('.api-operation').first().waitFor(); await page.locator('.api-operation summary').first().click(); await shot('api')
  await page.goto(URL0 + '/interfaces/webhooks'); await page.locator('table').first().waitFor(); await shot('webhooks', true)
  await page.getByRole('button', { name: '查看' }).first().click(); await page.getByRole('dialog').waitFor(); await shot('delivery')
  await page.goto(URL0 + '/interfaces/webhooks'); await page.getByRole('button', { name: '新建推送订阅' }).click(); await page.getByRole('dialog').waitFor(); await shot('form')
  await page.goto(URL0 + '/sites'); await page.getByRole('button', { name: '下载' }).first().click(); await page.getByRole('menuitem').first().waitFor(); await shot('sites-download')
  await ctx.close()
}
await browser.close(); sink.close()
