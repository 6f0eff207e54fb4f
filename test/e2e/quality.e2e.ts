// A reviewer's story: a span chosen with the keys, corrected with a reason, what moved by it, and the way back.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  DESK,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
  seriousFindings,
  signIn,
  type Visit,
  visit,
} from './browser.ts'

const { url, password } = inject('product')
let browser: Browser
let desk: Visit
beforeAll(async () => {
  browser = await openBrowser()
  desk = await visit(browser)
  await signIn(desk.page, url, password)
  await desk.page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(() => browser.close())

const PAGES = [
  '/quality/desk',
  '/quality/desk?site=demo-air-longgang&factor=a34004',
  '/quality/rules',
  '/quality/rules/air.inversion',
  '/quality/changes',
  '/quality/feeds',
  '/quality/feeds/demo-air-longgang',
]

test('a value is corrected with the keyboard alone, the report says what moved, and it is undone', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/quality/desk?site=demo-air-longgang&factor=a34004&days=3`)
  const chart = page.locator('.quality-chart')
  await chart.waitFor()
  await chart.focus()
  for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByText(/^已选 2 个值/).waitFor()
  await page.getByText('更正', { exact: true }).first().click()
  await page.getByLabel('方法').click()
  await page.getByText('改为定值', { exact: true }).click()
  await page.getByLabel('数值（µg/m³）').fill('444')
  await page.getByRole('button', { name: '试算' }).click()
  await page.getByText(/^将更正 2 个值/).waitFor()
  await page.getByLabel('理由（必填）').fill('质控故事')
  await page.getByRole('button', { name: '更正' }).click()
  await page.getByText('已保存，相关均值与评价正在重算。').waitFor()
  await page.getByText(/2 个已更正/).waitFor()

  await page.goto(`${url}/quality/changes?kind=correction`)
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.getByRole('heading', { name: '哪些结果因迟到或更正而变了？' }).waitFor()
        return page.getByText('质控故事').count()
      },
      { timeout: 90_000, interval: 2000 },
    )
    .toBeGreaterThan(0)
  await page
    .getByRole('link', { name: /^数据更正/ })
    .first()
    .click()
  await page.getByText(/个均值、/).waitFor()
  await page.getByText('PM2.5 日均值').first().waitFor()

  await page.goto(`${url}/quality/desk?site=demo-air-longgang&factor=a34004&days=3`)
  await page.getByRole('button', { name: '撤销' }).first().click()
  await page.getByRole('dialog').getByLabel('理由（必填）').fill('故事结束')
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await page.getByText(/0 个已更正/).waitFor()
  expect(problems).toEqual([])
})

test('a rule is tried on history before it is saved', async () => {
  const { page } = desk
  await page.goto(`${url}/quality/rules/air.frozen.a34004`)
  await page.getByRole('button', { name: '在历史数据上试算' }).click()
  await page.getByText(/将标记 .* 个/).waitFor({ timeout: 60_000 })
})

test.each([
  ['a desk', DESK],
  ['a phone', PHONE],
])('the quality pages hold on %s', async (_, size) => {
  const { page, context, problems } = await visit(browser, size)
  await signIn(page, url, password)
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
  for (const path of PAGES) {
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
    await expectNoSidewaysScroll(page)
    expect({ path, findings: await seriousFindings(page) }).toEqual({ path, findings: [] })
  }
  expect(problems).toEqual([])
  await context.close()
})
