// The story of a review: made from data, a paragraph edited, saved as files, submitted; and the cockpit that tells what changed.
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import {
  DESK,
  expectNoOpenList,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
  registerUnits,
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
  await registerUnits(desk.page, url, ['规划办'])
  const held = { posts: [{ unit: '规划办', role: 'office-officer' }] }
  await desk.page.request.post(`${url}/api/posts/admin`, { data: held })
})
afterAll(() => browser.close())

/** The browser itself reports the refusal that the story asks for. */
const unexpected = (problems: readonly string[]) => problems.filter((one) => !one.includes('422'))

test('a review is made, its numbers open, and its words are edited while its numbers are not', async () => {
  const { page, problems } = desk
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '实施', exact: true }).click()
  await page.getByRole('link', { name: '报告与通报', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '报告和通报写好了吗？' }).waitFor()
  await page.getByRole('button', { name: /编\s?制/ }).click()
  await page.getByRole('heading', { level: 1, name: /2025年度规划实施评估报告/ }).waitFor()
  await page.getByRole('heading', { level: 2, name: '一、总体情况' }).waitFor()
  await page.getByRole('button', { name: '修改文字' }).first().click()
  const words = page.getByRole('textbox', { name: '修改文字' })
  await words.fill('共 [[indicators.al]] 项。')
  await page.getByRole('button', { name: '保存为新版' }).click()
  await page.getByText('文书中没有数值 [[indicators.al]]').waitFor()
  await words.fill('指标共 [[indicators.all]] 项，详见附表。')
  await page.getByRole('button', { name: '保存为新版' }).click()
  await page.getByText('项，详见附表。').waitFor()
  await page.getByRole('link', { name: '20', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: /考核/ }).waitFor()
  await page.goBack()
  await page.getByText('项，详见附表。').waitFor()
  expect(unexpected(problems)).toEqual([])
})

test('the review is saved as PDF with what was written, and submitted; then it cannot be edited', async () => {
  const { page } = desk
  await page.getByRole('button', { name: '下载文件' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF', exact: true }).click(),
  ])
  const bytes = await readFile(await download.path())
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  expect(text.join('').replace(/\s/g, '')).toContain('指标共20项，详见附表。')
  expect(download.suggestedFilename()).toMatch(/（未签发）-v2\.pdf$/)
  await page.keyboard.press('Escape')
  await expectNoOpenList(page)
  await page.getByRole('button', { name: /报\s?签/ }).click()
  await page.getByText('已报签').waitFor()
  expect(await page.getByRole('button', { name: '修改文字' }).count()).toBe(0)
  await page.getByRole('link', { name: /签发办件/ }).click()
  await page.getByText('待校核').first().waitFor()
})

test('the cockpit tells what changed until it is marked as seen', async () => {
  const { page, problems } = desk
  await page.goto(`${url}/cockpit`)
  await page.getByRole('heading', { level: 1, name: '规划今天哪里要操心？' }).waitFor()
  const changes = page.getByRole('region', { name: '上次查看以来' })
  await changes.getByText(/报告签发“.*2025年度规划实施评估报告”/).waitFor()
  await page.getByText(/约束性指标 \d+ 项未达标/).waitFor()
  await changes.getByRole('button', { name: '知道了' }).click()
  await expect.poll(() => changes.getByText(/报告签发/).count()).toBe(0)
  expect(unexpected(problems)).toEqual([])
})

test.each(['/cockpit', '/reports', '/reports/1'])('%s has no serious finding and fits a phone', async (path) => {
  const { page } = desk
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size)
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await seriousFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(DESK)
})
