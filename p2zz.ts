// Throwaway.
import { openBrowser, visit, signIn, DESK } from './test/e2e/browser.ts'
import { TestLogger } from './test/gateway/logger.ts'
const url = 'http://127.0.0.1:18121'
const MN = '4403070F00000000000000F9'
const logger = await TestLogger.open(19221, { mn: MN }); logger.sendHeartbeat()
const browser = await openBrowser()
const { page, problems } = await visit(browser, DESK); page.setDefaultTimeout(150000)
await signIn(page, url, 'mountains-and-waters'); await page.getByRole('heading', { level: 1 }).waitFor()
await page.goto(`${url}/devices/${MN}?tab=commands`)
await page.locator('.command-form .ant-select').first().click()
await page.keyboard.type('1062'); await page.keyboard.press('Enter')
await page.getByLabel('实时数据间隔（s）').fill('30')
await page.getByLabel('理由（记入审计）').fill('加密')
await page.getByRole('button', { name: '下发' }).click()
await page.locator('.command').filter({ hasText: '1062' }).first().getByText('已执行').waitFor()
console.log('interval now', logger.rtdInterval)
await page.locator('.command-form .ant-select').first().click()
await page.keyboard.type('2061'); await page.keyboard.press('Enter')
await page.getByLabel(/起始时间/).fill('2026-11-24T00:00:00'); await page.getByLabel(/截止时间/).fill('2026-11-23T00:00:00')
await page.getByLabel('理由（记入审计）').fill('补取')
await page.getByRole('button', { name: '下发' }).click()
await page.getByText('截止时间早于起始时间').waitFor()
await page.screenshot({ path: '/tmp/p2-form.png', fullPage: true })
await page.getByRole('button', { name: '首次连接设置' }).click()
await page.waitForTimeout(12000)
console.log(await page.locator('.command-state').allTextContents(), logger.heard.map((m) => m.cn))
console.log('problems', problems)
await browser.close(); logger.close(); process.exit(0)
