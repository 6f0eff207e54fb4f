// The chain both ways: from an hour of 龙岗 to its raw line, from indicator 4 to a day, its clause and the plan.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, signIn, visit } from './browser.ts'

const { url, password } = inject('product')
const SHENZHEN = join(process.env.SHANSHUI_SHARED ?? '../shared', 'data/air/shenzhen_hourly_20200402_08.csv')
const hasReal = existsSync(SHENZHEN)
if (!hasReal) process.stdout.write(`${SHENZHEN} is absent: the story of the real file is skipped\n`)

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = (await visit(browser)).page
  await signIn(page, url, password)
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(() => browser.close())

test.skipIf(!hasReal)(
  'the real Shenzhen file comes in from the page, and an hour of 龙岗 opens down to its line',
  async () => {
    await page.goto(`${url}/intake?tab=import`)
    await page.locator('input[type=file]').setInputFiles(SHENZHEN)
    await page.getByRole('button', { name: '开始导入' }).click()
    await page.getByText(/1,287 行：入库/).waitFor({ timeout: 60_000 })
    await page.goto(`${url}/sites?demo=false`)
    await page.getByRole('link', { name: '龙岗', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /龙岗/ }).waitFor()
    const hour = page.getByRole('row', { name: /2020-04-07 24:00/ })
    await hour.getByRole('button', { name: '36 优' }).click({ timeout: 60_000 })
    const drawer = page.getByRole('dialog')
    await drawer.getByText('怎么得出的').waitFor()
    await drawer.getByText('重算一致').waitFor()
    await drawer.locator('.trace-entry').filter({ hasText: '监测数据' }).first().click()
    await drawer.locator('.trace-entry').filter({ hasText: '原始记录' }).first().click()
    await drawer.getByText('20200407,24,龙岗').or(drawer.getByText('20200408,00,龙岗')).first().waitFor()
  },
)

test('indicator 4 opens into its days, a day into its clause, and up to chapter 5 of the plan', async () => {
  const drawer = page.getByRole('dialog')
  const day = drawer
    .locator('.trace-entry')
    .filter({ hasText: /2026-\d\d-\d\d · HJ633/ })
    .filter({ hasText: '计入分子' })
    .first()
  const openIndicator = async (): Promise<boolean> => {
    await page.goto(`${url}/indicators/ind.04`)
    await page.getByRole('heading', { level: 1, name: /优良天数/ }).waitFor()
    await page.locator('.indicator-figure .door').click({ timeout: 60_000 })
    await drawer.getByText('由什么得出').waitFor()
    return day.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
  }
  // While history still loads, the days have no verdict yet.
  await expect.poll(openIndicator, { timeout: 150_000, interval: 1_000 }).toBe(true)
  await expect.poll(() => drawer.textContent()).toContain('规划任务')
  await day.click()
  await drawer.getByText('重算一致').waitFor()
  await expect.poll(() => drawer.textContent()).toMatch(/HJ 633—20(12|26)/)
  await drawer.getByRole('button', { name: '后退' }).click()
  await drawer.locator('.trace-entry').filter({ hasText: '规划任务' }).first().click()
  await expect.poll(() => drawer.textContent()).toContain('c05')
}, 240_000)

test('the plan answers to its own words', async () => {
  await page.goto(`${url}/plan?q=${encodeURIComponent('PM2.5')}`)
  await page.locator('.plan-hit').first().waitFor()
  expect(await page.locator('.plan-hit').count()).toBeGreaterThan(0)
})
