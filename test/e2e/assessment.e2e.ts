// A year of the plan: a unit's numbers come in, the year is signed off, and a later correction leaves what was signed.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, signIn, visit } from './browser.ts'

const { url, password } = inject('product')
const SHEET = `${url}/indicators/assessment?year=2025`
const FOREST = `${url}/indicators/ind.15?year=2025`

let browser: Browser
let page: Page
let problems: string[] = []
beforeAll(async () => {
  browser = await openBrowser()
  const window = await visit(browser)
  page = window.page
  problems = window.problems
  await signIn(page, url, password)
  await page.getByRole('heading', { name: '今天哪里不达标？' }).waitFor()
})
afterAll(() => browser.close())

async function fillForest(area: string): Promise<void> {
  await page.getByLabel('森林面积（平方公里）').fill(area)
  await page.getByLabel('土地总面积（平方公里）').fill('388.02')
  await page.getByLabel('数据来源（文件、文号）').fill('国土变更调查')
}

test('numbers that cannot be are refused in words, those that can make the value', async () => {
  await page.goto(FOREST)
  await page.getByRole('button', { name: '填报 2025 年' }).click()
  await fillForest('400')
  await page
    .getByRole('button', { name: '保存' })
    .or(page.getByRole('button', { name: '保 存' }))
    .click()
  await page.getByText('“森林面积”（400）大于“土地总面积”（388.02）').waitFor()
  await fillForest('116.61')
  await page
    .getByRole('button', { name: '保存' })
    .or(page.getByRole('button', { name: '保 存' }))
    .click()
  await expect
    .poll(
      async () => {
        await page.goto(FOREST)
        await page.getByRole('heading', { level: 1, name: /森林覆盖率/ }).waitFor()
        return page.locator('.indicator-figure').textContent()
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toMatch(/30\.05.*达标/)
  await page.locator('.indicator-figure .door').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('116.61 ÷ 388.02 × 100 = 30.05').waitFor()
  await drawer.getByText('国土变更调查').first().waitFor()
})

test('the year is signed off, and a later correction leaves what was signed', async () => {
  await page.goto(SHEET)
  await page.getByRole('button', { name: '核定 2025 年' }).click()
  await page.getByLabel('核定说明').fill('年度核定会')
  await page.getByRole('dialog').getByRole('button', { name: '核定 2025 年' }).click()
  await page.getByRole('button', { name: '第 1 版' }).waitFor()
  await page.goto(FOREST)
  await page
    .getByRole('button', { name: '更正', exact: true })
    .or(page.getByRole('button', { name: '更 正' }))
    .click()
  await fillForest('116.7')
  await page.getByLabel('理由').fill('成果更新')
  await page
    .getByRole('button', { name: '保存' })
    .or(page.getByRole('button', { name: '保 存' }))
    .click()
  await page.getByText('成果更新').first().waitFor()
  await expect
    .poll(
      async () => {
        await page.goto(SHEET)
        await page.getByRole('button', { name: '第 1 版' }).waitFor()
        return page.locator('.signoff-list').textContent()
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toMatch(/现有 \d+ 项不同/)
  await page.getByRole('button', { name: '第 1 版' }).click()
  const signed = page.getByRole('dialog')
  await signed.getByText('冻结内容与摘要一致').waitFor()
  const value = signed.getByRole('row', { name: /森林覆盖率 · 数值/ })
  await expect.poll(() => value.textContent()).toMatch(/30\.05.*30\.08/)
  expect(problems.filter((problem) => !/400|409|422/.test(problem))).toEqual([])
})
