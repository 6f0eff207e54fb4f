// From a value under assessment three clicks to the frame; from a reported one to its document; charts as files; a year as known before.
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { DESK, expectNoSidewaysScroll, openBrowser, PHONE, seriousFindings, signIn, visit } from './browser.ts'

const { url, password } = inject('product')
const SHEET = `${url}/indicators/assessment?year=2026`
const GOOD_DAYS = `${url}/indicators/ind.04?year=2026`

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

const rowOf = (name: RegExp) => page.getByRole('row', { name })

test('a measured value opens its day, the day its frame: three clicks', async () => {
  const drawer = page.getByRole('dialog')
  const day = drawer
    .locator('.trace-entry')
    .filter({ hasText: /2026-\d\d-\d\d · HJ633/ })
    .filter({ hasText: '计入分子' })
  const openValue = async (): Promise<boolean> => {
    await page.goto(SHEET)
    const door = rowOf(/优良天数比例/).locator('.door')
    // While the past is still being loaded there is no value yet.
    if (
      !(await door.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      ))
    )
      return false
    await door.click()
    return day
      .first()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      )
  }
  await expect.poll(openValue, { timeout: 150_000, interval: 1_000 }).toBe(true)
  await day.last().click()
  const record = drawer.locator('.trace-entry').filter({ hasText: '原始记录' })
  await record.first().click()
  await expect.poll(() => drawer.textContent()).toMatch(/##\d{4}|CN=2061/)
}, 240_000)

test('a reported value opens the document it was reported from: one click', async () => {
  await page.goto(`${url}/indicators/ind.13?year=2025`)
  await page.getByRole('button', { name: '填报 2025 年' }).click()
  const box = page.getByRole('dialog')
  const fields = box.locator('input')
  await fields.nth(0).fill('97')
  await fields.nth(1).fill('100')
  await page.getByLabel('数据来源（文件、文号）').fill('耕地安全利用核查〔2025〕8 号')
  await box.getByRole('button', { name: /保\s?存/ }).click()
  const door = rowOf(/受污染耕地/).locator('.door')
  const openSheet = async (): Promise<boolean> => {
    await page.goto(`${url}/indicators/assessment?year=2025`)
    return door.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    )
  }
  await expect.poll(openSheet, { timeout: 60_000, interval: 1_000 }).toBe(true)
  await door.click()
  await page.getByRole('dialog').getByText('耕地安全利用核查〔2025〕8 号').first().waitFor()
})

test('a chart is read by keyboard and saved with title, source and figures', async () => {
  await page.goto(GOOD_DAYS)
  const chart = page.getByRole('region', { name: /环境空气质量优良天数比例 % · 用左右方向键逐点读数/ })
  await chart.focus()
  await page.keyboard.press('End')
  await expect.poll(() => page.locator('.figure-read').first().textContent()).toMatch(/月份 2026-\d\d · 值/)
  const acts = page.getByRole('group', { name: '保存图表' }).first()
  const saved = async (name: string): Promise<Buffer> => {
    const [file] = await Promise.all([page.waitForEvent('download'), acts.getByRole('button', { name }).click()])
    return readFile(await file.path())
  }
  const svg = (await saved('存为 SVG')).toString('utf8')
  expect(svg).toContain('环境空气质量优良天数比例')
  expect(svg).toMatch(/来源：.*演示数据，\d{4}-\d\d-\d\d .*导出自山水/)
  expect((await saved('存为 PNG')).subarray(1, 4).toString('latin1')).toBe('PNG')
  expect((await saved('图中数据 CSV')).toString('utf8')).toMatch(/月份,值,计入 \/ 有效/)
})

test('parts, editions and projection stand on the page; a past instant says what differs; nothing is wider than a phone', async () => {
  await page.goto(GOOD_DAYS)
  await page.getByRole('heading', { name: '照此下去会达到吗？' }).waitFor()
  await page.getByRole('heading', { name: /2026 年：设定目标时的版本与现行版本/ }).waitFor()
  await page.getByRole('rowheader', { name: '平湖街道' }).waitFor()
  await page.getByText(/不相加：全区值先求各点日均值的平均/).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.goto(`${url}/indicators?year=2025&asOf=2026-01-01T00:00`)
  await page.getByRole('heading', { name: '与现在相比有何不同？' }).waitFor()
  await page
    .getByRole('row', { name: /受污染耕地安全利用率/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: '重算核对' }).click()
  await page.getByText(/重算 \d+ 个值/).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize(PHONE)
  for (const address of [GOOD_DAYS, `${url}/indicators?year=2025&asOf=2026-01-01T00:00`]) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
  expect(problems).toEqual([])
})
